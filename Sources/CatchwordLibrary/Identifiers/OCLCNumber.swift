/// A record number of OCLC's WorldCat, as it stands in 001 beside a 003 of "OCoLC", or in 035$a.
package struct OCLCNumber: Sendable, Hashable {
  /// Digits without leading zeros.
  package let normalForm: String

  /// Reads `(OCoLC)ocm00012345 `, `ocn123456789`, `on1234567890` and `(OCoLC)12345`.
  ///
  /// A plain number is nobody's in particular, so it needs the prefix or one of OCLC's letters.
  package init(_ text: String) throws(IdentifierProblem) {
    var rest = Substring(text.trimmingBlanks().lowercased())
    var isNamed = false
    if rest.hasPrefix("(ocolc)") {
      rest = rest.dropFirst("(ocolc)".count)
      isNamed = true
    }
    if rest.hasPrefix("ocolc") { throw .form("no number of OCLC's") }
    for prefix in ["ocm", "ocn", "on", "ocl7"] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
      isNamed = true
      break
    }
    guard isNamed else { throw .form("(OCoLC), ocm, ocn or on expected in front") }
    let digits = rest.drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else { throw .missing }
    let tail = rest.drop { $0 == " " }.dropFirst(digits.count)
    guard tail.first.map({ !$0.isLetter }) ?? true else {
      throw .form("letters stand only in front of the digits")
    }
    let significant = digits.drop { $0 == "0" }
    guard (1...14).contains(significant.count) else {
      throw .length(found: significant.count, expected: "1 to 14")
    }
    normalForm = String(significant)
  }
}
