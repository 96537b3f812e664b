import CatchwordCore
import CatchwordLibrary

/// `item 31234 "Moby-Dick" at main`: a title with one copy, in the catalogue of everybody.
struct ItemVerb: Verb {
  static let word = "item"
  static let forms = [
    VerbForm(
      "item BARCODE TITLE at BRANCH [reference] [of BARCODE]",
      "A title with an item, known everywhere before time begins; `reference` items are not lent; `of`: "
        + "another item of that one's title.")
  ]

  let barcode: String
  let title: String
  let branch: String
  let isReference: Bool
  /// The barcode of an item of the same title that was made before.
  let sibling: String?

  init(
    barcode: String, title: String, branch: String, isReference: Bool = false,
    sibling: String? = nil
  ) {
    self.barcode = barcode
    self.title = title
    self.branch = branch
    self.isReference = isReference
    self.sibling = sibling
  }

  init(_ words: inout Words) throws {
    barcode = try words.take("a barcode")
    title = try words.take("a title")
    try words.expect("at")
    branch = try words.take("a branch")
    isReference = words.skip("reference")
    sibling = words.skip("of") ? try words.take("a barcode") : nil
  }

  var arguments: [String] {
    [barcode, title, "at", branch] + (isReference ? ["reference"] : [])
      + (sibling.map { ["of", $0] } ?? [])
  }
  var hosts: [String] { [branch] }
  static var nature: VerbNature { .setting }

  func perform(_ step: Step, in run: Run) throws {
    let home = try run.find(branch)
    let host = try run.find(run.plan.catalogued(self).branch)
    let known = try sibling.flatMap { try run.item($0, at: host) }?[ItemField.bib].record
    let bib =
      try known
      ?? run.commit(at: host, step) {
        try $0.perform(
          .addBib(leader: Self.leader, fields: [CatalogEdit.title(title)]), staff: "")
      }
    var values = [
      FieldValue(ItemField.barcode, .text(barcode)),
      FieldValue(ItemField.owningBranch, .text(home.branch)),
      FieldValue(ItemField.currentBranch, .text(home.branch)),
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

extension Plan {
  /// The first item of the same title, at whose branch all of them are catalogued.
  func catalogued(_ item: ItemVerb) -> ItemVerb {
    var first = item
    // Where a shrunk plan has lost the sibling, or has made a circle, an item stands for itself.
    for _ in steps {
      guard let sibling = first.sibling,
        let next = steps.lazy.compactMap({ $0.verb as? ItemVerb }).first(where: {
          $0.barcode == sibling
        })
      else { break }
      first = next
    }
    return first
  }
}
