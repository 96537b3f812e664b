/// A leader as a value: 24 printable ASCII characters, whatever the file had.
enum LeaderText {
  /// From the bytes of an ISO 2709 record, which has at least 24.
  static func read(_ bytes: ArraySlice<UInt8>, _ findings: inout [MARCFinding]) -> String {
    var leader: [UInt8] = []
    for (position, byte) in bytes.prefix(LeaderShape.length).enumerated() {
      let isPrintable = byte >= 0x20 && byte < 0x7f
      // Position 9 names the character set; whoever chooses that reports it.
      if !isPrintable, position != 9 { findings.append(.leaderReplaced(position, byte)) }
      leader.append(isPrintable ? byte : 0x20)
    }
    let counts = String(decoding: leader.dropFirst(10).prefix(2), as: UTF8.self)
    if counts != "22" { findings.append(.leaderCounts(counts)) }
    return String(decoding: leader, as: UTF8.self)
  }

  /// From MARCXML, where pretty-printers add blanks and other programs lose some.
  static func read(_ text: String, _ findings: inout [MARCFinding]) -> String {
    var scalars = Array(text.unicodeScalars)
    if scalars.count != LeaderShape.length {
      let trimmed = Array(text.trimmingBlanks().unicodeScalars)
      if trimmed.count == LeaderShape.length {
        scalars = trimmed
      } else {
        findings.append(.leaderLength(scalars.count))
        let missing = max(LeaderShape.length - scalars.count, 0)
        scalars = Array(scalars.prefix(LeaderShape.length))
        scalars += [Unicode.Scalar](repeating: " ", count: missing)
      }
    }
    for (position, scalar) in scalars.enumerated() where !scalar.isPrintableASCII {
      findings.append(.leaderReplaced(position, scalar))
      scalars[position] = " "
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

extension Unicode.Scalar {
  var isPrintableASCII: Bool { value >= 0x20 && value < 0x7f }

  var isASCIILetterOrDigit: Bool {
    switch self {
    case "0"..."9", "A"..."Z", "a"..."z": true
    default: false
    }
  }

  var isASCIIDigitOrSmallLetter: Bool {
    switch self {
    case "0"..."9", "a"..."z": true
    default: false
    }
  }
}
