import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct TransitVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transit",
    abstract: "Items on their way between branches.",
    discussion: """
      What was sent is on its way until somebody sees it again: received, checked in or lent.

      Examples:
        catchword transit send 37040000000409 --to EAST
        catchword transit receive - < crate.txt
        catchword transit list --to EAST
      """,
    subcommands: [TransitSendVerb.self, TransitReceiveVerb.self, TransitListVerb.self])
}

struct TransitSendVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Put items into the van or the post.",
    discussion: """
      Whoever sends an item has it in hand: a loan that was open is returned first.

      Examples:
        catchword transit send 37040000000409 37040000000342 --to EAST
        catchword transit send - --to EAST < crate.txt
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp("Barcodes, or - for one a line on standard input.", valueName: "item"))
  var items: [String]
  @Option(help: ArgumentHelp("The branch to which they go.", valueName: "code")) var to: String

  func run() throws {
    try ItemRun(workplace, verb: "transit", items).run { .send(barcode: $0, to: to) }
  }
}

struct TransitReceiveVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receive",
    abstract: "Take items out of the van or the post.",
    discussion: """
      A check-in does the same; this one says besides where an item came from, and tells of what is \
      here by mistake.

      Examples:
        catchword transit receive 37040000000409
        catchword transit receive - < crate.txt
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp("Barcodes, or - for one a line on standard input.", valueName: "item"))
  var items: [String]

  func run() throws {
    try ItemRun(workplace, verb: "transit", items).run { .receive(barcode: $0) }
  }
}

struct TransitListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what is on its way, or what ought to be.",
    discussion: """
      Without options: all that is on its way, the longest first. With --due: what stands here and \
      belongs to another branch, for the next van.

      Examples:
        catchword transit list --to EAST
        catchword transit list --from MAIN --json
        catchword transit list --due
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("Only what that branch sent.", valueName: "code")) var from: String?
  @Option(help: ArgumentHelp("Only what was sent to that branch.", valueName: "code"))
  var to: String?
  @Flag(help: "What stands here and belongs elsewhere.") var due = false

  func validate() throws {
    if due && (from != nil || to != nil) {
      throw ValidationError("--due is about this branch; it goes without --from and --to.")
    }
  }

  func run() throws {
    let replica = try workplace.openReplica()
    if due { return try tellStrangers(replica) }
    let transits = try replica.transits(from: from, to: to)
    if workplace.json {
      return Console.say(JSON.text(TransitsShape(transits: transits.map(TransitsShape.Entry.init))))
    }
    for each in transits {
      Console.say(
        [
          "\(each.from) > \(each.to)", each.barcode ?? "(no barcode)", each.callNumber ?? "",
          each.title, "since \(Moment.text(each.sent))",
        ].filter { !$0.isEmpty }.joined(separator: "  "))
    }
    if transits.isEmpty { Console.note("Nothing is on its way.") }
  }

  private func tellStrangers(_ replica: Replica) throws {
    let strangers = try replica.strangers(at: replica.branch)
    if workplace.json {
      return Console.say(
        JSON.text(StrangersShape(items: strangers.map(ItemShape.init))))
    }
    for each in strangers {
      Console.say(
        [
          "> \(each.owningBranch ?? "")", each.barcode ?? "(no barcode)", each.callNumber ?? "",
          each.title,
        ].filter { !$0.isEmpty }.joined(separator: "  "))
    }
    if strangers.isEmpty { Console.note("All that stands here belongs here.") }
  }
}

struct TransitsShape: Encodable {
  struct Entry: Encodable {
    let id: String
    @OrNull var barcode: String?
    @OrNull var callNumber: String?
    let title: String
    let from: String
    let to: String
    let sent: String

    enum CodingKeys: String, CodingKey {
      case id
      case barcode
      case callNumber = "call_number"
      case title
      case from
      case to
      case sent
    }

    init(_ card: TransitCard) {
      id = card.id.description
      barcode = card.barcode
      callNumber = card.callNumber
      title = card.title
      from = card.from
      to = card.to
      sent = Moment.text(card.sent)
    }
  }

  let schema = "catchword.transit-list/1"
  let transits: [Entry]
}

struct StrangersShape: Encodable {
  let schema = "catchword.transit-due/1"
  let items: [ItemShape]
}
