package import CatchwordCore

/// Merging applies segments in one transaction: operations, facts, digests and frontier of each, and
/// one fold of all that they touch.
extension ReplicaStore {
  /// Merges segments in order, as if each came alone. One that has to wait is held at once (`hold`).
  ///
  /// - Returns: what became of the first of them. It ends behind one that lets a held segment be
  ///   merged, for that one comes next; and before one that parts its log, which has to come alone.
  /// - Throws: as for one segment, but then nothing of any is applied, held or quarantined: whoever
  ///   merges each alone finds out which it was.
  package func merge(_ segments: [ArrivedSegment]) throws -> [MergeOutcome] {
    for each in segments { try each.segment.checkShape() }
    return try change { try $0.merge(segments) }
  }

  /// - Returns: what became of it; a waiting segment is not kept, see `hold`.
  /// - Throws: `StoreError.tailNotSealed` where own commits are unsealed, for else their context
  ///   would not be constant; `.malformedSegment` where it contradicts itself, whose log then stands
  ///   paused.
  package func merge(_ segment: Segment, sealed: SealedBytes) throws -> MergeOutcome {
    try keepingApart(segment, sealed) { tables in try tables.merge(segment, sealed) }
  }

  /// Merges a segment of a log that forks with it, or has forked: `merge` said `parted`. Both histories
  /// stand from here on, and an alarm where they were not told apart before (R8).
  package func part(
    _ segment: Segment, sealed: SealedBytes, decode: ([UInt8]) throws -> Segment
  ) throws -> MergeOutcome {
    try keepingApart(segment, sealed) { tables in try tables.part(segment, sealed, decode) }
  }

  private func keepingApart(
    _ segment: Segment, _ sealed: SealedBytes, _ merge: (Tables) throws -> MergeOutcome
  ) throws -> MergeOutcome {
    do {
      try segment.checkShape()
      return try change(merge)
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
    let outcome = try mergeUnfolded(segment, sealed)
    try refold()
    return outcome
  }

  fileprivate func merge(_ segments: [ArrivedSegment]) throws -> [MergeOutcome] {
    var outcomes: [MergeOutcome] = []
    merging: for each in segments {
      let outcome = try mergeUnfolded(each.segment, each.sealed)
      if outcome == .parted { break }
      outcomes.append(outcome)
      switch outcome {
      case .applied: if try heldCount() > 0, try !heldReady().isEmpty { break merging }
      // Beyond the bound it is dropped, and asked for again next time (R10).
      case .waiting: _ = try hold(each.segment, each.sealed)
      case .alreadyHeld, .parted: continue
      }
    }
    try refold()
    return outcomes
  }

  private func mergeUnfolded(_ segment: Segment, _ sealed: SealedBytes) throws -> MergeOutcome {
    #if Mutants
      let unsealed = Planted.mergedWithoutSealing.isAtWork ? 0 : try tailCount()
    #else
      let unsealed = try tailCount()
    #endif
    guard unsealed == 0 else { throw StoreError.tailNotSealed(commits: unsealed) }
    let placement = try place(
      segment.log, first: segment.first, previous: segment.previous, hash: sealed.chainHash)
    if case .held = placement {
      try forgetHeld(sealed.chainHash)
      return .alreadyHeld
    }
    if let paused = try log(segment.log).paused { return .waiting(.paused(segment.log, paused)) }
    if case .unknown(let reason) = placement { return .waiting(reason) }
    if let reason = try waitReason(segment.log.lane, segment.context) { return .waiting(reason) }
    guard case .follows(let row) = placement, try !isShared(row) else { return .parted }
    #if Mutants
      if Planted.frontierSavedBeforeApply.isAtWork {
        return try mergeFrontierFirst(segment, sealed, row)
      }
    #endif
    try apply(segment, in: row.log)
    try insert(segment, sealed, after: row)
    try forgetHeld(sealed.chainHash)
    return .applied
  }

  fileprivate func part(
    _ segment: Segment, _ sealed: SealedBytes, _ decode: ([UInt8]) throws -> Segment
  ) throws -> MergeOutcome {
    let outcome = try merge(segment, sealed)
    guard outcome == .parted else { return outcome }
    switch try place(
      segment.log, first: segment.first, previous: segment.previous, hash: sealed.chainHash)
    {
    case .follows(let row): try insert(segment, sealed, after: row)
    case .parts(let row, let number): try part(row, after: number, segment, sealed)
    case .held, .unknown: throw StoreError.invariant("\(segment.log) does not part")
    }
    try forgetHeld(sealed.chainHash)
    try readAgain(decode)
    return .applied
  }

  /// Whether all of a run so far is the beginning of another one too: then what follows may be.
  private func isShared(_ row: LogRow) throws -> Bool {
    try logs().shared[row.log]?.last?.through == row.number
  }

  /// R9: what its writer had seen in the same lane or in `members`.
  func waitReason(_ lane: Lane, _ context: Context) throws -> WaitReason? {
    #if Mutants
      if Planted.contextNotWaitedFor.isAtWork { return nil }
    #endif
    for (other, head) in context.sorted where other.lane == lane || other.lane == .members {
      if try run(other, at: head) != nil { continue }
      return .context(other, held: try log(other).number, needed: head.number)
    }
    return nil
  }

  // MARK: Applying

  /// Applies what a segment says, where it stands in a run.
  func apply(_ segment: Segment, in run: LogID) throws {
    for piece in try pieces(of: segment, in: run) {
      guard piece.log == run else {
        throw StoreError.invariant("\(run) \(piece.first) is read as \(piece.log)'s")
      }
      try apply(piece)
    }
  }

  /// Applies commits under the names by which they are read.
  func apply(_ segment: Segment) throws {
    let run = try intern(context: intern(segment.context), offset: segment.offset)
    let own = Space.writer(try replica().writer)
    let meaning = try meaning(of: segment)
    var ownNumber: Int64 = 0
    for commit in segment.commits {
      let past = segment.past(of: commit)
      let time = segment.time(of: commit)
      let stamp = Stamp(dot: past.dot, time: time)
      for said in commit.operations {
        try check(said, segment)
        let operation = try meaning.map { try meant(said, in: commit, $0) } ?? said
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
