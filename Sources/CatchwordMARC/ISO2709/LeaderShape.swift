/// How the 24 bytes before a directory look. In ISO 2709 nothing else marks the start of a record,
/// so resynchronisation depends on recognising one.
enum LeaderShape {
  static let length = 24

  /// Five digits of length, five codes that are no digits, "22", five digits of base address, and
  /// "4" for the directory's field lengths: a directory, all digits after its tags, never looks so.
  static func isLeader(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.prefix(5).allSatisfy(\.isASCIIDigit) else { return false }
    return isLeaderWithoutLength(bytes)
  }

  /// The same for a leader whose record length was left blank or lost.
  static func isLeaderWithoutLength(_ bytes: ArraySlice<UInt8>) -> Bool {
    let rest = bytes.dropFirst(5)
    guard rest.count >= 16 else { return false }
    return rest.prefix(5).allSatisfy { $0 >= 0x20 && $0 < 0x7f && !$0.isASCIIDigit }
      && rest.dropFirst(5).starts(with: [0x32, 0x32])
      && rest.dropFirst(7).prefix(5).allSatisfy(\.isASCIIDigit)
      && rest.dropFirst(15).first == 0x34
  }

  /// Blanks, line ends, padding and stray record terminators: what systems put between records.
  static func isFiller(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00, 0x09, 0x0a, 0x0d, 0x1a, 0x1d, 0x20: true
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  /// An unsigned decimal number; nil if any byte is not a digit or there are more than 9.
  var decimalNumber: Int? {
    guard !isEmpty, count <= 9, allSatisfy(\.isASCIIDigit) else { return nil }
    return reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
