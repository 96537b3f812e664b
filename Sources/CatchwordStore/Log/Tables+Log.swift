import CatchwordCore

/// One log as the replica holds it; of a log that forked, its trunk or one of its arms.
struct LogRow {
  let log: LogID
  /// Last sealed commit applied without a gap, and the chain hash of the segment that ends there.
  var number: Int64
  var hash: ContentHash
  var segments: Int64
  var paused: String?
  /// Of an arm: the writer of its trunk, and of the run that it parts from at that run's end.
  var root: WriterID?
  var parent: WriterID?

  var head: Head { Head(number: number, hash: hash.short) }
}

/// The log table in memory, good while `generation` stands as it did.
struct LogCache {
  var generation: Int64 = -1
  var logs: [LogID: LogRow] = [:]
  /// Arms by the run that they part from, ascending; nothing as long as no log forked.
  var arms: [LogID: [LogID]] = [:]
  /// Stretches with which an arm begins as another does, ascending.
  var shared: [LogID: [SharedPart]] = [:]
  /// Heads that somebody named and that were found, with the run that they end.
  var ends: [LogID: [Head: LogID]] = [:]
  /// Foreign heads, and their row in `context`.
  var foreign = Context()
  var foreignID: Int64?
}

/// Counters of this replica, read anew in each transaction: other processes write too.
struct ReplicaRow {
  let writer: WriterID
  var minted: Int64
  var sequence: Int64
  var generation: Int64
  let schemaVersion: Int
  let schemaShape: [UInt8]
  let derivingVersion: Int

  /// The first and only row of a new replica; its schema is adopted when it is opened.
  static func insert(_ writer: WriterID, deriving version: Int, _ connection: Connection) throws {
    let id = try Interning(connection).intern(writer)
    try connection.statement(
      """
      INSERT INTO replica (id, writer, minted, sequence, generation, schema_version, schema_shape,
        deriving_version) VALUES (1, ?, 0, 0, 1, 0, x'', ?)
      """
    ).run(.integer(id), .integer(version))
  }
}

/// The logs, their heads, and what is told apart by them.
extension Tables {
  func replica() throws -> ReplicaRow {
    if let current { return current }
    let statement = try connection.statement(
      """
      SELECT writer, minted, sequence, generation, schema_version, schema_shape, deriving_version
      FROM replica WHERE id = 1
      """)
    let row = try statement.first {
      ReplicaRow(
        writer: try interning.writer($0.integer(0)), minted: $0.integer(1),
        sequence: $0.integer(2), generation: $0.integer(3),
        schemaVersion: Int($0.integer(4)), schemaShape: $0.bytes(5),
        derivingVersion: Int($0.integer(6)))
    }
    guard let row else { throw StoreError.invariant("the replica's own row is missing") }
    current = row
    return row
  }

  /// Every log, from memory while nobody changed any.
  func logs() throws -> LogCache {
    let replica = try replica()
    if logCache.generation == replica.generation { return logCache }
    var cache = LogCache(generation: replica.generation)
    let rows = try connection.statement(
      "SELECT writer, lane, number, hash, segments, paused, root, parent FROM log"
    ).all { row in
      LogRow(
        log: try logID(writer: row.integer(0), lane: row.integer(1)), number: row.integer(2),
        hash: try contentHash(row.bytes(3)), segments: row.integer(4), paused: row.optionalText(5),
        root: try row.optionalInteger(6).map { try interning.writer($0) },
        parent: try row.optionalInteger(7).map { try interning.writer($0) })
    }
    for row in rows { cache.logs[row.log] = row }
    try readArms(rows, into: &cache)
    cache.foreign = Context(
      cache.logs.filter { $0.key.writer != replica.writer && $0.value.number > 0 }
        .mapValues(\.head))
    logCache = cache
    return cache
  }

  private func readArms(_ rows: [LogRow], into cache: inout LogCache) throws {
    for row in rows.sorted(by: { $0.log < $1.log }) {
      guard let parent = row.parent else { continue }
      cache.arms[LogID(writer: parent, lane: row.log.lane), default: []].append(row.log)
    }
    guard !cache.arms.isEmpty else { return }
    let shared = try connection.statement(
      "SELECT writer, lane, through, name FROM shared ORDER BY through"
    ).all { row in
      let run = try logID(writer: row.integer(0), lane: row.integer(1))
      let name = LogID(writer: try interning.writer(row.integer(3)), lane: run.lane)
      return (run, SharedPart(through: row.integer(2), name: name))
    }
    for (run, part) in shared { cache.shared[run, default: []].append(part) }
  }

  func log(_ log: LogID) throws -> LogRow {
    try logs().logs[log]
      ?? LogRow(log: log, number: 0, hash: .none, segments: 0)
  }

  func setLog(_ row: LogRow) throws {
    try connection.statement(
      """
      INSERT OR REPLACE INTO log (writer, lane, number, hash, segments, paused, root, parent)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run(
      .integer(try interning.intern(row.log.writer)), .integer(Int64(row.log.lane.rawValue)),
      .integer(row.number), .bytes(row.hash.word.bytes), .integer(row.segments), Cell(row.paused),
      Cell(try row.root.map { try interning.intern($0) }),
      Cell(try row.parent.map { try interning.intern($0) }))
    let isCurrent = try replica().generation == logCache.generation
    try connection.statement("UPDATE replica SET generation = generation + 1 WHERE id = 1").run()
    current?.generation += 1
    guard isCurrent else { return }
    logCache.generation += 1
    logCache.logs[row.log] = row
    guard try replica().writer != row.log.writer, row.number > 0 else { return }
    logCache.foreign[row.log] = row.head
    logCache.foreignID = nil
  }

  /// Writes the counters of the present transaction.
  func setCounters(minted: Int64, sequence: Int64) throws {
    try connection.statement("UPDATE replica SET minted = ?, sequence = ? WHERE id = 1")
      .run(.integer(minted), .integer(sequence))
    current?.minted = minted
    current?.sequence = sequence
  }

  func frontier() throws -> Frontier {
    Frontier(try logs().logs.filter { $0.value.number > 0 }.mapValues(\.head))
  }

  func logID(writer: Int64, lane: Int64) throws -> LogID {
    LogID(writer: try interning.writer(writer), lane: try self.lane(lane))
  }

  func lane(_ number: Int64) throws -> Lane {
    guard let raw = UInt8(exactly: number), let lane = Lane(rawValue: raw) else {
      throw StoreError.invariant("lane \(number) is unknown")
    }
    return lane
  }

  func contentHash(_ bytes: [UInt8]) throws -> ContentHash {
    guard let word = Word256(bytes: bytes) else {
      throw StoreError.invariant("a hash of \(bytes.count) bytes")
    }
    return ContentHash(word)
  }
}
