import CatchwordCore
import CatchwordLibrary

/// `item 31234 "Moby-Dick" at main`: a title with one copy, in the catalogue of everybody.
struct ItemVerb: Verb {
  static let word = "item"
  static let forms = [
    VerbForm(
      "item BARCODE TITLE at BRANCH [reference]",
      "A title with one item, known everywhere before time begins; `reference` items are not lent.")
  ]

  let barcode: String
  let title: String
  let branch: String
  let isReference: Bool

  init(barcode: String, title: String, branch: String, isReference: Bool = false) {
    self.barcode = barcode
    self.title = title
    self.branch = branch
    self.isReference = isReference
  }

  init(_ words: inout Words) throws {
    barcode = try words.take("a barcode")
    title = try words.take("a title")
    try words.expect("at")
    branch = try words.take("a branch")
    isReference = words.skip("reference")
  }

  var arguments: [String] {
    [barcode, title, "at", branch] + (isReference ? ["reference"] : [])
  }
  var hosts: [String] { [branch] }
  static var nature: VerbNature { .setting }

  func perform(_ step: Step, in run: Run) throws {
    let host = try run.find(branch)
    let bib = try run.commit(at: host, step) {
      try $0.perform(
        .addBib(leader: Self.leader, fields: [CatalogEdit.title(title)]), staff: "")
    }
    var values = [
      FieldValue(ItemField.barcode, .text(barcode)),
      FieldValue(ItemField.owningBranch, .text(host.branch)),
      FieldValue(ItemField.currentBranch, .text(host.branch)),
    ]
    if isReference { values.append(FieldValue(ItemField.notForLoan, .integer(1))) }
    _ = try run.commit(at: host, step) { try $0.perform(.addItem(bib: bib, values), staff: "") }
  }

  static let leader = "00000nam a2200000 a 4500"
}

extension CatalogEdit {
  /// A field 245 that holds the title alone.
  static func title(_ title: String) -> NewField {
    NewField(
      tag: "245",
      content: FieldContent(indicators: "1", "0", subfields: [FieldContent.Subfield("a", title)]))
  }
}
