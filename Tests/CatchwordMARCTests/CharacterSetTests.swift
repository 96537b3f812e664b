import CatchwordMARC
import Testing

@Suite struct CharacterSetTests {
  private func title(_ bytes: [UInt8], leader: String = " ") throws -> (
    String, MARCField, Everything
  ) {
    let record = RecordBytes().control("001", "1").leader(9, leader)
      .raw("245", Array("00".utf8) + [0x1f, 0x61] + bytes)
    let everything = try Everything(record.bytes)
    let field = try #require(everything.records.first?["245"])
    return (try #require(field.subfield("a")), field, everything)
  }

  private func scalars(_ text: String) -> [String] {
    text.unicodeScalars.map { String($0.value, radix: 16) }
  }

  @Test func `a MARC-8 diacritic comes to stand behind its letter`() throws {
    let (text, field, everything) = try title(Array("caf".utf8) + [0xe2, 0x65] + Array(" x".utf8))
    #expect(scalars(text) == scalars("cafe\u{301} x"))
    #expect(everything.messages.isEmpty)
    #expect(field.originalBytes == nil)
  }

  @Test func `several diacritics keep their order and a last one without a letter stays`() throws {
    let (text, _, _) = try title([0xe2, 0xf2, 0x61, 0xe8])
    #expect(scalars(text) == scalars("a\u{301}\u{323}\u{308}"))
  }

  @Test func `diacritics pending at the end of a subfield do not leak into the next`() throws {
    let record = RecordBytes().marc8().control("001", "1")
      .raw(
        "245",
        Array("00\u{1f}aend".utf8) + [0xe2] + Array("\u{1f}benfin".utf8) + [0x1f, 0x63, 0xe2, 0x65])
    let field = try #require(try Everything(record.bytes).records.first?["245"])
    #expect(scalars(field.subfield("b") ?? "") == scalars("enfin"))
    #expect(scalars(field.subfield("c") ?? "") == scalars("e\u{301}"))
  }

  @Test func `a ligature is one mark between two letters`() throws {
    let (text, _, everything) = try title([0xeb, 0x74, 0xec, 0x73])
    #expect(scalars(text) == scalars("t\u{361}s"))
    #expect(everything.messages.isEmpty)
  }

  @Test func `letters and signs of ANSEL are read`() throws {
    let (text, _, everything) = try title([0xa1, 0xb2, 0xc3, 0xc7, 0x88, 0x89])
    #expect(scalars(text) == scalars("Łø©ß\u{98}\u{9c}"))
    #expect(everything.messages.isEmpty)
  }

  @Test(arguments: [
    (bytes: [0x1b, 0x28, 0x4e, 0x6d, 0x4f, 0x1b, 0x28, 0x42, 0x3a] as [UInt8], text: "Мо:"),
    (bytes: [0x1b, 0x28, 0x32, 0x60, 0x61, 0x1b, 0x28, 0x42], text: "אב"),
    (bytes: [0x1b, 0x24, 0x31, 0x21, 0x50, 0x56, 0x1b, 0x28, 0x42, 0x2e], text: "米."),
    (bytes: [0x1b, 0x24, 0x31, 0x21, 0x50, 0x56, 0x20, 0x21, 0x50, 0x56], text: "米 米"),
    (bytes: [0x1b, 0x29, 0x4e, 0xed, 0x61, 0x1b, 0x29, 0x21, 0x45, 0xa1], text: "МaŁ"),
    (bytes: [0x48, 0x1b, 0x62, 0x32, 0x1b, 0x73, 0x4f], text: "H₂O"),
    (bytes: [0x6d, 0x1b, 0x70, 0x32, 0x1b, 0x73], text: "m²"),
    (bytes: [0x1b, 0x67, 0x61, 0x62, 0x1b, 0x73, 0x61], text: "αβa"),
  ]) func `escape sequences change the script`(bytes: [UInt8], text: String) throws {
    let (found, _, everything) = try title(bytes)
    #expect(scalars(found) == scalars(text))
    #expect(everything.messages.isEmpty)
  }

  @Test func `a script not switched back ends with its subfield`() throws {
    let record = RecordBytes().marc8().control("001", "1")
      .raw("245", Array("00\u{1f}a\u{1b}(Nm\u{1f}bm".utf8))
    let field = try #require(try Everything(record.bytes).records.first?["245"])
    #expect(field.subfields == [MARCSubfield("a", "М"), MARCSubfield("b", "m")])
  }

  @Test func `an unknown escape costs one character and says where`() throws {
    let (text, field, everything) = try title(Array("Soci\u{1b}t\u{1b}(Zx\u{1b}s".utf8))
    #expect(text == "Soci\u{FFFD}t\u{FFFD}x\u{FFFD}s")
    #expect(everything.codes == [.characterSetUnknown])
    #expect(everything.sentences[0].contains("character set \"t\" not known at offset 4 (3 times)"))
    #expect(field.originalBytes?.contains(0x1b) == true)
  }

  @Test func `bytes that MARC-8 does not define are replaced and kept`() throws {
    let (text, field, everything) = try title([0x61, 0xff, 0x62, 0x1b, 0x24, 0x31, 0x7b, 0x36])
    #expect(text == "a\u{FFFD}b\u{FFFD}")
    #expect(everything.codes == [.notDecodable])
    #expect(everything.sentences[0].contains("byte 0xFF at offset 1"))
    #expect(field.originalBytes?.suffix(8) == [0x61, 0xff, 0x62, 0x1b, 0x24, 0x31, 0x7b, 0x36])
  }

  @Test func `punctuation that a script lacks is read as ASCII`() throws {
    let (text, _, everything) = try title([0x1b, 0x28, 0x53, 0x61, 0x3a, 0x20])
    #expect(text.hasSuffix(": "))
    #expect(everything.codes == [.escapeMissing])
  }

  @Test func `a character reference in MARC-8 is the character it names`() throws {
    let (text, field, everything) = try title(Array("A &#x4E00; &#xZZ; &amp;".utf8))
    #expect(text == "A 一 &#xZZ; &amp;")
    #expect(everything.codes == [.characterReference])
    #expect(everything.readings[0].status == .accepted)
    #expect(field.originalBytes == nil)
  }

  @Test func `UTF-8 is kept as it is, composed or not`() throws {
    for text in ["caf\u{e9}", "cafe\u{301}", "本 𝄞 \u{98}"] {
      let (found, _, everything) = try title(Array(text.utf8), leader: "a")
      #expect(scalars(found) == scalars(text))
      #expect(everything.messages.isEmpty)
    }
    #expect(MARCSubfield("a", "caf\u{e9}") != MARCSubfield("a", "cafe\u{301}"))
  }

  @Test func `bytes that are not UTF-8 are replaced and kept`() throws {
    let (text, field, everything) = try title(Array("Gen".utf8) + [0xe9, 0x76, 0xe9], leader: "a")
    #expect(text == "Gen\u{FFFD}v\u{FFFD}")
    #expect(
      everything.sentences == [
        "test.mrc: record 1 (001 1) 245$a: byte 0xE9 is not UTF-8 (2 times); kept as U+FFFD, "
          + "original bytes stored"
      ])
    #expect(field.originalBytes == Array("00\u{1f}aGen".utf8) + [0xe9, 0x76, 0xe9])
  }

