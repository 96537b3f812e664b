import CatchwordMARC
import Foundation
import Testing

@Suite struct FormatTests {
  @Test(arguments: [
    ("{\"leader\": \"\"}", "JSON"),
    ("=LDR  00000nam", "MARC mnemonic text, which MarcEdit can convert"),
    ("title,author\nA,B\n", "text"),
    ("<html><body>Login</body></html>", "HTML"),
    ("PK\u{3}\u{4}", "a zip archive; unpack it first"),
    ("\u{0}\u{1}\u{2}binary", "something binary"),
    ("  \r\n", "blanks"),
  ]) func `a file that is not MARC is refused with what it looks like`(
    text: String, looksLike: String
  ) throws {
    #expect(throws: MARCError.notMARC(file: "bibs.mrc", looksLike: looksLike)) {
      try Everything(Array(text.utf8), file: "bibs.mrc")
    }
  }

  @Test func `compressed and empty and UTF-16 files are named as such`() throws {
    #expect(throws: MARCError.notMARC(file: "a", looksLike: "gzip")) {
      try Everything([0x1f, 0x8b, 8, 0], file: "a")
    }
    #expect(throws: MARCError.empty(file: "a")) { try Everything([], file: "a") }
    #expect(throws: MARCError.encodingUnknown(file: "a", encoding: "UTF-16")) {
      try Everything([0xff, 0xfe, 0x3c, 0], file: "a")
    }
  }

  @Test func `a file that cannot be opened is an error with a remedy`() throws {
    let missing = #expect(throws: MARCError.self) {
      try Everything(path: "no such folder/bibs.mrc")
    }
    #expect(missing?.code == "marc-file-unreadable")
    #expect(
      missing?.description
        == "bibs.mrc: cannot be read (there is no such file); check the path and its permissions")
    #expect(throws: MARCError.unreadable(file: "Tests", reason: "it is a folder")) {
      try Everything(path: SharedData.checkout.appendingPathComponent("Tests").path)
    }
  }

  @Test func `the content decides, not the name`() throws {
    let file = try TemporaryFile(RecordBytes.sample.bytes, name: "records.xml")
    let everything = try file.everything()
    #expect(everything.records.count == 1)
    #expect(everything.readings[0].place.file == "records.xml")
    let reader = try MARCReader(bytes: RecordBytes.sample.bytes, file: "records.xml")
    #expect(reader.format == .iso2709)
    let other = try MARCReader(bytes: Array("  <record/>".utf8), file: "records.mrc")
    #expect(other.format == .marcXML)
  }

  @Test func `a file of padding holds no record`() throws {
    let everything = try Everything([0x1d, 0x0a, 0x1d])
    #expect(everything.codes == [.fillerSkipped, .noRecords])
    #expect(everything.tally == MARCTally())
  }

  @Test func `codes are unique and in one form`() {
    let codes = MARCMessageCode.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.hasPrefix("marc-") })
  }
}
