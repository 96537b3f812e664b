package import CatchwordCore

/// Finds the authority that a bib's field names by number, in `$0`, or in Koha's `$9`.
package struct AuthorityNumber {
  /// The source of the record that names it; null for one made here.
  let source: String

  package init(source: String) { self.source = source }

  /// - Returns: nil where no number of the field names exactly one living authority.
  package func authority(
    named content: FieldContent, tag: String, in reader: any RecordReading
  ) throws -> RecordID? {
    guard HeadingTag(ofBib: tag) != nil else { return nil }
    for text in content.texts("0") {
      if let id = try named(text, in: reader) { return id }
    }
    guard source.utf8.starts(with: "koha".utf8) else { return nil }
    for text in content.texts("9") {
      let found = try living(AuthorityField.controlNumber, text, in: reader)
        .filter { $0[AuthorityField.source] == .text(source) }
      if found.count == 1 { return found[0].id }
    }
    return nil
  }

  /// `(CONS)12` or `12` as the authority's own, `(DLC)n  50043095` or an address that ends in the
  /// number as that of the Library of Congress.
  private func named(_ text: String, in reader: any RecordReading) throws -> RecordID? {
    let found = try living(AuthorityField.number, text, in: reader)
    if found.count == 1 { return found[0].id }
    let last = text.unicodeScalars.split { $0 == "/" || $0 == ")" }.last
    guard let last, let number = try? LCCN(String(String.UnicodeScalarView(last))) else {
      return nil
    }
    let isTheirs =
      text.utf8.starts(with: "(DLC)".utf8) || text.utf8.starts(with: "http".utf8)
    guard isTheirs else { return nil }
    let numbered = try living(AuthorityField.lccn, number.normalForm, in: reader)
    return numbered.count == 1 ? numbered[0].id : nil
  }

  private func living(
    _ field: Int, _ text: String, in reader: any RecordReading
  ) throws -> [RecordView] {
    try reader.records(kind: LibraryKind.authority, where: field, is: .text(text))
      .filter { !$0.state.isDead }
  }
}
