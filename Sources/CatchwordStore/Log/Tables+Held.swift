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
      INSERT OR IGNORE INTO held (writer, lane, first, last, hash, context, bytes, previous)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run(
      .integer(try interning.intern(segment.log.writer)),
      .integer(Int64(segment.log.lane.rawValue)), .integer(segment.first), .integer(segment.last),
      .bytes(sealed.chainHash.word.bytes), .bytes(try encode(segment.context)),
      .bytes(sealed.bytes), .bytes(segment.previous.word.bytes))
    return true
  }

  /// A segment that waits, without its bytes.
  private struct Held {
    let id: Int64
    let name: SegmentName
    let previous: ContentHash
    let context: Context
  }

  private func held() throws -> [Held] {
    try connection.statement(
      """
      SELECT rowid, writer, lane, first, last, hash, context, previous FROM held
      ORDER BY lane, writer, first
      """
    ).all { row in
      let log = try logID(writer: row.integer(1), lane: row.integer(2))
      return Held(
        id: row.integer(0),
        name: SegmentName(
          log: log, first: row.integer(3), last: row.integer(4), hash: try contentHash(row.bytes(5))
        ),
        previous: try contentHash(row.bytes(7)), context: try decodeContext(row.bytes(6)))
    }
  }

  private func place(_ held: Held) throws -> Placement {
    try place(
      held.name.log, first: held.name.first, previous: held.previous, hash: held.name.hash)
  }

  /// Drops what has been applied meanwhile, and tells which of the rest could be applied now.
  func heldReady() throws -> [StoredSegment] {
    var ready: [StoredSegment] = []
    for each in try held() {
      switch try place(each) {
      case .held:
        try forgetHeld(each.name.hash)
        continue
      case .unknown: continue
      case .follows, .parts: break
      }
      guard try log(each.name.log).paused == nil,
        try waitReason(each.name.log.lane, each.context) == nil
      else { continue }
      let bytes = try connection.statement("SELECT bytes FROM held WHERE rowid = ?")
        .first(.integer(each.id)) { $0.bytes(0) }
      ready.append(StoredSegment(name: each.name, bytes: bytes ?? []))
    }
    return ready
  }

  /// Logs of which a later part waits here whose beginning is not known, although all numbers before
  /// it are: another history of the log. Who holds it has to send it from the start.
  func partedLogs() throws -> Set<LogID> {
    guard try heldCount() > 0 else { return [] }
    var parted: Set<LogID> = []
    for each in try held() where !parted.contains(each.name.log) {
      let reached = try family(of: each.name.log).map(\.number).max() ?? 0
      guard each.name.first - 1 <= reached, case .unknown = try place(each) else { continue }
      parted.insert(each.name.log)
    }
    return parted
  }

  func forgetHeld(_ hash: ContentHash) throws {
    try connection.statement("DELETE FROM held WHERE hash = ?").run(.bytes(hash.word.bytes))
  }

  /// The bytes are kept apart, the log is paused with a sentence, an alarm stands.
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
