package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

/// What a run that links headings came to.
package struct LinkingReport: Equatable, Sendable {
  package struct Link: Equatable, Sendable {
    package let bib: RecordID
    package let field: RecordID
    package let tag: String
    package let content: FieldContent
    package let authority: RecordID
    /// Whether a number named it, and not the text alone.
    package let isByNumber: Bool
  }

  /// Fields that could name an authority, in bibs that are not deleted.
  package var read = 0
  /// Those that name one, or of which somebody decided that they name none.
  package var decided = 0
  package var links: [Link] = []
  /// Fields whose text is the heading of several.
  package var ambiguous = 0
  package var acknowledgements: [Acknowledgement] = []

  /// Fields that say what no authority in use says.
  package var unmatched: Int { read - decided - links.count - ambiguous }
}

extension Replica {
  /// Lets every field name the authority that its `$0` gives, or else the only one in use with that
  /// very heading. What was a heading once is proposed in the review queue and never linked here.
  ///
  /// - Parameter isDryRun: whether nothing is written.
  package func linkHeadings(staff: String, isDryRun: Bool) throws -> LinkingReport {
    var report = LinkingReport()
    var last: RecordID?
    repeat {
      let page = try store.read { reader in
        try reader.records(kind: LibraryKind.bib, limit: Self.linkingPage, after: last)
      }
      var found: [LinkingReport.Link] = []
      try store.read { reader in
        for bib in page { try find(in: bib, reader, &report, &found) }
      }
      if !isDryRun && !found.isEmpty {
        report.acknowledgements += try commitLinks(found, staff: staff)
      }
      report.links += found
      last = page.count < Self.linkingPage ? nil : page.last?.id
    } while last != nil
    return report
  }

  private static var linkingPage: Int { 256 }

  private func find(
    in bib: RecordView, _ reader: StoreReader, _ report: inout LinkingReport,
    _ found: inout [LinkingReport.Link]
  ) throws {
    let numbers = AuthorityNumber(source: bib[BibField.source].text ?? "")
    for field in try reader.liveFields(of: bib.id) {
      let tag = field[BibChildField.tag].text ?? ""
      let content = FieldContent(field[BibChildField.content].text ?? "")
      guard HeadingTag(ofBib: tag) != nil, let key = HeadingKey(tag: tag, content) else { continue }
      report.read += 1
      if field.isHeadingDecided {
        report.decided += 1
        continue
      }
      let named = try numbers.authority(named: content, tag: tag, in: reader)
      let established = try named == nil ? reader.established(key) : []
      if established.count > 1 { report.ambiguous += 1 }
      guard let authority = named ?? (established.count == 1 ? established[0].id : nil) else {
        continue
      }
      found.append(
        LinkingReport.Link(
          bib: bib.id, field: field.id, tag: tag, content: content, authority: authority,
          isByNumber: named != nil))
    }
  }

  private func commitLinks(
    _ links: [LinkingReport.Link], staff: String
  ) throws -> [Acknowledgement] {
    try commit(staff: staff) { transaction, _ in
      var touched: Set<RecordID> = []
      for link in links {
        guard let field = try transaction.record(kind: LibraryKind.bibField, link.field),
          let bib = try transaction.record(kind: LibraryKind.bib, link.bib),
          !field.isHeadingDecided, !field.state.isDead, !bib.state.isDead
        else { continue }
        let values = [FieldValue(BibChildField.authority, .record(link.authority))]
        for operation in Operation.writes(values, over: field) { try transaction.stage(operation) }
        if touched.insert(link.bib).inserted { try transaction.stage(.touch(bib)) }
      }
    }.acknowledgements
  }
}
