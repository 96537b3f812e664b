import ArgumentParser
import Catchword
import CatchwordLibrary

struct UndoVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back something that was done at this desk by mistake.",
    discussion: """
      The fact stays as evidence and counts no more. What another branch did meanwhile in reliance on \
      it goes to review. Orders, their receipts and cancellations, and approvals of a fund are named \
      by the ids that `catchword order show` and `catchword why` print.

      Examples:
        catchword undo --reason "wrong copy scanned"
        catchword undo 37040000000110 --reason "wrong copy scanned"
        catchword undo 1f0a9c4de2b37a55.12 --reason "wrong patron"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp(
      "A fact's id, or the barcode whose last scan here is meant; else the last thing done here.",
      valueName: "fact"))
  var reference: String?
  @Option(help: "Why.") var reason: String

  func run() throws {
    var talk = try DeskTalk(workplace, .list(verb: "undo"))
    let replica = talk.replica
    talk.perform(reference ?? "", mode: "undo") {
      .undo(DeskAction.Undo(try replica.undoTarget(reference), reason: reason))
    }
    try talk.finish()
  }
}

struct MarkVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark",
    abstract: "State something about items: lost, missing, found, damaged …",
    discussion: """
      Marks: lost, missing, found (somebody has it in hand), damaged, repaired, withdrawn, deleted, \
      reinstated, reference (for the reading room only), circulating, incomplete, complete, \
      preservation-hold (must not go out, such as for mould), preservation-released. Whoever sees the item at a desk \
      overrules a mark that did not know of it.

      Examples:
        catchword mark missing 37040000000409 --reason "not on the shelf"
        catchword mark found 37040000000409
        catchword mark lost 37040000000409 --bill
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "What is stated.") var mark: String
  @Argument(
    help: ArgumentHelp("Barcodes, or - for one a line on standard input.", valueName: "item"))
  var items: [String]
  @Option(help: "Why.") var reason: String?
  @Flag(help: "Lost and on loan: charge the borrower what the policy or the catalogue says.")
  var bill = false
  @Option(help: "With --bill: the price, such as 25 or 24.90.") var amount: String?

  func validate() throws {
    if amount != nil && !bill { throw ValidationError("--amount goes with --bill.") }
    if bill && mark != Mark.lost.word { throw ValidationError("--bill goes with lost alone.") }
  }

  func run() throws {
    guard let mark = Mark.allCases.first(where: { $0.word == mark }) else {
      let words = Mark.allCases.map(\.word).joined(separator: ", ")
      throw CommandFault.usage("\"\(mark)\" is no mark; use one of \(words)")
    }
    if bill {
      let amount = try amount.map { try Amount.read($0, try workplace.openReplica()) }
      return try ItemRun(workplace, verb: "mark", items).run {
        .billLost(barcode: $0, amount: amount, reason: reason)
      }
    }
    try ItemRun(workplace, verb: "mark", items).run { .mark(mark, barcode: $0, reason: reason) }
  }
}

struct InventoryVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "Read a shelf: state that items stand there.",
    discussion: """
      Barcodes come as arguments or, without any, one a line on standard input. Afterwards `catchword \
      shelflist --missing` says what was not met, and `--misplaced` what stands in a wrong place.

      Examples:
        catchword inventory --location FIC < barcodes.txt
        catchword inventory --location FIC 37040000000102
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("The shelving location that is read.", valueName: "code"))
  var location: String?
  @Argument(help: ArgumentHelp("Barcodes; without any, standard input.", valueName: "item"))
  var items: [String] = []

  func run() throws {
    try ItemRun(workplace, verb: "inventory", items.isEmpty ? ["-"] : items).run {
      .inventory(barcode: $0, location: location)
    }
  }
}
