/// Appends the primitive shapes that every encoding of ours is made of (Protocol §2).
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package init(minimumCapacity: Int) { bytes.reserveCapacity(minimumCapacity) }

  package mutating func append(byte: UInt8) { bytes.append(byte) }

  /// Not generic, since nearly all that is appended are arrays, from every module.
  package mutating func append(raw: [UInt8]) { bytes.append(contentsOf: raw) }

  package mutating func append(raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

  /// Its 32 bytes.
  package mutating func append(_ word: Word256) {
    let words = word.words
    let ordered = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
    )
    withUnsafeBytes(of: ordered) { bytes.append(contentsOf: $0) }
  }

  /// LEB128, shortest form.
  package mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Zigzag, so that small negative numbers stay short.
  package mutating func append(signed value: Int64) {
    append(varint: UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  package mutating func append(counted raw: [UInt8]) {
    append(varint: UInt64(raw.count))
    append(raw: raw)
  }

  /// A length in bytes, then the bytes.
  package mutating func append(counted raw: some Collection<UInt8>) {
    append(varint: UInt64(raw.count))
    append(raw: raw)
  }

  package mutating func append(text: String) {
    var text = text
    text.withUTF8 { utf8 in
      append(varint: UInt64(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }
}
