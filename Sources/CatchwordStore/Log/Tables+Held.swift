import CatchwordCore

/// Segments that wait, and segments that contradict what is held. Nothing of either is dropped
/// without a word.
extension Tables {
  func heldCount() throws -> Int {
    Int(try connection.statement("SELECT count(*) FROM held").first { $0.integer(0) } ?? 0)
  }

  func hold(_ segment: Segment, _ sealed: SealedBytes) throws -> Bool {
    guard try heldCount() < Limits.heldSegments else { return false }
    try connection.statement(
      """
      INSERT OR IGNORE INTO held (writer, lane, first, last, hash, context, bytes)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """
    ).run(
      .integer(try interning.intern(segment.log.writer)),
      .integer(Int64(segment.log.lane.rawValue)), .integer(segment.first), .integer(segment.last),
      .bytes(sealed.chainHash.word.bytes), .bytes(try encode(segment.context)),
      .bytes(sealed.bytes))
    return true
  }

  /// Drops what has been applied meanwhile, and tells which of the rest could be applied now.
  func heldReady() throws -> [StoredSegment] {
    let rows = try connection.statement(
      "SELECT rowid, writer, lane, first, last, hash, context FROM held ORDER BY lane, writer, first"
    ).all { row in
      let log = try logID(writer: row.integer(1), lane: row.integer(2))
      let name = SegmentName(
        log: log, first: row.integer(3), last: row.integer(4), hash: try contentHash(row.bytes(5)))
      return (id: row.integer(0), name: name, context: row.bytes(6))
    }
    var ready: [StoredSegment] = []
    for (id, name, context) in rows {
      let log = try log(name.log)
      if name.last <= log.number {
        try connection.statement("DELETE FROM held WHERE rowid = ?").run(.integer(id))
        continue
      }
      guard log.paused == nil,
        try waitReason(name.log, first: name.first, decodeContext(context)) == nil
      else { continue }
      let bytes = try connection.statement("SELECT bytes FROM held WHERE rowid = ?")
        .first(.integer(id)) { $0.bytes(0) }
      ready.append(StoredSegment(name: name, bytes: bytes ?? []))
    }
    return ready
  }

  func forgetHeld(_ log: LogID, through number: Int64) throws {
    try connection.statement("DELETE FROM held WHERE writer = ? AND lane = ? AND last <= ?")
      .run(
        .integer(try interning.intern(log.writer)), .integer(Int64(log.lane.rawValue)),
        .integer(number))
  }

  /// R8: the bytes are kept apart, the log is paused with a sentence, an alarm stands.
  func quarantine(_ segment: Segment, _ sealed: SealedBytes, reason: String) throws {
    let writer = Cell.integer(try interning.intern(segment.log.writer))
    let lane = Cell.integer(Int64(segment.log.lane.rawValue))
    let isNew = try connection.statement(
      """
      INSERT OR IGNORE INTO quarantine (writer, lane, first, last, hash, reason, bytes)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """
    ).count([
      writer, lane, .integer(segment.first), .integer(segment.last),
      .bytes(sealed.chainHash.word.bytes), .text(reason), .bytes(sealed.bytes),
    ])
    guard isNew == 1 else { return }
    try connection.statement("INSERT INTO alarm (writer, lane, text) VALUES (?, ?, ?)")
      .run(writer, lane, .text(reason))
    var row = try log(segment.log)
    row.paused = row.paused ?? reason
    try setLog(row)
  }
}
