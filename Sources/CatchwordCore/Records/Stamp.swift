/// Who wrote something, and when by corrected wall time.
public struct Stamp: Hashable, Sendable, Comparable {
  public let dot: Dot
  /// Seconds since 1970: wall clock plus the segment's offset.
  public let time: Int64

  public init(dot: Dot, time: Int64) {
    self.dot = dot
    self.time = time
  }

  /// The order that picks which of several siblings is shown: (time, writer, number).
  public static func < (a: Stamp, b: Stamp) -> Bool {
    a.time == b.time ? a.dot < b.dot : a.time < b.time
  }
}

/// One change on its way into a record: what it stamps its values with, and what it had seen.
public struct Arrival: Hashable, Sendable {
  public let stamp: Stamp
  public let past: CausalPast
  /// Covered dots that the change leaves standing all the same. Dots that it cannot have seen are
  /// left out: whether they arrive before or after the change must make no difference (R4).
  public let keeps: [Dot]

  public init(stamp: Stamp, past: CausalPast, keeps: [Dot] = []) {
    precondition(stamp.dot == past.dot, "a change is stamped with its own dot")
    self.stamp = stamp
    self.past = past
    self.keeps = keeps.filter(past.hasSeen)
  }

  /// Whether the change takes the place of what stands under `dot`: it had seen it, or is of the
  /// same commit, and does not keep it.
  func supersedes(_ dot: Dot) -> Bool {
    #if Mutants
      if Planted.firstCommitsTakenAsSeen.isAtWork && dot.number <= 3 { return true }
    #endif
    return (dot == stamp.dot || past.hasSeen(dot)) && !keeps.contains(dot)
  }
}
