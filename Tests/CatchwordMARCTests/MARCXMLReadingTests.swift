import CatchwordMARC
import Testing

@Suite struct MARCXMLReadingTests {
  private static let record = """
    <record><leader>00000nam a2200000   4500</leader>\
    <controlfield tag="001">b1</controlfield>\
    <datafield tag="245" ind1="1" ind2="0"><subfield code="a">A &amp; B</subfield></datafield>\
    </record>
    """

  private func read(_ text: String) throws -> Everything {
    try Everything(Array(text.utf8), file: "test.xml")
  }

  @Test func `a collection is read record by record`() throws {
    let everything = try read(
      "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection>\n\(Self.record)\n"
        + "\(Self.record)\n</collection>\n")
    #expect(everything.messages.isEmpty)
    #expect(everything.readings.map(\.number) == [1, 2])
    #expect(everything.records.map { $0["245"]?.subfield("a") } == ["A & B", "A & B"])
    #expect(everything.records[0].controlNumber == "b1")
    #expect(everything.readings[0].byteOffset == 55)
  }

  @Test(arguments: [
    record,
    record + record,
    record + "\n" + record + "\n",
    "<?xml version=\"1.0\"?>" + record + "<?xml version=\"1.0\"?>" + record,
    "<!-- <record> --><a>" + record + "</a>",
    record.replacingTags(prefix: "marc:"),
    "<m:collection xmlns:m=\"http://www.loc.gov/MARC21/slim\">" + record.replacingTags(prefix: "m:")
      + "</m:collection>",
    "<OAI><record><header/><metadata>" + record + "</metadata></record></OAI>",
    "<zs:records><zs:record><zs:recordData>" + record + "</zs:recordData></zs:record></zs:records>",
  ]) func `records are found in any wrapper or none`(text: String) throws {
    let everything = try read(text)
    #expect(everything.messages.isEmpty)
    #expect(!everything.records.isEmpty)
    #expect(everything.records.allSatisfy { $0["245"]?.subfield("a") == "A & B" })
    #expect(everything.tally.read == text.occurrences(of: "</leader>", "leader>"))
  }

