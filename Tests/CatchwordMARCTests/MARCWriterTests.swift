import CatchwordMARC
import Testing

@Suite struct MARCWriterTests {
  private let record = MARCRecord(
    leader: "00000nam a2200000   4500",
    fields: [
      .control("001", "b1 "),
      .data("245", "1", "0", [MARCSubfield("a", "Zürich & \"<Genève>\""), MARCSubfield("b", "")]),
      .data("500", " ", " ", [MARCSubfield("a", "cafe\u{301} \u{e9}\t\r\n𝄞 \u{98}der\u{9c} ]]>")]),
      .data("082", " ", " ", []),
      .data("CAT", "\"", "<", [MARCSubfield("é", "x"), MARCSubfield("&", "y")]),
    ])

  @Test func `ISO 2709 read again gives the same fields`() throws {
    let bytes = try MARCWriter.iso2709(record)
    let read = try #require(try Everything(bytes).records.first)
    #expect(read.fields == record.fields)
    #expect(bytes.prefix(5).elementsEqual(RecordBytes.digits(bytes.count, 5)))
    #expect(bytes[9] == UInt8(ascii: "a"))
    #expect(try MARCWriter.iso2709(read) == bytes)
  }

  @Test func `MARCXML read again gives the same record`() throws {
    let bytes = try MARCWriter.marcXMLStart + MARCWriter.marcXML(record) + MARCWriter.marcXMLEnd
    let everything = try Everything(bytes)
    #expect(everything.records == [record])
    #expect(everything.readings.first?.status == .warned, "082 has no subfields")
  }

  @Test func `MARC-8 goes out as UTF-8 and says so`() throws {
    let marc8 = RecordBytes.sample.marc8().raw("500", Array("  \u{1f}a".utf8) + [0xe2, 0x65]).bytes
    let read = try #require(try Everything(marc8).records.first)
    #expect(read.leaderCode(9) == " ")
    let again = try #require(try Everything(MARCWriter.iso2709(read)).records.first)
    #expect(again.leaderCode(9) == "a")
    #expect(again.fields == read.fields)
    #expect(again["500"]?.subfield("a")?.unicodeScalars.count == 2)
  }

  @Test func `what a format cannot express is an error and not a loss`() throws {
    var long = record
    long.fields.append(.data("520", " ", " ", [MARCSubfield("a", String(repeating: "x", count: 9_995))]))
    #expect(throws: MARCWriteError.fieldTooLong(tag: "520", bytes: 10_000)) {
      try MARCWriter.iso2709(long)
    }
    long.fields[5] = .data("520", " ", " ", [MARCSubfield("a", String(repeating: "x", count: 9_994))])
    #expect(try Everything(MARCWriter.iso2709(long)).records.first?.fields == long.fields)

    var odd = record
    odd.fields.append(.data("500", " ", " ", [MARCSubfield("a", "one\u{1f}btwo")]))
    #expect(throws: MARCWriteError.characterNotWritable(tag: "500", "\u{1f}")) {
      try MARCWriter.iso2709(odd)
    }
    #expect(throws: MARCWriteError.characterNotWritable(tag: "500", "\u{1f}")) {
      try MARCWriter.marcXML(odd)
    }
    odd.fields = [.control("1é", "")]
    #expect(throws: MARCWriteError.tagNotWritable("1é")) { try MARCWriter.iso2709(odd) }
  }

  @Test func `a leader of any length is written with 24 characters`() throws {
    for leader in ["", "x", "00000nam a2200000   4500 and more", "é"] {
      let short = MARCRecord(leader: leader, fields: record.fields)
      #expect(try Everything(MARCWriter.iso2709(short)).records.first?.fields == record.fields)
      #expect(try Everything(MARCWriter.marcXML(short)).records.first?.leader.utf8.count == 24)
    }
  }
}
