import CatchwordLibrary

/// The words of a TOML file: keys, texts, numbers, dates.
struct TOMLScanner {
  let bytes: [UInt8]
  private(set) var place = 0
  /// From 1.
  private(set) var line = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

  mutating func step() {
    if byte == 0x0a { line += 1 }
    if place < bytes.count { place += 1 }
  }

  func problem(_ text: String) -> TOMLProblem { TOMLProblem(line, text) }

  func tooDeep() -> TOMLProblem {
    TOMLProblem(
      line, "tables and lists nest deeper than \(PolicyFileLimits.depth); no policy needs that",
      code: "too-deep")
  }

  /// Spaces and tabs.
  mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x09 { place += 1 }
  }

  /// Spaces, ends of lines and comments.
  mutating func skipBlank() {
    while let byte {
      switch byte {
      case 0x20, 0x09, 0x0a, 0x0d: step()
      case UInt8(ascii: "#"): skipLine()
      default: return
      }
    }
  }

  /// Up to the end of the line.
  mutating func skipLine() {
    while let byte, byte != 0x0a { place += 1 }
  }

  mutating func expectEndOfLine() throws(TOMLProblem) {
    skipSpace()
    if byte == UInt8(ascii: "#") { skipLine() }
    if byte == 0x0d { place += 1 }
    guard byte == nil || byte == 0x0a else {
      throw problem("something follows that does not belong there; put it on a line of its own")
    }
  }

  /// Spaces, then one character, if it is there.
  mutating func takes(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard byte == UInt8(ascii: character) else { return false }
    step()
    return true
  }

  private func comes(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return bytes[place...].starts(with: wanted)
  }

  // MARK: Keys

  /// One key, or several with dots between.
  mutating func keys() throws(TOMLProblem) -> [String] {
    var keys: [String] = []
    repeat {
      skipSpace()
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        keys.append(try text(isKey: true))
      } else {
        let start = place
        while let byte, Self.isBare(byte) { place += 1 }
        guard place > start else {
          throw problem("a key is letters, digits, - and _, or stands in quotes")
        }
        keys.append(String(decoding: bytes[start..<place], as: UTF8.self))
      }
      guard keys.count < PolicyFileLimits.depth else { throw tooDeep() }
    } while takes(".")
    return keys
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
      || byte == 0x2d || byte == 0x5f
  }

  // MARK: Texts

  /// A text in any of its four forms; a key stands on one line.
  mutating func text(isKey: Bool) throws(TOMLProblem) -> String {
    let first = line
    let isBasic = byte == UInt8(ascii: "\"")
    let isLong = comes(isBasic ? "\"\"\"" : "'''")
    guard !(isLong && isKey) else { throw problem("a key stands in single quotes or none") }
    place += isLong ? 3 : 1
    if isLong {
      if byte == 0x0d { step() }
      if byte == 0x0a { step() }
    }
    var text: [UInt8] = []
    while let byte {
      if isLong ? comes(isBasic ? "\"\"\"" : "'''") : byte == UInt8(ascii: isBasic ? "\"" : "'") {
        place += isLong ? 3 : 1
        // Up to two quotes may stand before the end of a long text.
        let quote = UInt8(ascii: isBasic ? "\"" : "'")
        var extra = 0
        while isLong, extra < 2, self.byte == quote {
          text.append(quote)
          place += 1
          extra += 1
        }
        return String(decoding: text, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") && isBasic {
        try readEscape(isLong: isLong, into: &text)
        continue
      }
      let isEnd = byte == 0x0a || byte == 0x0d && isLong
      guard byte >= 0x20 && byte != 0x7f || byte == 0x09 || isLong && isEnd else {
        throw isEnd
          ? problem("the quotes are not closed on this line")
          : problem("a text holds a control character; write it as \\u and four digits")
      }
      text.append(byte)
      step()
    }
    throw TOMLProblem(first, "the quotes that open here are never closed")
  }

  private mutating func readEscape(
    isLong: Bool, into text: inout [UInt8]
  ) throws(TOMLProblem) {
    place += 1
    let letter = byte.map { Unicode.Scalar($0) }
    switch letter {
    case "b": text.append(0x08)
    case "t": text.append(0x09)
    case "n": text.append(0x0a)
    case "f": text.append(0x0c)
    case "r": text.append(0x0d)
    case "\"", "\\": text.append(byte ?? 0)
    case "u", "U":
      let count = letter == "u" ? 4 : 8
      let digits = bytes[(place + 1)...].prefix(count)
      guard digits.count == count, digits.allSatisfy(Self.isHexadecimal),
        let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(number)
      else { throw problem("\\u is followed by four digits of a character, \\U by eight") }
      text += Array(String(Character(scalar)).utf8)
      place += count
    case " ", "\t", "\n", "\r":
      // In a long text, a backslash at the end of a line takes the blanks behind it away.
      guard isLong else { fallthrough }
      while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d { step() }
      return
    default:
      throw problem("\\ is followed by b, t, n, f, r, u, U, \\ or a quote; write \\\\ for itself")
    }
    place += 1
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }

  // MARK: Numbers, dates and flags

  mutating func word() throws(TOMLProblem) -> TOMLNode {
    let start = place
    skipWord()
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    guard !word.isEmpty else { throw problem("a value is missing") }
    // `2026-12-24 07:30:00` is one word.
    if Self.isDate(word), byte == 0x20,
      let next = bytes[(place + 1)...].first, (0x30...0x39).contains(next)
    {
      place += 1
      skipWord()
      return .other("a date with a time")
    }
    if let node = Self.node(of: word) { return node }
    throw problem("\(word) is no value; a text stands in quotes")
  }

  private mutating func skipWord() {
    while let byte, Self.isBare(byte) || [0x2b, 0x2e, 0x3a].contains(byte) { place += 1 }
  }

  private static func isDate(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    return bytes.count == 10
      && bytes.enumerated().allSatisfy { index, byte in
        index == 4 || index == 7 ? byte == 0x2d : (0x30...0x39).contains(byte)
      }
  }

  private static func node(of word: String) -> TOMLNode? {
    if word == "true" || word == "false" { return .flag(word == "true") }
    if isDate(word) {
      guard let date = try? CivilDate(parsing: word) else {
        return .other("\(word), which is no date")
      }
      return .date(date)
    }
    if isDate(String(word.prefix(10))), word.utf8.count > 10 { return .other("a date with a time") }
    if word.utf8.dropFirst(2).first == 0x3a { return .other("a time") }
    return number(of: word)
  }

  private static func number(of word: String) -> TOMLNode? {
    let unsigned = word.hasPrefix("+") || word.hasPrefix("-") ? word.dropFirst() : word[...]
    if unsigned == "inf" || unsigned == "nan" { return .fraction(.nan) }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where word.hasPrefix(prefix) {
      return digits(word.dropFirst(2)).flatMap { Int64($0, radix: radix) }.map(TOMLNode.integer)
    }
    guard let first = unsigned.utf8.first, (0x30...0x39).contains(first),
      let plain = digits(unsigned)
    else { return nil }
    let sign = word.hasPrefix("-") ? "-" : ""
    if plain.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      // 007 is no number: somebody may mean another thing.
      guard plain.utf8.count == 1 || first != 0x30 else { return nil }
      return Int64(sign + plain).map(TOMLNode.integer)
    }
    guard plain.utf8.allSatisfy({ isBare($0) || $0 == 0x2e || $0 == 0x2b }) else { return nil }
    guard plain.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else {
      return nil
    }
    return Double(sign + plain).map(TOMLNode.fraction)
  }

  /// Without the underscores, which stand between digits only.
  private static func digits(_ text: Substring) -> String? {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return parts.joined()
  }
}
