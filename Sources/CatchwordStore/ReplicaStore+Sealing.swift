package import CatchwordCore

/// Sealing cuts the unsealed tail into segments, once and for good.
///
/// A segment's commits share what they had seen. Since every merge is preceded by a sealing, that is
/// all that is held, but for commits that were written again by a new writer: theirs is what they had
/// seen when they were made. Times are fixed here: rows that were stamped with another offset are
/// stamped again and folded again.
extension ReplicaStore {
  /// - Parameters:
  ///   - offset: for every segment of the tail.
  ///   - pack: the segment's bytes and chain hash; throws `SealingError.tooLarge` where it passes a
  ///     limit, and is then asked again with half of it.
  /// - Returns: what was sealed, by lane and number; empty where there was no tail.
  package func sealTail(
    offset: ClockOffset, schemaVersion: Int, pack: (Segment) throws -> SealedBytes
  ) throws -> [SegmentName] {
    try sealTail(schemaVersion: schemaVersion, offsetOf: { _ in offset }, pack: pack)
  }

  /// As above, with an offset for each segment, asked for its first commit's clock: a tail may span
  /// two boots, or a clock that was set.
  package func sealTail(
    schemaVersion: Int, offsetOf: (ClockReading) -> ClockOffset,
    pack: (Segment) throws -> SealedBytes
  ) throws -> [SegmentName] {
    guard try !read({ try $0.tailIsEmpty }) else { return [] }
    return try change { tables in
      var names: [SegmentName] = []
      for lane in Lane.allCases {
        while let name = try tables.sealRun(
          lane, schemaVersion: schemaVersion, offsetOf: offsetOf, pack: pack)
        {
          names.append(name)
        }
      }
      try tables.refold()
      return names
    }
  }
}

extension Tables {
  /// Seals the longest run from the start of a lane's tail that fits one segment.
  /// - Returns: nil where the lane has no tail.
  fileprivate func sealRun(
    _ lane: Lane, schemaVersion: Int, offsetOf: (ClockReading) -> ClockOffset,
    pack: (Segment) throws -> SealedBytes
  ) throws -> SegmentName? {
    var run = try unsealedRun(lane)
    guard let first = run.first else { return nil }
    let offset = offsetOf(first.commit.clock)
    let log = LogID(writer: try replica().writer, lane: lane)
    let row = try self.log(log)
    guard first.row.number == row.number + 1 else {
      throw StoreError.invariant("\(log): the tail starts at \(first.row.number)")
    }
    let context = try self.run(first.row.run)
    let sealedRun = try intern(context: context.contextID, offset: offset)
    while true {
      let segment = Segment(
        log: log, schemaVersion: schemaVersion, previous: row.hash, context: context.context,
        offset: offset, commits: run.map(\.commit))
      do {
        let sealed = try pack(segment)
        try restamp(run, sealedRun, offset)
        try insert(segment, sealed, after: row)
        try connection.statement("DELETE FROM tail WHERE lane = ? AND number <= ?")
          .run(.integer(Int64(lane.rawValue)), .integer(segment.last))
        return SegmentName(
          log: log, first: segment.first, last: segment.last, hash: sealed.chainHash)
      } catch SealingError.tooLarge {
        guard run.count > 1 else {
          throw StoreError.commitTooLarge(lane: lane, number: first.row.number)
        }
        run.removeLast(run.count - run.count / 2)
      }
    }
  }

  fileprivate typealias Unsealed = (row: TailRow, commit: Commit)

  /// Commits that had seen the same, of one boot, within the clock step, and within the limits of a
  /// segment.
  private func unsealedRun(_ lane: Lane) throws -> [Unsealed] {
    var run: [Unsealed] = []
    var operations = 0
    var next: Int64 = 0
    while run.count < Limits.segmentCommits {
      let page = try tailRows(lane, from: next, limit: Self.commitsPerPage)
      for row in page {
        let commit = try commit(row)
        operations += commit.operations.count
        if let first = run.first {
          guard run.count < Limits.segmentCommits, operations <= Limits.commitOperations,
            commit.clock.isSteady(since: first.commit.clock),
            try sharesContext(row.run, first.row.run)
          else { return run }
        }
        run.append((row, commit))
        next = row.number + 1
      }
      if page.count < Self.commitsPerPage { break }
    }
    return run
  }

