/// A heading as it is compared: without case, accents and punctuation, after the rules by which the
/// Name Authority Cooperative tells headings apart.
///
/// The sort of the heading, then for each of its subfields U+001F, the code and the folded text.
/// Apostrophes, square brackets and the transliteration signs U+02B9 to U+02BC fall away; the first
/// comma of the first `$a` stays where a name follows it; everything else that is no letter and no
/// digit is one blank. Letters are folded as `LetterFolding` does.
package struct HeadingKey: Hashable, Sendable {
  package let bytes: [UInt8]
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// - Parameter tag: of a bib's field or an authority's.
  /// - Returns: nil where the field holds no heading, or nothing is left of it.
  package init?(tag: String, _ content: FieldContent) {
    guard let tag = HeadingTag(tag) else { return nil }
    var bytes = Array(tag.sort.rawValue.utf8)
    let head = bytes.count
    var keepsComma = true
    for subfield in content.subfields where tag.holds(subfield.code) {
      let isFirst = subfield.code == "a" && keepsComma
      if isFirst { keepsComma = false }
      let folded = Self.folded(subfield.text, keepsComma: isFirst)
      guard !folded.isEmpty else { continue }
      bytes += [0x1f] + Array(String(subfield.code).utf8) + folded
    }
    guard bytes.count > head else { return nil }
    self.bytes = bytes
  }

  static func folded(_ text: String, keepsComma: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    var (comma, isAwaited, isGap) = (keepsComma, false, false)
    func begin() {
      if isAwaited { bytes.append(0x2c) }
      if isGap && !bytes.isEmpty { bytes.append(0x20) }
      (isAwaited, isGap) = (false, false)
    }
    for scalar in text.unicodeScalars where !fallsAway(scalar) {
      if scalar == ",", comma, !bytes.isEmpty {
        (comma, isAwaited, isGap) = (false, true, true)
        continue
      }
      // Every heading of every bib that is folded comes by here, and most of it is this.
      if (0x61...0x7a).contains(scalar.value) || (0x30...0x39).contains(scalar.value) {
        begin()
        bytes.append(UInt8(scalar.value))
        continue
      }
      if scalar.value == 0x20 {
        isGap = true
        continue
      }
      switch LetterFolding.folded(scalar) {
      case .letters(let letters):
        begin()
        bytes += letters
      case .digit(let digit):
        begin()
        bytes.append(digit)
      case .nothing: break
      case .separator: isGap = true
      }
    }
    return bytes
  }

  private static func fallsAway(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x5b, 0x5d, 0x2b9...0x2bc, 0x2018, 0x2019: true
    default: false
    }
  }
}
