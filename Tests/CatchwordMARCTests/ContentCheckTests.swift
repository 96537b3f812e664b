import CatchwordMARC
import Testing

@Suite struct ContentCheckTests {
  private let leader = "00000nam a2200000   4500"

  private func codes(_ fields: MARCField..., leader: String? = nil) -> Set<MARCMessageCode> {
    let record = MARCRecord(leader: leader ?? self.leader, fields: fields)
    return Set(record.contentFindings().map(\.code))
  }

  private let number = MARCField.control("001", "b1")
  private let title = MARCField.data("245", " ", " ", [MARCSubfield("a", "A title")])

  @Test func `a whole record gives no finding`() {
    let fixed = MARCField.control("008", "850101s1985    nyu           000 0 eng d")
    let isbn = MARCField.data("020", " ", " ", [MARCSubfield("a", "0306406152 (pbk.)")])
    #expect(codes(number, fixed, isbn, title).isEmpty)
  }

  @Test func `a title is missing when the field is, or is empty`() {
    #expect(codes(number) == [.titleMissing])
    #expect(codes(number, .data("245", " ", " ", [MARCSubfield("a", " ")])) == [.titleMissing])
    #expect(codes(number, .data("245", " ", " ", [MARCSubfield("k", "Letters")])) == [.titleMissing])
    #expect(codes(number, leader: "00000nz  a2200000n  4500").isEmpty)
  }

  @Test func `a control number is missing or repeated`() {
    #expect(codes(title) == [.controlNumberMissing])
    #expect(codes(.control("001", " "), title) == [.controlNumberMissing])
    #expect(codes(number, .control("001", "b2"), title) == [.controlNumberRepeated])
  }

  @Test func `codes that MARC 21 does not define are noted`() {
    for (position, code) in [(5, "x"), (6, "q"), (7, "q"), (8, "q"), (17, "q"), (18, "q"), (19, "q")] {
      var text = Array(leader)
      text[position] = Character(code)
      #expect(codes(number, title, leader: String(text)) == [.leaderCodeUnknown], "\(position)")
    }
  }

  @Test func `identifiers with a wrong check digit are not used for matching`() throws {
    let record = MARCRecord(
      leader: leader,
      fields: [
        number, title,
        .data("010", " ", " ", [MARCSubfield("a", "85x")]),
        .data("020", " ", " ", [MARCSubfield("a", "0804429570 (pbk.)")]),
        .data("022", " ", " ", [MARCSubfield("a", "0028-0837")]),
      ])
    let texts = record.contentFindings().map { "\($0.field ?? ""): \($0.text)" }
    #expect(
      texts == [
        "020$a: 0804429570 (pbk.): check digit X expected; kept, not used for matching",
        "022$a: 0028-0837: check digit 6 expected; kept, not used for matching",
        "010$a: 85x: letters stand only in front of the digits; kept, not used for matching",
      ])
  }

  @Test func `fixed fields and links are checked`() {
    #expect(codes(number, title, .control("008", "short")) == [.fixedFieldInvalid])
    #expect(codes(number, title, .data("880", " ", " ", [MARCSubfield("a", "x")])) == [.linkageMissing])
  }
}
