import CatchwordMARC
import Testing

@Suite struct FieldReadingTests {
  private func read(_ record: RecordBytes) throws -> (MARCRecord, Everything) {
    let everything = try Everything(record.bytes)
    return (try #require(everything.records.first), everything)
  }

  @Test func `missing indicators are read as blank`() throws {
    let (record, everything) = try read(
      RecordBytes.sample.raw("020", Array("\u{1f}a123".utf8)).raw("021", Array("1\u{1f}a4".utf8)))
    #expect(everything.codes == [.indicatorsMissing])
    #expect(record["020"] == .data("020", " ", " ", [MARCSubfield("a", "123")]))
    #expect(record["021"] == .data("021", "1", " ", [MARCSubfield("a", "4")]))
  }

  @Test func `text between the indicators and the first subfield is dropped and kept in bytes`()
    throws
  {
    let content = Array("  \\\u{1f}p5.99".utf8)
    let (record, everything) = try read(RecordBytes.sample.raw("970", content))
    #expect(everything.codes == [.textBeforeSubfields])
    #expect(record["970"]?.subfields == [MARCSubfield("p", "5.99")])
    #expect(record["970"]?.originalBytes == content)
  }

  @Test func `indicators that no file can hold are read as blank and odd ones are kept`() throws {
    let (record, everything) = try read(
      RecordBytes.sample.raw("500", [0x14, 0x3a, 0x1f, 0x61, 0x62]))
    #expect(everything.codes == [.indicatorInvalid, .indicatorUnusual])
    #expect(record["500"]?.indicator1 == " ")
    #expect(record["500"]?.indicator2 == ":")
  }

  @Test func `a subfield mark without a code is reported`() throws {
    let (record, everything) = try read(
      RecordBytes.sample.raw("500", Array("  \u{1f}aone\u{1f}\u{1f}btwo\u{1f}".utf8)))
    #expect(everything.messages.map(\.code) == [.subfieldCodeMissing])
    #expect(everything.sentences[0].hasSuffix("has no code and no text after it; dropped (2 times)"))
    #expect(record["500"]?.subfields.map(\.value) == ["one", "two"])
  }

  @Test func `subfield codes are any character but a control`() throws {
    let (record, everything) = try read(
      RecordBytes.sample.raw("500", Array("  \u{1f}éone\u{1f}Ztwo".utf8) + [0x1f, 0x00, 0x33]))
    #expect(everything.codes == [.subfieldCodeUnusual, .subfieldCodeInvalid])
    #expect(record["500"]?.subfields.map(\.code) == ["é", "Z", "\u{FFFD}"])
    #expect(record["500"]?.originalBytes != nil)
  }

  @Test func `a numeric field without subfields is kept as text`() throws {
    let (record, everything) = try read(RecordBytes.sample.raw("500", Array("  plain".utf8)))
    #expect(everything.codes == [.subfieldsMissing])
    #expect(record["500"]?.controlText == "  plain")
    #expect(everything.sentences[0].contains("record 1 (001 ocm00012345) 500: field has no"))
  }

  @Test func `local tags with letters are kept and noted`() throws {
    let (record, everything) = try read(
      RecordBytes.sample.data("CAT", "  ", "a", "x").control("FMT", "BK"))
    #expect(everything.messages.map(\.severity) == [.note, .note])
    #expect(everything.codes == [.tagNotNumeric])
    #expect(everything.readings[0].status == .accepted)
    #expect(record["CAT"]?.subfield("a") == "x")
    #expect(record["FMT"]?.controlText == "BK")
  }

  @Test func `a tag that is not ASCII keeps its field under question marks`() throws {
    let bytes = RecordBytes.sample.bytes.substituting("650", [0xcc, 0x35, 0x30])
    let everything = try Everything(bytes)
    #expect(everything.codes == [.tagUnreadable])
    #expect(everything.records.first?.fields.last?.tag == "?50")
  }

  @Test func `leader positions that are no printable ASCII are read as blank`() throws {
    let (record, everything) = try read(RecordBytes.sample.leader(22, "\u{2}").leader(10, "32"))
    #expect(everything.codes == [.leaderInvalid])
    #expect(everything.messages.count == 2)
    #expect(record.leader.utf8.last == 0x30)
    #expect(record.leaderCode(22) == " ")
    #expect(record.leaderCode(24) == " ")
    #expect(record.leaderCode(-1) == " ")
  }

  @Test func `two terminators behind a field are one`() throws {
    let (record, everything) = try read(
      RecordBytes.sample.raw("500", Array("  \u{1f}aone".utf8) + [0x1e]).data(
        "501", "  ", "a", "two"))
    #expect(everything.messages.isEmpty)
    #expect(record["500"]?.subfield("a") == "one")
    #expect(record["501"]?.subfield("a") == "two")
  }

  @Test func `messages beyond the limit are counted`() throws {
    var record = RecordBytes.sample
    for tag in 500..<650 { record = record.raw("\(tag)", Array("\u{1f}ax".utf8)) }
    let (_, everything) = try read(record)
    #expect(everything.messages.count == 101)
    #expect(everything.messages.last?.code == .messagesOmitted)
    #expect(everything.messages.last?.text == "and 50 further messages on this record")
  }

  @Test func `subfields beyond the limit are dropped with a message`() throws {
    let content = Array("  ".utf8) + Array(repeating: [0x1f, 0x61], count: 20_001).flatMap(\.self)
    let bytes = RecordBytes.sample.raw("500", content).bytes
    let everything = try Everything(bytes)
    #expect(everything.codes.contains(.tooManySubfields))
    #expect(everything.records.first?["500"]?.subfields.count == 20_000)
  }

  @Test func `a message cannot be made to look like two`() throws {
    var record = RecordBytes()
    record = record.control("001", "1\nforged: record 9: fine").raw("500", Array("x\u{1f}a".utf8))
    let sentence = try #require(try Everything(record.bytes).sentences.first)
    #expect(!sentence.contains("\n"))
  }
}
