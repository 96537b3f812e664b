import CatchwordCore
import CatchwordStore

/// Not cryptography: four rounds of FNV with different seeds are enough to tell test bytes apart.
let testHashing = Hashing { bytes in
  var words: [UInt64] = [0xcbf2_9ce4_8422_2325, 0x9e37_79b9_7f4a_7c15, 0x2545_f491_4f6c_dd1d, 7]
  for byte in bytes {
    for index in words.indices {
      words[index] =
        (words[index] ^ (UInt64(byte) &+ UInt64(index) &* 0x1_0001))
        &* (0x100_0000_01b3 &+ UInt64(index) &* 2)
      words[index] ^= words[index] >> 29
    }
  }
  return ContentHash(Word256(words[0], words[1], words[2], words[3]))
}

/// A row-wise segment encoding: the store must not care what the bytes are.
enum TestWire {
  static func pack(_ segment: Segment) -> SealedBytes {
    var bytes = ByteWriter()
    bytes.append(raw: segment.log.writer.key.bytes)
    bytes.append(byte: segment.log.lane.rawValue)
    bytes.append(varint: UInt64(segment.schemaVersion))
    bytes.append(raw: segment.previous.word.bytes)
    bytes.append(signed: segment.offset.seconds)
    bytes.append(byte: segment.offset.source.rawValue)
    bytes.append(varint: UInt64(segment.context.count))
    for (log, head) in segment.context.sorted {
      bytes.append(raw: log.writer.key.bytes)
      bytes.append(byte: log.lane.rawValue)
      bytes.append(varint: UInt64(head.number))
      bytes.append(varint: head.hash)
    }
    bytes.append(varint: UInt64(segment.commits.count))
    for commit in segment.commits {
      bytes.append(varint: UInt64(commit.number))
      bytes.append(varint: UInt64(commit.sequence))
      bytes.append(signed: commit.clock.wallSeconds)
      bytes.append(signed: commit.clock.boot)
      bytes.append(signed: commit.clock.monotonicMilliseconds)
      bytes.append(text: commit.staff)
      bytes.append(operations: commit.operations)
    }
    return SealedBytes(bytes: bytes.bytes, chainHash: testHashing.sha256(bytes.bytes))
  }

  static func decode(_ raw: [UInt8]) throws -> Segment {
    var bytes = ByteReader(raw)
    let log = LogID(writer: try bytes.writerID(), lane: Lane(rawValue: try bytes.byte())!)
    let version = Int(try bytes.varint())
    let previous = ContentHash(Word256(bytes: try bytes.raw(32))!)
    let offset = ClockOffset(
      seconds: try bytes.signed(), source: ClockOffset.Source(rawValue: try bytes.byte())!)
    var context = Context()
    for _ in 0..<Int(try bytes.varint()) {
      let seen = LogID(writer: try bytes.writerID(), lane: Lane(rawValue: try bytes.byte())!)
      context[seen] = Head(number: Int64(try bytes.varint()), hash: try bytes.varint())
    }
    var commits: [Commit] = []
    for _ in 0..<Int(try bytes.varint()) {
      commits.append(
        Commit(
          number: Int64(try bytes.varint()), sequence: Int64(try bytes.varint()),
          clock: ClockReading(
            wallSeconds: try bytes.signed(), boot: try bytes.signed(),
            monotonicMilliseconds: try bytes.signed()),
          staff: try bytes.text(maximum: 128), operations: try bytes.operations()))
    }
    return Segment(
      log: log, schemaVersion: version, previous: previous, context: context, offset: offset,
      commits: commits)
  }
}
