/// An International Standard Book Number (ISO 2108), in either length.
///
/// Equal numbers are equal values: a 10-digit number is the 13-digit one that begins with 978.
package struct ISBN: Sendable, Hashable {
  /// 13 digits.
  package let normalForm: String

  /// Reads what cataloguers write in 020$a: hyphens, a label, a binding or price behind the number.
  package init(_ text: String) throws(IdentifierProblem) {
    let digits = Self.digits(in: text)
    switch digits.count {
    case 0: throw .missing
    case 10: normalForm = try Self.fromTen(digits)
    case 13: normalForm = try Self.fromThirteen(digits)
    default: throw .length(found: digits.count, expected: "10 or 13")
    }
  }

  /// The form with ten characters; nil for numbers that begin with 979.
  package var shortForm: String? {
    guard normalForm.hasPrefix("978") else { return nil }
    let digits = Array(normalForm.unicodeScalars.dropFirst(3).dropLast())
    let check = Self.checkOfTen(digits)
    return String(String.UnicodeScalarView(digits + [check]))
  }

  private static func fromTen(_ digits: [Unicode.Scalar]) throws(IdentifierProblem) -> String {
    let check = checkOfTen(digits.dropLast())
    guard digits.last == check else { throw .checkDigit(expected: check) }
    let body: [Unicode.Scalar] = ["9", "7", "8"] + digits.dropLast()
    return String(String.UnicodeScalarView(body + [checkOfThirteen(body)]))
  }

  private static func fromThirteen(_ digits: [Unicode.Scalar]) throws(IdentifierProblem) -> String {
    guard digits.allSatisfy({ $0.digitValue != nil }) else {
      throw .form("X stands only at the end of an ISBN with 10 digits")
    }
    let prefix = digits.prefix(3)
    guard prefix.elementsEqual(["9", "7", "8"]) || prefix.elementsEqual(["9", "7", "9"]) else {
      throw .form("an ISBN with 13 digits begins with 978 or 979")
    }
    let check = checkOfThirteen(digits.dropLast())
    guard digits.last == check else { throw .checkDigit(expected: check) }
    return String(String.UnicodeScalarView(digits))
  }

  /// The number at the start of the text. Blanks may part its groups, but a number that is whole
  /// without the groups behind a blank ends there: "9781566700702 2 copies".
  private static func digits(in text: String) -> [Unicode.Scalar] {
    var scalars = Array(text.trimmingBlanks().unicodeScalars)[...]
    let label = String(String.UnicodeScalarView(scalars.prefix(4))).uppercased()
    if label == "ISBN" {
      scalars = scalars.dropFirst(4)
      let rest = String(String.UnicodeScalarView(scalars.prefix(4)))
      if ["-10:", "-13:", "-10 ", "-13 "].contains(rest) { scalars = scalars.dropFirst(4) }
      scalars = scalars.drop { $0 == ":" || $0 == " " }
    }
    var digits: [Unicode.Scalar] = []
    for scalar in scalars {
      if scalar == " ", isWhole(digits) { break }
      // Digits after an X are a price or the like: such a text is no number.
      if scalar == "x" || scalar == "X", digits.count == 9 {
        digits.append("X")
        continue
      }
      if digits.last == "X", scalar.digitValue == nil { break }
      if scalar.digitValue != nil { digits.append(scalar) }
      guard scalar.digitValue != nil || scalar.isDash || scalar == " " else { break }
    }
    return digits
  }

  /// Ten digits that begin with 978 are the start of thirteen, unless their own check digit holds.
  private static func isWhole(_ digits: [Unicode.Scalar]) -> Bool {
    if digits.count == 13 { return true }
    guard digits.count == 10 else { return false }
    return !digits.starts(with: ["9", "7", "8"]) || digits.last == checkOfTen(digits.dropLast())
  }

  /// Weights 10 down to 2, modulo 11.
  private static func checkOfTen(_ digits: some Collection<Unicode.Scalar>) -> Unicode.Scalar {
    var sum = 0
    for (position, digit) in digits.prefix(9).enumerated() {
      sum += (digit.digitValue ?? 0) * (10 - position)
    }
    return .checkDigit((11 - sum % 11) % 11)
  }

  /// Weights 1 and 3 in turn, modulo 10.
  private static func checkOfThirteen(_ digits: some Collection<Unicode.Scalar>) -> Unicode.Scalar {
    var sum = 0
    for (position, digit) in digits.prefix(12).enumerated() {
      sum += (digit.digitValue ?? 0) * (position.isMultiple(of: 2) ? 1 : 3)
    }
    return .checkDigit((10 - sum % 10) % 10)
  }
}
