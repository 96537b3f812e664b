import CatchwordCore

/// An unsealed commit as its row describes it: what the minted rows do not say themselves.
struct TailRow {
  let lane: Lane
  let number: Int64
  let sequence: Int64
  let clock: ClockReading
  let staff: String
  let run: Int64
  let firstMinted: Int64
  let lastMinted: Int64
  /// How many facts or new rows of each kind are their own log.
  let implicit: [(kind: Int, count: Int)]
  /// All other operations, with their places in the commit.
  let explicit: [(place: Int, operation: Operation)]
}

/// The unsealed tail. Facts and new rows *are* their log: a commit's row only says which range of
/// minted numbers is its own. Before such a row changes, `spill` copies the commit's operations out,
/// so that the bytes of a commit never change.
extension Tables {
  private static let selectTail: StaticString = """
    SELECT lane, number, sequence, wall, boot, monotonic, staff, run, first_minted, last_minted,
      implicit, explicit
    FROM tail WHERE lane = ?1 AND number >= ?2 ORDER BY number LIMIT ?3
    """

  func tailRows(_ lane: Lane, from number: Int64 = 0, limit: Int = .max) throws -> [TailRow] {
    try connection.statement(Self.selectTail)
      .all(.integer(Int64(lane.rawValue)), .integer(number), .integer(limit)) { columns in
        TailRow(
          lane: lane, number: columns.integer(1), sequence: columns.integer(2),
          clock: ClockReading(
            wallSeconds: columns.integer(3), boot: columns.integer(4),
            monotonicMilliseconds: columns.integer(5)),
          staff: columns.text(6), run: columns.integer(7), firstMinted: columns.integer(8),
          lastMinted: columns.integer(9), implicit: try implicit(columns.bytes(10)),
          explicit: try explicit(columns.optionalBytes(11)))
      }
  }

