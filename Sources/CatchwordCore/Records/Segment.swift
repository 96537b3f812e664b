/// How far a writer's wall clock was off, and how that is known.
public struct ClockOffset: Sendable, Hashable {
  public enum Source: UInt8, Sendable, Hashable, CaseIterable {
    /// Nobody measured it; the wall clock is taken at its word.
    case none = 0
    /// Against a peer, in a handshake.
    case handshake = 1
    /// The system said that its clock is kept by NTP.
    case synchronized = 2
    /// Against the `Date` of a bucket.
    case bucket = 3
    /// Staff read the date off a calendar; the time of day is the clock's own.
    case staff = 4

    /// Whether another clock was asked.
    package var isMeasured: Bool { self != .none && self != .staff }
  }

  /// Added to the wall clock to give `time`.
  public let seconds: Int64
  public let source: Source

  public init(seconds: Int64, source: Source) {
    self.seconds = seconds
    self.source = source
  }

  public static let unmeasured = ClockOffset(seconds: 0, source: .none)
}

/// The unit of exchange: a run of one log's commits with one context and one clock offset, sealed
/// once and never again.
public struct Segment: Sendable, Hashable {
  public let log: LogID
  public let schemaVersion: Int
  /// Chain hash of the log's previous segment; `ContentHash.none` for the first.
  public let previous: ContentHash
  public let context: Context
  public let offset: ClockOffset
  /// At least one; numbers are consecutive.
  public let commits: [Commit]

  public init(
    log: LogID, schemaVersion: Int, previous: ContentHash, context: Context, offset: ClockOffset,
    commits: [Commit]
  ) {
    precondition(!commits.isEmpty, "a segment holds at least one commit")
    self.log = log
    self.schemaVersion = schemaVersion
    self.previous = previous
    self.context = context
    self.offset = offset
    self.commits = commits
  }

  public var first: Int64 { commits[0].number }
  public var last: Int64 { commits[commits.count - 1].number }

  /// Claimed and corrected wall time of a commit in this segment, in seconds since 1970.
  public func time(of commit: Commit) -> Int64 { commit.clock.wallSeconds &+ offset.seconds }

  /// The time of its last commit.
  package var ended: Int64 { time(of: commits[commits.count - 1]) }

  public func past(of commit: Commit) -> CausalPast {
    CausalPast(
      dot: Dot(writer: log.writer, number: commit.number), lane: log.lane, context: context)
  }
}
