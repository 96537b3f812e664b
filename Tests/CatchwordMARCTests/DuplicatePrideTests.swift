import CatchwordCore
import CatchwordLibrary
import CatchwordMARC
import Testing

/// One novel as dozens of libraries catalogued it.
@Suite(.enabled(if: SharedData.isPresent, SharedData.missing))
struct DuplicatePrideTests {
  private func duplicates() throws -> BibDuplicates {
    var duplicates = BibDuplicates()
    for record in try SharedData.read("pairs/pride_repaired.mrc").records {
      let fields = record.fields.map { field in
        let content =
          field.controlText.map { FieldContent($0) }
          ?? FieldContent(
            indicators: field.indicator1, field.indicator2,
            subfields: field.subfields.map { FieldContent.Subfield($0.code, $0.value) })
        return (tag: field.tag, content: content)
      }
      duplicates.take(
        RecordID(space: .source("made:up"), number: Int64(duplicates.bibs)), BibIdentifiers(fields: fields))
    }
    return duplicates
  }

  /// Counted by other means, 35 ISBNs of 020 and 10 LCCNs are shared. The 36th ISBN stands in 010 of a record
  /// of UNIMARC, one of 15; the OCLC number in 035 of one record and in 001 of another.
  @Test func `every number that two records share is found`() throws {
    let duplicates = try duplicates()
    let clusters = duplicates.clusters()
    let shared = Dictionary(grouping: clusters.flatMap(\.numbers), by: \.kind).mapValues(\.count)
    print(
      "\(duplicates.bibs) records: \(shared[.isbn] ?? 0) ISBNs and \(shared[.lccn] ?? 0) LCCNs are shared, in "
        + "\(clusters.count) clusters, \(clusters.count { $0.evidence == .strong }) of them strong")
    #expect(duplicates.bibs == 307 && duplicates.unreadableISBNs == 1)
    #expect(shared == [.isbn: 36, .lccn: 10, .oclc: 1] && duplicates.crowdedNumbers().isEmpty)
  }
}
