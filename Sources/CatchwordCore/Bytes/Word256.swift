/// Thirty-two bytes as four big-endian words: the common shape of keys, hashes and digests.
///
/// Words rather than an array, so that the value is trivially copied and hashed, and so that
/// numeric comparison of the words is the lexicographic comparison of the bytes.
public struct Word256: Hashable, Sendable, Comparable {
  package var words: (UInt64, UInt64, UInt64, UInt64)

  public static let zero = Word256(0, 0, 0, 0)

  package init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
    words = (a, b, c, d)
  }

  /// - Parameter bytes: exactly 32 bytes; anything else gives nil.
  ///   Not generic, since keys and hashes are made of arrays in every module.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    words = bytes.withUnsafeBytes { raw in
      let word = { (index: Int) in
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
      }
      return (word(0), word(1), word(2), word(3))
    }
  }

  /// - Parameter bytes: exactly 32 bytes; anything else gives nil.
  public init?(bytes: some Collection<UInt8>) { self.init(bytes: Array(bytes)) }

  /// - Parameter hex: 64 hexadecimal digits, either case; anything else gives nil.
  public init?(hex: String) {
    guard let bytes = [UInt8](hex: hex) else { return nil }
    self.init(bytes: bytes)
  }

  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      raw.storeBytes(of: words.0.bigEndian, toByteOffset: 0, as: UInt64.self)
      raw.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
      raw.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt64.self)
      raw.storeBytes(of: words.3.bigEndian, toByteOffset: 24, as: UInt64.self)
      count = 32
    }
  }

  public var hex: String { bytes.hex }

  /// The first sixteen digits of `hex`.
  package var shortHex: String {
    withUnsafeBytes(of: words.0.bigEndian) { Array($0).hex }
  }

  /// The first eight bytes, the short name under which peers exchange writers and hashes.
  public var prefix: UInt64 { words.0 }

  public static func == (a: Word256, b: Word256) -> Bool { a.words == b.words }

  public static func < (a: Word256, b: Word256) -> Bool { a.words < b.words }

  public func hash(into hasher: inout Hasher) {
    // Keys, hashes and sums of hashes: eight of their bytes tell them apart as well as all do.
    hasher.combine(words.0)
  }

  /// Addition modulo 2^256, the operation under which digests are order-independent.
  package static func &+ (a: Word256, b: Word256) -> Word256 {
    let (d, carryD) = a.words.3.addingReportingOverflow(b.words.3)
    let (c, carryC) = adding(a.words.2, b.words.2, carryD)
    let (second, carryB) = adding(a.words.1, b.words.1, carryC)
    let (first, _) = adding(a.words.0, b.words.0, carryB)
    return Word256(first, second, c, d)
  }

  /// Subtraction modulo 2^256, the inverse of `&+`.
  package static func &- (a: Word256, b: Word256) -> Word256 {
    let complement = Word256(~b.words.0, ~b.words.1, ~b.words.2, ~b.words.3)
    return a &+ complement &+ Word256(0, 0, 0, 1)
  }

  private static func adding(_ a: UInt64, _ b: UInt64, _ carry: Bool) -> (UInt64, Bool) {
    let (sum, first) = a.addingReportingOverflow(b)
    let (total, second) = sum.addingReportingOverflow(carry ? 1 : 0)
    return (total, first || second)
  }
}
