package import CatchwordCore

/// Merging applies one segment in one transaction: operations, facts, digests, frontier, fold.
extension ReplicaStore {
  /// - Returns: what became of it; a waiting segment is not kept, see `hold`.
  /// - Throws: `StoreError.tailNotSealed` where own commits are unsealed, for else their context
  ///   would not be constant; `.malformedSegment` where it contradicts itself, whose log then stands
  ///   paused.
  package func merge(_ segment: Segment, sealed: SealedBytes) throws -> MergeOutcome {
    do {
      try segment.checkShape()
      return try change { tables in try tables.merge(segment, sealed) }
    } catch let error as StoreError {
      if case .malformedSegment(_, _, let reason) = error {
        try change { try $0.quarantine(segment, sealed, reason: reason) }
      }
      throw error
    }
  }

  /// Keeps a segment that has to wait, byte for byte.
  /// - Returns: false where the bound of held segments is reached: ask for it again later (R10).
  package func hold(_ segment: Segment, sealed: SealedBytes) throws -> Bool {
    try change { try $0.hold(segment, sealed) }
  }

  /// Held segments that could be merged now: decode and merge them, then ask again.
  package func heldSegmentsNowReady() throws -> [StoredSegment] {
    guard try read({ try $0.heldCount() }) > 0 else { return [] }
    return try change { try $0.heldReady() }
  }
}

extension Segment {
  fileprivate func checkShape() throws {
    for (index, commit) in commits.enumerated() where commit.number != first + Int64(index) {
      throw StoreError.malformedSegment(log: log, first: first, reason: "its numbers have a gap")
    }
    guard first >= 1, commits.count <= Limits.segmentCommits else {
      throw StoreError.malformedSegment(
        log: log, first: first, reason: "its size or start is wrong")
    }
  }
}

extension Tables {
  fileprivate func merge(_ segment: Segment, _ sealed: SealedBytes) throws -> MergeOutcome {
    let unsealed = try tailCount()
    guard unsealed == 0 else { throw StoreError.tailNotSealed(commits: unsealed) }
    let row = try log(segment.log)
    if segment.first <= row.number { return try meet(segment, sealed, row) }
    if let paused = row.paused { return .waiting(.paused(segment.log, paused)) }
    if let reason = try waitReason(segment.log, first: segment.first, segment.context) {
      return .waiting(reason)
    }
    guard segment.previous == row.hash else {
      return try split(segment, sealed, held: row.hash, came: segment.previous)
    }
    try apply(segment)
    try insert(segment, sealed, after: row)
    try forgetHeld(segment.log, through: segment.last)
    try refold()
    return .applied
  }

  /// A segment whose first commit is here already: the same, or another history.
  private func meet(
    _ segment: Segment, _ sealed: SealedBytes, _ row: LogRow
  ) throws -> MergeOutcome {
    let held = try connection.statement(
      """
      SELECT hash, first, last FROM segment
      WHERE writer = ? AND lane = ? AND last >= ? ORDER BY last LIMIT 1
      """
    ).first(
      .integer(try interning.intern(segment.log.writer)),
      .integer(Int64(segment.log.lane.rawValue)), .integer(segment.first)
    ) { (hash: try contentHash($0.bytes(0)), first: $0.integer(1), last: $0.integer(2)) }
    guard let held else { return .alreadyHeld }
    if held.hash == sealed.chainHash {
      try forgetHeld(segment.log, through: row.number)
      return .alreadyHeld
    }
    return try split(segment, sealed, held: held.hash, came: sealed.chainHash)
  }

  private func split(
    _ segment: Segment, _ sealed: SealedBytes, held: ContentHash, came: ContentHash
  ) throws -> MergeOutcome {
    let fork = Fork(log: segment.log, number: segment.first, held: held, came: came)
    try quarantine(segment, sealed, reason: fork.reason)
    return .fork(fork)
  }

  /// R9: its predecessor, and what its writer had seen in the same lane or in `members`.
  func waitReason(_ log: LogID, first: Int64, _ context: Context) throws -> WaitReason? {
    let logs = try logs().logs
    let held = logs[log]?.number ?? 0
    if held < first - 1 { return .predecessor(log, held: held, needed: first - 1) }
    for (other, head) in context.sorted where other.lane == log.lane || other.lane == .members {
      let held = logs[other]?.number ?? 0
      if held < head.number { return .context(other, held: held, needed: head.number) }
    }
    return nil
  }

  // MARK: Applying

  func apply(_ segment: Segment) throws {
    let run = try intern(context: intern(segment.context), offset: segment.offset)
    let own = Space.writer(try replica().writer)
    var ownNumber: Int64 = 0
    for commit in segment.commits {
      let past = segment.past(of: commit)
      let time = segment.time(of: commit)
      let stamp = Stamp(dot: past.dot, time: time)
      for operation in commit.operations {
        try check(operation, segment)
        if operation.record.space == own { ownNumber = max(ownNumber, operation.record.number) }
        if operation.action == .fact {
          try merge(
            operation,
            FactOrigin(
              dot: past.dot, sequence: commit.sequence, time: time, staff: commit.staff, run: run))
        } else {
          let old = try load(kind: operation.kind, operation.record)
          let arrival = Arrival(stamp: stamp, past: past, keeps: operation.keeps)
          try apply(operation, arrival, to: old, lane: segment.log.lane)
        }
      }
    }
    try reserve(ownNumber)
  }

  /// A copy of this replica may have given out numbers of its space beyond what it gave out itself,
  /// and a new record must not get one of them. Bounded, so that nobody can use the numbers up.
  private func reserve(_ number: Int64) throws {
    let replica = try replica()
    guard number > replica.minted, number - replica.minted <= Limits.reservedNumbers else { return }
    try setCounters(minted: number, sequence: replica.sequence)
  }

  /// A function of the commit alone, so that replicas agree on what exists.
  private func check(_ operation: Operation, _ segment: Segment) throws {
    let refuse = { (reason: String) in
      StoreError.malformedSegment(log: segment.log, first: segment.first, reason: reason)
    }
    guard operation.values.allSatisfy({ (1...Limits.fieldsPerKind).contains($0.field) }) else {
      throw refuse("a field number is out of range")
    }
    guard let kind = schema.kind(operation.kind) else { return }
    guard kind.lane == segment.log.lane else {
      throw refuse("\(kind.name) does not belong into lane \(segment.log.lane.name)")
    }
    guard kind.isFact == (operation.action == .fact) else {
      throw refuse("\(operation.action) does not fit \(kind.name)")
    }
  }
}
