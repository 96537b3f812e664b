/// A heading of a field, as an oracle compares and shows it; the rules are on the page of authorities.
struct Heading: Sendable {
  typealias Part = (code: Unicode.Scalar, text: String)

  let bytes: [UInt8]
  private let head: [Unicode.Scalar]
  let parts: [Part]

  /// Nothing is refused: whatever stands before the first U+001F are the indicators.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let text = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    let pieces = text.split(separator: "\u{1f}", omittingEmptySubsequences: false)
    head = Array(text.prefix(2))
    parts = pieces.dropFirst().compactMap { piece in
      piece.first.map { ($0, Self.string(piece.dropFirst())) }
    }
  }

  func indicator(_ place: Int) -> Unicode.Scalar {
    head.indices.contains(place) && head[place] != "\u{1f}" ? head[place] : " "
  }

  func first(_ code: Unicode.Scalar) -> String? { parts.first { $0.code == code }?.text }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  // MARK: Tags

  private static let sorts = ["00", "10", "11", "30", "48", "50", "51", "55"].map { Array($0.utf8) }

  /// The last two digits of a tag that holds a heading in some record.
  static func sort(_ tag: [UInt8]) -> [UInt8]? {
    guard tag.count == 3, (0x31...0x38).contains(tag[0]) else { return nil }
    return sorts.first { $0 == Array(tag[1...]) }
  }

  /// Names and titles stand in 1XX, 6XX, 7XX and 8XX of a bib, all others in 6XX alone.
  static func isControlled(_ tag: [UInt8]) -> Bool {
    guard let sort = sort(tag) else { return false }
    let isNameOrTitle = sorts.prefix(4).contains(sort)
    return tag[0] == 0x36 || isNameOrTitle && [0x31, 0x37, 0x38].contains(tag[0])
  }

  private static func counts(_ code: Unicode.Scalar, _ tag: [UInt8]) -> Bool {
    guard (0x61...0x7a).contains(code.value), !["i", "u", "w"].contains(code) else { return false }
    let isMeeting = sort(tag) == Array("11".utf8)
    if code == "e" { return isMeeting }
    if code == "j" { return !isMeeting }
    if code == "x" { return tag[0] <= 0x36 }
    if code == "v" { return tag[0] <= 0x37 }
    return true
  }

  // MARK: Comparing

  /// Nil where the tag holds no heading, or nothing of it counts.
  func key(_ tag: [UInt8]) -> [UInt8]? {
    guard let sort = Self.sort(tag) else { return nil }
    let counted = parts.filter { Self.counts($0.code, tag) }
    let firstName = counted.firstIndex { $0.code == "a" }
    var key = sort
    for (place, part) in counted.enumerated() {
      let folded = Folding.bytes(part.text, keepsComma: place == firstName)
      if !folded.isEmpty { key += [0x1f] + Array(String(part.code).utf8) + folded }
    }
    return key == sort ? nil : key
  }

  /// The field with another heading in it, as its bytes; nil where that does not fit into the tag.
  func shown(_ tag: [UInt8], by other: Heading, _ otherTag: [UInt8]) -> [UInt8]? {
    guard Self.isControlled(tag), let sort = Self.sort(tag), sort == Self.sort(otherTag) else {
      return nil
    }
    let said = other.parts.filter { Self.counts($0.code, otherTag) }
    guard !said.isEmpty else { return nil }
    let codes = said.map(\.code)
    let isDivided = codes.contains { ["v", "x", "y", "z"].contains($0) }
    let opensTail = { (code: Unicode.Scalar) in
      code == "t" ? !codes.contains("t") : ["v", "x", "y", "z"].contains(code) && !isDivided
    }
    let end =
      parts.firstIndex { Self.counts($0.code, tag) && opensTail($0.code) } ?? parts.count
    let replaced = parts.indices.filter { $0 < end && Self.counts(parts[$0].code, tag) }
    let isSame =
      replaced.count == said.count
      && zip(replaced, said).allSatisfy { place, one in
        parts[place].code == one.code && Self.bare(parts[place].text) == Self.bare(one.text)
      }
    if isSame { return bytes }
    var result = parts.indices.filter { !replaced.contains($0) }.map { parts[$0] }
    // Nothing of the heading stood there: it comes first.
    let place = replaced.first ?? 0
    result.insert(contentsOf: said, at: place)
    let isName = ["00", "10", "11"].contains { Array($0.utf8) == sort }
    return Self.bytes(
      [isName ? other.indicator(0) : indicator(0), indicator(1)], result)
  }

  private static func bare(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    while let last = bytes.last, Array(" .,;:/".utf8).contains(last) { bytes.removeLast() }
    return bytes
  }

  private static func bytes(
    _ indicators: [Unicode.Scalar], _ parts: [Part]
  ) -> [UInt8] {
    parts.reduce(Array(string(indicators).utf8)) {
      $0 + [0x1f] + Array(String($1.code).utf8) + Array($1.text.utf8)
    }
  }
}

