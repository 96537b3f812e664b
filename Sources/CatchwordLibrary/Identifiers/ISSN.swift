/// An International Standard Serial Number (ISO 3297): seven digits and a check character.
package struct ISSN: Sendable, Hashable {
  /// `0028-0836`
  package let normalForm: String

  /// Reads 022$a, with or without its hyphen and with what may stand behind the number.
  package init(_ text: String) throws(IdentifierProblem) {
    var scalars = Array(text.trimmingBlanks().unicodeScalars)[...]
    if String(String.UnicodeScalarView(scalars.prefix(4))).uppercased() == "ISSN" {
      scalars = scalars.dropFirst(4).drop { $0 == ":" || $0 == " " }
    }
    var digits: [Unicode.Scalar] = []
    for scalar in scalars {
      if digits.count == 7, scalar == "x" || scalar == "X" {
        digits.append("X")
        break
      }
      if scalar.digitValue != nil { digits.append(scalar) }
      guard scalar.digitValue != nil || scalar.isDash else { break }
    }
    guard !digits.isEmpty else { throw .missing }
    guard digits.count == 8 else { throw .length(found: digits.count, expected: "8") }
    var sum = 0
    for (position, digit) in digits.prefix(7).enumerated() {
      sum += (digit.digitValue ?? 0) * (8 - position)
    }
    let check = Unicode.Scalar.checkDigit((11 - sum % 11) % 11)
    guard digits.last == check else { throw .checkDigit(expected: check) }
    normalForm = String(String.UnicodeScalarView(digits[..<4] + ["-"] + digits[4...]))
  }
}
