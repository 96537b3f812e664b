import CatchwordCore

/// A commit that this replica acknowledged and that nobody else can have had from it.
struct UnsentCommit {
  let lane: Lane
  let commit: Commit
  /// What it had seen, and how its clock was off.
  let run: Int64
  /// As it was acknowledged.
  let hash: ContentHash
}

/// Commits on their way from one writer to the next, one at a time: there may be many.
extension Tables {
  /// Takes out of the present writer's logs what never left: the tail, and the segments behind the
  /// marks. The segments that stay are the log from now on.
  func withdraw(beyond left: [Lane: Head]?, _ decode: ([UInt8]) throws -> Segment) throws {
    let writer = try replica().writer
    for lane in Lane.allCases {
      let log = LogID(writer: writer, lane: lane)
      try dissolve(log, beyond: left, decode)
      try takeTail(log)
    }
    try connection.statement("DELETE FROM tail").run()
  }

  private func dissolve(
    _ log: LogID, beyond left: [Lane: Head]?, _ decode: ([UInt8]) throws -> Segment
  ) throws {
    var row = try self.log(log)
    let end = try leftEnd(row, left)
    guard end.number < row.number else { return }
    let cells: [Cell] = [
      .integer(try interning.intern(log.writer)), .integer(Int64(log.lane.rawValue)),
    ]
    let next = try connection.statement(
      """
      SELECT last, run, bytes FROM segment WHERE writer = ? AND lane = ? AND last > ?
      ORDER BY last LIMIT 1
      """)
    var reached = end.number
    while let (last, run, bytes) = try next.all(
      cells + [.integer(reached)], read: { ($0.integer(0), $0.integer(1), $0.bytes(2)) }
    ).first {
      for commit in try decode(bytes).commits { try insertUnsent(commit, log, run: run) }
      reached = last
      row.segments -= 1
    }
    try connection.statement("DELETE FROM segment WHERE writer = ? AND lane = ? AND last > ?")
      .run(cells + [.integer(end.number)])
    (row.number, row.hash) = (end.number, end.hash)
    try setLog(row)
  }

  /// Where a log may have left up to. A mark that is no end of a segment here tells of another
  /// history: then nobody knows, and all that is sealed stays as it is.
  private func leftEnd(
    _ row: LogRow, _ left: [Lane: Head]?
  ) throws -> (number: Int64, hash: ContentHash) {
    let all = (row.number, row.hash)
    guard let left else { return all }
    guard let mark = left[row.log.lane] else { return (0, .none) }
    guard let hash = try segmentEnd(mark.number, of: row.log), hash.short == mark.hash else {
      return all
    }
    return (mark.number, hash)
  }

  private func takeTail(_ log: LogID) throws {
    var next: Int64 = 0
    while true {
      let page = try tailRows(log.lane, from: next, limit: Self.commitsPerPage)
      for row in page {
        try insertUnsent(commit(row), log, run: row.run)
        next = row.number + 1
      }
      if page.count < Self.commitsPerPage { return }
    }
  }

  private func insertUnsent(_ commit: Commit, _ log: LogID, run: Int64) throws {
    var operations = ByteWriter()
    operations.append(operations: commit.operations)
    try connection.statement(
      """
      INSERT INTO unsent (sequence, lane, number, wall, boot, monotonic, staff, run, hash,
        operations) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run([
      .integer(commit.sequence), .integer(Int64(log.lane.rawValue)), .integer(commit.number),
      .integer(commit.clock.wallSeconds), .integer(commit.clock.boot),
      .integer(commit.clock.monotonicMilliseconds), .text(commit.staff), .integer(run),
      .bytes(hashing.sha256(commit.canonicalBytes(log: log)).word.bytes),
      .bytes(operations.bytes),
    ])
  }

  // MARK: Reading

  /// In the order in which they were made.
  func eachUnsent(_ body: (UnsentCommit) throws -> Void) throws {
    var reached: Int64 = 0
    while let next = try unsent(after: reached) {
      try body(next)
      reached = next.commit.sequence
    }
  }

  func unsent(after sequence: Int64) throws -> UnsentCommit? {
    try connection.statement(
      """
      SELECT sequence, lane, number, wall, boot, monotonic, staff, run, hash, operations
      FROM unsent WHERE sequence > ? ORDER BY sequence LIMIT 1
      """
    ).first(.integer(sequence)) { row in
      guard let lane = Lane(rawValue: UInt8(row.integer(1))) else {
        throw StoreError.invariant("lane \(row.integer(1)) is unknown")
      }
      var operations = ByteReader(row.bytes(9))
      let commit = Commit(
        number: row.integer(2), sequence: row.integer(0),
        clock: ClockReading(
          wallSeconds: row.integer(3), boot: row.integer(4),
          monotonicMilliseconds: row.integer(5)),
        staff: row.text(6), operations: try operations.operations())
      return UnsentCommit(
        lane: lane, commit: commit, run: row.integer(7), hash: try contentHash(row.bytes(8)))
    }
  }

  /// - Returns: the hash that an unsent commit was acknowledged with; nil where there is none.
  func unsentHash(_ lane: Lane, _ number: Int64) throws -> ContentHash? {
    try connection.statement("SELECT hash FROM unsent WHERE lane = ? AND number = ?")
      .first(.integer(Int64(lane.rawValue)), .integer(number)) { try contentHash($0.bytes(0)) }
  }

  /// - Returns: the chain hash of the segment of a log that ends with a number; nil where none does.
  func segmentEnd(_ number: Int64, of log: LogID) throws -> ContentHash? {
    let row = try self.log(log)
    if number == row.number { return number > 0 ? row.hash : nil }
    guard number < row.number, let writer = try interning.find(log.writer) else { return nil }
    return try connection.statement(
      "SELECT hash FROM segment WHERE writer = ? AND lane = ? AND last = ?"
    ).first(.integer(writer), .integer(Int64(log.lane.rawValue)), .integer(number)) {
      try contentHash($0.bytes(0))
    }
  }
}