  @Test func `MARC-8 that is UTF-8 is read as UTF-8`() throws {
    let (text, field, everything) = try title(Array("Blues in B\u{266d}".utf8))
    #expect(text == "Blues in B\u{266d}")
    #expect(everything.codes == [.characterSetMislabelled])
    #expect(field.originalBytes == nil)
  }

  @Test func `an undefined character coding is reported and guessed`() throws {
    let (utf8, _, first) = try title(Array("é".utf8), leader: "q")
    #expect(utf8 == "é")
    #expect(first.codes == [.characterSetUndeclared])
    let (marc8, _, second) = try title([0xe2, 0x65], leader: "0")
    #expect(scalars(marc8) == scalars("e\u{301}"))
    #expect(second.codes == [.characterSetUndeclared])
  }

  @Test func `control characters and noncharacters in text are replaced and kept`() throws {
    for bytes in [[0x61, 0x07, 0x62], [0x61, 0xef, 0xbf, 0xbe, 0x62]] as [[UInt8]] {
      let (text, field, everything) = try title(bytes, leader: "a")
      #expect(text == "a\u{FFFD}b")
      #expect(everything.codes == [.controlCharacter])
      #expect(field.originalBytes != nil)
    }
    let (kept, _, everything) = try title(Array("a\tb\r\nc\u{FFFD}".utf8), leader: "a")
    #expect(scalars(kept) == scalars("a\tb\r\nc\u{FFFD}"))
    #expect(everything.messages.isEmpty)
  }

  @Test func `UNIMARC says its character set in 100`() throws {
    func unimarc(_ sets: String, _ title: [UInt8]) throws -> Everything {
      let general = "19961119d1996    ||||0itac\(sets)      ba"
      return try Everything(
        RecordBytes().marc8().control("001", "1").data("100", "  ", "a", general)
          .raw("200", Array("1 \u{1f}a".utf8) + title).bytes)
    }
    let utf8 = try unimarc("50  ", Array("L'été".utf8))
    #expect(utf8.messages.isEmpty)
    #expect(utf8.records.first?["200"]?.subfield("a") == "L'été")
    #expect(utf8.records.first?.isUNIMARC == true)

    let mislabelled = try unimarc("0103", Array("L'été".utf8))
    #expect(mislabelled.codes == [.characterSetMislabelled])

    let iso5426 = try unimarc("0103", [0xc2, 0x65, 0xe1, 0x88])
    #expect(iso5426.messages.isEmpty)
    #expect(
      scalars(iso5426.records.first?["200"]?.subfield("a") ?? "") == scalars("e\u{301}Æ\u{98}"))

    let undeclared = try unimarc("    ", [0xc2, 0x65])
    #expect(undeclared.codes == [.characterSetUndeclared])
  }
}
