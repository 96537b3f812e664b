import Catchword
import CatchwordCore

/// Who a replica in memory is; it never changes.
struct MemoryIdentity: Sendable {
  let writer: WriterID
  /// The 32 bytes of its signing key, for the accounts that sticks carry.
  let key: [UInt8]
  let secret: [UInt8]
  let branch: String
}

/// One log as it is held: its sealed segments and their end.
struct MemoryLog: Sendable {
  var number: Int64 = 0
  var hash: UInt64 = 0
  var segments: [MemorySegment] = []
  var paused: String?

  var head: Head { Head(number: number, hash: hash) }

  /// The place of the first segment that ends beyond a number; nil where none does.
  func index(after number: Int64) -> Int? {
    // Whoever asks mostly lacks the newest.
    var index = segments.count
    while index > 0, segments[index - 1].segment.last > number { index -= 1 }
    return index < segments.count ? index : nil
  }
}

/// A commit that is not sealed yet, with the offset that its times were made with.
struct MemoryTail: Sendable {
  let commit: Commit
  let hash: ContentHash
  let offset: ClockOffset
}

/// Everything that a replica in memory holds, as one value: a copy of it is a backup.
///
/// What the store keeps in tables stands here in shelves and dictionaries, under the same rules: one
/// log a lane, a tail that is sealed before anything is merged, contexts that are constant within a
/// segment, segments that wait (R9). Nothing is restored here, so no log ever forks (R8).
struct MemoryState: Sendable {
  let identity: MemoryIdentity
  let schema: Schema
  /// `none` only while the founder's first commit is being made.
  var network: ContentHash

  // What it knows of itself.
  var minted: Int64 = 0
  var sequence: Int64 = 0
  var bootID: String
  var bootNumber: Int64 = 1
  var measurement: ClockMeasurement?
  /// The last moment that was certain, in seconds since 1970.
  var knownSeconds: Int64?
  /// Name and kind of the branch, until its record is known to exist.
  var branchToDefine: (name: String, kind: String)?

  // The logs.
  var logs: [LogID: MemoryLog] = [:]
  /// By lane.
  var tails: [[MemoryTail]] = Array(repeating: [], count: Lane.allCases.count)
  /// Segments in the order in which they were applied or sealed here, which causality allows.
  var order: [(log: LogID, index: Int)] = []
  var held: [MemorySegment] = []
  /// Segments that contradict what is held.
  var quarantined: Set<Quarantined> = []
  var alarms: [String] = []
  /// Writers whose segments were met.
  var known: Set<WriterID>
  /// Sealed heads; those of other writers; and all by the names that peers exchange.
  private(set) var frontier = Frontier()
  private(set) var foreign = Context()
  private(set) var heads: [LogName: Head] = [:]
  /// The last commit of every log, unsealed ones included.
  var ends: [LogID: Int64] = [:]
  /// Made when it is asked for.
  private var frontierDigest: ContentHash?

  /// What the logs make.
  var tables: MemoryTables

  struct Quarantined: Hashable, Sendable {
    let log: LogID
    let first: Int64
    let hash: UInt64
  }

  init(_ identity: MemoryIdentity, network: ContentHash, schema: Schema, bootID: String) {
    self.identity = identity
    self.network = network
    self.schema = schema
    self.bootID = bootID
    known = [identity.writer]
    tables = MemoryTables(schema)
  }

  var writer: WriterID { identity.writer }
  var tailIsEmpty: Bool { tails.allSatisfy(\.isEmpty) }

  func own(_ lane: Lane) -> LogID { LogID(writer: identity.writer, lane: lane) }

  mutating func digestOfFrontier() -> ContentHash {
    if let frontierDigest { return frontierDigest }
    let digest = FastHash.hashing.sha256(frontier.canonicalBytes)
    frontierDigest = digest
    return digest
  }

  /// The log's head moves to the end of the segment (R10).
  mutating func append(_ sealed: MemorySegment) {
    let log = sealed.segment.log
    logs[log, default: MemoryLog()].append(sealed)
    guard let held = logs[log] else { return }
    order.append((log, held.segments.count - 1))
    known.insert(log.writer)
    frontier[log] = held.head
    heads[LogName(log)] = held.head
    if log.writer != writer { foreign[log] = held.head }
    ends[log] = max(ends[log] ?? 0, held.number)
    frontierDigest = nil
  }
}

extension MemoryLog {
  fileprivate mutating func append(_ sealed: MemorySegment) {
    segments.append(sealed)
    number = sealed.segment.last
    hash = sealed.hash
  }
}
