/// Whole words in a line: `Date(` is not found in `update(`.
enum Words {
  static func contains(_ line: String, _ needle: String) -> Bool {
    let bytes = Array(line.utf8)
    let wanted = Array(needle.utf8)
    guard let first = wanted.first, let last = wanted.last, bytes.count >= wanted.count else {
      return false
    }
    for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
      guard bytes[start..<start + wanted.count].elementsEqual(wanted) else { continue }
      let end = start + wanted.count
      let opens = !isWord(first) || start == 0 || !isWord(bytes[start - 1])
      let closes = !isWord(last) || end == bytes.count || !isWord(bytes[end])
      if opens && closes { return true }
    }
    return false
  }

  /// Letters and numbers such as `R4`, where they stand alone in prose.
  static func citations(in line: String, letters: String) -> [String] {
    var found: [String] = []
    var previous: Character = " "
    var rest = Substring(line)
    while let character = rest.first {
      if letters.contains(character) && !character.isNumber && isBoundary(previous) {
        let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
        let after = rest.dropFirst(1 + digits.count).first ?? " "
        if digits.first.map({ $0 != "0" }) == true && (isBoundary(after) || after == ".") {
          found.append("\(character)\(digits)")
        }
      }
      previous = character
      rest = rest.dropFirst()
    }
    return found
  }

  private static func isBoundary(_ character: Character) -> Bool {
    !character.isLetter && !character.isNumber && !"._-$`\"'".contains(character)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == 0x5f || (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
      || (0x61...0x7a).contains(byte)
  }
}
