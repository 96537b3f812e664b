import CatchwordLibrary
import Testing

@Suite struct IdentifierTests {
  @Test(arguments: [
    ("0306406152", "9780306406157"),
    ("0-306-40615-2", "9780306406157"),
    ("0 306 40615 2 (pbk.)", "9780306406157"),
    ("080442957X :", "9780804429573"),
    ("0-8044-2957-x", "9780804429573"),
    ("9780306406157 2 copies", "9780306406157"),
    ("978-0-306-40615-7 (alk. paper) : $29.95", "9780306406157"),
    ("978 0 306 40615 7", "9780306406157"),
    ("ISBN 0306406152", "9780306406157"),
    ("ISBN-13: 9780306406157", "9780306406157"),
    ("9791090636071", "9791090636071"),
  ]) func `an ISBN is read in every way it is written`(text: String, normalForm: String) throws {
    #expect(try ISBN(text).normalForm == normalForm)
  }

  @Test(arguments: [
    ("0306406153", IdentifierProblem.checkDigit(expected: "2")),
    ("0804429570", .checkDigit(expected: "X")),
    ("9780306406158", .checkDigit(expected: "7")),
    ("030640615", .length(found: 9, expected: "10 or 13")),
    ("089542262X295", .form("X stands only at the end of an ISBN with 10 digits")),
    ("978184533213X", .length(found: 12, expected: "10 or 13")),
    ("(pbk.) : $12.00", .missing),
    ("", .missing),
    ("1234567890123", .form("an ISBN with 13 digits begins with 978 or 979")),
  ]) func `a wrong ISBN says what is wrong`(text: String, problem: IdentifierProblem) {
    #expect(throws: problem) { try ISBN(text) }
  }

  @Test func `the two lengths of an ISBN are one value`() throws {
    #expect(try ISBN("080442957X") == ISBN("9780804429573"))
    #expect(try ISBN("9780804429573").shortForm == "080442957X")
    #expect(try ISBN("9791090636071").shortForm == nil)
  }

  @Test func `an ISSN has seven digits and a check character`() throws {
    #expect(try ISSN("0028-0836").normalForm == "0028-0836")
    #expect(try ISSN("2434-561x ;").normalForm == "2434-561X")
    #expect(try ISSN("ISSN 00280836").normalForm == "0028-0836")
    #expect(throws: IdentifierProblem.checkDigit(expected: "6")) { try ISSN("0028-0837") }
    #expect(throws: IdentifierProblem.length(found: 7, expected: "8")) { try ISSN("0028-083") }
    #expect(throws: IdentifierProblem.missing) { try ISSN("(print)") }
  }

  @Test(arguments: [
    ("n78-890351", "n78890351"), ("n78-89035", "n78089035"), ("n 78890351 ", "n78890351"),
    (" 85000002 ", "85000002"), ("85-2 ", "85000002"), ("2001-000002", "2001000002"),
    ("75-425165//r75", "75425165"), (" 79139101 /AC/r932", "79139101"),
    ("   00020737 ", "00020737"), ("sn 86012976", "sn86012976"),
  ]) func `an LCCN is brought into its normal form`(text: String, normalForm: String) throws {
    #expect(try LCCN(text).normalForm == normalForm)
  }

  @Test func `a text that is no LCCN says why`() {
    #expect(throws: IdentifierProblem.missing) { try LCCN("  ") }
    #expect(throws: IdentifierProblem.form("letters stand only in front of the digits")) {
      try LCCN("85x00002")
    }
    #expect(throws: IdentifierProblem.self) { try LCCN("2001-1234567") }
    #expect(throws: IdentifierProblem.self) { try LCCN("123") }
  }

  @Test(arguments: [
    ("ocm00012345 ", "12345"), ("ocn123456789", "123456789"), ("on1234567890", "1234567890"),
    ("(OCoLC)12345", "12345"), ("(OCoLC)ocm00012345", "12345"), ("(ocolc) 0077", "77"),
  ]) func `an OCLC number loses prefix and zeros`(text: String, normalForm: String) throws {
    #expect(try OCLCNumber(text).normalForm == normalForm)
  }

  @Test func `numbers that are not OCLC's are not taken for theirs`() {
    for text in ["12345", "(DLC)12345", "(OCoLC)", "ocm", "OCoLC", "(OCoLC)12a", "(OCoLC)cis1", "on"] {
      #expect(throws: IdentifierProblem.self, "\(text)") { try OCLCNumber(text) }
    }
  }

  @Test func `a Codabar barcode of 14 digits has a check digit`() throws {
    let good = try #require(CodabarBarcode("30007006841505"))
    #expect(good.isValid)
    #expect(good.warning == nil)
    #expect(good.kind == .item)
    let bad = try #require(CodabarBarcode("39999000000238"))
    #expect(bad.warning == "39999000000238: check digit should be 0")
    #expect(CodabarBarcode("23529000000000")?.kind == .patron)
    #expect(CodabarBarcode("99999000000000")?.kind == .other)
    for text in ["3000700684150", "X0001234567890", "", "３0007006841505"] {
      #expect(CodabarBarcode(text) == nil)
    }
  }
}
