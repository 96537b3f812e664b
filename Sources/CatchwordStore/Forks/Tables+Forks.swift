import CatchwordCore

/// Where a segment belongs among what is held of its log.
enum Placement {
  case held
  /// It follows the last segment of the trunk or of an arm.
  case follows(LogRow)
  /// Another segment follows there already: from that number on there are two histories.
  case parts(LogRow, after: Int64)
  case unknown(WaitReason)
}

/// A log that forked is a trunk and arms (`LogTree`); each is a row of its own, and segments stand
/// under the run that they belong to. Nothing is told apart before a second history arrives, and then
/// the rows are what `LogTree.runs` says of the same segments.
extension Tables {
  // MARK: Runs of a log

  /// The log as its writer named it.
  func trunk(of run: LogID) throws -> LogID {
    guard let root = try logs().logs[run]?.root else { return run }
    return LogID(writer: root, lane: run.lane)
  }

  func arms(of run: LogID) throws -> [LogID] { try logs().arms[run] ?? [] }

  /// Whether the log, or the log that the run is an arm of, was forked.
  func isForked(_ run: LogID) throws -> Bool {
    let cache = try logs()
    guard !cache.arms.isEmpty else { return false }
    return cache.logs[run]?.root != nil || cache.arms[run] != nil
  }

  /// The run itself, then what it parts from, up to the trunk.
  func lineage(of run: LogID) throws -> [LogRow] {
    var row = try log(run)
    var lineage = [row]
    while let parent = row.parent {
      row = try log(LogID(writer: parent, lane: run.lane))
      lineage.append(row)
    }
    return lineage
  }

  /// The trunk and all its arms, ascending.
  func family(of trunk: LogID) throws -> [LogRow] {
    let rows = try logs().logs.values.filter {
      $0.log == trunk || ($0.root == trunk.writer && $0.log.lane == trunk.lane)
    }
    return rows.sorted { $0.log < $1.log }
  }

  // MARK: By hash

  /// - Returns: the run and number that a segment ends; nil where it is not held.
  func ending(_ hash: ContentHash) throws -> (run: LogID, number: Int64)? {
    try connection.statement("SELECT writer, lane, last FROM segment WHERE hash = ?")
      .first(.bytes(hash.word.bytes)) {
        (try logID(writer: $0.integer(0), lane: $0.integer(1)), $0.integer(2))
      }
  }

  /// - Returns: the run that a segment with this head ends; nil where none is held.
  func run(endingWith head: Head, in lane: Lane) throws -> LogID? {
    let least = withUnsafeBytes(of: head.hash.bigEndian, Array.init)
    let greatest = least + [UInt8](repeating: 255, count: 24)
    return try connection.statement(
      "SELECT writer FROM segment WHERE hash BETWEEN ? AND ? AND lane = ? AND last = ?"
    ).first(
      .bytes(least), .bytes(greatest), .integer(Int64(lane.rawValue)), .integer(head.number)
    ) { LogID(writer: try interning.writer($0.integer(0)), lane: lane) }
  }

  /// The run of a log that somebody means by a head of it; nil where that is not here so far.
  func run(_ log: LogID, at head: Head) throws -> LogID? {
    if try logs().logs[log]?.head == head { return log }
    if let known = try logs().ends[log]?[head] { return known }
    guard let run = try self.run(endingWith: head, in: log.lane),
      try lineage(of: run).contains(where: { $0.log == log })
    else { return nil }
    if logCache.ends.count >= Self.rememberedLogs { logCache.ends = [:] }
    if logCache.ends[log]?.count ?? 0 >= Self.rememberedEnds { logCache.ends[log] = [:] }
    logCache.ends[log, default: [:]][head] = run
    return run
  }

  private static let rememberedLogs = Limits.knownLogs
  private static let rememberedEnds = 64

  // MARK: Placing

  func place(
    _ log: LogID, first: Int64, previous: ContentHash, hash: ContentHash
  ) throws -> Placement {
    let trunk = try self.log(log)
    if try !isForked(log), trunk.number == first - 1, trunk.hash == previous {
      return .follows(trunk)
    }
    if try ending(hash) != nil { return .held }
    if first == 1 { return .parts(trunk, after: 0) }
    guard let (run, number) = try ending(previous), number == first - 1,
      try self.trunk(of: run) == log
    else {
      return .unknown(.predecessor(log, held: trunk.number, needed: first - 1))
    }
    let row = try self.log(run)
    let isEnd = try row.number == number && arms(of: run).isEmpty
    return isEnd ? .follows(row) : .parts(row, after: number)
  }

  // MARK: Parting

  /// Makes arms of what follows a number of a run, and of a segment that follows it too (R8).
  func part(
    _ row: LogRow, after number: Int64, _ segment: Segment, _ sealed: SealedBytes
  ) throws {
    var end = row
    var held = row.hash
    if row.number > number {
      held = try moveToArm(row, after: number, of: segment.log, rest: &end)
    } else if let other = try arms(of: row.log).first {
      held = try log(other).hash
    }
    let arm = LogTree.arm(of: segment.log, startingWith: sealed.chainHash, hashing: hashing)
    try insert(
      segment, sealed,
      after: LogRow(
        log: LogID(writer: arm, lane: segment.log.lane), number: number, hash: segment.previous,
        segments: 0, root: segment.log.writer, parent: row.log.writer))
    let fork = Fork(
      log: segment.log, number: number + 1, held: held, came: sealed.chainHash)
    try connection.statement("INSERT INTO alarm (writer, lane, text) VALUES (?, ?, ?)").run(
      .integer(try interning.intern(segment.log.writer)),
      .integer(Int64(segment.log.lane.rawValue)), .text(fork.reason))
  }

  /// - Returns: the hash of the first segment that was moved.
  private func moveToArm(
    _ row: LogRow, after number: Int64, of trunk: LogID, rest: inout LogRow
  ) throws -> ContentHash {
    let cells: [Cell] = [
      .integer(try interning.intern(row.log.writer)), .integer(Int64(row.log.lane.rawValue)),
    ]
    let moved = try connection.statement(
      "SELECT hash FROM segment WHERE writer = ? AND lane = ? AND last > ? ORDER BY last"
    ).all(cells + [.integer(number)]) { try contentHash($0.bytes(0)) }
    guard let first = moved.first else {
      throw StoreError.invariant("\(row.log): nothing stands after \(number)")
    }
    let arm = LogTree.arm(of: trunk, startingWith: first, hashing: hashing)
    let armID = Cell.integer(try interning.intern(arm))
    try connection.statement(
      "UPDATE segment SET writer = ? WHERE writer = ? AND lane = ? AND last > ?"
    ).run([armID] + cells + [.integer(number)])
    // What parted from the end of the run parts from the arm from now on.
    try connection.statement("UPDATE log SET parent = ? WHERE parent = ? AND lane = ?")
      .run([armID] + cells)
    try setLog(
      LogRow(
        log: LogID(writer: arm, lane: trunk.lane), number: row.number, hash: row.hash,
        segments: Int64(moved.count), root: trunk.writer, parent: row.log.writer))
    rest.number = number
    rest.hash =
      try connection.statement(
        "SELECT hash FROM segment WHERE writer = ? AND lane = ? AND last = ?"
      ).all(cells + [.integer(number)]) { try contentHash($0.bytes(0)) }.first ?? .none
    rest.segments -= Int64(moved.count)
    try setLog(rest)
    return first
  }
}
