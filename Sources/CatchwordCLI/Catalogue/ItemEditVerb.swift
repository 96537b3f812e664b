import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct ItemEditVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change how an item is described; what is not named stays.",
    discussion: """
      An empty text takes an entry away. Other versions of an entry in conflict stay until somebody \
      decides (`catchword review`).

      Examples:
        catchword item edit 37040000000409 --call-number 'FIC MEL' --location FIC
        catchword item edit 37040000000409 --note ''
        catchword item edit 37040000000409 --parts '3 discs and a booklet'
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Barcode or id.", valueName: "item")) var reference: String
  @Option(help: "What is on its label.") var barcode: String?
  @Option(help: ArgumentHelp("Whose it is.", valueName: "code")) var branch: String?
  @Option(help: ArgumentHelp("Shelving location.", valueName: "code")) var location: String?
  @Option(help: "Call number.") var callNumber: String?
  @Option(help: ArgumentHelp("Item type.", valueName: "code")) var type: String?
  @Option(help: ArgumentHelp("Copy number.", valueName: "number")) var copy: String?
  @Option(help: "Volume or issue.") var enumeration: String?
  @Option(help: "A note that the public may read.") var note: String?
  @Option(help: "What belongs to it and is counted at the desk, such as 3 discs.")
  var parts: String?
  @Option(help: ArgumentHelp("The bib that it is an item of.", valueName: "bib")) var bib: String?
  @Flag(help: "It is catalogued, though a desk had added it in haste.") var catalogued = false

  func run() throws {
    guard barcode?.isEmpty != true, branch?.isEmpty != true else {
      throw CommandFault.usage("an item keeps a barcode and a branch; they cannot be empty")
    }
    let named: [(field: Int, text: String?)] = [
      (ItemField.barcode, barcode), (ItemField.owningBranch, branch),
      (ItemField.shelvingLocation, location), (ItemField.callNumber, callNumber),
      (ItemField.itemType, type), (ItemField.copyNumber, copy),
      (ItemField.enumeration, enumeration), (ItemField.notePublic, note),
      (ItemField.parts, parts), (ItemField.importedStatus, catalogued ? "" : nil),
    ]
    var values = named.compactMap { field, text in
      text.map { FieldValue(field, $0.isEmpty ? .null : .text($0)) }
    }
    guard !values.isEmpty || bib != nil else {
      throw CommandFault.usage("say what to change, such as --call-number 'FIC MEL'")
    }
    let replica = try workplace.openReplica()
    if let branch { try ItemAddVerb.check(branch: branch, in: replica) }
    if let bib { values.append(FieldValue(ItemField.bib, .record(try replica.bibID(bib)))) }
    let item = try replica.item(reference)
    let performed = try replica.perform(
      .setItem(item.id, values, settles: []), staff: workplace.staff)
    workplace.tell(performed, verb: "item-edit", "Changed \(item.barcode ?? reference).")
  }
}
