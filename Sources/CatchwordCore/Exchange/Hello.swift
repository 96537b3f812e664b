/// The first thing two replicas say: who they are, whether there is anything to do, what time it is.
///
/// Where both frontier digests match, nothing else has to travel: one round trip.
public struct Hello: Hashable, Sendable {
  /// The newest segment format spoken; a peer that speaks no common one is refused by name.
  public let format: Int
  public let schemaVersion: Int
  public let network: ContentHash
  public let writer: WriterID
  /// The branch code people know the replica by.
  public let name: String
  /// Hash over the sealed frontier (`Frontier.canonicalBytes`).
  public let frontierDigest: ContentHash
  public let digests: StateDigests
  /// Wall clock in seconds since 1970 when this was said.
  public let wallSeconds: Int64
  public let isClockSynchronized: Bool

  public init(
    format: Int, schemaVersion: Int, network: ContentHash, writer: WriterID, name: String,
    frontierDigest: ContentHash, digests: StateDigests, wallSeconds: Int64,
    isClockSynchronized: Bool
  ) {
    self.format = format
    self.schemaVersion = schemaVersion
    self.network = network
    self.writer = writer
    self.name = name
    self.frontierDigest = frontierDigest
    self.digests = digests
    self.wallSeconds = wallSeconds
    self.isClockSynchronized = isClockSynchronized
  }
}

/// Digests of converged state, lane by lane, and of what is folded from it.
public struct StateDigests: Hashable, Sendable {
  public var lanes: [Lane: Digest]
  public var derived: Digest
  public var derivingVersion: Int

  public init(lanes: [Lane: Digest], derived: Digest, derivingVersion: Int) {
    self.lanes = lanes
    self.derived = derived
    self.derivingVersion = derivingVersion
  }
}

/// A log by the eight bytes under which peers speak of its writer.
public struct LogName: Hashable, Sendable, Comparable {
  public let writer: UInt64
  public let lane: Lane

  public init(writer: UInt64, lane: Lane) {
    self.writer = writer
    self.lane = lane
  }

  public init(_ log: LogID) { self.init(writer: log.writer.short, lane: log.lane) }

  public static func < (a: LogName, b: LogName) -> Bool { (a.lane, a.writer) < (b.lane, b.writer) }
}

/// What a replica holds durably, and the state it makes of it.
public struct Have: Hashable, Sendable {
  public let heads: [LogName: Head]
  public let digests: StateDigests
  /// Logs that cannot go on, each with a sentence that a person can read.
  public let paused: [LogName: String]

  public init(
    heads: [LogName: Head], digests: StateDigests, paused: [LogName: String] = [:]
  ) {
    self.heads = heads
    self.digests = digests
    self.paused = paused
  }

  /// Ascending by name: the order in which anything is sent.
  public var sorted: [(name: LogName, head: Head)] {
    heads.sorted { $0.key < $1.key }.map { (name: $0.key, head: $0.value) }
  }
}

/// A part of a log that one side asks of the other: all segments that end after `after`.
public struct Want: Hashable, Sendable, Comparable {
  public let log: LogName
  public let after: Int64

  public init(log: LogName, after: Int64) {
    self.log = log
    self.after = after
  }

  public static func < (a: Want, b: Want) -> Bool { (a.log, a.after) < (b.log, b.after) }
}

extension Frontier {
  /// Lane, writer's key, number and hash of every log, ascending: what the frontier digest is over.
  package var canonicalBytes: [UInt8] {
    var writer = ByteWriter()
    for (log, head) in sorted {
      writer.append(byte: log.lane.rawValue)
      writer.append(raw: log.writer.key.bytes)
      writer.append(varint: UInt64(head.number))
      writer.append(raw: withUnsafeBytes(of: head.hash.bigEndian, Array.init))
    }
    return writer.bytes
  }

  package var byShortName: [LogName: Head] {
    Dictionary(heads.map { (LogName($0.key), $0.value) }) { first, _ in first }
  }
}
