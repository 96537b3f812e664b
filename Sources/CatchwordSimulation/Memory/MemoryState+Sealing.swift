import CatchwordCore
import CatchwordStore

/// Sealing cuts the tail into segments, once and for good; times are fixed here.
extension MemoryState {
  /// - Parameter offsetOf: asked for each segment's first commit's clock.
  /// - Returns: the changes for the fold, where times moved.
  mutating func seal(offsetOf: (ClockReading) -> ClockOffset) -> [Change] {
    var changes: [Change] = []
    for lane in Lane.allCases {
      while let count = runLength(lane) { sealRun(lane, count, offsetOf, &changes) }
    }
    return changes
  }

  private mutating func sealRun(
    _ lane: Lane, _ count: Int, _ offsetOf: (ClockReading) -> ClockOffset,
    _ changes: inout [Change]
  ) {
    let run = tails[Int(lane.rawValue)].prefix(count)
    let offset = offsetOf(run[0].commit.clock)
    let log = own(lane)
    for tail in run where tail.offset != offset {
      tables.restamp(
        tail.commit, Dot(writer: writer, number: tail.commit.number), from: tail.offset,
        to: offset, &changes)
    }
    let segment = Segment(
      log: log, schemaVersion: schema.version,
      previous: MemoryWire.chainHash(logs[log]?.hash ?? 0), context: foreign, offset: offset,
      commits: run.map(\.commit))
    tails[Int(lane.rawValue)].removeFirst(count)
    append(MemoryWire.pack(segment, network: network))
  }

  /// How many commits from the start of a lane's tail fit one segment: of one boot, within the clock
  /// step and the limits. Nil where the lane has no tail.
  private func runLength(_ lane: Lane) -> Int? {
    let tail = tails[Int(lane.rawValue)]
    guard let first = tail.first else { return nil }
    var operations = 0
    for (index, each) in tail.enumerated() {
      operations += each.commit.operations.count
      let fits =
        index < Limits.segmentCommits && operations <= Limits.commitOperations
        && each.commit.clock.isSteady(since: first.commit.clock)
      if index > 0 && !fits { return index }
    }
    return tail.count
  }
}
