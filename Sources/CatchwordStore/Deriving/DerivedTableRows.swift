import CatchwordCore

/// One derived table: rows belong to a subject and are replaced together.
final class DerivedTableRows {
  let table: DerivedTable
  /// Its place among the schema's derived tables.
  let place: Int
  let name: String
  let columns: [Column]
  private let shapes: [ColumnShape]
  private unowned let connection: Connection
  private var insertion = OncePrepared()
  private var lookups: [String: Prepared] = [:]
  private var statements: [String: Prepared] = [:]
  private var updates: [UInt64: Prepared] = [:]

  init(_ table: DerivedTable, place: Int, _ connection: Connection) {
    self.table = table
    self.place = place
    self.connection = connection
    name = Self.name(table.name)
    columns = Column.columns(table.fields, prefix: "field_")
    shapes = columns.shapes
  }

  static func name(_ table: String) -> String { "fold_" + table }

  func statement(_ sql: String) throws -> Prepared {
    if let known = statements[sql] { return known }
    let statement = try connection.prepared(sql)
    statements[sql] = statement
    return statement
  }

  /// - Parameter condition: SQL of literals and column names only.
  func rows(
    _ condition: String, _ cells: [Cell], _ interning: Interning
  ) throws -> [(id: Int64, kind: Int, subject: Int64, row: DerivedRow)] {
    try select(condition).all(cells) { row in
      var values = FieldMap(minimumCapacity: columns.count)
      for (index, column) in shapes.enumerated() {
        values[column.field] = try interning.value(row, 3 + index, column.type)
      }
      return (
        row.integer(0), Int(row.integer(1)), row.integer(2),
        DerivedRow(table: table.name, values: values)
      )
    }
  }

  /// What names a row among those of its subject: a loan that ends is the same row.
  func name(of row: DerivedRow) -> Value? { columns.first.flatMap { row.values[$0.field] } }

  /// The row of a subject by its name.
  func row(
    _ name: Value, kind: Int, subject: Int64, _ interning: Interning
  ) throws -> (id: Int64, row: DerivedRow)? {
    guard let column = columns.first, let cell = try interning.searchCell(name) else { return nil }
    let condition = "WHERE subject_kind = ? AND subject = ? AND +" + column.name + " = ?"
    return try rows(condition, [.integer(kind), .integer(subject), cell], interning).first
      .map { ($0.id, $0.row) }
  }

  private func select(_ condition: String) throws -> Prepared {
    if let known = lookups[condition] { return known }
    let statement = try connection.prepared(
      // schema-built SQL
      "SELECT rowid, subject_kind, subject" + columns.listed + " FROM " + name + " " + condition)
    lookups[condition] = statement
    return statement
  }

  func insert(_ row: DerivedRow, kind: Int, subject: Int64, _ interning: Interning) throws {
    let statement = try insertion.get {
      try connection.prepared(
        // schema-built SQL
        "INSERT INTO " + name + " (subject_kind, subject" + columns.listed
          + ") VALUES (?, ?" + columns.placeholders + ")")
    }
    var cells: [Cell] = [.integer(kind), .integer(subject)]
    for column in columns {
      cells.append(try cell(row.values[column.field] ?? .null, column, interning))
    }
    try statement.run(cells)
  }

  /// Writes the columns that changed; indexes of others stay untouched.
  func update(
    _ id: Int64, from old: DerivedRow, to new: DerivedRow, _ interning: Interning
  ) throws {
    var changed: UInt64 = 0
    var cells: [Cell] = []
    for (index, column) in columns.enumerated() {
      let value = new.values[column.field] ?? .null
      guard value != (old.values[column.field] ?? .null) else { continue }
      changed |= 1 << UInt64(index)
      cells.append(try cell(value, column, interning))
    }
    guard changed != 0 else { return }
    cells.append(.integer(id))
    try update(changed: changed).run(cells)
  }

  /// - Parameter changed: bit n stands for `columns[n]`.
  private func update(changed: UInt64) throws -> Prepared {
    if let known = updates[changed] { return known }
    let some = columns.indices.filter { changed >> UInt64($0) & 1 != 0 }.map { columns[$0] }
    let statement = try connection.prepared(
      // schema-built SQL
      "UPDATE " + name + " SET " + some.assignments.dropFirst(2) + " WHERE id = ?")
    updates[changed] = statement
    return statement
  }

  private func cell(_ value: Value, _ column: Column, _ interning: Interning) throws -> Cell {
    guard column.fits(value) else {
      throw StoreError.invalidOperation(
        kind: table.name, field: column.name, reason: "the fold gave a value of another type")
    }
    return try interning.cell(value)
  }

  func delete(_ id: Int64) throws {
    // schema-built SQL
    try statement("DELETE FROM " + name + " WHERE rowid = ?").run(.integer(id))
  }

  // schema-built SQL
  func deleteAll() throws { try statement("DELETE FROM " + name).run() }

  func forgetStatements() {
    insertion = OncePrepared()
    lookups = [:]
    statements = [:]
    updates = [:]
  }
}
