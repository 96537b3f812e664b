import CatchwordCore

/// One derived table: rows belong to a subject and are replaced together.
final class DerivedTableRows {
  let table: DerivedTable
  let name: String
  let columns: [Column]
  private unowned let connection: Connection
  private var statements: [String: Prepared] = [:]

  init(_ table: DerivedTable, _ connection: Connection) {
    self.table = table
    self.connection = connection
    name = Self.name(table.name)
    columns = table.fields.map { Column($0, prefix: "field_") }
  }

  static func name(_ table: String) -> String { "fold_" + table }

  func statement(_ sql: String) throws -> Prepared {
    if let known = statements[sql] { return known }
    let statement = try Prepared(sql, in: connection.database)
    statements[sql] = statement
    return statement
  }

  /// - Parameter condition: SQL of literals and column names only.
  func rows(
    _ condition: String, _ cells: [Cell], _ interning: Interning
  ) throws -> [(kind: Int, subject: Int64, row: DerivedRow)] {
    // schema-built SQL
    let sql = "SELECT subject_kind, subject" + columns.listed + " FROM " + name + " " + condition
    return try statement(sql).all(cells) { row in
      var values: [Int: Value] = [:]
      for (index, column) in columns.enumerated() {
        let value = try interning.value(row, 2 + index, column.type)
        if !value.isNull { values[column.field] = value }
      }
      return (
        Int(row.integer(0)), row.integer(1), DerivedRow(table: table.name, values: values)
      )
    }
  }

  func insert(_ row: DerivedRow, kind: Int, subject: Int64, _ interning: Interning) throws {
    let sql =
      // schema-built SQL
      "INSERT INTO " + name + " (subject_kind, subject" + columns.listed
      + ") VALUES (?, ?" + columns.placeholders + ")"
    var cells: [Cell] = [.integer(kind), .integer(subject)]
    for column in columns {
      let value = row.values[column.field] ?? .null
      guard column.fits(value) else {
        throw StoreError.invalidOperation(
          kind: table.name, field: column.name, reason: "the fold gave a value of another type")
      }
      cells.append(try interning.cell(value))
    }
    try statement(sql).run(cells)
  }

  func delete(kind: Int, subject: Int64) throws {
    // schema-built SQL
    try statement("DELETE FROM " + name + " WHERE subject_kind = ? AND subject = ?")
      .run(.integer(kind), .integer(subject))
  }

  // schema-built SQL
  func deleteAll() throws { try statement("DELETE FROM " + name).run() }

  func forgetStatements() { statements = [:] }
}
