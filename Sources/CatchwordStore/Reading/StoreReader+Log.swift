package import CatchwordCore

/// What the replica holds, as an exchange sees it.
extension StoreReader {
  /// Sealed heads of all logs, own ones included (R10).
  package func frontier() throws -> Frontier { try tables.frontier() }

  /// Meant to be shown only while the tail is empty: an unsealed commit is in the state already.
  package func digests() throws -> StateDigests {
    let sums = try tables.digests()
    let lanes = Lane.allCases.map { ($0, sums[Int($0.rawValue)] ?? .empty) }
    return StateDigests(
      lanes: Dictionary(uniqueKeysWithValues: lanes),
      derived: sums[Tables.derivedPlace] ?? .empty, derivingVersion: tables.deriving.version)
  }

  /// How many commits of each lane are unsealed; lanes without any are left out.
  package func unsealedCounts() throws -> [Lane: Int] { try tables.tailCounts() }

  package func unsealedCount(_ lane: Lane) throws -> Int { try unsealedCounts()[lane] ?? 0 }

  package var tailIsEmpty: Bool {
    get throws {
      try tables.connection.statement("SELECT 1 FROM tail LIMIT 1").first { _ in true } == nil
    }
  }

  /// The unsealed commits of one lane, rebuilt from the rows that are their log.
  package func tailCommits(_ lane: Lane) throws -> [Commit] {
    try tables.tailRows(lane).map { try tables.commit($0) }
  }

  /// Ascending; those that end after `after`. One at a time, so that memory stays bounded.
  /// - Parameter body: returns false to stop.
  package func segments(
    of log: LogID, after: Int64, _ body: (StoredSegment) throws -> Bool
  ) throws {
    guard let writer = try tables.interning.find(log.writer) else { return }
    let next = try tables.connection.statement(
      """
      SELECT first, last, hash, bytes FROM segment
      WHERE writer = ? AND lane = ? AND last > ? ORDER BY last LIMIT 1
      """)
    var reached = after
    while true {
      let segment = try next.first(
        .integer(writer), .integer(Int64(log.lane.rawValue)), .integer(reached)
      ) { row in
        let name = SegmentName(
          log: log, first: row.integer(0), last: row.integer(1),
          hash: try tables.contentHash(row.bytes(2)))
        return StoredSegment(name: name, bytes: row.bytes(3))
      }
      guard let segment, try body(segment) else { return }
      reached = segment.name.last
    }
  }

  package func segmentNames(of log: LogID, after: Int64) throws -> [SegmentName] {
    guard let writer = try tables.interning.find(log.writer) else { return [] }
    return try tables.connection.statement(
      "SELECT first, last, hash FROM segment WHERE writer = ? AND lane = ? AND last > ? ORDER BY last"
    ).all(.integer(writer), .integer(Int64(log.lane.rawValue)), .integer(after)) { row in
      SegmentName(
        log: log, first: row.integer(0), last: row.integer(1),
        hash: try tables.contentHash(row.bytes(2)))
    }
  }

  /// The last moment that is certain of what a context covers, in seconds since 1970: the end of a
  /// segment by a clock that was compared with others. Nil where none is here.
  package func lastExchange(in context: Context) throws -> Int64? {
    let end = try tables.connection.statement(
      """
      SELECT segment.ended, run.source FROM segment JOIN run ON run.id = segment.run
      WHERE segment.writer = ? AND segment.lane = ? AND segment.last = ?
      """)
    var latest: Int64?
    for (log, head) in context.sorted {
      guard let writer = try tables.interning.find(log.writer) else { continue }
      let ended = try end.first(
        .integer(writer), .integer(Int64(log.lane.rawValue)), .integer(head.number)
      ) { row in
        let source = UInt8(exactly: row.integer(1)).flatMap(ClockOffset.Source.init)
        return source?.isMeasured == true ? row.optionalInteger(0) : nil
      }
      if let ended = ended ?? nil { latest = max(latest ?? ended, ended) }
    }
    return latest
  }

  /// The segment that ends with a log's last sealed commit; nil for a log without segments.
  package func head(of log: LogID) throws -> SegmentName? {
    let last = try tables.log(log).number
    guard last > 0 else { return nil }
    return try segmentNames(of: log, after: last - 1).first
  }

  /// Ascending: every writer of a log or of a commit seen by one.
  package func knownWriters() throws -> [WriterID] {
    try tables.connection.statement("SELECT key FROM writer").all { row in
      WriterID(try tables.contentHash(row.bytes(0)).word)
    }.sorted()
  }

  /// Logs that cannot go on, each with a sentence for people.
  package func pausedLogs() throws -> [LogID: String] {
    try tables.logs().logs.compactMapValues(\.paused)
  }

  package func alarms() throws -> [Alarm] {
    try tables.connection.statement("SELECT id, writer, lane, text FROM alarm ORDER BY id").all {
      Alarm(
        id: $0.integer(0), log: try tables.logID(writer: $0.integer(1), lane: $0.integer(2)),
        text: $0.text(3))
    }
  }

  package func heldCount() throws -> Int { try tables.heldCount() }
}
