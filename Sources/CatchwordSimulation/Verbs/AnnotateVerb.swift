import CatchwordCore
import CatchwordLibrary

/// `annotate east 31234 "signed copy"`: writes what only a newer program knows.
struct AnnotateVerb: Verb {
  static let word = "annotate"
  static let forms = [
    VerbForm(
      "annotate HOST BARCODE TEXT",
      "Writes into the newer schema's field of the item, and a record of its newer kind; for hosts that "
        + "were upgraded.")
  ]

  let host: String
  let barcode: String
  let text: String

  init(host: String, barcode: String, text: String) {
    self.host = host
    self.barcode = barcode
    self.text = text
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    text = try words.take("a text")
  }

  var arguments: [String] { [host, barcode, text] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.isReachable, place.isUpgraded else {
      return run.say("\(Plan.line(self)): the program there does not know such a field")
    }
    guard let item = try run.item(barcode, at: place) else {
      return run.say("\(Plan.line(self)): no such item here")
    }
    try run.staff(at: place, Plan.line(self)) {
      _ = try run.commit(at: place, step) { engine in
        try engine.commit(staff: place.name) { _, mint in
          [
            Operation(
              .write, kind: LibraryKind.item, record: item.id,
              values: [FieldValue(NewerSchema.itemField, .text(text))]),
            Operation(
              .write, kind: NewerSchema.kind, record: try mint(),
              values: [FieldValue(1, .text(text)), FieldValue(2, .record(item.id))]),
          ]
        }
      }
      run.reached(.unknownKind)
      return "saved"
    }
  }
}

/// The library's schema as some later version may have it.
enum NewerSchema {
  static let itemField = 40
  static let kind = 90

  static let current = Schema(
    version: LibrarySchema.current.version + 1,
    kinds: LibrarySchema.current.kinds.filter { $0.number != LibraryKind.item } + [item, shelf],
    derivedTables: LibrarySchema.current.derivedTables)

  private static var item: Kind {
    guard let item = LibrarySchema.current.kind(LibraryKind.item) else {
      preconditionFailure("the library has items")
    }
    return Kind(
      item.number, item.name, lane: item.lane, form: item.form,
      fields: item.fields + [Field(itemField, "provenance", .text)], derived: item.derived)
  }

  private static var shelf: Kind {
    Kind(
      kind, "provenance", lane: .catalog,
      fields: [Field(1, "text", .text), Field(2, "item", .record)])
  }
}
