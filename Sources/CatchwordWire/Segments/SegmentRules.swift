import CatchwordCore

/// What commits of a segment must keep, whoever made them: held before sealing and after opening,
/// so that what one replica seals every other can open.
enum SegmentRules {
  /// Seconds beyond which no clock is believed to be a clock; far enough that no sum overflows.
  static let clockBound: Int64 = 1 << 53

  static func broken(by segment: Segment, schema: Schema) -> WireError.Rule? {
    let commits = segment.commits
    guard (1...Limits.segmentCommits).contains(commits.count) else { return .commitCount }
    guard segment.first >= 1, segment.first <= Int64.max - Int64(commits.count) else {
      return .numbers
    }
    for (index, commit) in commits.enumerated()
    where commit.number != segment.first + Int64(index) { return .numbers }
    guard (segment.first == 1) == (segment.previous == .none) else { return .header }
    if let rule = brokenContext(segment) { return rule }
    if let rule = brokenClock(segment) { return rule }
    var last: Int64 = 0
    var operations = 0
    for commit in commits {
      guard commit.sequence > last else { return .sequence }
      last = commit.sequence
      operations += commit.operations.count
      guard commit.operations.count <= Limits.commitOperations,
        operations <= Limits.segmentOperations
      else { return .operationCount }
      guard commit.staff.utf8.count <= Limits.staffBytes else { return .valueBytes }
      for operation in commit.operations {
        if let rule = broken(by: operation, in: segment.log.lane, schema) { return rule }
      }
    }
    return nil
  }

  private static func brokenContext(_ segment: Segment) -> WireError.Rule? {
    guard segment.context.count <= Limits.knownLogs else { return .context }
    for (log, head) in segment.context.sorted {
      guard log.writer != segment.log.writer, head.number >= 1 else { return .context }
    }
    return nil
  }

  private static func brokenClock(_ segment: Segment) -> WireError.Rule? {
    let range = -clockBound...clockBound
    guard range.contains(segment.offset.seconds) else { return .clock }
    for commit in segment.commits {
      guard range.contains(commit.clock.wallSeconds), commit.clock.boot >= 0,
        range.contains(commit.clock.monotonicMilliseconds)
      else { return .clock }
    }
    return nil
  }

  private static func broken(
    by operation: Operation, in lane: Lane, _ schema: Schema
  ) -> WireError.Rule? {
    guard (1...Limits.kinds).contains(operation.kind) else { return .kind }
    if let kind = schema.kind(operation.kind), kind.lane != lane { return .lane }
    guard operation.action != .delete || operation.values.isEmpty else { return .values }
    var last = 0
    for each in operation.values {
      guard each.field > last, each.field <= Limits.fieldsPerKind else { return .fields }
      last = each.field
      switch each.value {
      case .text(let text) where text.utf8.count > Limits.valueBytes: return .valueBytes
      case .bytes(let bytes) where bytes.count > Limits.valueBytes: return .valueBytes
      default: break
      }
    }
    guard operation.keeps.count <= Limits.keptDots else { return .keeps }
    for dot in operation.keeps where dot.number < 1 { return .keeps }
    for (next, dot) in zip(operation.keeps.dropFirst(), operation.keeps) where dot >= next {
      return .keeps
    }
    return nil
  }
}
