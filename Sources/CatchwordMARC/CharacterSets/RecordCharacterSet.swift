/// In what a record's text is written, as found rather than as said: leaders are often wrong.
enum RecordCharacterSet: Hashable {
  case utf8, marc8, iso5426

  /// Chooses from the leader (in UNIMARC, from 100$a positions 26 to 29) and the bytes themselves.
  ///
  /// MARC-8 that is valid UTF-8 with multi-byte sequences by chance is next to impossible: a
  /// diacritic there comes before an ASCII letter, a lead byte in UTF-8 before a continuation.
  /// Escape sequences exist in MARC-8 only, so they settle it.
  static func choose(
    leaderCode: UInt8, unimarc: UNIMARCCharacterSets?, data: ArraySlice<UInt8>
  ) -> (set: RecordCharacterSet, finding: MARCFinding?) {
    let hasHighBytes = data.contains { $0 >= 0x80 }
    let hasEscapes = data.contains(0x1b)
    let isUTF8 = !hasEscapes && (!hasHighBytes || UTF8Text.isValid(data))
    if let unimarc {
      if !hasHighBytes && !hasEscapes { return (.utf8, nil) }
      if isUTF8 { return (.utf8, unimarc.isUTF8 ? nil : .mislabelledUNIMARC(unimarc.codes)) }
      if unimarc.isUTF8 { return (.utf8, nil) }
      return (.iso5426, unimarc.isISO5426 ? nil : .undeclaredUNIMARC(unimarc.codes))
    }
    switch leaderCode {
    case UInt8(ascii: "a"): return (.utf8, nil)
    case UInt8(ascii: " "):
      if !isUTF8 { return (.marc8, nil) }
      // Plain ASCII is both, but only MARC-8 has character references.
      return hasHighBytes ? (.utf8, .mislabelledMARC8) : (.marc8, nil)
    default:
      let code = Unicode.Scalar(leaderCode)
      let found = code.isPrintableASCII ? "\"\(code)\"" : "byte \(leaderCode.hexadecimal)"
      return isUTF8
        ? (.utf8, .undeclared(found, readAs: "UTF-8"))
        : (.marc8, .undeclared(found, readAs: "MARC-8"))
    }
  }
}

/// The character sets that a UNIMARC record declares in 100$a, positions 26 to 29: two digits each
/// for G0 and G1. "50" is ISO 10646, "03" is ISO 5426.
struct UNIMARCCharacterSets {
  let codes: String

  var isUTF8: Bool { codes.hasPrefix("50") }
  var isISO5426: Bool { codes.hasPrefix("03") || codes.hasPrefix("0103") }

  /// From the raw fields; nil if the record is not UNIMARC, which has its title in 200 and at least
  /// the date of entry in 100$a.
  init?(fields: [RawField], in bytes: [UInt8]) {
    let title: [UInt8] = [0x32, 0x30, 0x30]
    let marc21Title: [UInt8] = [0x32, 0x34, 0x35]
    let general: [UInt8] = [0x31, 0x30, 0x30]
    guard fields.contains(where: { $0.tag == title }),
      !fields.contains(where: { $0.tag == marc21Title }),
      let field = fields.first(where: { $0.tag == general })
    else { return nil }
    let content = bytes[field.range]
    guard let mark = content.firstIndex(of: 0x1f), content[mark...].starts(with: [0x1f, 0x61])
    else { return nil }
    let value = content[(mark + 2)...].prefix { $0 != 0x1f }
    guard value.count >= 26, value.prefix(8).allSatisfy(\.isASCIIDigit) else { return nil }
    codes = String(decoding: value.dropFirst(26).prefix(4), as: UTF8.self)
  }
}
