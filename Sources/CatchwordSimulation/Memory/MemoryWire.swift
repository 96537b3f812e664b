import Catchword
import CatchwordCore

/// A segment with the bytes that it travels in.
struct MemorySegment: Sendable {
  let segment: Segment
  /// As they came or were made; they go on unchanged (R7).
  let bytes: [UInt8]
  /// Over everything in the bytes, the predecessor's hash among it: the chain.
  let hash: UInt64
  /// Eight bytes of the network's id.
  let network: UInt64

  var chainHash: ContentHash { MemoryWire.chainHash(hash) }
}

/// Segments as bytes in the world `merge`: exact, row by row, guarded by a sum, signed by nobody.
///
/// `CWM1`, the sum (8 bytes), then what it is over: the network's short id, the short hash of the
/// predecessor, the writers and sources that are named (the log's writer first), the log, its context
/// and its commits. Integers are LEB128, signed ones zigzag.
enum MemoryWire {
  static let magic: [UInt8] = Array("CWM1".utf8)
  static let headBytes = 12

  static func chainHash(_ hash: UInt64) -> ContentHash {
    hash == 0 ? .none : ContentHash(Word256(hash, 0, 0, 0))
  }

  static func pack(_ segment: Segment, network: ContentHash) -> MemorySegment {
    var packing = MemoryPacking(writer: segment.log.writer)
    packing.append(segment)
    let bytes = packing.finished(network: network.short, previous: segment.previous.short)
    return MemorySegment(
      segment: segment, bytes: bytes, hash: sum(of: bytes), network: network.short)
  }

  /// - Throws: `ReceiveError` for bytes that are not whole, or not as they were made.
  static func open(_ bytes: [UInt8]) throws(ReceiveError) -> MemorySegment {
    guard bytes.count > headBytes, bytes.starts(with: magic) else {
      throw ReceiveError(code: "not-a-segment", sentence: "these bytes are not a segment")
    }
    let said = bytes.withUnsafeBytes {
      UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: magic.count, as: UInt64.self))
    }
    let hash = sum(of: bytes)
    guard said == hash else {
      throw ReceiveError(
        code: "body-hash", sentence: "the segment was changed or cut on its way")
    }
    do {
      return try bytes.withUnsafeBytes { raw in
        var opening = MemoryOpening(raw, from: headBytes)
        let (network, segment) = try opening.segment()
        return MemorySegment(segment: segment, bytes: bytes, hash: hash, network: network)
      }
    } catch {
      throw ReceiveError(code: "malformed", sentence: "the segment's rows do not decode")
    }
  }

  private static func sum(of bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { FastHash.narrow(UnsafeRawBufferPointer(rebasing: $0[headBytes...])) }
  }
}

/// A segment on its way into bytes.
private struct MemoryPacking {
  private var body: [UInt8] = []
  private var writers: [WriterID]
  private var sources: [String] = []

  init(writer: WriterID) {
    writers = [writer]
    body.reserveCapacity(512)
  }

  func finished(network: UInt64, previous: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(MemoryWire.headBytes + 24 + writers.count * 32 + body.count)
    bytes += MemoryWire.magic
    bytes.put(word: 0)
    bytes.put(word: network)
    bytes.put(word: previous)
    bytes.put(count: writers.count)
    for writer in writers { bytes.put(key: writer.key) }
    bytes.put(count: sources.count)
    for source in sources { bytes.put(text: source) }
    bytes += body
    let hash = bytes.withUnsafeBytes {
      FastHash.narrow(UnsafeRawBufferPointer(rebasing: $0[MemoryWire.headBytes...]))
    }
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: hash.bigEndian, toByteOffset: MemoryWire.magic.count, as: UInt64.self)
    }
    return bytes
  }

  mutating func append(_ segment: Segment) {
    body.append(segment.log.lane.rawValue)
    body.put(count: segment.schemaVersion)
    body.put(signed: segment.offset.seconds)
    body.append(segment.offset.source.rawValue)
    body.put(count: segment.context.count)
    for (log, head) in segment.context.sorted {
      body.put(count: index(of: log.writer))
      body.append(log.lane.rawValue)
      body.put(varint: UInt64(bitPattern: head.number))
      body.put(word: head.hash)
    }
    body.put(count: segment.commits.count)
    for commit in segment.commits { append(commit) }
  }

  private mutating func append(_ commit: Commit) {
    body.put(varint: UInt64(bitPattern: commit.number))
    body.put(varint: UInt64(bitPattern: commit.sequence))
    body.put(signed: commit.clock.wallSeconds)
    body.put(signed: commit.clock.boot)
    body.put(signed: commit.clock.monotonicMilliseconds)
    body.put(text: commit.staff)
    body.put(count: commit.operations.count)
    for operation in commit.operations {
      body.append(operation.action.rawValue)
      body.put(count: operation.kind)
      append(operation.record)
      body.put(count: operation.values.count)
      for each in operation.values {
        body.put(count: each.field)
        append(each.value)
      }
      body.put(count: operation.keeps.count)
      for dot in operation.keeps {
        body.put(count: index(of: dot.writer))
        body.put(varint: UInt64(bitPattern: dot.number))
      }
    }
  }

  private mutating func append(_ id: RecordID) {
    switch id.space {
    case .writer(let writer): body.put(count: index(of: writer) << 1)
    case .source(let name): body.put(count: index(of: name) << 1 | 1)
    }
    body.put(varint: UInt64(id.number))
  }

  private mutating func append(_ value: Value) {
    body.append(value.type?.rawValue ?? 0)
    switch value {
    case .null: break
    case .integer(let integer): body.put(signed: integer)
    case .text(let text): body.put(text: text)
    case .bytes(let bytes):
      body.put(count: bytes.count)
      body += bytes
    case .record(let id): append(id)
    }
  }

  private mutating func index(of writer: WriterID) -> Int {
    if let index = writers.firstIndex(of: writer) { return index }
    writers.append(writer)
    return writers.count - 1
  }

  private mutating func index(of source: String) -> Int {
    if let index = sources.firstIndex(where: { $0.utf8.elementsEqual(source.utf8) }) {
      return index
    }
    sources.append(source)
    return sources.count - 1
  }
}

extension [UInt8] {
  fileprivate mutating func put(word: UInt64) {
    Swift.withUnsafeBytes(of: word.bigEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func put(key: Word256) {
    put(word: key.words.0)
    put(word: key.words.1)
    put(word: key.words.2)
    put(word: key.words.3)
  }

  fileprivate mutating func put(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  fileprivate mutating func put(count: Int) { put(varint: UInt64(count)) }

  fileprivate mutating func put(signed value: Int64) {
    put(varint: UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  fileprivate mutating func put(text: String) {
    put(count: text.utf8.count)
    append(contentsOf: text.utf8)
  }
}
