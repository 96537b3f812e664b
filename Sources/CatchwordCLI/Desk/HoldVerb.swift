import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct HoldVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "Readers' wishes, and what serves them.",
    discussion: """
      What is checked in or received goes to the reader who waits first, and the desk says so on the \
      spot. Readers are named by the last digits of their card.

      Examples:
        catchword hold place 27040000001052 37040000000409 --pickup EAST
        catchword hold list --pickup EAST
        catchword hold pull
        catchword hold capture 37040000000409
        catchword hold clear --barcodes | catchword hold release -
      """,
    subcommands: [
      HoldPlaceVerb.self, HoldListVerb.self, HoldCancelVerb.self, HoldMoveVerb.self,
      HoldRankVerb.self, HoldSuspendVerb.self, HoldResumeVerb.self, HoldPullVerb.self,
      HoldCaptureVerb.self, HoldReleaseVerb.self, HoldClearVerb.self,
    ])
}

struct HoldPlaceVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place",
    abstract: "Put a reader into the queue for a title or for one item.",
    discussion: """
      A title is named by a control number, a bib's id or the barcode of any of its items; with \
      --this-item no other item will do, with --part only items with that label.

      Examples:
        catchword hold place 27040000001052 vl0000001 --pickup EAST
        catchword hold place 27040000001052 37040000000409 --this-item --pickup EAST --expires 2027-01-31
        catchword hold place 27040000001052 37040000000409 --part "Disc 2"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The reader's card.") var card: String
  @Argument(help: ArgumentHelp("What the reader wants.", valueName: "title or item"))
  var title: String
  @Option(help: ArgumentHelp("Where it will be fetched (default: here).", valueName: "code"))
  var pickup: String?
  @Option(help: ArgumentHelp("The last day on which it is wanted.", valueName: "YYYY-MM-DD"))
  var expires: String?
  @Flag(help: "Only the item with this barcode.") var thisItem = false
  @Option(
    help: ArgumentHelp("Only this part of the work, as its label says.", valueName: "label"))
  var part: String?
  @Option(
    help: ArgumentHelp("Place it although the replica says stop, and why.", valueName: "reason"))
  var override: String?
  @Option(help: ArgumentHelp("Who it is, where several have the card.", valueName: "id"))
  var patronID: String?

  func run() throws {
    guard part == nil || !thisItem else {
      throw CommandFault.usage("give --part or --this-item: an item is of one part anyway")
    }
    let expiry = try DeskDate.read(expires)
    var talk = try DeskTalk(workplace, .list(verb: "hold"))
    let replica = talk.replica
    let chosen = try patronID.map { try replica.patronRecord($0) }
    talk.perform(title, mode: "hold") {
      .placeHold(
        DeskAction.PlaceHold(
          card: card,
          target: thisItem ? .item(barcode: title) : .bib(try replica.bibID(title)),
          pickup: pickup ?? replica.branch, expiry: expiry, part: part, override: override,
          patron: chosen))
    }
    try talk.finish()
  }
}

struct HoldListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List holds, title by title in the order in which they are served.",
    discussion: """
      Examples:
        catchword hold list --card 27040000001052
        catchword hold list --title 37040000000409
        catchword hold list --pickup EAST --json
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: "Only this reader's.") var card: String?
  @Option(help: ArgumentHelp("Only those on this title.", valueName: "reference"))
  var title: String?
  @Option(help: ArgumentHelp("Only those to be fetched there.", valueName: "code"))
  var pickup: String?
  @Flag(help: "Those too that are filled or cancelled.") var all = false

  func run() throws {
    let replica = try workplace.openReplica()
    let holds = try replica.holds(card: card, title: title, pickup: pickup, all: all)
    if workplace.json {
      return Console.say(JSON.text(HoldsShape(holds: holds.map(HoldShape.init))))
    }
    for hold in holds { Console.say(Self.line(hold)) }
    if holds.isEmpty { Console.note("Nobody waits.") }
  }

  private static func line(_ hold: HoldCard) -> String {
    var parts = [
      "\(hold.id)", hold.position.map { "\($0)." } ?? "",
      [hold.title, hold.part].compactMap(\.self).joined(separator: ", "), hold.reader,
      "at \(hold.pickup)", hold.standing.rawValue,
    ]
    if let server = hold.server { parts.append("by \(server)") }
    if let until = hold.until { parts.append("rests until \(until)") }
    if let expiry = hold.expiry { parts.append("until \(expiry)") }
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }
}

struct HoldPullVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull",
    abstract: "List what stands here and is waited for.",
    discussion: """
      Fetch each from its shelf and scan it with `hold capture`.

      Example:
        catchword hold pull
      """)

  @OptionGroup var workplace: Workplace

  func run() throws {
    let replica = try workplace.openReplica()
    let lines = try replica.pullList(at: replica.branch, on: try replica.today())
    if workplace.json {
      return Console.say(
        JSON.text(
          PullShape(
            items: lines.map { PullShape.Entry(hold: HoldShape($0.hold), item: ItemShape($0.item)) }
          )))
    }
    for line in lines {
      Console.say(
        [
          line.item.shelvingLocation ?? "", line.item.callNumber ?? "",
          line.item.enumeration ?? "", line.item.barcode ?? "(no barcode)", line.item.title,
          "for \(line.hold.reader) at \(line.hold.pickup)",
        ].filter { !$0.isEmpty }.joined(separator: "  "))
    }
    if lines.isEmpty { Console.note("Nothing on these shelves is waited for.") }
  }
}

struct HoldClearVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clear",
    abstract: "List what should no longer stand on this hold shelf.",
    discussion: """
      Examples:
        catchword hold clear
        catchword hold clear --barcodes | catchword hold release -
      """)

  @OptionGroup var workplace: Workplace
  @Flag(help: "Print barcodes alone, one a line.") var barcodes = false

  func run() throws {
    let replica = try workplace.openReplica()
    let lines = try replica.clearList(at: replica.branch, on: try replica.today())
    if workplace.json {
      return Console.say(
        JSON.text(
          ClearShape(
            items: lines.map {
              ClearShape.Entry(reason: $0.reason.rawValue, item: ItemShape($0.item))
            })))
    }
    for line in lines {
      let barcode = line.item.barcode ?? "(no barcode)"
      Console.say(
        barcodes ? barcode : "\(barcode)  \(line.item.title)  \(line.reason.rawValue)")
    }
    if lines.isEmpty && !barcodes {
      Console.note("All that stands on the hold shelf is waited for.")
    }
  }
}
