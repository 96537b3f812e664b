/// How texts become the tokens that a full-text index holds, and queries that cannot misfire.
///
/// The index (FTS5, `unicode61`) folds case and diacritics by itself; it knows nothing of scripts
/// written without spaces. So every Han, Hiragana, Katakana and Hangul character is a token of its
/// own here, and a query of two such characters is a phrase.
public enum SearchText {
  /// Tokens separated by one space, lower case, in the order of the text.
  public static func tokenized(_ text: String) -> String {
    tokens(of: text).joined(separator: " ")
  }

  public static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var current = String.UnicodeScalarView()
    let finish = { (current: inout String.UnicodeScalarView) in
      if !current.isEmpty { tokens.append(String(current)) }
      current = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if standsAlone(scalar) {
        finish(&current)
        tokens.append(String(scalar))
      } else if isPartOfToken(scalar) {
        current.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      } else {
        finish(&current)
      }
    }
    finish(&current)
    return tokens
  }

  /// An expression for FTS5's `MATCH`: every word quoted, all of them required, the last one also
  /// as a prefix while it is being typed. Nothing of the input is ever an operator.
  ///
  /// - Returns: nil where the input has nothing that could be searched for.
  public static func query(_ input: String) -> String? {
    let words = input.unicodeScalars.split { $0.properties.isWhitespace }
      .map { tokens(of: String(String.UnicodeScalarView($0))) }
      .filter { !$0.isEmpty }
    guard let last = words.last?.last else { return nil }
    let phrases = words.map { tokens in
      "\"" + tokens.joined(separator: " ").replacingQuotes() + "\""
    }
    let endsWhole = last.unicodeScalars.first.map(standsAlone) ?? false
    return phrases.joined(separator: " ") + (endsWhole ? "" : "*")
  }

  private static func isPartOfToken(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark,
      .privateUse:
      true
    default: false
    }
  }

  /// Characters of scripts that are written without spaces.
  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x11ff, 0x3005...0x3007, 0x3021...0x3029, 0x3041...0x3096, 0x309d...0x309f,
      0x30a1...0x30fa, 0x30fc...0x30ff, 0x3105...0x312f, 0x3131...0x318e, 0x31a0...0x31bf,
      0x31f0...0x31ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa960...0xa97c, 0xac00...0xd7a3,
      0xd7b0...0xd7fb, 0xf900...0xfaff, 0xff66...0xff9f, 0x1b000...0x1b16f, 0x20000...0x3ffff:
      true
    default: false
    }
  }
}

extension String {
  /// Tokens hold no quotes; this keeps the promise should that ever change.
  fileprivate func replacingQuotes() -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      scalars.append(scalar)
      if scalar == "\"" { scalars.append(scalar) }
    }
    return String(scalars)
  }
}
