/// Why a text is not the identifier it should be. An identifier with a problem is kept as text and
/// never used for matching: a wrong digit would join two different titles.
package enum IdentifierProblem: Error, Hashable, Sendable {
  case missing
  case length(found: Int, expected: String)
  case checkDigit(expected: Unicode.Scalar)
  case form(String)
}

extension IdentifierProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing: "no number"
    case .length(let found, let expected): "\(found) digits, \(expected) expected"
    case .checkDigit(let expected): "check digit \(expected) expected"
    case .form(let reason): reason
    }
  }
}

extension Unicode.Scalar {
  var digitValue: Int? { "0"..."9" ~= self ? Int(value - 0x30) : nil }

  /// The hyphen and the dashes that word processors make of it.
  var isDash: Bool {
    switch value {
    case 0x2d, 0xad, 0x2010...0x2015, 0x2212: true
    default: false
    }
  }

  /// A digit for 0 to 9, "X" for 10.
  static func checkDigit(_ value: Int) -> Unicode.Scalar {
    value == 10 ? "X" : Unicode.Scalar(UInt8(0x30 + value % 10))
  }
}

extension String {
  /// Without blanks, tabs and line ends at either end.
  func trimmingBlanks() -> String {
    let isBlank = { (scalar: Unicode.Scalar) in scalar.value == 0x20 || 9...13 ~= scalar.value }
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(scalars)
  }
}
