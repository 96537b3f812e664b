/// Characters beyond ASCII as a shelf takes them: `é` stands among `e`, `Ł` among `l`.
///
/// Latin letters become what their names call them before `WITH`; of Greek and Cyrillic only those are
/// folded that their own alphabets file together. Combining marks are dropped, except where they
/// make another letter of the alphabet. Letters of all other scripts file as they are.
enum LetterFolding {
  enum Folded: Equatable {
    case letters([UInt8])
    case digit(UInt8)
    /// Neither seen nor a gap: combining marks, invisible characters.
    case nothing
    case separator
  }

  static func folded(_ scalar: Unicode.Scalar) -> Folded {
    switch scalar.value {
    case 0x300...0x36f: return .nothing
    case 0xff10...0xff19: return .digit(UInt8(scalar.value - 0xff10 + 0x30))
    case 0x660...0x669: return .digit(UInt8(scalar.value - 0x660 + 0x30))
    case 0x6f0...0x6f9: return .digit(UInt8(scalar.value - 0x6f0 + 0x30))
    case 0xff21...0xff3a: return .letters([UInt8(scalar.value - 0xff21 + 0x61)])
    case 0xff41...0xff5a: return .letters([UInt8(scalar.value - 0xff41 + 0x61)])
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark,
      .privateUse:
      return .letters(letters(of: scalar))
    case .format: return .nothing
    default: return .separator
    }
  }

  private static func letters(of scalar: Unicode.Scalar) -> [UInt8] {
    switch scalar.value {
    case 0xdf, 0x1e9e: return [0x73, 0x73]
    case 0xde, 0xfe: return [0x74, 0x68]
    case 0xd0, 0xf0: return [0x64]
    case 0x131: return [0x69]
    case 0x17f: return [0x73]
    case 0xaa...0x24f, 0x1e00...0x1eff:
      if let base = latinBase(scalar) { return base }
    default: break
    }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    return lower.flatMap { Array(String(otherBase($0)).utf8) }
  }

  /// Two letters at most, as in `LATIN SMALL LIGATURE OE`; `LATIN SMALL LETTER OPEN E` has no base.
  private static func latinBase(_ scalar: Unicode.Scalar) -> [UInt8]? {
    guard let words = scalar.properties.name?.utf8.split(separator: 0x20),
      words.count > 3, words[0].elementsEqual("LATIN".utf8), words[3].count <= 2
    else { return nil }
    return words[3].map { $0 | 0x20 }
  }

  private static func otherBase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{3ac}": "\u{3b1}"
    case "\u{3ad}": "\u{3b5}"
    case "\u{3ae}": "\u{3b7}"
    case "\u{3af}", "\u{3ca}", "\u{390}": "\u{3b9}"
    case "\u{3cc}": "\u{3bf}"
    case "\u{3cd}", "\u{3cb}", "\u{3b0}": "\u{3c5}"
    case "\u{3ce}": "\u{3c9}"
    case "\u{3c2}": "\u{3c3}"
    case "\u{451}": "\u{435}"
    default: scalar
    }
  }
}
