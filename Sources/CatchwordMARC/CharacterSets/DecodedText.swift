/// Text as decoded, and what decoding cost.
struct DecodedText {
  var text: String
  var losses: [TextLoss]

  /// Whether bytes were replaced or guessed, so that the originals must be kept beside the text.
  var isLossy: Bool {
    losses.contains { if case .characterReference = $0 { false } else { true } }
  }
}

/// What one text lost, or had interpreted, on its way to Unicode. Each case carries the first
/// occurrence and how many there were: a message a byte would help nobody.
enum TextLoss: Hashable {
  case notUTF8(UInt8, count: Int)
  case notDecodable(set: String, bytes: [UInt8], offset: Int, count: Int)
  case characterSetUnknown(String, offset: Int, count: Int)
  case readAsASCII(UInt8, offset: Int, count: Int)
  case controlCharacter(UInt8, count: Int)
  case noncharacter(Unicode.Scalar, count: Int)
  case characterReference(String, count: Int)

  private var kind: Int {
    switch self {
    case .notUTF8: 0
    case .notDecodable: 1
    case .characterSetUnknown: 2
    case .controlCharacter: 3
    case .noncharacter: 4
    case .characterReference: 5
    case .readAsASCII: 6
    }
  }

  private func counting(_ more: Int) -> TextLoss {
    switch self {
    case .notUTF8(let byte, let count): .notUTF8(byte, count: count + more)
    case .notDecodable(let set, let bytes, let offset, let count):
      .notDecodable(set: set, bytes: bytes, offset: offset, count: count + more)
    case .characterSetUnknown(let name, let offset, let count):
      .characterSetUnknown(name, offset: offset, count: count + more)
    case .readAsASCII(let byte, let offset, let count):
      .readAsASCII(byte, offset: offset, count: count + more)
    case .controlCharacter(let byte, let count): .controlCharacter(byte, count: count + more)
    case .noncharacter(let scalar, let count): .noncharacter(scalar, count: count + more)
    case .characterReference(let text, let count): .characterReference(text, count: count + more)
    }
  }

  /// Adds a loss, or counts it onto an earlier one of its kind.
  static func add(_ loss: TextLoss, to losses: inout [TextLoss]) {
    if let index = losses.firstIndex(where: { $0.kind == loss.kind }) {
      losses[index] = losses[index].counting(1)
    } else {
      losses.append(loss)
    }
  }
}

extension Unicode.Scalar {
  static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// Neither writer can express these, and no title contains them: C0 controls other than tab and
  /// line ends (the MARC separators among them), and the two noncharacters that XML forbids.
  var isUnfitForText: Bool {
    value < 0x20 ? value != 9 && value != 10 && value != 13 : value == 0xfffe || value == 0xffff
  }

  /// The loss that replacing an unfit scalar means.
  var unfitLoss: TextLoss {
    value < 0x20
      ? .controlCharacter(UInt8(truncatingIfNeeded: value), count: 1)
      : .noncharacter(self, count: 1)
  }
}
