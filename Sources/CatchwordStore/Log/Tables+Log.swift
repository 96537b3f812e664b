import CatchwordCore

/// One log as the replica holds it.
struct LogRow {
  let log: LogID
  /// Last sealed commit applied without a gap, and the chain hash of the segment that ends there.
  var number: Int64
  var hash: ContentHash
  var segments: Int64
  var paused: String?

  var head: Head { Head(number: number, hash: hash.short) }
}

/// The log table in memory, good while `generation` stands as it did.
struct LogCache {
  var generation: Int64 = -1
  var logs: [LogID: LogRow] = [:]
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
      "SELECT writer, lane, number, hash, segments, paused FROM log"
    ).all {
      ($0.integer(0), $0.integer(1), $0.integer(2), $0.bytes(3), $0.integer(4), $0.optionalText(5))
    }
    for (writer, lane, number, hash, segments, paused) in rows {
      let log = try logID(writer: writer, lane: lane)
      cache.logs[log] = LogRow(
        log: log, number: number, hash: try contentHash(hash), segments: segments, paused: paused)
    }
    cache.foreign = Context(
      cache.logs.filter { $0.key.writer != replica.writer && $0.value.number > 0 }
        .mapValues(\.head))
    logCache = cache
    return cache
  }

  func log(_ log: LogID) throws -> LogRow {
    try logs().logs[log]
      ?? LogRow(log: log, number: 0, hash: .none, segments: 0, paused: nil)
  }

  func setLog(_ row: LogRow) throws {
    try connection.statement(
      "INSERT OR REPLACE INTO log (writer, lane, number, hash, segments, paused) VALUES (?,?,?,?,?,?)"
    ).run(
      .integer(try interning.intern(row.log.writer)), .integer(Int64(row.log.lane.rawValue)),
      .integer(row.number), .bytes(row.hash.word.bytes), .integer(row.segments), Cell(row.paused))
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
    guard let raw = UInt8(exactly: lane), let lane = Lane(rawValue: raw) else {
      throw StoreError.invariant("lane \(lane) is unknown")
    }
    return LogID(writer: try interning.writer(writer), lane: lane)
  }

  func contentHash(_ bytes: [UInt8]) throws -> ContentHash {
    guard let word = Word256(bytes: bytes) else {
      throw StoreError.invariant("a hash of \(bytes.count) bytes")
    }
    return ContentHash(word)
  }
}
