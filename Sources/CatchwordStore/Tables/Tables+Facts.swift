import CatchwordCore

/// Where a fact comes from: its commit, and the run that gives its context and clock offset.
struct FactOrigin {
  let dot: Dot
  let sequence: Int64
  let time: Int64
  let staff: String
  let run: Int64
}

/// Facts: added once, never changed.
extension Tables {
  /// - Returns: false where a fact with this id stands already.
  func add(_ operation: Operation, _ origin: FactOrigin) throws -> Bool {
    let values = operation.values.filter { !$0.value.isNull }
    let row = try interning.intern(operation.record)
    guard try insertRow(operation.kind, row, values, origin) else { return false }
    count(kind: operation.kind, known: 1, live: 1)
    changes.append(.stated(try stated(operation, values, origin)))
    return true
  }

  /// The fact as it would be read from its row.
  private func stated(
    _ operation: Operation, _ values: [FieldValue], _ origin: FactOrigin
  ) throws -> PlacedFact {
    let run = try run(origin.run)
    let lane = factTables[operation.kind]?.kind.lane ?? .circulation
    return PlacedFact(
      id: operation.record, kind: operation.kind, values: values,
      stamp: Stamp(dot: origin.dot, time: origin.time), sequence: origin.sequence,
      past: CausalPast(dot: origin.dot, lane: lane, context: run.context), staff: origin.staff,
      offset: run.offset)
  }

  func insertRow(
    _ kind: Int, _ row: Int64, _ values: [FieldValue], _ origin: FactOrigin
  ) throws -> Bool {
    memo.drop(kind)
    let table = factTables[kind]
    var cells: [(place: Int, cell: Cell)] = []
    cells.reserveCapacity(FactTable.fixedColumns + values.count)
    cells.append((0, .integer(row)))
    cells.append((1, .integer(try interning.intern(origin.dot.writer))))
    cells.append((2, .integer(origin.dot.number)))
    cells.append((3, .integer(origin.sequence)))
    cells.append((4, .integer(origin.time)))
    cells.append((5, .text(origin.staff)))
    cells.append((6, .integer(origin.run)))
    var rest: [FieldValue] = []
    for each in values {
      if let table, let position = table.position(each.field),
        table.shapes[position].fits(each.value)
      {
        cells.append((FactTable.fixedColumns + position, try interning.cell(each.value)))
      } else {
        rest.append(each)
      }
    }
    if let bytes = try codec.rest(rest) { cells.append((7, .bytes(bytes))) }
    if let table {
      guard try table.insert().count(sparse: cells) == 1 else { return false }
      for each in values {
        guard let position = table.position(each.field) else { continue }
        stated.add(row, kind: kind, position: position, each.value)
      }
      return true
    }
    let statement = try connection.statement(
      """
      INSERT INTO unknown_fact (id, writer, number, sequence, time, staff, run, rest, kind)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """)
    cells.append((8, .integer(kind)))
    return try statement.count(sparse: cells) == 1
  }

  func deleteFact(kind: Int, row: Int64) throws {
    memo.drop(kind)
    stated.drop(kind)
    if let table = factTables[kind] {
      // schema-built SQL
      try table.statement("DELETE FROM " + table.name + " WHERE id = ?").run(.integer(row))
    } else {
      try connection.statement("DELETE FROM unknown_fact WHERE kind = ? AND id = ?")
        .run(.integer(kind), .integer(row))
    }
  }

  func fact(kind: Int, row: Int64) throws -> PlacedFact? {
    if let table = factTables[kind] {
      return try table.select("WHERE id = ?").first(.integer(row)) { try readFact($0, table) }
    }
    let statement = try connection.statement(
      """
      SELECT id, writer, number, sequence, time, staff, run, rest FROM unknown_fact
      WHERE kind = ? AND id = ?
      """)
    return try statement.first(.integer(kind), .integer(row)) {
      try readFact($0, kind: kind, lane: .circulation, columns: [])
    }
  }

  func readFact(_ row: Columns, _ table: FactTable) throws -> PlacedFact {
    try readFact(row, kind: table.kind.number, lane: table.kind.lane, columns: table.shapes)
  }

  private func readFact(
    _ row: Columns, kind: Int, lane: Lane, columns: [ColumnShape]
  ) throws -> PlacedFact {
    var values: [FieldValue] = []
    values.reserveCapacity(12)
    for (index, column) in columns.enumerated() {
      let value = try interning.value(row, FactTable.fixedColumns + index, column.type)
      if !value.isNull { values.append(FieldValue(column.field, value)) }
    }
    if let rest = row.optionalBytes(7) {
      values += try codec.rest(rest)
      values.sort { $0.field < $1.field }
    }
    let dot = Dot(writer: try interning.writer(row.integer(1)), number: row.integer(2))
    let run = try run(row.integer(6))
    return PlacedFact(
      id: try interning.record(row.integer(0)), kind: kind, values: values,
      stamp: Stamp(dot: dot, time: row.integer(4)), sequence: row.integer(3),
      past: CausalPast(dot: dot, lane: lane, context: run.context), staff: row.text(5),
      offset: run.offset)
  }

  /// Gives a fact the time and the run of the segment it was sealed in; not one that stands here
  /// by another commit that stated it too.
  func restamp(
    _ operation: Operation, _ dot: Dot, staff: String, time: Int64, run: Int64
  ) throws {
    guard let table = factTables[operation.kind] else { return }
    memo.drop(operation.kind)
    stated.drop(operation.kind)
    // schema-built SQL
    let statement = try table.statement(
      "UPDATE " + table.name + " SET time = ?, run = ? WHERE id = ? AND writer = ? AND number = ?")
    for isTwin in [false, true] {
      // Seldom asked: a fact whose id means another one here.
      let id = isTwin ? try twin(of: operation, staff) : operation.record
      guard let row = try interning.find(id) else { continue }
      let count = try statement.count([
        .integer(time), .integer(run), .integer(row), .integer(try interning.intern(dot.writer)),
        .integer(dot.number),
      ])
      if count > 0 { break }
    }
    changes.append(Change(operation: operation))
  }
}
