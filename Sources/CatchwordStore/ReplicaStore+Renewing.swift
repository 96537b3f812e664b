package import CatchwordCore

/// A new writer takes the place of one that must not go on, because another life of it may have used
/// the same numbers (R3, R12).
///
/// What nobody else can have is taken out of the former writer's logs: the tail, and segments that
/// never left. State is made again of the rest, and what was taken out is written again by the new
/// writer, each commit with its clock, its staff and what it had seen when it was made. So a roll-back
/// loses nothing that is here, and claims to have seen nothing that it had not.
extension ReplicaStore {
  /// One transaction; the caller brings the key and the guard file along, in one turn at the lock.
  package func begin(
    _ renewal: Renewal, decode: ([UInt8]) throws -> Segment
  ) throws -> WriterLife {
    let life = try change { try $0.begin(renewal, decode) }
    writer = renewal.writer
    return life
  }
}

extension Tables {
  fileprivate func begin(
    _ renewal: Renewal, _ decode: ([UInt8]) throws -> Segment
  ) throws -> WriterLife {
    let former = try replica().writer
    try withdraw(beyond: renewal.left, decode)
    let hasUnsent = try unsent(after: 0) != nil
    try become(renewal.writer)
    if hasUnsent {
      try deleteState()
      try applyLog(decode)
    }
    let plan = try ReissuePlan(renewal, former: former, in: self)
    let reissued = try write(plan)
    if hasUnsent { try refoldEverything() } else { try refold() }
    try connection.statement("DELETE FROM unsent").run()
    let life = WriterLife(
      beganAt: renewal.clock.wallSeconds, cause: renewal.cause, detail: renewal.detail,
      former: former, writer: renewal.writer, lost: renewal.lost,
      lostCommits: try lostCommits(renewal.lost, former) - plan.commonCommits, reissued: reissued)
    try insert(life)
    return life
  }

  /// The replica's own row and what was remembered of it; from here on the former writer is anybody.
  private func become(_ writer: WriterID) throws {
    try connection.statement(
      """
      UPDATE replica SET writer = ?, minted = 0, sequence = 0, generation = generation + 1
      WHERE id = 1
      """
    ).run(.integer(try interning.intern(writer)))
    current = nil
    logCache = LogCache()
  }

  private func lostCommits(_ lost: [Lane: Head], _ former: WriterID) throws -> Int64 {
    try lost.reduce(0) { sum, each in
      let held = try log(LogID(writer: former, lane: each.key)).number
      return sum + max(0, each.value.number - held)
    }
  }

  /// The introduction, then the unsent commits in their order; all operations are written out, since
  /// none of their rows is the new writer's own log.
  /// - Returns: how many commits were written again.
  private func write(_ plan: ReissuePlan) throws -> Int64 {
    var writing = ReissueWriting(plan)
    let introduction = plan.introduction
    try append(introduction.commit, to: .members, run: introduction.run, by: plan.writer)
    try eachUnsent { unsent in
      guard !plan.isCommon(unsent) else { return }
      #if Mutants
        if Planted.lostTailAfterRestore.isAtWork { return }
      #endif
      let run = try writing.run(of: unsent, in: self)
      let commit = writing.next(unsent)
      try append(commit, to: unsent.lane, run: run, by: plan.writer)
      // The fold comes at the end, for everything at once.
      changes = []
      try insert(
        ReissuedCommit(
          former: LogID(writer: plan.former, lane: unsent.lane), formerNumber: unsent.commit.number,
          formerHash: unsent.hash, log: LogID(writer: plan.writer, lane: unsent.lane),
          number: commit.number,
          hash: hashing.sha256(
            commit.canonicalBytes(log: LogID(writer: plan.writer, lane: unsent.lane)))))
    }
    try setCounters(minted: 1, sequence: writing.sequence)
    return writing.sequence - 1
  }

  private func append(_ commit: Commit, to lane: Lane, run: Int64, by writer: WriterID) throws {
    let known = try self.run(run)
    let log = LogID(writer: writer, lane: lane)
    try apply(
      Segment(
        log: log, schemaVersion: schema.version, previous: .none, context: known.context,
        offset: known.offset, commits: [commit]), in: log)
    try insertTail(
      TailRow(
        lane: lane, number: commit.number, sequence: commit.sequence, clock: commit.clock,
        staff: commit.staff, run: run, firstMinted: 1, lastMinted: 0, implicit: [],
        explicit: commit.operations.enumerated().map { (place: $0.offset, operation: $0.element) }))
  }
}
