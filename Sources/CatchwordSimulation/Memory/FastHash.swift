import CatchwordCore

/// Hashes for a world without adversaries: a few multiplications for eight bytes, no cryptography.
enum FastHash {
  /// What digests and acknowledgements are made with where nobody outside reads them.
  static let hashing = Hashing(sha256: { ContentHash(wide($0)) })

  private static let odd: (UInt64, UInt64, UInt64, UInt64) = (
    0x9e37_79b9_7f4a_7c15, 0xd1b5_4a32_d192_ed03, 0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db
  )

  /// 64 bits: the chain of segments and the sum that guards their bytes.
  static func narrow(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(bytes.count) &* odd.0
    forEachWord(of: bytes) { word in
      hash = (hash ^ word) &* odd.1
      hash ^= hash >> 29
    }
    return mixed(hash)
  }

  /// 256 bits, each quarter with a multiplier and a turn of its own.
  static func wide(_ bytes: [UInt8]) -> Word256 {
    var (a, b, c, d) = (odd.0, odd.1, odd.2, UInt64(bytes.count))
    bytes.withUnsafeBytes { raw in
      forEachWord(of: raw) { word in
        a = turned(a ^ word, 25) &* odd.0
        b = turned(b &+ word, 29) &* odd.1
        c = turned(c ^ word, 37) &* odd.2
        d = turned(d &+ word, 41) &* odd.3
      }
    }
    return Word256(mixed(a ^ turned(d, 7)), mixed(b ^ a), mixed(c ^ b), mixed(d ^ c))
  }

  /// The last word is filled up with zeros; lengths are hashed beside.
  private static func forEachWord(
    of bytes: UnsafeRawBufferPointer, _ body: (UInt64) -> Void
  ) {
    let whole = bytes.count & ~7
    var offset = 0
    while offset < whole {
      body(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    guard whole < bytes.count else { return }
    var rest: UInt64 = 0
    for index in stride(from: bytes.count - 1, through: whole, by: -1) {
      rest = rest << 8 | UInt64(bytes[index])
    }
    body(rest)
  }

  private static func turned(_ word: UInt64, _ bits: UInt64) -> UInt64 {
    word << bits | word >> (64 - bits)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