  func insertTail(_ row: TailRow) throws {
    try connection.statement(
      """
      INSERT INTO tail (lane, number, sequence, wall, boot, monotonic, staff, run, first_minted,
        last_minted, implicit, explicit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run([
      .integer(Int64(row.lane.rawValue)), .integer(row.number), .integer(row.sequence),
      .integer(row.clock.wallSeconds), .integer(row.clock.boot),
      .integer(row.clock.monotonicMilliseconds), .text(row.staff), .integer(row.run),
      .integer(row.firstMinted), .integer(row.lastMinted),
      row.implicit.isEmpty ? .null : .bytes(encode(row.implicit)),
      row.explicit.isEmpty ? .null : .bytes(encode(row.explicit)),
    ])
  }

  func lastTailNumber(_ lane: Lane) throws -> Int64? {
    try connection.statement("SELECT max(number) FROM tail WHERE lane = ?")
      .first(.integer(Int64(lane.rawValue))) { $0.optionalInteger(0) } ?? nil
  }

  /// Lanes without a tail are left out.
  func tailCounts() throws -> [Lane: Int] {
    let counts = try connection.statement("SELECT lane, count(*) FROM tail GROUP BY lane").all {
      (try lane($0.integer(0)), Int($0.integer(1)))
    }
    return Dictionary(uniqueKeysWithValues: counts)
  }

  func tailCount() throws -> Int {
    Int(try connection.statement("SELECT count(*) FROM tail").first { $0.integer(0) } ?? 0)
  }

  // MARK: Rows back to commits

  func commit(_ row: TailRow) throws -> Commit {
    let minted = try implicitOperations(row)
    var operations: [Operation] = []
    operations.reserveCapacity(minted.count + row.explicit.count)
    var (nextMinted, nextExplicit) = (0, 0)
    while nextMinted < minted.count || nextExplicit < row.explicit.count {
      if nextExplicit < row.explicit.count, row.explicit[nextExplicit].place == operations.count {
        operations.append(row.explicit[nextExplicit].operation)
        nextExplicit += 1
      } else {
        guard nextMinted < minted.count else {
          throw StoreError.invariant("commit \(row.number) of \(row.lane.name) has a gap")
        }
        operations.append(minted[nextMinted])
        nextMinted += 1
      }
    }
    return Commit(
      number: row.number, sequence: row.sequence, clock: row.clock, staff: row.staff,
      operations: operations)
  }

  /// Ascending by minted number: the order in which they were staged, else they were explicit.
  private func implicitOperations(_ row: TailRow) throws -> [Operation] {
    guard !row.implicit.isEmpty else { return [] }
    let writer = try replica().writer
    let own = try interning.intern(writer)
    let first = try interning.intern(RecordID(space: .writer(writer), number: row.firstMinted))
    let last = try interning.intern(RecordID(space: .writer(writer), number: row.lastMinted))
    let copied = Set(row.explicit.map(\.operation.record))
    var operations: [Operation] = []
    for (kind, count) in row.implicit {
      let found =
        try schema.kind(kind)?.isFact == true
        ? mintedFacts(kind, first, last, row.number, own)
        : mintedRecords(kind, first, last, row.number, own)
      let mine = found.filter { !copied.contains($0.record) }
      guard mine.count == count else {
        throw StoreError.invariant(
          "commit \(row.number) of \(row.lane.name): \(mine.count) of \(count) rows are left")
      }
      operations += mine
    }
    return operations.sorted { $0.record.number < $1.record.number }
  }

  private func mintedFacts(
    _ kind: Int, _ first: Int64, _ last: Int64, _ number: Int64, _ writer: Int64
  ) throws -> [Operation] {
    guard let table = factTables[kind] else { return [] }
    let found = try table.select("WHERE id BETWEEN ? AND ? AND number = ? AND writer = ?")
      .all(.integer(first), .integer(last), .integer(number), .integer(writer)) {
        try readFact($0, table)
      }
    return found.map { Operation(.fact, kind: kind, record: $0.id, values: $0.values) }
  }

  private func mintedRecords(
    _ kind: Int, _ first: Int64, _ last: Int64, _ number: Int64, _ writer: Int64
  ) throws -> [Operation] {
    guard let table = recordTables[kind] else { return [] }
    let found = try table.select("WHERE id BETWEEN ? AND ?")
      .all(.integer(first), .integer(last)) { try read($0, table) }
    return found.compactMap { record in
      guard let state = record.state, let run = record.meta.soleRun, run.number == number,
        run.writer == writer
      else { return nil }
      let values = state.registers.map { FieldValue($0.key, $0.value.shown) }
      return Operation(.write, kind: kind, record: record.id, values: values)
    }
  }

  // MARK: Copy on write

  /// Copies the operations of the commit that made `record`, where the row is its own log so far.
  func spillIfOwnLog(_ record: StoredRecord, lane: Lane, writer: WriterID) throws {
    guard record.state != nil, let run = record.meta.soleRun,
      record.id.space == .writer(writer), run.writer == (try interning.find(writer))
    else { return }
    let log = LogID(writer: writer, lane: lane)
    guard run.number > (try self.log(log).number) else { return }
    try spill(lane, number: run.number)
  }

  func spill(_ lane: Lane, number: Int64) throws {
    guard let row = try tailRows(lane, from: number, limit: 1).first, row.number == number,
      !row.implicit.isEmpty
    else { return }
    let operations = try commit(row).operations
    let placed = operations.enumerated().map { (place: $0.offset, operation: $0.element) }
    try connection.statement(
      "UPDATE tail SET implicit = NULL, explicit = ? WHERE lane = ? AND number = ?"
    ).run(.bytes(encode(placed)), .integer(Int64(lane.rawValue)), .integer(number))
  }

  // MARK: Bytes

  private func encode(_ implicit: [(kind: Int, count: Int)]) -> [UInt8] {
    var bytes = ByteWriter()
    for (kind, count) in implicit {
      bytes.append(varint: UInt64(kind))
      bytes.append(varint: UInt64(count))
    }
    return bytes.bytes
  }

  private func implicit(_ body: [UInt8]) throws -> [(kind: Int, count: Int)] {
    var bytes = ByteReader(body)
    var implicit: [(kind: Int, count: Int)] = []
    while !bytes.isAtEnd { implicit.append((Int(try bytes.varint()), Int(try bytes.varint()))) }
    return implicit
  }

  private func encode(_ explicit: [(place: Int, operation: Operation)]) -> [UInt8] {
    var bytes = ByteWriter()
    for (place, _) in explicit { bytes.append(varint: UInt64(place)) }
    var prefix = ByteWriter()
    prefix.append(counted: bytes.bytes)
    prefix.append(operations: explicit.map(\.operation))
    return prefix.bytes
  }

  private func explicit(_ body: [UInt8]?) throws -> [(place: Int, operation: Operation)] {
    guard let body else { return [] }
    var bytes = ByteReader(body)
    var places = ByteReader(try bytes.counted(maximum: body.count))
    var explicit: [(place: Int, operation: Operation)] = []
    for operation in try bytes.operations() {
      explicit.append((Int(try places.varint()), operation))
    }
    return explicit
  }
}