  @Test func `a record that is not well-formed costs only itself`() throws {
    let broken = Self.record.replacingFirst("A &amp; B", "A \u{1f} B")
    let everything = try read("<collection>\n\(Self.record)\n  \(broken)\n\(Self.record)</collection>")
    #expect(everything.readings.map(\.status) == [.accepted, .rejected, .accepted])
    let column = 3 + "\(Self.record.prefix { $0 != "A" })A ".count
    #expect(
      everything.sentences == [
        "test.xml: record 2: line 3, column \(column): character 0x1F not allowed; skipped"
      ])
  }

  @Test(arguments: [
    ("A &amp; B", "A &eacute; B", "entity \"eacute\" is not defined"),
    ("A &amp; B", "A &#x1f; B", "a character reference names no character that XML allows"),
    ("</subfield>", "</WRONG>", "</WRONG> where </subfield> should be"),
    ("ind1=\"1\"", "ind1=\"1", "attributes construct error"),
    ("A &amp; B", "A & B", ""),
    ("A &amp; B", "A < B", ""),
  ]) func `each kind of broken XML is named with its line`(
    good: String, bad: String, text: String
  ) throws {
    let everything = try read("<c>\n\n\(Self.record.replacingFirst(good, bad))\n\(Self.record)</c>")
    #expect(everything.readings.map(\.status) == [.rejected, .accepted])
    #expect(everything.codes == [.xmlNotWellFormed])
    let sentence = try #require(everything.sentences.first)
    #expect(sentence.contains("line 3, column"))
    #expect(sentence.contains(text))
  }

  @Test func `bytes that are not UTF-8 reject their record`() throws {
    let bytes = Array(Self.record.utf8).substituting("A &amp; B", [0x47, 0xe9])
    let everything = try Everything(bytes + Array(Self.record.utf8))
    #expect(everything.readings.map(\.status) == [.rejected, .accepted])
    #expect(everything.sentences[0].contains("byte 0xE9 is not UTF-8"))
  }

  @Test func `a declared encoding is followed`() throws {
    let start = Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>".utf8)
    let everything = try Everything(
      start + Array(Self.record.utf8).substituting("A &amp; B", [0x47, 0xe9]))
    #expect(everything.records.first?["245"]?.subfield("a") == "G\u{e9}")
    let wide = try read("<?xml version='1.0' encoding='UTF-16'?>" + Self.record)
    #expect(wide.messages.isEmpty)
    #expect(throws: MARCError.encodingUnknown(file: "test.xml", encoding: "KLINGON")) {
      try read("<?xml version=\"1.0\" encoding=\"KLINGON\"?>" + Self.record)
    }
  }

  @Test func `a record without its end tag is rejected and the next is read`() throws {
    let open = Self.record.replacingFirst("</record>", "")
    let middle = try read("<c>\(open)\n\(Self.record)</c>")
    #expect(middle.readings.map(\.status) == [.rejected, .accepted])
    #expect(middle.codes == [.xmlNotWellFormed])
    let last = try read("<c>\(Self.record)\n\(open)</c>")
    #expect(last.readings.map(\.status) == [.accepted, .rejected])
    #expect(last.codes == [.truncated])
  }

  @Test func `entities cannot be expanded nor files loaded`() throws {
    let bomb = """
      <?xml version="1.0"?>
      <!DOCTYPE c [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
      <!ENTITY f SYSTEM "file:///etc/passwd">]>
      <c>
      """
    for entity in ["&b;", "&f;"] {
      let everything = try read(bomb + Self.record.replacingFirst("A &amp; B", entity) + Self.record)
      #expect(everything.readings.map(\.status) == [.rejected, .accepted])
      #expect(everything.codes == [.xmlNotWellFormed])
    }
  }

  @Test func `elements nested beyond reason are refused`() throws {
    let deep = String(repeating: "<x>", count: 5_000) + String(repeating: "</x>", count: 5_000)
    let everything = try read(Self.record.replacingFirst("A &amp; B", deep) + Self.record)
    #expect(everything.readings.map(\.status) == [.rejected, .accepted])
  }

  @Test func `what MARCXML has no place for is dropped with a message`() throws {
    let odd = Self.record
      .replacingFirst("<leader>", "<identifier>x</identifier>stray<leader>")
      .replacingFirst("</datafield>", "<subfields code=\"b\">y</subfields>loose</datafield>")
      .replacingFirst("A &amp; B", "A <b>bold</b>")
    let everything = try read(odd)
    #expect(everything.codes == [.xmlElementUnknown, .xmlTextOutside])
    #expect(everything.messages.count == 5)
    #expect(everything.records.first?["245"]?.subfields == [MARCSubfield("a", "A ")])
  }

  @Test func `what is missing or misspelt is read as it was meant`() throws {
    let short = Self.record.replacingFirst("tag=\"001\"", "tag=\"1\"")
    #expect(try read(short).codes == [.tagPadded])
    #expect(try read(short).records.first?.controlNumber == "b1")

    let bare = Self.record.replacingFirst(" ind1=\"1\" ind2=\"0\"", "")
    #expect(try read(bare).codes == [.indicatorsMissing])

    let long = Self.record.replacingFirst("ind1=\"1\"", "ind1=\"12\"")
      .replacingFirst("code=\"a\"", "code=\"ab\"")
    #expect(try read(long).codes == [.indicatorInvalid, .subfieldCodeInvalid])
    #expect(try read(long).records.first?["245"]?.subfield("a") == "A & B")

    let untagged = Self.record.replacingFirst(" tag=\"245\"", "")
    #expect(try read(untagged).codes == [.xmlTagMissing])
    let uncoded = Self.record.replacingFirst(" code=\"a\"", "")
    #expect(try read(uncoded).codes == [.subfieldCodeMissing])
    let empty = Self.record.replacingFirst("<subfield code=\"a\">A &amp; B</subfield>", "")
    #expect(try read(empty).codes == [.subfieldsMissing])
    let headless = Self.record.replacingFirst("<leader>00000nam a2200000   4500</leader>", "")
    #expect(try read(headless).codes == [.leaderMissing])
    #expect(try read(headless).records.first?.leader.utf8.count == 24)
    let cut = Self.record.replacingFirst("   4500</leader>", "4500</leader>")
    #expect(try read(cut).codes == [.leaderInvalid])
    #expect(try read(cut).records.first?.leader.utf8.count == 24)
  }

  @Test func `a record element without MARC in it is rejected`() throws {
    let everything = try read("<c><record><header status=\"deleted\"/></record>\(Self.record)</c>")
    #expect(everything.readings.map(\.status) == [.rejected, .accepted])
    #expect(everything.codes == [.recordEmpty])
  }

  @Test func `a file without a record says so`() throws {
    let everything = try read("<collection><notarecord/></collection>")
    #expect(everything.tally.read == 0)
    #expect(everything.codes == [.noRecords])
  }

  @Test func `comments and character data are markup to the reader and text is kept`() throws {
    let text = Self.record.replacingFirst("A &amp; B", "A <!-- </record> --><![CDATA[<record>]]>")
    let everything = try read(text)
    #expect(everything.messages.isEmpty)
    #expect(everything.records.first?["245"]?.subfield("a") == "A <record>")
  }

  @Test func `a comment that never ends does not hide the records behind it`() throws {
    let everything = try read("<c><!-- \(Self.record)</c>")
    #expect(everything.records.count == 1)
  }

  @Test func `more fields than the limit reject the record`() throws {
    let many = String(repeating: "<controlfield tag=\"009\"/>", count: MARCLimits.recordFields)
    let everything = try read(Self.record.replacingFirst("</record>", many + "</record>"))
    #expect(everything.codes == [.tooManyFields])
    #expect(everything.tally.rejected == 1)
  }

  @Test func `reading through a window of any size gives the same`() throws {
    let broken = Self.record.replacingFirst("A &amp; B", "é & B")
    let file = Array("<c>é\n\(Self.record)\n<!-- <record> -->\(broken)\n\(Self.record)".utf8)
    let whole = try Everything(file, file: "records.mrc")
    #expect(whole.tally.read == 3)
    for size in [1, 2, 5, 33, 500] {
      let pieces = try TemporaryFile(file).readings(windowBytes: size)
      #expect(pieces.map(\.outcome) == whole.readings.map(\.outcome), "\(size)")
      #expect(pieces.flatMap(\.messages) == whole.readings.flatMap(\.messages), "\(size)")
    }
  }
}

extension String {
  fileprivate func replacingFirst(_ old: String, _ new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return replacingCharacters(in: range, with: new)
  }

  private func replacingCharacters(in range: Range<Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }

  fileprivate func replacingTags(prefix: String) -> String {
    replacing("</", with: "\u{0}").replacing("<", with: "<" + prefix)
      .replacing("\u{0}", with: "</" + prefix)
  }

  /// Of the last part of an end tag, with or without a prefix in it.
  fileprivate func occurrences(of plain: String, _ tail: String) -> Int {
    ranges(of: tail).count / 2
  }
}
