import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordMARC
import Testing

@testable import CatchwordCLI

@Suite struct CSVTests {
  private let columns = ["code", "name"]

  @Test func `cells are as RFC 4180 has them`() throws {
    let table = try CSVTable("\u{feff}name,code\r\n\"a \"\"b\"\", c\",X\r\n\n\"two\nlines\",Y", columns: columns)
    #expect(table.columns == ["name", "code"])
    #expect(table.rows.map { table.cell("code", of: $0) } == ["X", "Y"])
    #expect(table.cell("name", of: table.rows[0]) == "a \"b\", c")
    #expect(table.rows.map(\.line) == [2, 4])
  }

  @Test(arguments: [
    ("", CSVError.empty),
    ("code\n", .missingColumn("name", expected: ["code", "name"])),
    ("code,name,colour\n", .unknownColumn("colour", expected: ["code", "name"])),
    ("code,name\nX,\"open\n", .quoteNotClosed(line: 2, column: 3)),
    ("code,name\nX,\"a\"b\n", .textAfterQuote(line: 2, column: 6)),
    ("code,name\nX,a\"b\n", .quoteInText(line: 2, column: 4)),
  ])
  func `what is no table is named with line and column`(text: String, error: CSVError) {
    #expect(throws: error) { try CSVTable(text, columns: columns) }
  }
}

@Suite struct KohaHoldingsTests {
  private let hashing = Hashing { bytes in
    // A stand-in is enough: only equality of keys is looked at.
    ContentHash(Word256(bytes: (0..<32).map { UInt8(truncatingIfNeeded: bytes.count &+ $0 &+ Int(bytes.last ?? 0)) })!)
  }

  private func record(_ fields: [MARCField]) -> MARCRecord {
    MARCRecord(leader: "00000nam a2200000 a 4500", fields: fields)
  }

  private func item(_ subfields: [(Unicode.Scalar, String)]) -> MARCField {
    .data("952", " ", " ", subfields.map { MARCSubfield($0.0, $0.1) })
  }

  @Test func `a 952 becomes an item and no field of the bib`() throws {
    let mapping = HoldingsProfile.koha952.map(
      record([
        .control("001", "vl1"), .control("003", "VALLEY"),
        .data("245", "1", "0", [MARCSubfield("a", "Title")]),
        item([
          ("0", "0"), ("1", "1"), ("2", "ddc"), ("7", "-1"), ("9", "17"), ("a", "MAIN"), ("b", "EAST"),
          ("c", "FIC"), ("l", "3"), ("o", "813 TOL"), ("p", " 31 "), ("y", "BK"), ("z", "one"), ("z", "two"),
          ("6", "813_TOL"),
        ]),
        .data("999", " ", " ", [MARCSubfield("c", "42"), MARCSubfield("d", "42")]),
      ]), hashing: hashing)
    #expect(mapping.bib.key == "42" && mapping.bib.sourceNumber == "42")
    #expect(mapping.bib.controlNumber == "vl1")
    #expect(mapping.bib.fields.map(\.tag) == ["001", "003", "245", "999"])
    let item = try #require(mapping.bib.items.first)
    #expect(item.sourceNumber == "17" && item.barcode == "31" && item.callNumber == "813 TOL")
    #expect(item.owningBranch == "MAIN" && item.currentBranch == "EAST" && item.shelvingLocation == "FIC")
    #expect(item.notForLoan == -1 && item.itemType == "BK" && item.notePublic == "one")
    #expect(item.importedStatus == "lost")
    #expect(item.unmapped == "\u{1f}00\u{1f}11\u{1f}l3\u{1f}ztwo\u{1f}6813_TOL")
    #expect(mapping.findings.isEmpty)
  }

  @Test func `without 999 the numbers of 003 and 001 name a bib, and else its content`() {
    let numbered = record([.control("001", "9"), .control("003", "OCoLC")])
    #expect(HoldingsProfile.koha952.map(numbered, hashing: hashing).bib.key == "OCoLC 9")
    let bare = record([.data("245", "0", "0", [MARCSubfield("a", "Title")])])
    let first = HoldingsProfile.none.map(bare, hashing: hashing).bib
    #expect(first.key.hasPrefix("fingerprint ") && first.sourceNumber == nil)
    #expect(first.key == HoldingsProfile.none.map(bare, hashing: hashing).bib.key)
  }

  @Test func `doubtful barcodes are said and kept`() throws {
    let mapping = HoldingsProfile.koha952.map(
      record([item([("p", "39999000000238")]), item([("9", "5")]), item([("p", "3"), ("7", "x")])]), hashing: hashing)
    #expect(mapping.bib.items.map(\.barcode) == ["39999000000238", nil, "3"])
    #expect(mapping.findings.map(\.code) == [.barcodeCheckDigit, .barcodeMissing, .notForLoanUnreadable])
    #expect(mapping.findings[0].text == "39999000000238: check digit should be 0")
    #expect(mapping.bib.items[2].unmapped == "\u{1f}7x" && mapping.bib.items[2].notForLoan == nil)
  }

  @Test func `bibs alone keep every field`() {
    let mapping = HoldingsProfile.none.map(record([item([("p", "3")])]), hashing: hashing)
    #expect(mapping.bib.items.isEmpty && mapping.bib.fields.map(\.tag) == ["952"])
  }

  @Test func `the second item with a barcode comes in without it`() {
    var barcodes = BarcodeLedger()
    let two = record([item([("9", "1"), ("p", "3")]), item([("9", "2"), ("p", "3")])])
    let mapped = MappedBib(two, .koha952, MARCPlace(file: "f", recordNumber: 1), hashing, &barcodes)
    #expect(mapped.bib.items.map(\.barcode) == ["3", nil])
    #expect(mapped.bib.items[1].unmapped == "\u{1f}p3")
    #expect(mapped.messages.contains { $0.code == "barcode-repeated" } && mapped.isWarned)
  }
}
