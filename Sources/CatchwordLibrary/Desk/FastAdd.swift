package import CatchwordCore

/// A thing that nobody has catalogued, lent all the same: a brief bib with a title and an item with a
/// barcode, for cataloguers to complete.
package struct FastAdd: Hashable, Sendable {
  /// What stands in `ItemField.importedStatus` until it is catalogued.
  package static let status = "fast-add"
  /// An abbreviated record of printed language material, monograph, in Unicode.
  private static let leader = "00000nam a22000003  4500"

  package let item: RecordID
  package let operations: [Operation]

  /// - Parameters:
  ///   - branch: whose it is, until somebody knows better.
  ///   - mint: gives a fresh record id of this writer.
  init(
    barcode: String, title: String, branch: String, _ mint: () throws -> RecordID
  ) throws {
    let (bib, field, item) = (try mint(), try mint(), try mint())
    let content = FieldContent(indicators: "0", "0", subfields: [.init("a", title)])
    self.item = item
    operations = [
      Operation(
        .write, kind: LibraryKind.bib, record: bib,
        values: [
          FieldValue(BibField.leader, .text(Self.leader)),
          FieldValue(BibField.touched, .integer(1)),
        ]),
      Operation(
        .write, kind: LibraryKind.bibField, record: field,
        values: [
          FieldValue(BibChildField.bib, .record(bib)),
          FieldValue(BibChildField.position, .integer(FieldPlaces.step)),
          FieldValue(BibChildField.tag, .text("245")),
          FieldValue(BibChildField.content, .text(content.text)),
        ]),
      Operation(
        .write, kind: LibraryKind.item, record: item,
        values: [
          FieldValue(ItemField.bib, .record(bib)),
          FieldValue(ItemField.barcode, .text(barcode)),
          FieldValue(ItemField.owningBranch, .text(branch)),
          FieldValue(ItemField.importedStatus, .text(Self.status)),
        ]),
    ]
  }

  /// Whether a desk added it and no cataloguer has seen to it.
  package static func isUncatalogued(_ item: RecordView) -> Bool {
    item[ItemField.importedStatus].text?.utf8.elementsEqual(status.utf8) ?? false
  }
}
