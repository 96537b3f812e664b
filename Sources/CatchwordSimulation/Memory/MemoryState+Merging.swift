import CatchwordCore
import CatchwordStore

/// Merging applies one segment whole, or nothing of it (R2).
extension MemoryState {
  /// - Precondition: the tail is sealed.
  /// - Parameter changes: for the fold.
  /// - Throws: `StoreError.malformedSegment` where it contradicts itself; its log then stands paused.
  mutating func merge(
    _ sealed: MemorySegment, _ changes: inout [Change]
  ) throws(StoreError) -> MergeOutcome {
    precondition(tailIsEmpty, "own commits are sealed before anything is merged")
    let segment = sealed.segment
    if let reason = fault(of: segment) {
      quarantine(sealed, reason: reason)
      throw .malformedSegment(log: segment.log, first: segment.first, reason: reason)
    }
    let log = logs[segment.log] ?? MemoryLog()
    if segment.first <= log.number { return meet(sealed, log) }
    if let paused = log.paused { return .waiting(.paused(segment.log, paused)) }
    if let reason = waitReason(segment) { return .waiting(reason) }
    guard segment.previous == MemoryWire.chainHash(log.hash) else {
      return split(sealed)
    }
    apply(segment, &changes)
    append(sealed)
    forgetHeld(segment.log, through: segment.last)
    return .applied
  }

  mutating func apply(_ segment: Segment, _ changes: inout [Change]) {
    for commit in segment.commits {
      let past = segment.past(of: commit)
      let origin = MemoryOrigin(
        stamp: Stamp(dot: past.dot, time: segment.time(of: commit)), past: past,
        sequence: commit.sequence, staff: commit.staff, offset: segment.offset)
      for operation in commit.operations { tables.apply(operation, origin, &changes) }
    }
  }

  /// A segment whose first commit is here already: the same, or another history.
  private mutating func meet(_ sealed: MemorySegment, _ log: MemoryLog) -> MergeOutcome {
    guard let index = log.index(after: sealed.segment.first - 1) else { return .alreadyHeld }
    if log.segments[index].hash == sealed.hash {
      forgetHeld(sealed.segment.log, through: log.number)
      return .alreadyHeld
    }
    return split(sealed)
  }

  /// Nothing is restored or copied in this world, so two histories of one log are a bug of the
  /// simulator: it is seen, and nothing is told apart.
  private mutating func split(_ sealed: MemorySegment) -> MergeOutcome {
    let segment = sealed.segment
    quarantine(sealed, reason: "two histories of \(segment.log) part at commit \(segment.first)")
    return .parted
  }

  /// The log is paused with a sentence, an alarm stands.
  private mutating func quarantine(_ sealed: MemorySegment, reason: String) {
    let log = sealed.segment.log
    let name = Quarantined(log: log, first: sealed.segment.first, hash: sealed.hash)
    guard quarantined.insert(name).inserted else { return }
    alarms.append(reason)
    if logs[log]?.paused == nil { logs[log, default: MemoryLog()].paused = reason }
  }

  /// R9: its predecessor, and what its writer had seen in the same lane or in `members`.
  private func waitReason(_ segment: Segment) -> WaitReason? {
    let held = logs[segment.log]?.number ?? 0
    if held < segment.first - 1 {
      return .predecessor(segment.log, held: held, needed: segment.first - 1)
    }
    for (log, head) in segment.context.heads
    where log.lane == segment.log.lane || log.lane == .members {
      guard (logs[log]?.number ?? 0) < head.number else { continue }
      return firstMissing(segment)
    }
    return nil
  }

  /// The one that the sentence names must not depend on the order of a dictionary.
  private func firstMissing(_ segment: Segment) -> WaitReason? {
    for (log, head) in segment.context.sorted
    where log.lane == segment.log.lane || log.lane == .members {
      let held = logs[log]?.number ?? 0
      if held < head.number { return .context(log, held: held, needed: head.number) }
    }
    return nil
  }

  /// A function of the segment alone, so that replicas agree on what exists.
  private func fault(of segment: Segment) -> String? {
    for (index, commit) in segment.commits.enumerated()
    where commit.number != segment.first + Int64(index) {
      return "its numbers have a gap"
    }
    guard segment.first >= 1, segment.commits.count <= Limits.segmentCommits else {
      return "its size or start is wrong"
    }
    for commit in segment.commits {
      for operation in commit.operations {
        if let fault = fault(of: operation, in: segment.log.lane) { return fault }
      }
    }
    return nil
  }

  private func fault(of operation: Operation, in lane: Lane) -> String? {
    guard operation.values.allSatisfy({ (1...Limits.fieldsPerKind).contains($0.field) }),
      (1...Limits.kinds).contains(operation.kind)
    else { return "a field number is out of range" }
    guard let kind = schema.kind(operation.kind) else { return nil }
    guard kind.lane == lane else {
      return "\(kind.name) does not belong into lane \(lane.name)"
    }
    guard kind.isFact == (operation.action == .fact) else {
      return "\(operation.action) does not fit \(kind.name)"
    }
    return nil
  }

  /// The last moment that is certain of what a context covers.
  func lastExchange(in context: Context) -> Int64? {
    context.heads.compactMap { log, head in
      logs[log]?.segments.first { $0.segment.last == head.number }?.segment
    }.filter { $0.offset.source.isMeasured }.map(\.ended).max()
  }

  // MARK: What waits

  /// - Returns: false where the bound of held segments is reached: ask for it again later (R10).
  mutating func hold(_ sealed: MemorySegment) -> Bool {
    guard held.count < Limits.heldSegments else { return false }
    known.insert(sealed.segment.log.writer)
    let isHeld = held.contains { other in
      other.hash == sealed.hash && other.segment.log == sealed.segment.log
        && other.segment.first == sealed.segment.first
    }
    if !isHeld { held.append(sealed) }
    return true
  }

  /// Drops what was applied meanwhile, and tells which of the rest could be applied now.
  mutating func heldNowReady() -> [MemorySegment] {
    guard !held.isEmpty else { return [] }
    held.removeAll { $0.segment.last <= logs[$0.segment.log]?.number ?? 0 }
    let ready = held.filter { waiting in
      logs[waiting.segment.log]?.paused == nil && waitReason(waiting.segment) == nil
    }
    return ready.sorted {
      ($0.segment.log, $0.segment.first, $0.hash) < ($1.segment.log, $1.segment.first, $1.hash)
    }
  }

  private mutating func forgetHeld(_ log: LogID, through number: Int64) {
    guard !held.isEmpty else { return }
    held.removeAll { $0.segment.log == log && $0.segment.last <= number }
  }
}
