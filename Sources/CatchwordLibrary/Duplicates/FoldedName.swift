/// A person's name as it is compared: without case, accents and punctuation, its words in the order
/// of their bytes, so that `Alderbrook, Wren` is `Wren Alderbrook`. Folding twice changes nothing.
package struct FoldedName: Hashable, Sendable {
  /// UTF-8, the words parted by one blank.
  package let bytes: [UInt8]

  /// Nil where the text has no letter and no digit.
  package init?(_ name: String) {
    // A letter that only its lower case makes a letter with an accent (U+212B) needs a second look.
    let once = Self.words(of: name)
    let words = once.flatMap { Self.words(of: String(decoding: $0, as: UTF8.self)) }
      .sorted { $0.lexicographicallyPrecedes($1) }
    guard !words.isEmpty else { return nil }
    bytes = Array(words.joined(separator: [0x20]))
  }

  private static func words(of text: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    for scalar in text.unicodeScalars where !isApostrophe(scalar) {
      switch LetterFolding.folded(scalar) {
      case .letters(let bytes): word += bytes
      case .digit(let byte): word.append(byte)
      case .nothing: break
      case .separator:
        if !word.isEmpty { words.append(word) }
        word = []
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// `O'Brien` and `O’Brien` are `OBrien`: whoever types it decides.
  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x60, 0xb4, 0x2bc, 0x2018, 0x2019: true
    default: false
    }
  }
}
