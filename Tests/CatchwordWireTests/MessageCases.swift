import CatchwordCore
import CatchwordWire

/// The session's messages, each with the bytes that every implementation must make of it.
enum MessageCases {
  typealias L = Library

  static let digests = StateDigests(
    lanes: [.members: Digest(sum: Word256(1, 2, 3, 4)), .catalog: Digest(sum: Word256(5, 6, 7, 8))],
    derived: Digest(sum: Word256(9, 9, 9, 9)), derivingVersion: 3)

  static let hello = Hello(
    format: 1, schemaVersion: 4, network: L.network, writer: L.writer, name: "VALLEY",
    frontierDigest: Sha256.hash([1]), digests: digests, wallSeconds: 1_760_000_000,
    isClockSynchronized: true)

  static let have = Have(
    heads: [
      LogName(writer: 7, lane: .members): Head(number: 1, hash: 0xff00_0000_0000_0001),
      LogName(writer: 7, lane: .catalog): Head(number: 900, hash: 2),
      LogName(writer: UInt64.max, lane: .circulation): Head(number: Int64.max, hash: 3),
    ], digests: digests,
    paused: [LogName(writer: 7, lane: .catalog): "it waits for a segment that nobody has sent"])

  static let nothing = Have(
    heads: [:], digests: StateDigests(lanes: [:], derived: .empty, derivingVersion: 0))

  static let wants = [
    Want(log: LogName(writer: 7, lane: .members), after: 0),
    Want(log: LogName(writer: 9, lane: .catalog), after: 300),
  ]

  static let error = PeerError(code: "other-network", sentence: "this replica belongs elsewhere")

  static func head() throws -> [UInt8] { try headObject.signed(L.key.sign) }

  static let headObject = HeadObject(
    network: L.network, writer: L.writer, name: "VALLEY", wallSeconds: 1_760_000_000,
    isClockSynchronized: false, have: have,
    segments: [
      SegmentName(log: LogID(writer: L.writer, lane: .members), first: 1, last: 1, hash: 5),
      SegmentName(log: LogID(writer: L.writer, lane: .catalog), first: 1, last: 900, hash: 6),
    ])

  static func json() throws -> JSON {
    .object([
      ("hello", .hex(MessageCodec.encode(hello))), ("have", .hex(MessageCodec.encode(have))),
      ("have-nothing", .hex(MessageCodec.encode(nothing))), ("want-list", .hex(MessageCodec.encode(wants))),
      ("error", .hex(MessageCodec.encode(error))),
      ("head-statement", .hex(try statement())),
    ])
  }

  /// Signatures by this library are not deterministic, so the vector holds what is signed.
  private static func statement() throws -> [UInt8] {
    var statement: [UInt8] = []
    _ = try headObject.signed { bytes in
      statement = Array(bytes.dropFirst("catchword head v1\0".utf8.count))
      return try L.key.sign(bytes)
    }
    return statement
  }
}
