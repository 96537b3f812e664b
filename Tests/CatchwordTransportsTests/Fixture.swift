import Catchword
import CatchwordCore
import Foundation

/// What the tests need of the modules beneath: well-formed segments and messages. The only file
/// here that knows how a segment is made.
enum Fixture {
  static func writer(_ number: UInt64) -> WriterID { WriterID(Word256(number, 1, 2, 3)) }

  static func network(_ number: UInt64) -> ContentHash { ContentHash(Word256(number, 7, 7, 7)) }

  /// Segments of one log, each of one commit, chained, with bodies of `bytes` bytes.
  static func chain(
    _ writer: UInt64, _ lane: Lane, count: Int, bytes: Int = 100, seed: UInt8 = 0
  ) -> [[UInt8]] {
    var previous = ContentHash.none
    return (1...Int64(count)).map { number in
      let body = (0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ Int(number)) ^ seed }
      let segment = StubSegment.make(
        Self.writer(writer), lane, number...number, previous: previous, body: body)
      previous = label(segment).hash
      return segment
    }
  }

  static func label(_ segment: [UInt8]) -> SegmentLabel {
    guard let label = try? SegmentLabel(peeking: segment) else { fatalError("no segment") }
    return label
  }

  static let digests = StateDigests(lanes: [:], derived: .empty, derivingVersion: 1)

  static func hello(network: UInt64 = 1, name: String = "EAST") -> Hello {
    Hello(
      format: 1, schemaVersion: 1, network: Self.network(network), writer: writer(9), name: name,
      frontierDigest: Self.network(42), digests: digests, wallSeconds: 1_700_000_000,
      isClockSynchronized: true)
  }

  static func have(_ heads: [LogName: Head] = [:]) -> Have { Have(heads: heads, digests: digests) }

  static func log(_ writer: UInt64, _ lane: Lane) -> LogName { LogName(writer: writer, lane: lane) }

  /// A signed head that `HeadAccount.open` accepts.
  static func head(_ writer: UInt64, _ heads: [LogName: Head]) -> SignedHead {
    SignedHead(writer: Self.writer(writer), bytes: PeerMessages.encode(have(heads)))
  }

  /// A fresh directory that is gone afterwards.
  static func withDirectory<Value>(_ body: (String) throws -> Value) throws -> Value {
    let path = NSTemporaryDirectory() + "catchword-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }
}
