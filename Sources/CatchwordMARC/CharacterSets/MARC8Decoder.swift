/// Decodes MARC-8, and by the same machinery ISO 5426, with the tables of libyaz.
///
/// Escape sequences are followed here rather than in libyaz, so that every byte which yields no
/// character is seen and reported (see `YAZConverter`). Each subfield begins in the default sets,
/// as the specification has it: G0 is ASCII, G1 is ANSEL.
struct MARC8Decoder: ~Copyable {
  private let converter: YAZConverter
  private let name: String
  private let hasEscapes: Bool
  private var tables: [UInt8: [YAZCharacter]] = [:]

  static func marc8() throws(MARCError) -> MARC8Decoder {
    MARC8Decoder(try YAZConverter(from: "marc8"), name: "MARC-8", hasEscapes: true)
  }

  static func iso5426() throws(MARCError) -> MARC8Decoder {
    MARC8Decoder(try YAZConverter(from: "iso5426"), name: "ISO 5426", hasEscapes: false)
  }

  private init(_ converter: consuming YAZConverter, name: String, hasEscapes: Bool) {
    self.converter = converter
    self.name = name
    self.hasEscapes = hasEscapes
  }

  /// The state of one text: the designated sets, and marks that still wait for their base.
  private struct Progress {
    var g0 = MARC8Set.ascii
    var g1 = MARC8Set.ansel
    var scalars = String.UnicodeScalarView()
    var marks: [Unicode.Scalar] = []
    var losses: [TextLoss] = []

    mutating func append(_ base: Unicode.Scalar) {
      scalars.append(base)
      flush()
    }

    /// Marks without a base at the end of a text stay what they are.
    mutating func flush() {
      scalars.append(contentsOf: marks)
      marks.removeAll(keepingCapacity: true)
    }

    mutating func lose(_ loss: TextLoss) {
      append(.replacement)
      TextLoss.add(loss, to: &losses)
    }
  }

  mutating func decode(_ bytes: ArraySlice<UInt8>) -> DecodedText {
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7f && $0 != 0x26 }) {
      return DecodedText(text: String(decoding: bytes, as: UTF8.self), losses: [])
    }
    var progress = Progress()
    var position = bytes.startIndex
    while position < bytes.endIndex {
      position += advance(bytes[position...], offset: position - bytes.startIndex, &progress)
    }
    progress.flush()
    return DecodedText(text: String(progress.scalars), losses: progress.losses)
  }

  /// Decodes what `bytes` begin with and says how many bytes that took; never zero.
  private mutating func advance(
    _ bytes: ArraySlice<UInt8>, offset: Int, _ progress: inout Progress
  ) -> Int {
    guard let byte = bytes.first else { return 1 }
    if byte == 0x1b, hasEscapes { return escape(bytes, offset: offset, &progress) }
    if byte <= 0x20 {
      let scalar = Unicode.Scalar(byte)
      if scalar.isUnfitForText { progress.lose(scalar.unfitLoss) } else { progress.append(scalar) }
      return 1
    }
    let set = byte < 0x80 ? progress.g0 : progress.g1
    if set == .ascii, byte < 0x7f {
      if byte == 0x26, hasEscapes, let reference = CharacterReference(bytes) {
        progress.append(reference.scalar)
        TextLoss.add(.characterReference(reference.text, count: 1), to: &progress.losses)
        return reference.length
      }
      progress.append(Unicode.Scalar(byte))
      return 1
    }
    return convert(bytes, from: set, offset: offset, &progress)
  }

  private func escape(
    _ bytes: ArraySlice<UInt8>, offset: Int, _ progress: inout Progress
  ) -> Int {
    switch MARC8Escape(bytes, g0: progress.g0) {
    case .designates(let set, let isG1, let length):
      if isG1 { progress.g1 = set } else { progress.g0 = set }
      return length
    case .unknown(let name, let length):
      progress.lose(.characterSetUnknown(name, offset: offset, count: 1))
      return length
    }
  }

  private mutating func convert(
    _ bytes: ArraySlice<UInt8>, from set: MARC8Set, offset: Int, _ progress: inout Progress
  ) -> Int {
    // A multi-byte character ends where a control or an escape cuts it short.
    let length = set.characterLength
    let code = bytes.prefix(length).prefix { $0 > 0x1f }
    let loss = TextLoss.notDecodable(
      set: name, bytes: Array(code), offset: offset, count: 1)
    guard code.count == length else {
      progress.lose(loss)
      return max(code.count, 1)
    }
    switch character(code, of: set) {
    case .spacing(let scalar): progress.append(scalar)
    case .combining(let scalar): progress.marks.append(scalar)
    case .unknown:
      // The second halves of the ligature and the double tilde: the first half, a mark that spans
      // two letters in Unicode, has said it all.
      if set == .ansel && hasEscapes && [0xec, 0xfb].contains(bytes.first) { break }
      if let byte = code.first, length == 1, Self.isNeutral(byte) {
        progress.append(Unicode.Scalar(byte))
        TextLoss.add(.readAsASCII(byte, offset: offset, count: 1), to: &progress.losses)
      } else {
        progress.lose(loss)
      }
    }
    return length
  }

  /// Punctuation and digits that the script in use does not have can only be ASCII's: systems forget
  /// the escape sequence around a colon between two Greek words.
  private static func isNeutral(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x40, 0x5b...0x60, 0x7b...0x7e: true
    default: false
    }
  }

  private mutating func character(_ code: ArraySlice<UInt8>, of set: MARC8Set) -> YAZCharacter {
    guard set != .eastAsian, let byte = code.first else {
      return converter.character(
        ArraySlice(code.map { $0 & 0x7f }), after: MARC8Set.eastAsian.designation)
    }
    // ISO 5426 has no designations: its upper half is the only set but ASCII.
    let high: UInt8 = hasEscapes ? 0 : 0x80
    if tables[set.rawValue] == nil {
      let designation = hasEscapes ? set.designation : []
      var table: [YAZCharacter] = []
      for code: UInt8 in 0...0x7f {
        let isGraphic = code > 0x20 && code < 0x7f
        table.append(isGraphic ? converter.character([code | high], after: designation) : .unknown)
      }
      tables[set.rawValue] = table
    }
    // Bytes 80 to 9F are control functions of G1 alone; ANSEL defines four of them. The two around
    // an article that does not file are also UNIMARC's, unknown to libyaz's ISO 5426.
    if set == .ansel, 0x80...0x9f ~= byte {
      switch byte {
      case 0x88: return .spacing("\u{98}")
      case 0x89: return .spacing("\u{9C}")
      default: return converter.character([byte], after: [])
      }
    }
    return tables[set.rawValue]?[Int(byte & 0x7f)] ?? .unknown
  }
}

/// `&#x4E00;` in MARC-8 text stands for a character that MARC-8 lacks (the "lossless" technique of
/// the MARC 21 Specifications).
struct CharacterReference {
  let scalar: Unicode.Scalar
  let text: String
  let length: Int

  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.starts(with: [0x26, 0x23, 0x78]) else { return nil }
    let digits = bytes.dropFirst(3).prefix(7).prefix { Character(Unicode.Scalar($0)).isHexDigit }
    guard 1...6 ~= digits.count, bytes.dropFirst(3 + digits.count).first == 0x3b,
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(value), !scalar.isUnfitForText
    else { return nil }
    self.scalar = scalar
    length = digits.count + 4
    text = String(decoding: bytes.prefix(length), as: UTF8.self)
  }
}
