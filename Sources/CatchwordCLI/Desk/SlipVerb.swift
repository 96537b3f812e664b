import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct SlipVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slip",
    abstract: "Slips of paper: due dates, the hold shelf, the van.",
    discussion: """
      Plain text for any printer. Readers stand on them only by the last digits of their cards.

      Examples:
        catchword slip due 27040000001052 | lp
        catchword slip hold 37040000000409
        catchword slip transit 37040000000409
      """,
    subcommands: [SlipDueVerb.self, SlipHoldVerb.self, SlipTransitVerb.self])

  static func tell(_ slip: Slip, asJSON: Bool) {
    if asJSON { return Console.say(JSON.text(Answer("slip", SlipShape(slip)))) }
    for line in SlipText.lines(slip) { Console.say(line) }
  }
}

struct SlipDueVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "What a reader borrowed here today, with the days on which it is due.",
    discussion: """
      Examples:
        catchword slip due 27040000001052
        catchword slip due 27040000001052 --all
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Card or id.", valueName: "patron")) var patron: String
  @Flag(help: "All that the reader has at home, wherever it was lent.") var all = false

  func run() throws {
    let replica = try workplace.openReplica()
    let loans: SlipLoans =
      all
      ? .these(Set(try replica.patron(patron).loans.map(\.id)))
      : .since(Moment.midnight(try replica.today()))
    SlipVerb.tell(try replica.dueSlip(patron, loans), asJSON: workplace.json)
  }
}

struct SlipHoldVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "What is laid into an item that is kept for a reader.",
    discussion: """
      Example:
        catchword slip hold 37040000000409
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Barcode or id.", valueName: "item")) var item: String

  func run() throws {
    SlipVerb.tell(try workplace.openReplica().holdSlip(item), asJSON: workplace.json)
  }
}

struct SlipTransitVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transit",
    abstract: "What goes with an item in the van: from where, to where, why.",
    discussion: """
      Example:
        catchword slip transit 37040000000409
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Barcode or id.", valueName: "item")) var item: String

  func run() throws {
    SlipVerb.tell(try workplace.openReplica().transitSlip(item), asJSON: workplace.json)
  }
}

/// Slips printed while the desk works: one for each return that needs one, and one for each reader
/// when what they borrow is all scanned.
struct SlipPrinting {
  private let replica: Replica
  private var card: String?
  private var loans: Set<RecordID> = []

  init(_ replica: Replica) { self.replica = replica }

  mutating func note(_ action: DeskAction, _ answer: DeskAnswer) throws {
    switch action {
    case .checkout(let checkout):
      if card?.utf8.elementsEqual(checkout.card.utf8) != true { try finish() }
      card = checkout.card
      if let loan = answer.loan { loans.insert(loan) }
    case .checkin, .receive, .unload:
      if let item = answer.item, let slip = try replica.slip(ofReturned: item) {
        SlipVerb.tell(slip, asJSON: false)
      }
    default: break
    }
  }

  /// The session of a reader is over.
  mutating func finish() throws {
    defer { (card, loans) = (nil, []) }
    guard let card, !loans.isEmpty else { return }
    SlipVerb.tell(try replica.dueSlip(card, .these(loans)), asJSON: false)
  }
}
