package import CatchwordCore

/// Which review items a list shows; by severity, then id.
package struct ReviewFilter: Hashable, Sendable {
  package var owner: String?
  package var includesResolved: Bool

  package init(owner: String? = nil, includesResolved: Bool = false) {
    self.owner = owner
    self.includesResolved = includesResolved
  }
}

/// A subject that a search found; a smaller rank is a better match.
package struct Found: Hashable, Sendable {
  package let subject: Subject
  package let rank: Double
}

/// What the fold made of the state.
extension StoreReader {
  package func derivedRows(
    table: String, where field: Int, is value: Value
  ) throws -> [DerivedRow] {
    try derivedRows(table: table, where: field, is: value, limit: .max)
  }

  package func derivedRows(
    table: String, where field: Int, is value: Value, limit: Int
  ) throws -> [DerivedRow] {
    let rows = try tables.derivedTable(table)
    let column = try column(field, of: rows)
    guard let cell = try tables.interning.searchCell(value) else { return [] }
    let condition = "WHERE " + column.name + (value.isNull ? " IS ?" : " = ?") + " LIMIT ?"
    return try rows.rows(condition, [cell, .integer(limit)], tables.interning).map(\.row)
  }

  /// Of the rows that hold a value in one field those that hold another value in another field.
  ///
  /// - Parameter field: an indexed field; `other` may be any.
  package func derivedRows(
    table: String, where field: Int, is value: Value, and other: Int, is second: Value
  ) throws -> [DerivedRow] {
    let rows = try tables.derivedTable(table)
    let columns = try [field, other].map { try column($0, of: rows) }
    guard let cell = try tables.interning.searchCell(value),
      let filter = try tables.interning.searchCell(second)
    else { return [] }
    // The plus keeps SQLite from seeking by the second field, in whose index half the table may bear
    // one value.
    return try rows.rows(
      "WHERE " + columns[0].name + " = ? AND +" + columns[1].name + " = ?", [cell, filter],
      tables.interning
    ).map(\.row)
  }

  package func derivedRows(table: String, of subject: Subject) throws -> [DerivedRow] {
    guard let (kind, row) = try tables.interning.find(subject) else { return [] }
    return try tables.derivedTable(table).rows(
      "WHERE subject_kind = ? AND subject = ?", [.integer(kind), .integer(row)], tables.interning
    ).map(\.row)
  }

  package func derivedRows(table: String, limit: Int) throws -> [DerivedRow] {
    try tables.derivedTable(table).rows("LIMIT ?", [.integer(limit)], tables.interning).map(\.row)
  }

  /// Columns folded for a record, also for one that only facts name so far.
  package func derivedColumns(kind: Int, _ id: RecordID) throws -> FieldMap {
    guard let row = try tables.interning.find(id) else { return [:] }
    return try tables.load(kind: kind, id, row: row).derived
  }

  package func reviews(_ filter: ReviewFilter, limit: Int = 1_000) throws -> [ReviewItem] {
    try tables.reviews(filter, limit: limit)
  }

  package func review(_ id: ContentHash) throws -> ReviewItem? { try tables.review(id) }

  package func reviews(of subject: Subject) throws -> [ReviewItem] {
    guard let (kind, row) = try tables.interning.find(subject) else { return [] }
    return try tables.reviews(kind: kind, subject: row)
  }

  /// - Parameter expression: in the query language of FTS5; the caller quotes what people typed.
  package func search(_ expression: String, limit: Int, offset: Int = 0) throws -> [Found] {
    try tables.search(expression, limit: limit, offset: offset)
  }

  /// One line a decision. Explanations are not stored; the subject is folded again to give them.
  package func explain(_ subject: Subject) throws -> [String] {
    try tables.deriving.derive(subject, in: self).explanations
  }

  private func column(_ field: Int, of rows: DerivedTableRows) throws -> Column {
    guard let column = rows.columns.first(where: { $0.field == field }) else {
      throw StoreError.invalidOperation(
        kind: rows.table.name, field: "\(field)", reason: "the derived table has no such field")
    }
    return column
  }
}