  private func sharesContext(_ run: Int64, _ other: Int64) throws -> Bool {
    #if Mutants
      if Planted.mergedWithoutSealing.isAtWork { return true }
    #endif
    return try run == other || self.run(run).contextID == self.run(other).contextID
  }

  static let commitsPerPage = 256

  /// Where the offset is another than the commit was stamped with when it was made.
  private func restamp(_ run: [Unsealed], _ sealedRun: Int64, _ offset: ClockOffset) throws {
    #if Mutants
      if Planted.timesNotFixedBySealing.isAtWork { return }
    #endif
    let writer = try replica().writer
    let seen = try intern(read(self.run(sealedRun).context))
    let factRun = try intern(context: seen, offset: offset)
    for (row, commit) in run where row.run != sealedRun {
      let time = commit.clock.wallSeconds &+ offset.seconds
      let old = try self.run(row.run).offset
      var seen: Set<RecordID> = []
      for operation in commit.operations {
        if operation.action == .fact {
          let dot = Dot(writer: writer, number: row.number)
          try restamp(operation, dot, staff: commit.staff, time: time, run: factRun)
        } else if old.seconds != offset.seconds, seen.insert(operation.record).inserted {
          try restamp(operation, number: row.number, time: time, lane: row.lane)
        }
      }
    }
  }

  private func restamp(
    _ operation: Operation, number: Int64, time: Int64, lane: Lane
  ) throws {
    let old = try load(kind: operation.kind, operation.record)
    guard let state = old.state else { return }
    let dot = Dot(writer: try replica().writer, number: number)
    let stamped = state.restamped(dot, time: time)
    guard stamped != state else { return }
    try store(stamped, over: old, lane: lane)
    let fields = operation.values.map { FieldValue($0.field, state.shown($0.field)) }
    changes.append(Change(operation: operation, before: fields))
  }

  /// A segment's row behind what is held of its run, and the run's head with it (R10).
  func insert(_ segment: Segment, _ sealed: SealedBytes, after row: LogRow) throws {
    let run = try intern(context: intern(segment.context), offset: segment.offset)
    try connection.statement(
      """
      INSERT INTO segment (writer, lane, first, last, hash, previous, run, bytes, ended)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run(
      .integer(try interning.intern(row.log.writer)), .integer(Int64(row.log.lane.rawValue)),
      .integer(segment.first), .integer(segment.last), .bytes(sealed.chainHash.word.bytes),
      .bytes(segment.previous.word.bytes), .integer(run), .bytes(sealed.bytes),
      .integer(segment.ended))
    var row = row
    (row.number, row.hash) = (segment.last, sealed.chainHash)
    row.segments += 1
    try setLog(row)
  }
}

extension ClockReading {
  /// Whether wall and monotonic clock went on side by side since `first`, within one boot.
  package func isSteady(since first: ClockReading) -> Bool {
    guard boot == first.boot else { return false }
    #if Mutants
      if Planted.clockStepNotNoticed.isAtWork { return true }
    #endif
    let wall = wallSeconds.subtractingReportingOverflow(first.wallSeconds)
    let elapsed = (monotonicMilliseconds &- first.monotonicMilliseconds) / 1_000
    guard !wall.overflow else { return false }
    return (wall.partialValue &- elapsed).magnitude <= UInt64(Limits.clockStepSeconds)
  }
}

extension RecordState {
  /// The same state with another time wherever one commit left its stamp.
  package func restamped(_ dot: Dot, time: Int64) -> RecordState {
    let moved = { (stamp: Stamp) in stamp.dot == dot ? Stamp(dot: dot, time: time) : stamp }
    return RecordState(
      kind: kind,
      registers: registers.mapValues { register in
        Register(
          register.siblings.map {
            Sibling(value: $0.value, stamp: moved($0.stamp), keeps: $0.keeps)
          })
      },
      sets: sets.mapValues { set in
        ElementSet(
          set.additions.mapValues { Set($0.map(moved)) }, removals: set.removals)
      },
      counters: counters,
      tombstones: tombstones.map { Tombstone(stamp: moved($0.stamp), survived: $0.survived) })
  }
}
