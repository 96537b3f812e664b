/// A Library of Congress Control Number in the normal form of "The LCCN Namespace" (Library of
/// Congress, 2003): no blanks, no revision, the serial part filled to six digits.
package struct LCCN: Sendable, Hashable {
  /// 8 to 12 characters: up to three small letters, a year of two or four digits, six digits.
  package let normalForm: String

  /// Reads 010$a, such as `   85000002 `, `n  79021800`, `85-2 ` or `75-425165//r75`.
  package init(_ text: String) throws(IdentifierProblem) {
    var scalars = text.unicodeScalars.filter { $0 != " " && $0.value != 9 }.map { $0 }
    if let slash = scalars.firstIndex(of: "/") { scalars = Array(scalars[..<slash]) }
    if let dash = scalars.firstIndex(where: \.isDash) {
      let serial = Array(scalars[(dash + 1)...])
      guard (1...6).contains(serial.count), serial.allSatisfy({ $0.digitValue != nil }) else {
        throw .form("up to six digits expected behind the hyphen")
      }
      scalars =
        scalars[..<dash] + [Unicode.Scalar](repeating: "0", count: 6 - serial.count) + serial
    }
    guard !scalars.isEmpty else { throw .missing }
    let letters = scalars.prefix { "a"..."z" ~= $0 || "A"..."Z" ~= $0 }
    let digits = scalars.dropFirst(letters.count)
    guard digits.allSatisfy({ $0.digitValue != nil }) else {
      throw .form("letters stand only in front of the digits")
    }
    let isOldForm = digits.count == 8 && letters.count <= 3
    let isNewForm = digits.count == 10 && letters.count <= 2
    guard isOldForm || isNewForm else {
      throw .length(found: digits.count, expected: "8, or 10 from 2001 on,")
    }
    normalForm = String(String.UnicodeScalarView(scalars)).lowercased()
  }
}
