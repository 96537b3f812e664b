import CatchwordMARC
import Testing

@Suite struct ISO2709ReadingTests {
  @Test func `a sound record is read without a message`() throws {
    let everything = try Everything(RecordBytes.sample.bytes)
    #expect(everything.messages.isEmpty)
    #expect(everything.readings.map(\.status) == [.accepted])
    let record = try #require(everything.records.first)
    #expect(record.leader.utf8.count == 24)
    #expect(record.fields.map(\.tag) == ["001", "008", "245", "650"])
    #expect(record.controlNumber == "ocm00012345")
    #expect(record["001"]?.controlText == "ocm00012345 ")
    #expect(record["245"]?.subfield("a") == "The great Gatsby /")
    #expect(record["245"]?.indicator1 == "1")
    #expect(record["245"]?.indicator2 == "0")
    #expect(record["650"]?.subfields("v") == ["Fiction."])
    #expect(record["999"] == nil)
  }

  @Test func `each reading knows its number and where it begins`() throws {
    let one = RecordBytes.sample.bytes
    let everything = try Everything(one + one + one)
    #expect(everything.readings.map(\.number) == [1, 2, 3])
    #expect(everything.readings.map(\.byteOffset) == [0, one.count, 2 * one.count])
  }

  @Test func `a wrong leader length is recovered to the record terminator`() throws {
    let right = RecordBytes.sample.bytes
    for wrong in ["00010", "00099", "99998", "00000", "abcde", "     "] {
      let everything = try Everything(right.replacing(0, wrong) + right)
      #expect(everything.codes == [.lengthWrong], "\(wrong)")
      #expect(everything.readings.map(\.status) == [.warned, .accepted], "\(wrong)")
      #expect(everything.records[0].fields == everything.records[1].fields)
    }
    let message = try Everything(right.replacing(0, "00190")).sentences
    #expect(
      message == [
        "test.mrc: record 1 (001 ocm00012345): leader says 190 bytes, record has \(right.count); "
          + "recovered to the record terminator"
      ])
  }

  @Test func `a length that spans two records does not swallow the second`() throws {
    let one = RecordBytes.sample.bytes
    let both = RecordBytes.digits(one.count * 2, 5)
    let everything = try Everything(both + one.dropFirst(5) + one)
    #expect(everything.readings.map(\.status) == [.warned, .accepted])
  }

  @Test func `a record terminator inside a field is believed if the length says so`() throws {
    let odd = RecordBytes.sample.raw("500", Array("  \u{1f}aone\u{1d}two".utf8)).bytes
    let everything = try Everything(odd + RecordBytes.sample.bytes)
    #expect(everything.records.count == 2)
    #expect(everything.codes == [.controlCharacter])
    #expect(everything.records[0]["500"]?.subfield("a") == "one\u{FFFD}two")
    #expect(everything.records[0]["500"]?.originalBytes == Array("  \u{1f}aone\u{1d}two".utf8))
  }

  @Test func `a missing record terminator costs nothing if the next leader is in place`() throws {
    let one = RecordBytes.sample.bytes
    let short = RecordBytes.digits(one.count - 1, 5) + one.dropFirst(5).dropLast()
    let everything = try Everything(short + one)
    #expect(everything.readings.map(\.status) == [.warned, .accepted])
    #expect(everything.codes == [.terminatorMissing])
    #expect(everything.records[0].fields == everything.records[1].fields)
  }

  @Test func `a file that ends inside a record rejects that record with its byte`() throws {
    let one = RecordBytes.sample.bytes
    let everything = try Everything(one + one.dropLast(20))
    #expect(everything.readings.map(\.status) == [.accepted, .rejected])
    #expect(
      everything.sentences == [
        "test.mrc: record 2 (001 ocm00012345): file ends inside the record (byte \(one.count)); "
          + "skipped"
      ])
  }

  @Test func `blanks and line ends and padding around records are counted once for the file`()
    throws
  {
    let one = RecordBytes.sample.bytes
    let filler = Array("\r\n \u{1a}\u{0}".utf8)
    let everything = try Everything(filler + one + filler + one + [0x1d, 0x0a])
    #expect(everything.readings.map(\.status) == [.accepted, .accepted])
    #expect(
      everything.sentences == [
        "test.mrc: 12 bytes of blanks, line ends or padding around records; skipped"
      ])
  }

  @Test func `other bytes before a leader are dropped with a warning`() throws {
    let everything = try Everything(
      RecordBytes.sample.bytes + Array("junk".utf8) + RecordBytes.sample.bytes)
    #expect(everything.readings.map(\.status) == [.accepted, .warned])
    #expect(everything.codes == [.junkSkipped])
    #expect(everything.readings[1].byteOffset == RecordBytes.sample.bytes.count + 4)
  }

  @Test func `a wrong base address is found again`() throws {
    for wrong in ["99999", "00000", "X0061", "00030"] {
      let everything = try Everything(RecordBytes.sample.bytes.replacing(12, wrong))
      #expect(everything.codes == [.baseAddressWrong], "\(wrong)")
      #expect(everything.records.first?.fields.count == 4, "\(wrong)")
    }
  }

  @Test func `lengths that do not fit give way to the field terminators`() throws {
    let wrong = RecordBytes.sample.lengthError(1, 7).lengthError(2, -3).bytes
    let everything = try Everything(wrong)
    #expect(everything.codes == [.directoryWrong])
    #expect(
      everything.records.first?.fields
        == (try Everything(RecordBytes.sample.bytes)).records[0].fields)
    #expect(
      everything.sentences[0].contains("2 of 4 directory entries do not fit the data (008, 245)"))
  }

  @Test func `a directory that counts characters is read by characters`() throws {
    let title = Array("10\u{1f}aÉtés à Zürich /".utf8)
    let right = RecordBytes.sample.raw("246", title).data("500", "  ", "a", "Last").bytes
    let text = String(decoding: right, as: UTF8.self)
    var record = RecordBytes.sample
    record.fields.append(("246", title))
    record.fields.append(("500", Array("  \u{1f}aLast".utf8)))
    let lost = title.count - String(decoding: title, as: UTF8.self).unicodeScalars.count
    var wrong = record.lengthError(4, -lost).bytes
    let entry = 24 + 5 * 12
    let start = String(decoding: wrong[(entry + 7)..<(entry + 12)], as: UTF8.self)
    wrong = wrong.replacing(
      entry + 7, String(decoding: RecordBytes.digits((Int(start) ?? 0) - lost, 5), as: UTF8.self))
    wrong = wrong.replacing(
      0, String(decoding: RecordBytes.digits(text.unicodeScalars.count, 5), as: UTF8.self))
    let everything = try Everything(wrong)
    #expect(everything.codes == [.lengthWrong, .directoryWrong])
    #expect(everything.sentences.contains { $0.contains("counts characters instead of bytes") })
    #expect(everything.records.first?.fields == (try Everything(right)).records[0].fields)
  }

  @Test func `an entry that lost a digit is read for the field that it must mean`() throws {
    var bytes = RecordBytes.sample.bytes
    bytes.remove(at: 24)
    bytes = bytes.replacing(0, String(decoding: RecordBytes.digits(bytes.count, 5), as: UTF8.self))
    let base = String(decoding: RecordBytes.digits(24 + 4 * 12, 5), as: UTF8.self)
    let everything = try Everything(bytes.replacing(12, base))
    #expect(everything.codes == [.directoryWrong])
    #expect(everything.records.first?.controlNumber == "ocm00012345")
    #expect(everything.records.first?.fields.count == 4)
  }

  @Test func `an entry that points past the end is dropped and the rest is kept`() throws {
    var record = RecordBytes.sample
    record.fields.append(("650", []))
    let bytes = record.bytes
    let entry = 24 + 4 * 12
    let wrong = Array(bytes.replacing(entry, "650999999999").dropLast(2)) + [0x1d]
    let length = String(decoding: RecordBytes.digits(wrong.count, 5), as: UTF8.self)
    let everything = try Everything(wrong.replacing(0, length))
    #expect(everything.codes == [.fieldDropped])
    #expect(
      everything.sentences == [
        "test.mrc: record 1 (001 ocm00012345): field 650 points past the end; field dropped"
      ])
    #expect(everything.records.first?.fields.count == 4)
  }

  @Test func `data that the directory does not list are reported`() throws {
    let right = RecordBytes.sample.data("500", "  ", "a", "Forgotten").bytes
    let cut = Array(right[..<(24 + 4 * 12)]) + right[(24 + 5 * 12)...]
    let length = String(decoding: RecordBytes.digits(cut.count, 5), as: UTF8.self)
    let base = String(decoding: RecordBytes.digits(24 + 4 * 12 + 1, 5), as: UTF8.self)
    let everything = try Everything(cut.replacing(0, length).replacing(12, base))
    #expect(everything.codes == [.dataUnlisted])
    #expect(everything.sentences[0].contains("Forgotten"))
  }

  @Test func `a record of more than 99,999 bytes is read and can only go out as MARCXML`() throws {
    var record = RecordBytes.sample
    for number in 0..<1_200 {
      record = record.data(
        "952", "  ", "a", "Branch \(number)", "b", String(repeating: "x", count: 80))
    }
    let everything = try Everything(record.leader(0, "99999").bytes)
    #expect(everything.codes.contains(.recordTooLong))
    let read = try #require(everything.records.first)
    #expect(read.fields.count == 1_204)
    #expect(throws: MARCWriteError.self) { try MARCWriter.iso2709(read) }
    let xml = try MARCWriter.marcXMLStart + MARCWriter.marcXML(read) + MARCWriter.marcXMLEnd
    #expect(try Everything(xml).records.first?.fields == read.fields)
  }

  @Test func `entries with more digits than the format has are read as they stand`() throws {
    var record = RecordBytes.sample
    for number in 0..<1_200 {
      let tag = ["900", "952", "999"][number % 3]
      record = record.data(tag, "  ", "a", "\(tag) \(number)", "b", String(repeating: "x", count: 80))
    }
    record = record.data("520", "  ", "a", String(repeating: "y", count: 12_000)).data("521", "  ", "a", "z")
    record.isOverlong = true
    let everything = try Everything(record.bytes)
    #expect(everything.codes == [.directoryWrong, .recordTooLong])
    let read = try #require(everything.records.first)
    #expect(read.fields.count == 1_206)
    #expect(read.fields.allSatisfy { $0.tag < "900" || $0.subfield("a")?.hasPrefix($0.tag) == true })
    #expect(read["521"]?.subfield("a") == "z")
  }

  @Test func `fields whose entries cannot be told apart are kept under question marks`() throws {
    let right = RecordBytes.sample.data("700", "1 ", "a", "Who").data("701", "1 ", "a", "What").bytes
    var bytes = right
    for position in [24 + 12 + 3, 24 + 24 + 2, 24 + 36 + 3] { bytes.remove(at: position) }
    bytes = bytes.replacing(0, String(decoding: RecordBytes.digits(bytes.count, 5), as: UTF8.self))
    let base = String(decoding: RecordBytes.digits(24 + 6 * 12 - 3 + 1, 5), as: UTF8.self)
    let everything = try Everything(bytes.replacing(12, base))
    let fields = try #require(everything.records.first?.fields)
    #expect(everything.codes.contains(.directoryWrong))
    #expect(fields.map(\.tag) == ["001", "008", "???", "???", "700", "701"])
    #expect(fields[2].subfield("a") == "The great Gatsby /")
    #expect(fields[3].subfield("a") == "Rich people")
  }

  @Test func `entries that name the same bytes do not multiply them`() throws {
    var record = RecordBytes.sample
    for _ in 0..<50 { record.fields.append(("650", [])) }
    var bytes = record.bytes
    for entry in 4..<54 { bytes = bytes.replacing(24 + entry * 12, "650009900000") }
    let everything = try Everything(bytes)
    let fields = try #require(everything.records.first?.fields)
    #expect(fields.prefix(4).map(\.tag) == ["001", "008", "245", "650"])
    #expect(fields.count <= 54)
    #expect(fields.dropFirst(4).allSatisfy { $0.subfields.isEmpty })
  }

  @Test func `records before and after one that cannot be read are not touched`() throws {
    let good = RecordBytes.sample.bytes
    let bad = Array("00026     2200025   4500".utf8) + [0x1e, 0x1d]
    let everything = try Everything(good + bad + good + Array("no leader".utf8) + [0x1d] + good)
    #expect(
      everything.readings.map(\.status) == [.accepted, .rejected, .accepted, .rejected, .accepted])
    #expect(everything.codes == [.recordEmpty, .recordTooShort])
    #expect(
      everything.tally.read == everything.tally.accepted + everything.tally.warned
        + everything.tally.rejected)
  }

  @Test func `reading through a window of any size gives the same`() throws {
    let one = RecordBytes.sample.bytes
    let file = one + [0x0a] + one.replacing(0, "00010") + Array("junk".utf8) + one + one.dropLast(9)
    let whole = try Everything(file)
    for size in [1, 2, 7, 64, 1_000] {
      let path = try TemporaryFile(file)
      let pieces = try path.readings(windowBytes: size)
      #expect(pieces.map(\.outcome) == whole.readings.map(\.outcome), "\(size)")
      #expect(pieces.map(\.byteOffset) == whole.readings.map(\.byteOffset), "\(size)")
    }
  }
}