/// Letters without case and accents, one blank for whatever parts them.
private enum Folding {
  static func bytes(_ text: String, keepsComma: Bool) -> [UInt8] {
    var words: [[UInt8]] = [[]]
    var comma: Int?
    for scalar in text.unicodeScalars {
      if [0x27, 0x5b, 0x5d, 0x2b9, 0x2ba, 0x2bb, 0x2bc, 0x2018, 0x2019].contains(scalar.value) {
        continue
      }
      let hasWord = words.contains { !$0.isEmpty }
      if scalar == ",", keepsComma, comma == nil, hasWord {
        words.append([])
        comma = words.count - 1
      } else if let letters = letters(scalar) {
        words[words.count - 1] += letters
      } else {
        words.append([])
      }
    }
    var folded: [UInt8] = []
    for (place, word) in words.enumerated() where !word.isEmpty {
      if let mark = comma, place >= mark {
        folded.append(0x2c)
        comma = nil
      }
      if !folded.isEmpty { folded.append(0x20) }
      folded += word
    }
    return folded
  }

  /// Nil for what parts words; nothing for what is not seen.
  private static func letters(_ scalar: Unicode.Scalar) -> [UInt8]? {
    let value = scalar.value
    if (0x300...0x36f).contains(value) { return [] }
    for zero in [UInt32(0xff10), 0x660, 0x6f0] where (zero...zero + 9).contains(value) {
      return [UInt8(value - zero + 0x30)]
    }
    for first in [UInt32(0xff21), 0xff41] where (first...first + 25).contains(value) {
      return [UInt8(value - first + 0x61)]
    }
    switch scalar.properties.generalCategory {
    case .format: return []
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark,
      .privateUse:
      break
    default: return nil
    }
    let special: [UInt32: String] = [
      0xdf: "ss", 0x1e9e: "ss", 0xde: "th", 0xfe: "th", 0xd0: "d", 0xf0: "d", 0x131: "i",
      0x17f: "s",
    ]
    if let plain = special[value] { return Array(plain.utf8) }
    if (0xaa...0x24f).contains(value) || (0x1e00...0x1eff).contains(value),
      let words = scalar.properties.name?.split(separator: " "), words.count > 3,
      words[0] == "LATIN", words[3].utf8.count <= 2
    {
      return words[3].utf8.map { $0 | 0x20 }
    }
    return scalar.properties.lowercaseMapping.unicodeScalars.flatMap {
      Array(String(bases[$0] ?? $0).utf8)
    }
  }

  private static let bases: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{3ac}": "\u{3b1}", "\u{3ad}": "\u{3b5}", "\u{3ae}": "\u{3b7}", "\u{3af}": "\u{3b9}",
    "\u{3ca}": "\u{3b9}", "\u{390}": "\u{3b9}", "\u{3cc}": "\u{3bf}", "\u{3cd}": "\u{3c5}",
    "\u{3cb}": "\u{3c5}", "\u{3b0}": "\u{3c5}", "\u{3ce}": "\u{3c9}", "\u{3c2}": "\u{3c3}",
    "\u{451}": "\u{435}",
  ]
}
