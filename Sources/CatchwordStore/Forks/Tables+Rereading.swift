import CatchwordCore

/// State is made again of the log where a log forks: commits get other names, and what hung on them
/// hangs on others. Forks are rare; nothing of this is done while no log has arms.
extension Tables {
  func readAgain(_ decode: ([UInt8]) throws -> Segment) throws {
    try readForks(decode)
    try deleteState()
    try applyLog(decode)
    try refoldEverything()
  }

  /// Finds out anew which arms begin alike.
  func readForks(_ decode: ([UInt8]) throws -> Segment) throws {
    logCache = LogCache()
    try connection.statement("DELETE FROM shared").run()
    let trunks = try logs().arms.keys.filter { try log($0).root == nil }
    for trunk in trunks.sorted() {
      var beginnings = SharedBeginnings(in: self)
      try beginnings.find(in: trunk, decode)
      for (run, parts) in beginnings.parts.sorted(by: { $0.key < $1.key }) {
        for part in parts { try insert(part, of: run) }
      }
    }
    try connection.statement("UPDATE replica SET generation = generation + 1 WHERE id = 1").run()
    current = nil
    logCache = LogCache()
  }

  private func insert(_ part: SharedPart, of run: LogID) throws {
    try connection.statement(
      "INSERT INTO shared (writer, lane, through, name) VALUES (?, ?, ?, ?)"
    ).run(
      .integer(try interning.intern(run.writer)), .integer(Int64(run.lane.rawValue)),
      .integer(part.through), .integer(try interning.intern(part.name.writer)))
  }

  /// In the order in which segments were first applied here, an order that causality allows; what
  /// several arms begin with, when the first of them is met.
  func applyLog(_ decode: ([UInt8]) throws -> Segment) throws {
    let next = try connection.statement(
      "SELECT id, writer, lane, bytes FROM segment WHERE id > ? ORDER BY id LIMIT 1")
    var reached: Int64 = 0
    var applied: [LogID: Int64] = [:]
    while let (id, writer, lane, bytes) = try next.first(
      .integer(reached),
      read: { ($0.integer(0), $0.integer(1), $0.integer(2), $0.bytes(3)) })
    {
      let run = try logID(writer: writer, lane: lane)
      let segment = try decode(bytes)
      if try isForked(run) {
        try apply(segment, in: run, through: segment.last, &applied, decode)
      } else {
        try apply(segment, in: run)
      }
      // The fold comes at the end, for everything at once.
      changes = []
      reached = id
    }
  }

  private func apply(
    _ segment: Segment, in run: LogID, through number: Int64, _ applied: inout [LogID: Int64],
    _ decode: ([UInt8]) throws -> Segment
  ) throws {
    for piece in try pieces(of: segment, in: run) where piece.first <= number {
      guard piece.log == run else {
        try apply(piece.log, through: min(number, piece.last), &applied, decode)
        continue
      }
      let rest = piece.commits.filter {
        $0.number > applied[run] ?? 0 && $0.number <= number
      }
      guard let last = rest.last else { continue }
      try apply(piece.with(rest))
      applied[run] = last.number
    }
  }

  /// The commits of a run up to a number that are read as its own.
  private func apply(
    _ run: LogID, through number: Int64, _ applied: inout [LogID: Int64],
    _ decode: ([UInt8]) throws -> Segment
  ) throws {
    var reached = applied[run] ?? 0
    while reached < number {
      var bytes: [UInt8]?
      try StoreReader(self).segments(of: run, after: reached) {
        bytes = $0.bytes
        return false
      }
      guard let bytes else { throw StoreError.invariant("\(run) ends before \(number)") }
      let segment = try decode(bytes)
      try apply(segment, in: run, through: number, &applied, decode)
      reached = segment.last
    }
  }
}

extension Segment {
  func with(_ commits: [Commit]) -> Segment {
    Segment(
      log: log, schemaVersion: schemaVersion, previous: previous, context: context, offset: offset,
      commits: commits)
  }
}
