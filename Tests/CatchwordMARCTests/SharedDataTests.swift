import CatchwordLibrary
import CatchwordMARC
import Foundation
import Testing

@Suite(.enabled(if: SharedData.isPresent, SharedData.missing))
struct SharedDataTests {
  @Test(arguments: [
    ("koha/bibs_with_952.mrc", 350),
    ("koha/bibs.marcxml", 350),
    ("evergreen-concerto/biblio.record_entry.marcxml", 283),
    ("bibs/uva_2000_sirsi999.mrc", 1_630),
    ("bibs/jazz_1k_unicorn949.mrc", 790),
    ("bibs/lul_fre_500_unicorn949.mrc", 411),
    ("bibs/oss_unicorn949.mrc", 28),
    ("bibs/marc22_test_85.mrc", 69),
    ("bibs/vufindharvest_marc.marcxml", 87),
    ("bibs/namespace_prefixed.marcxml", 2),
    ("bibs/bigarchive.marcxml", 1),
    ("authorities/iish_auth_1066_leader22_blank.mrc", 1_066),
    ("authorities/evergreen_concerto_auth.marcxml", 159),
    ("authorities/koha_auth.marcxml", 1_349),
    ("holdings/serials_marc21.marcxml", 7),
    ("holdings/serials_mfhd.marcxml", 7),
    ("holdings/loc_example_holdings.marcxml", 1),
    ("identifiers/badisbns_10.marcxml", 10),
    ("rero-ils/documents_small.marcxml", 365),
    ("protocols/oai-pmh/oaipmh-bibsys.xml", 89),
    ("protocols/sru/sru-alma_with_AVA.xml", 3),
    ("protocols/sru/sru-bibsys.xml", 117),
    ("protocols/sru/sru-loc.xml", 10),
    ("pairs/pride_with_errors.mrc", 307),
    ("pairs/pride_repaired.mrc", 307),
    ("unimarc/serial.bnr.1993.mrc", 11),
    ("unimarc/short.bnr.1993.mrc", 10),
  ]) func `every record of a file is read`(name: String, count: Int) throws {
    let everything = try SharedData.read(name)
    #expect(everything.tally.read == count)
    #expect(everything.tally.rejected == 0)
    #expect(everything.records.count == count)
  }

  @Test func `nearly all binary records are recovered and the totals add up`() throws {
    var total = MARCTally()
    for name in SharedData.names(endingIn: ".mrc", ".bin") {
      let everything = try SharedData.read(name)
      for reading in everything.readings { total.count(reading.status) }
      let silent = everything.readings.filter { $0.status != .accepted && $0.messages.isEmpty }
      #expect(silent.isEmpty, "\(name)")
      let misplaced = everything.readings.filter { reading in
        reading.messages.contains {
          $0.place.recordNumber != reading.number || !name.hasSuffix($0.place.file)
        }
      }
      #expect(misplaced.isEmpty, "\(name)")
      #expect(everything.tally.read == everything.readings.count, "\(name)")
      let losses: Set<MARCMessageCode> = [.fieldDropped, .dataUnlisted, .junkSkipped]
      #expect(everything.codes.isDisjoint(with: losses), "\(name)")
    }
    #expect(total.read == total.accepted + total.warned + total.rejected)
    #expect(total.accepted + total.warned >= 5_600)
    #expect(total.rejected <= 5)
    print(
      "shared data: \(total.read) binary records read, \(total.accepted) accepted, "
        + "\(total.warned) with warnings, \(total.rejected) rejected")
  }

