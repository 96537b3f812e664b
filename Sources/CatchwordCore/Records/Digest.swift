/// The order-independent hash of converged state: the sum modulo 2^256 of one hash per live row.
///
/// A row is added when it comes alive, and its old hash subtracted when it changes, so the cost is
/// the change's and not the catalogue's.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  public private(set) var sum: Word256

  public init(sum: Word256 = .zero) { self.sum = sum }

  public static let empty = Digest()

  public mutating func insert(_ hash: ContentHash) { sum = sum &+ hash.word }
  public mutating func remove(_ hash: ContentHash) { sum = sum &- hash.word }

  /// The sum of two sums.
  package mutating func add(_ other: Digest) { sum = sum &+ other.sum }
  package mutating func subtract(_ other: Digest) { sum = sum &- other.sum }

  public var description: String { sum.hex }
}

extension RecordState {
  /// The bytes whose hash a live row adds to the digest of its lane (Protocol §6); nil when dead.
  ///
  /// Siblings stand with their stamps, so that two replicas that show the same text and would treat
  /// the next write differently do not pass as equal.
  package func canonicalBytes(id: RecordID) -> [UInt8]? {
    guard !isDead else { return nil }
    var writer = ByteWriter()
    writer.append(varint: UInt64(kind))
    writer.append(id: id)
    for (field, register) in registers.sorted(by: { $0.key < $1.key }) {
      writer.append(varint: UInt64(field))
      writer.append(byte: Join.register.rawValue)
      writer.append(varint: UInt64(register.siblings.count))
      for sibling in register.siblings {
        writer.append(stamp: sibling.stamp)
        writer.append(value: sibling.value)
      }
    }
    for (field, set) in sets.sorted(by: { $0.key < $1.key }) where !set.additions.isEmpty {
      writer.append(varint: UInt64(field))
      writer.append(byte: Join.set.rawValue)
      writer.append(varint: UInt64(set.elements.count))
      for element in set.elements {
        writer.append(value: element)
        let stamps = (set.additions[element] ?? []).sorted()
        writer.append(varint: UInt64(stamps.count))
        for stamp in stamps { writer.append(stamp: stamp) }
      }
    }
    for (field, counter) in counters.sorted(by: { $0.key < $1.key }) {
      writer.append(varint: UInt64(field))
      writer.append(byte: Join.counter.rawValue)
      writer.append(signed: counter.value)
    }
    return writer.bytes
  }
}

extension ByteWriter {
  package mutating func append(id: RecordID) {
    append(space: id.space)
    append(varint: UInt64(id.number))
  }

  /// One byte says which sort of space: 0 a writer (its 32 bytes follow), 1 a source (its name).
  package mutating func append(space: Space) {
    switch space {
    case .writer(let writer):
      append(byte: 0)
      append(writer.key)
    case .source(let name):
      append(byte: 1)
      append(text: name)
    }
  }

  package mutating func append(stamp: Stamp) {
    append(stamp.dot.writer.key)
    append(varint: UInt64(stamp.dot.number))
    append(signed: stamp.time)
  }

  package mutating func append(value: Value) {
    append(byte: value.type?.rawValue ?? 0)
    switch value {
    case .null: break
    case .integer(let integer): append(signed: integer)
    case .text(let text): append(text: text)
    case .bytes(let bytes): append(counted: bytes)
    case .record(let id): append(id: id)
    }
  }
}
