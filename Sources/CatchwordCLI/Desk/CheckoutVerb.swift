import ArgumentParser
import Catchword
import CatchwordLibrary

struct CheckoutVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkout",
    abstract: "Lend items to a patron.",
    discussion: """
      Every item is lent by itself: one that is refused does not undo the others, and the exit code \
      is that of the first refusal. Answers begin with ok, look (read the line), STOP (do not let it \
      go) or NO (refused, nothing recorded). With --title, an item that this replica does not know is \
      added under that title and lent; `item list --fast-add` lists such for cataloguers.

      Examples:
        catchword checkout 27040000001052 37040000000409
        catchword checkout 27040000001052 37040000000409 --due 2026-12-24
        catchword checkout 27040000001052 - --slip < barcodes.txt
        catchword checkout 27040000001052 37040000000409 --at MILLPOND
        catchword checkout 27040000001052 37040000009905 --title "Walking in the Valley"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The patron's card.") var patron: String
  @Argument(
    help: ArgumentHelp("Barcodes, or - for one a line on standard input.", valueName: "item"))
  var items: [String]
  @Option(help: ArgumentHelp("Due on this day instead of the rule's.", valueName: "YYYY-MM-DD"))
  var due: String?
  @Option(
    help: ArgumentHelp("Lend although the replica says stop, and why.", valueName: "reason"))
  var override: String?
  @Flag(help: "Lend barcodes that this replica does not know.") var unknown = false
  @Option(help: ArgumentHelp("Who it is, where several have the card.", valueName: "id"))
  var patronID: String?
  @Option(help: "The title of one item that this replica does not know.") var title: String?
  @Option(help: ArgumentHelp("The stop where the cart stands.", valueName: "code")) var at: String?
  @Flag(help: "Print a slip of due dates at the end.") var slip = false

  func validate() throws {
    if slip && workplace.json { throw ValidationError("--slip and --json exclude each other.") }
    if title != nil, items.count != 1 || items == ["-"] {
      throw ValidationError("--title is the title of one item; give one barcode.")
    }
  }

  func run() throws {
    let due = try DeskDate.read(due)
    let chosen = try patronID.map { try workplace.openReplica().patronRecord($0) }
    try ItemRun(workplace, verb: "checkout", items, printsSlips: slip, at: at).run { barcode in
      .checkout(
        DeskAction.Checkout(
          barcode: barcode, card: patron, due: due, override: override, lendsUnknown: unknown,
          patron: chosen, title: title))
    }
  }
}

struct CheckinVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkin",
    abstract: "Take items back.",
    discussion: """
      Safe offline: it closes the loan that this replica sees, or an earlier one, and never one that \
      began after the scan.

      Examples:
        catchword checkin 37040000000409 37040000000342
        catchword checkin 37040000000409 --backdate 2026-11-20
        catchword checkin - < bookdrop.txt
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp("Barcodes, or - for one a line on standard input.", valueName: "item"))
  var items: [String]
  @Option(
    help: ArgumentHelp("The day on which they came back; for fines.", valueName: "YYYY-MM-DD"))
  var backdate: String?
  @Flag(help: "Print a slip for what goes to a reader or to another branch.") var slip = false

  func validate() throws {
    if slip && workplace.json { throw ValidationError("--slip and --json exclude each other.") }
  }

  func run() throws {
    let day = try DeskDate.read(backdate)
    try ItemRun(workplace, verb: "checkin", items, printsSlips: slip).run { barcode in
      .checkin(DeskAction.Checkin(barcode: barcode, backdate: day))
    }
  }
}

struct RenewVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "renew",
    abstract: "Extend loans.",
    discussion: """
      An item that is scanned was there, which counts as a sighting; with --remote (by telephone, from \
      a list) nobody saw it, and a return elsewhere wins.

      Examples:
        catchword renew 37040000000409
        catchword renew 37040000000409 --remote --due 2027-01-05
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp("Barcodes, or - for one a line on standard input.", valueName: "item"))
  var items: [String]
  @Flag(help: "Nobody has the item in hand.") var remote = false
  @Option(help: ArgumentHelp("Due on this day instead of the rule's.", valueName: "YYYY-MM-DD"))
  var due: String?
  @Option(
    help: ArgumentHelp("Renew although the replica says stop, and why.", valueName: "reason"))
  var override: String?
  @Option(help: ArgumentHelp("The stop where the cart stands.", valueName: "code")) var at: String?

  func run() throws {
    let due = try DeskDate.read(due)
    try ItemRun(workplace, verb: "renew", items, at: at).run { barcode in
      .renew(
        DeskAction.Renewal(
          barcode: barcode, presence: remote ? .remote : .present, due: due, override: override))
    }
  }
}

struct InHouseVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inhouse",
    abstract: "Count items as used in the library.",
    discussion: """
      Each scan is one use, however often it travels from branch to branch; `undo` takes one back. \
      `show item` says how often an item was used, `why` by which scan last.

      Examples:
        catchword inhouse 37040000000409
        catchword inhouse - < tables.txt
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp("Barcodes, or - for one a line on standard input.", valueName: "item"))
  var items: [String]

  func run() throws {
    try ItemRun(workplace, verb: "inhouse", items).run { .inHouseUse(barcode: $0) }
  }
}
