/// How far a log is held: its last commit without a gap, and eight bytes of the chain hash of the
/// segment that ends there.
public struct Head: Hashable, Sendable {
  public let number: Int64
  public let hash: UInt64

  public init(number: Int64, hash: UInt64) {
    self.number = number
    self.hash = hash
  }
}

/// The version vector: for each log, the last commit held without a gap.
///
/// A *context* is the same shape seen from a commit: the foreign logs that its writer had applied.
/// Iteration is always in the order of `LogID`, so that no dictionary order reaches bytes.
public struct Frontier: Hashable, Sendable {
  package private(set) var heads: [LogID: Head] = [:]

  public init() {}

  public init(_ heads: [LogID: Head]) { self.heads = heads }

  public subscript(log: LogID) -> Head? {
    get { heads[log] }
    set { heads[log] = newValue }
  }

  /// Adds a head, unless the log is known that far already.
  package mutating func raise(_ log: LogID, to number: Int64, _ hash: UInt64 = 0) {
    if self.number(log) < number { heads[log] = Head(number: number, hash: hash) }
  }

  public func number(_ log: LogID) -> Int64 { heads[log]?.number ?? 0 }

  public func covers(_ dot: Dot, in lane: Lane) -> Bool {
    dot.number <= number(LogID(writer: dot.writer, lane: lane))
  }

  /// Ascending by log: lanes in order of urgency, writers by key.
  public var sorted: [(log: LogID, head: Head)] {
    heads.sorted { $0.key < $1.key }.map { (log: $0.key, head: $0.value) }
  }

  public var isEmpty: Bool { heads.isEmpty }
  public var count: Int { heads.count }

  public func without(writer: WriterID) -> Frontier {
    Frontier(heads.filter { $0.key.writer != writer })
  }

  public func restricted(to lanes: Set<Lane>) -> Frontier {
    Frontier(heads.filter { lanes.contains($0.key.lane) })
  }

  /// Whether everything that `other` holds is held here too.
  public func dominates(_ other: Frontier) -> Bool {
    other.heads.allSatisfy { number($0.key) >= $0.value.number }
  }

  /// Log by log the further of the two; where a log forked (R8), the greater hash, so that merging
  /// commutes.
  public func merging(_ other: Frontier) -> Frontier {
    Frontier(
      heads.merging(other.heads) { ($0.number, $0.hash) >= ($1.number, $1.hash) ? $0 : $1 })
  }
}

/// What a commit had seen of foreign logs.
public typealias Context = Frontier

/// Everything that causally precedes one commit: its writer's earlier commits, and its context.
public struct CausalPast: Hashable, Sendable {
  public let dot: Dot
  public let lane: Lane
  public let context: Context

  public init(dot: Dot, lane: Lane, context: Context) {
    self.dot = dot
    self.lane = lane
    self.context = context
  }

  /// Whether a commit of the same lane was known when this one was made.
  public func hasSeen(_ other: Dot) -> Bool {
    other.writer == dot.writer
      ? other.number < dot.number
      : context.covers(other, in: lane)
  }
}
