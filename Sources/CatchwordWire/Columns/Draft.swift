import CatchwordCore

/// Bytes under construction, with the places where their statistics change.
///
/// zstd models a block's bytes as one alphabet, so a block that ends where a plane of random bytes
/// begins packs better. The cuts are advice to the packer and never part of the bytes.
struct Draft {
  private var writer = ByteWriter()
  private(set) var cuts: [Int] = []

  var bytes: [UInt8] { writer.bytes }
  var count: Int { writer.bytes.count }

  mutating func cut() { cuts.append(count) }

  mutating func append(byte: UInt8) { writer.append(byte: byte) }
  mutating func append(raw: some Sequence<UInt8>) { writer.append(raw: raw) }
  mutating func append(varint: Int) { writer.append(varint: UInt64(varint)) }
  mutating func append(varint: UInt64) { writer.append(varint: varint) }
  mutating func append(signed: Int64) { writer.append(signed: signed) }

  mutating func append(_ other: Draft) {
    cuts += other.cuts.map { $0 + count }
    writer.append(raw: other.bytes)
  }
}
