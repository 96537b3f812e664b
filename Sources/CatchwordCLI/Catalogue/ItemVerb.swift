import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct ItemVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "item",
    abstract: "Items: the things on the shelves.",
    discussion: """
      Example:
        catchword item show 37040000000409
      """,
    subcommands: [ItemAddVerb.self, ItemShowVerb.self, ItemEditVerb.self, ItemListVerb.self])
}

struct ItemAddVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add an item to a bib.",
    discussion: """
      Example:
        catchword item add vl0000001 --barcode 37040000009905 --branch EAST --location FIC
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp("Control number, id, or the barcode of another item.", valueName: "bib"))
  var reference: String
  @Option(help: "What is on its label.") var barcode: String
  @Option(help: ArgumentHelp("Whose it is (default: this branch's).", valueName: "code"))
  var branch: String?
  @Option(help: ArgumentHelp("Shelving location.", valueName: "code")) var location: String?
  @Option(help: "Call number.") var callNumber: String?
  @Option(help: ArgumentHelp("Item type.", valueName: "code")) var type: String?
  @Option(help: ArgumentHelp("Copy number.", valueName: "number")) var copy: String?
  @Option(help: "Volume or issue.") var enumeration: String?
  @Option(help: "A note that the public may read.") var note: String?
  @Option(help: "What belongs to it and is counted at the desk, such as 3 discs.")
  var parts: String?
  @Flag(help: "For use in the library only.") var notForLoan = false

  func run() throws {
    guard !barcode.isEmpty else { throw CommandFault.usage("--barcode is empty") }
    let replica = try workplace.openReplica()
    let bib = try replica.bib(reference)
    let owner = branch ?? replica.branch
    try Self.check(branch: owner, in: replica)
    var values: [FieldValue] = []
    values.add(ItemField.barcode, barcode)
    values.add(ItemField.owningBranch, owner)
    values.add(ItemField.shelvingLocation, location)
    values.add(ItemField.callNumber, callNumber)
    values.add(ItemField.itemType, type)
    values.add(ItemField.copyNumber, copy)
    values.add(ItemField.enumeration, enumeration)
    values.add(ItemField.notePublic, note)
    values.add(ItemField.parts, parts)
    if notForLoan { values.append(FieldValue(ItemField.notForLoan, .integer(1))) }
    let performed = try replica.perform(.addItem(bib: bib.id, values), staff: workplace.staff)
    workplace.tell(performed, verb: "item-add", "Added \(barcode) to \(bib.title) for \(owner).")
  }

  /// A code with a typing error would make a branch that nobody looks after.
  static func check(branch: String, in replica: Replica) throws {
    let known = try replica.branchCodes()
    guard known.contains(where: { $0.utf8.elementsEqual(branch.utf8) }) else {
      throw CommandFault.usage(
        "branch \"\(branch)\" is not defined; known are \(known.joined(separator: ", ")); add it "
          + "with `catchword import branches FILE`")
    }
  }
}

struct ItemShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an item: where it is, and whether it may be lent.",
    discussion: """
      Example:
        catchword item show 37040000000409 --json
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Barcode or id.", valueName: "item")) var reference: String

  func run() throws {
    try ShowVerb.show(
      .item, reference, try workplace.openReplica(), asJSON: workplace.json, verb: "item-show")
  }
}
