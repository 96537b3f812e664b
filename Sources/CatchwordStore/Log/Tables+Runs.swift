import CatchwordCore

/// What commits of one stretch share: what they had seen, and how far their clock was off.
struct Run {
  let contextID: Int64
  let context: Context
  let offset: ClockOffset
}

/// Contexts and runs, each kept once however many facts point at it.
extension Tables {
  /// Enough for the segments of a night; emptied when full.
  private static let cachedContexts = 256

  func intern(_ context: Context) throws -> Int64 {
    let body = try encode(context)
    let hash = Cell.bytes(hashing.sha256(body).word.bytes)
    let find = try connection.statement("SELECT id FROM context WHERE hash = ?")
    if let known = try find.first(hash, read: { $0.integer(0) }) { return known }
    try connection.statement("INSERT INTO context (hash, body) VALUES (?, ?)")
      .run(hash, .bytes(body))
    guard let id = try find.first(hash, read: { $0.integer(0) }) else {
      throw StoreError.invariant("a context was not kept")
    }
    return id
  }

  func intern(context: Int64, offset: ClockOffset) throws -> Int64 {
    let cells: [Cell] = [
      .integer(context), .integer(offset.seconds), .integer(Int64(offset.source.rawValue)),
    ]
    let find = try connection.statement(
      "SELECT id FROM run WHERE context = ? AND seconds = ? AND source = ?")
    if let known = try find.all(cells, read: { $0.integer(0) }).first { return known }
    try connection.statement("INSERT INTO run (context, seconds, source) VALUES (?, ?, ?)")
      .run(cells)
    guard let id = try find.all(cells, read: { $0.integer(0) }).first else {
      throw StoreError.invariant("a run was not kept")
    }
    return id
  }

  /// The run of commits made here now.
  func ownRun(_ offset: ClockOffset) throws -> Int64 {
    let cache = try logs()
    if let known = cache.foreignID { return try intern(context: known, offset: offset) }
    let id = try intern(cache.foreign)
    logCache.foreignID = id
    return try intern(context: id, offset: offset)
  }

  func run(_ id: Int64) throws -> Run {
    if let known = runs[id] { return known }
    let row = try connection.statement("SELECT context, seconds, source FROM run WHERE id = ?")
      .first(.integer(id)) { ($0.integer(0), $0.integer(1), $0.integer(2)) }
    guard let row, let raw = UInt8(exactly: row.2), let source = ClockOffset.Source(rawValue: raw)
    else { throw StoreError.invariant("run \(id) is unknown") }
    let run = Run(
      contextID: row.0, context: try context(row.0),
      offset: ClockOffset(seconds: row.1, source: source))
    if runs.count >= Self.cachedContexts { runs = [:] }
    runs[id] = run
    return run
  }

  private func context(_ id: Int64) throws -> Context {
    if let known = contexts[id] { return known }
    let body = try connection.statement("SELECT body FROM context WHERE id = ?")
      .first(.integer(id)) { $0.bytes(0) }
    guard let body else { throw StoreError.invariant("context \(id) is unknown") }
    let context = try decodeContext(body)
    if contexts.count >= Self.cachedContexts { contexts = [:] }
    contexts[id] = context
    return context
  }

  func encode(_ context: Context) throws -> [UInt8] {
    var bytes = ByteWriter()
    for (log, head) in context.sorted {
      bytes.append(varint: UInt64(try interning.intern(log.writer)))
      bytes.append(byte: log.lane.rawValue)
      bytes.append(varint: UInt64(head.number))
      bytes.append(raw: withUnsafeBytes(of: head.hash.bigEndian, Array.init))
    }
    return bytes.bytes
  }

  func decodeContext(_ body: [UInt8]) throws -> Context {
    var bytes = ByteReader(body)
    var heads: [LogID: Head] = [:]
    while !bytes.isAtEnd {
      let writer = Int64(try bytes.varint())
      let log = try logID(writer: writer, lane: Int64(try bytes.byte()))
      let number = Int64(try bytes.varint())
      let hash = try bytes.raw(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      heads[log] = Head(number: number, hash: hash)
    }
    return Context(heads)
  }
}
