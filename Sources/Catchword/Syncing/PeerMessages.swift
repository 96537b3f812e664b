package import CatchwordCore
import CatchwordStore
import CatchwordWire

/// Cuts a stream into segments again, as its chunks arrive.
package struct SegmentFrames: Sendable {
  private var frames = CatchwordWire.SegmentFrames()

  package init() {}

  /// - Returns: the segments that this chunk completes, in order.
  /// - Throws: `WireError`, where a frame is larger than any segment may be.
  package mutating func append(_ chunk: some Sequence<UInt8>) throws -> [[UInt8]] {
    try frames.append(chunk)
  }

  /// Whether nothing of an unfinished segment is waiting.
  package var isAtBoundary: Bool { frames.isAtBoundary }
}

/// Encodes and decodes what travels beside segments, for transports and servers that carry it.
package enum PeerMessages {
  package static func encode(_ hello: Hello) -> [UInt8] { MessageCodec.encode(hello) }
  package static func decodeHello(_ bytes: [UInt8]) throws -> Hello {
    try MessageCodec.hello(from: bytes)
  }

  package static func encode(_ have: Have) -> [UInt8] { MessageCodec.encode(have) }
  package static func decodeHave(_ bytes: [UInt8]) throws -> Have {
    try MessageCodec.have(from: bytes)
  }

  package static func encode(_ wants: [Want]) -> [UInt8] { MessageCodec.encode(wants) }
  package static func decodeWants(_ bytes: [UInt8]) throws -> [Want] {
    try MessageCodec.wants(from: bytes)
  }

  package static func encode(error code: String, sentence: String) -> [UInt8] {
    MessageCodec.encode(PeerError(code: code, sentence: sentence))
  }

  /// - Returns: nil where the bytes are no error message of ours: a proxy's page, say.
  package static func decodeError(_ bytes: [UInt8]) -> (code: String, sentence: String)? {
    guard let error = try? MessageCodec.error(from: bytes) else { return nil }
    return (error.code, error.sentence)
  }

  package static func frame(_ segment: [UInt8]) -> [UInt8] {
    CatchwordWire.SegmentFrames.frame(segment)
  }
}

/// What a segment's header says of it, and where it lies in a folder; names are computed, never
/// trusted.
package struct SegmentLabel: Hashable, Sendable {
  package let log: LogID
  package let first: Int64
  package let last: Int64
  /// Eight bytes of the chain hash.
  package let shortHash: UInt64
  /// `segments/<writer>/<lane>/<first>-<last>-<hash>.seg`
  package let path: String

  /// Of bytes from a medium that may have lost or changed some: they are whole, and as signed.
  ///
  /// - Throws: `WireError`, where they are not.
  package init(peeking bytes: [UInt8]) throws {
    self.init(try Self.nobody.peekWhole(bytes).name)
  }

  /// Of bytes whose body somebody else checks, or has refused already.
  ///
  /// - Throws: `WireError`, where the bytes do not begin with a segment's header.
  package init(headerOf bytes: [UInt8]) throws {
    self.init(try Self.nobody.peek(bytes).name)
  }

  /// - Returns: nil for any path that a label would not give.
  package init?(path: String) {
    guard let name = try? CatchwordWire.SegmentName(path: path) else { return nil }
    self.init(name)
  }

  fileprivate static func envelope(headerOf bytes: [UInt8]) throws -> SegmentEnvelope {
    try nobody.peek(bytes)
  }

  /// Reads what is in clear, whatever network it is of.
  private static var nobody: SegmentCodec {
    SegmentCodec(network: .none, schema: Schema(version: 0, kinds: []))
  }

  private init(_ name: CatchwordWire.SegmentName) {
    log = name.log
    first = name.first
    last = name.last
    shortHash = name.hash
    path = name.path
  }
}

/// A segment with its place in its log's chain, as its header says: by that, and not by numbers, the
/// histories of a forked log are told apart.
package struct SegmentPlace: Hashable, Sendable {
  package let label: SegmentLabel
  package let link: ChainLink

  /// - Throws: `WireError`, where the bytes do not begin with a segment's header.
  package init(headerOf bytes: [UInt8]) throws {
    let envelope = try SegmentLabel.envelope(headerOf: bytes)
    label = try SegmentLabel(headerOf: bytes)
    link = ChainLink(
      first: envelope.first, last: envelope.last, hash: envelope.chainHash,
      previous: envelope.previous)
  }

  /// How peers call the arm that begins with this segment, where the log forks before it.
  package var armName: LogName {
    let arm = LogTree.arm(of: label.log, startingWith: link.hash, hashing: Sha256.hashing)
    return LogName(LogID(writer: arm, lane: label.log.lane))
  }

  /// Cuts the segments of one log into trunk and arms, each in order.
  package static func runs(of log: LogID, _ places: [SegmentPlace]) -> [LogID: [SegmentPlace]] {
    let byLink = Dictionary(places.map { ($0.link, $0) }) { first, _ in first }
    return LogTree.runs(of: log, byLink.keys, hashing: Sha256.hashing)
      .mapValues { $0.compactMap { byLink[$0] } }
  }
}

/// A writer's own account of what it holds, as it publishes it in a folder.
package struct HeadAccount: Hashable, Sendable {
  package let writer: WriterID
  package let name: String
  package let heads: [LogName: Head]
  package let digests: StateDigests
  package let wallSeconds: Int64

  /// - Parameter writer: whose account it must be, by the name of its file.
  /// - Throws: `WireError`, where the object is damaged, of another network, or not signed by it.
  package static func open(
    _ bytes: [UInt8], network: ContentHash, writer: WriterID
  ) throws -> HeadAccount {
    let object = try HeadObject.open(bytes, network: network, writer: writer)
    return HeadAccount(
      writer: object.writer, name: object.name, heads: object.have.heads,
      digests: object.have.digests, wallSeconds: object.wallSeconds)
  }
}

extension Replica {
  /// This replica's head object: what it holds, and its own segments by name.
  func signedHead(_ have: Have) throws -> SignedHead {
    for (name, head) in have.sorted where name.writer == writer.short {
      guard try letGo(of: LogID(writer: writer, lane: name.lane), through: head.number) else {
        throw ReplicaError.inDoubt
      }
    }
    let names = try store.read { reader in
      try Lane.allCases.flatMap { lane in
        try reader.segmentNames(of: LogID(writer: writer, lane: lane), after: 0)
      }
    }
    let object = HeadObject(
      network: network, writer: writer, name: branch, wallSeconds: clock.wallSeconds,
      isClockSynchronized: clock.isSynchronized, have: have,
      segments: names.map {
        CatchwordWire.SegmentName(
          log: $0.log, first: $0.first, last: $0.last, hash: $0.hash.short)
      })
    return SignedHead(writer: writer, bytes: try object.signed(key.sign))
  }
}
