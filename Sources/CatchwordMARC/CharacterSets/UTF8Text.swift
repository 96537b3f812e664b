/// UTF-8 as found in files: nearly always valid, so that is decided first and cheaply; only text
/// that fails is walked scalar by scalar.
enum UTF8Text {
  static func decode(_ bytes: ArraySlice<UInt8>) -> DecodedText {
    if isPlain(bytes), let text = String(validating: bytes, as: UTF8.self) {
      return DecodedText(text: text, losses: [])
    }
    return repair(bytes)
  }

  static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }

  /// The scalar that the bytes begin with and how many bytes it takes; nil if they are not UTF-8.
  static func first(_ bytes: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar, length: Int)? {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.prefix(4).makeIterator()
    guard case .valid(let encoded) = parser.parseScalar(from: &iterator) else { return nil }
    return (Unicode.UTF8.decode(encoded), encoded.count)
  }

  /// Where the first byte is that is not UTF-8.
  static func firstInvalid(_ bytes: ArraySlice<UInt8>) -> Int? {
    if isValid(bytes) { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = bytes.startIndex
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded): offset += encoded.count
      case .emptyInput: return nil
      case .error: return offset < bytes.endIndex ? offset : nil
      }
    }
  }

  /// No control character that must go, and nothing that could be a noncharacter (EF BF BE, BF).
  private static func isPlain(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { byte in
      byte >= 0x20 ? byte != 0xef : byte == 9 || byte == 10 || byte == 13
    }
  }

  private static func repair(_ bytes: ArraySlice<UInt8>) -> DecodedText {
    var scalars = String.UnicodeScalarView()
    var losses: [TextLoss] = []
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = bytes.startIndex
    parsing: while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        offset += encoded.count
        if scalar.isUnfitForText {
          scalars.append(.replacement)
          TextLoss.add(scalar.unfitLoss, to: &losses)
        } else {
          scalars.append(scalar)
        }
      case .emptyInput:
        break parsing
      case .error(let length):
        scalars.append(.replacement)
        if offset < bytes.endIndex {
          TextLoss.add(.notUTF8(bytes[offset], count: 1), to: &losses)
        }
        offset += length
      }
    }
    return DecodedText(text: String(scalars), losses: losses)
  }
}
