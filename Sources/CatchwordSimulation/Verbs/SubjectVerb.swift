import CatchwordCore
import CatchwordLibrary

/// `subject main 31234 add "Whales"`: edits the subject heading of an item's bib.
struct SubjectVerb: Verb {
  enum Change: String, CaseIterable {
    case add
    case set
    case delete
  }

  static let word = "subject"
  static let forms = [
    VerbForm("subject HOST BARCODE add HEADING", "Gives the item's bib one more field 650."),
    VerbForm("subject HOST BARCODE set HEADING", "Edits the first field 650 of the bib."),
    VerbForm("subject HOST BARCODE delete", "Deletes the first field 650 of the bib."),
  ]

  let host: String
  let barcode: String
  let change: Change
  let heading: String

  init(host: String, barcode: String, change: Change, heading: String = "") {
    self.host = host
    self.barcode = barcode
    self.change = change
    self.heading = heading
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    change = try words.choice()
    heading = change == .delete ? "" : try words.take("a heading")
  }

  var arguments: [String] {
    [host, barcode, change.rawValue] + (change == .delete ? [] : [heading])
  }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    let content = FieldContent(
      indicators: " ", "0", subfields: [FieldContent.Subfield("a", heading)])
    switch change {
    case .add:
      guard let bib = try run.item(barcode, at: place)?[ItemField.bib].record else {
        return run.say("\(Plan.line(self)): no such bib")
      }
      let field = CatalogEdit.NewField(tag: "650", content: content)
      try run.edit(.addField(bib: bib, field, after: nil), at: place, step)
    case .set:
      try run.bibEdit(barcode, "650", at: place, step) {
        .setField($0.id, content: content, settles: [])
      }
    case .delete:
      try run.bibEdit(barcode, "650", at: place, step) { .deleteField($0.id) }
    }
  }
}