  @Test func `what was read and written again is the same`() throws {
    for name in SharedData.names(endingIn: ".mrc", ".bin", ".marcxml", ".xml") {
      let records = try SharedData.read(name).records
      let fields = records.map { $0.fields.map { MARCField(tag: $0.tag, content: $0.content) } }
      let xml = try records.flatMap { try MARCWriter.marcXML($0) }
      if records.isEmpty { continue }
      let fromXML = try Everything(xml).records
      #expect(fromXML.map(\.fields) == fields, "\(name)")

      var written: [[UInt8]] = []
      var short: [[MARCField]] = []
      for (record, fields) in zip(records, fields) {
        guard let bytes = try? MARCWriter.iso2709(record) else {
          #expect(name.contains("hathi") || name.contains("too_long") || name.contains("oversize"))
          continue
        }
        written.append(bytes)
        short.append(fields)
      }
      let again = try Everything(written.flatMap(\.self)).records
      #expect(again.map(\.fields) == short, "\(name)")
      let twice = try again.map { try MARCWriter.iso2709($0) }
      #expect(twice == written, "\(name)")
    }
  }

  @Test func `MARC-8 gives what its UTF-8 twin says`() throws {
    let marc8 = try SharedData.read("pairs/brkrtest_marc8.mrc").records
    let utf8 = try SharedData.read("pairs/brkrtest_utf8.mrc").records
    #expect(marc8.count == utf8.count)
    for (one, other) in zip(marc8, utf8) {
      #expect(one.fields.map(\.tag) == other.fields.map(\.tag))
      for (field, twin) in zip(one.fields, other.fields) where field.tag != "066" {
        #expect(comparable(field) == comparable(twin), "\(one.controlNumber ?? "") \(field.tag)")
      }
    }
    let flagged = try SharedData.read("pairs/utf8_with_leader_flag.mrc").records
    let unflagged = try SharedData.read("pairs/utf8_without_leader_flag.mrc").records
    #expect(flagged.map(\.fields) == unflagged.map(\.fields))
  }

  /// Composed and decomposed letters are the same to a reader of books.
  private func comparable(_ field: MARCField) -> [String] {
    let texts = field.controlText.map { [$0] } ?? field.subfields.map { "\($0.code)\($0.value)" }
    return texts.map { $0.decomposedStringWithCanonicalMapping }
  }

  @Test func `recovered records are those that were repaired by hand`() throws {
    let broken = try SharedData.read("pairs/pride_with_errors.mrc").records
    let repaired = try SharedData.read("pairs/pride_repaired.mrc").records
    for (one, other) in zip(broken, repaired) {
      #expect(one.fields.count == other.fields.count)
      #expect(one.controlNumber == other.controlNumber)
    }
  }

  @Test func `the check digits of real barcodes are as good as they are known to be`() throws {
    let unicorn = try SharedData.read("bibs/jazz_1k_unicorn949.mrc").records
      .flatMap { $0.fields("949") }.flatMap { $0.subfields("i") }.compactMap(CodabarBarcode.init)
    #expect(unicorn.count > 700)
    #expect(unicorn.allSatisfy { $0.isValid })
    let koha = try SharedData.read("koha/bibs_with_952.mrc").records
      .flatMap { $0.fields("952") }.flatMap { $0.subfields("p") }.compactMap(CodabarBarcode.init)
    let valid = koha.count { $0.isValid }
    #expect(koha.count > 600)
    #expect(valid * 100 < koha.count * 12)
  }

  @Test func `numbers that cataloguers marked as wrong are refused`() throws {
    let fields = try SharedData.read("identifiers/badisbns_10.marcxml").records.flatMap { $0.fields("020") }
    let wrong = fields.flatMap { $0.subfields("z") }
    #expect(wrong.count == 9)
    // Two are wrong only in what stands behind the number.
    let readable = wrong.filter { (try? ISBN($0)) != nil }
    #expect(readable == ["0440487331pbk."])
    let right = fields.flatMap { $0.subfields("a") }
    #expect(right.filter { (try? ISBN($0)) == nil } == ["8901452100503"])
  }

  @Test func `ten thousand synthetic records are read`() throws {
    var reader = try MARCReader(path: SharedData.path("performance/synthetic_10k_records.mrc"))
    while try reader.next() != nil {}
    #expect(reader.tally.accepted == 10_000)
  }
}
