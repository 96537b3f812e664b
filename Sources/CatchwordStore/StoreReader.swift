package import CatchwordCore

/// A replica as one snapshot shows it.
///
/// Valid only inside the closure that received it. What the fold may ask stands here; lists, the log
/// and derived state in extensions.
package struct StoreReader: RecordReading {
  let tables: Tables

  init(_ tables: Tables) { self.tables = tables }

  /// The replica's own writer.
  package var writer: WriterID { get throws { try tables.replica().writer } }

  /// A local setting, never replicated.
  package func setting(_ key: String) throws -> String? {
    try tables.connection.statement("SELECT value FROM setting WHERE key = ?")
      .first(.text(key)) { $0.text(0) }
  }

  package func record(kind: Int, _ id: RecordID) throws -> RecordView? {
    guard let row = try tables.interning.find(id) else { return nil }
    return try tables.load(kind: kind, id, row: row).view
  }

  package func records(kind: Int, where field: Int, is value: Value) throws -> [RecordView] {
    let table = try recordTable(kind)
    guard let position = table.position(field) else { throw notLookedUp(kind, field) }
    guard let cell = try tables.interning.searchCell(value) else { return [] }
    // An index answers alone which they are, and most of them are loaded already.
    let rows = try table.ids(where: position, isNull: value.isNull).all(cell) { $0.integer(0) }
    return try rows.compactMap {
      try tables.load(kind: kind, try tables.interning.record($0), row: $0).view
    }.sorted { $0.id < $1.id }
  }

  package func facts(kind: Int, where field: Int, is value: Value) throws -> [PlacedFact] {
    let table = try factTable(kind)
    guard let position = table.position(field) else { throw notLookedUp(kind, field) }
    guard let cell = try tables.interning.searchCell(value) else { return [] }
    return try tables.facts(table, position, value, cell)
  }

  package func facts(
    kind: Int, where field: Int, is value: Value, without other: Int
  ) throws -> [PlacedFact] {
    let table = try factTable(kind)
    guard let position = table.position(field), let absent = table.position(other) else {
      throw notLookedUp(kind, field)
    }
    guard let cell = try tables.interning.searchCell(value) else { return [] }
    return try table.select(where: position, isNull: value.isNull, without: absent)
      .all(cell) { try tables.readFact($0, table) }
      .sorted { $0.id < $1.id }
  }

  package func facts(
    kind: Int, of writer: WriterID, numbers: ClosedRange<Int64>
  ) throws -> [PlacedFact] {
    let table = try factTable(kind)
    // Nothing of a segment that is being taken in is here yet.
    guard let row = try tables.interning.find(writer),
      try tables.log(LogID(writer: writer, lane: table.kind.lane)).number >= numbers.lowerBound
    else { return [] }
    return try table.select("WHERE writer = ? AND number BETWEEN ? AND ?")
      .all(.integer(row), .integer(numbers.lowerBound), .integer(numbers.upperBound)) {
        try tables.readFact($0, table)
      }
      .sorted { $0.id < $1.id }
  }

  package func hasFacts(kind: Int, where field: Int, is value: Value) throws -> Bool {
    let table = try factTable(kind)
    guard let position = table.position(field) else { throw notLookedUp(kind, field) }
    guard let cell = try tables.interning.searchCell(value) else { return false }
    return try tables.hasFacts(table, position, value, cell)
  }

  package func isDead(kind: Int, _ id: RecordID) throws -> Bool? {
    let table = try recordTable(kind)
    guard let row = try tables.interning.find(id) else { return nil }
    if let known = tables.loaded[kind, row] { return known.state?.isDead }
    let life = try table.life().first(.integer(row)) { Life(rawValue: $0.integer(0)) }
    return switch life ?? nil {
    case .live?: false
    case .dead?: true
    case .unknown?, nil: nil
    }
  }

  package func mayHold(kind: Int, field: Int) throws -> Bool {
    let table = try recordTable(kind)
    guard let position = table.position(field) else { throw notLookedUp(kind, field) }
    return try tables.loaded.holds(kind: kind, field: field) {
      // schema-built SQL
      let sql = "SELECT 1 FROM " + table.name + " WHERE " + table.columns[position].name
      return try table.statement(sql + " IS NOT NULL LIMIT 1").first { _ in true } ?? false
    }
  }

  package func remembering<T: Sendable>(
    factsOf kind: Int, _ id: RecordID?, _ make: () throws -> T
  ) throws -> T {
    try tables.remembering(factsOf: kind, id, make)
  }

  package func fact(kind: Int, _ id: RecordID) throws -> PlacedFact? {
    guard let row = try tables.interning.find(id) else { return nil }
    return try tables.fact(kind: kind, row: row)
  }

  package func greatest(
    _ field: Int, kind: Int, where other: Int, is value: Value
  ) throws -> Int64? {
    let table = try factTable(kind)
    guard let position = table.position(field), let condition = table.position(other) else {
      throw notLookedUp(kind, other)
    }
    guard let cell = try tables.interning.searchCell(value) else { return nil }
    let sought = table.columns[position].name
    // The plus keeps SQLite from gathering all facts of that value to find the greatest among them: it
    // walks down the sought field's own index until one has it.
    // schema-built SQL
    let sql =
      "SELECT " + sought + " FROM " + table.name + " WHERE " + sought + " IS NOT NULL AND +"
      + table.columns[condition].name + (value.isNull ? " IS ?" : " = ?") + " ORDER BY " + sought
      + " DESC LIMIT 1"
    return try table.statement(sql).first(cell) { $0.integer(0) }
  }

  // MARK: Shared with the lists

  func recordTable(_ kind: Int) throws -> RecordTable {
    guard let table = tables.recordTables[kind] else {
      throw StoreError.invalidOperation(
        kind: "kind \(kind)", field: "", reason: "the schema declares no such kind of record")
    }
    return table
  }

  func factTable(_ kind: Int) throws -> FactTable {
    guard let table = tables.factTables[kind] else {
      throw StoreError.invalidOperation(
        kind: "kind \(kind)", field: "", reason: "the schema declares no such kind of fact")
    }
    return table
  }

  func notLookedUp(_ kind: Int, _ field: Int) -> StoreError {
    .invalidOperation(
      kind: tables.schema.kind(kind)?.name ?? "kind \(kind)", field: "\(field)",
      reason: "records are not looked up by it")
  }

  /// - Parameters:
  ///   - order: SQL to follow the condition, with placeholders for `limit`.
  ///   - limit: what its placeholders stand for.
  func views(
    _ table: RecordTable, _ column: Column, _ value: Value, order: String, limit: [Cell]
  ) throws -> [RecordView] {
    guard let cell = try tables.interning.searchCell(value) else { return [] }
    let condition = "WHERE " + column.name + (value.isNull ? " IS ?" : " = ?") + order
    return try table.select(condition).all([cell] + limit) { try tables.read($0, table) }
      .compactMap(\.view)
  }
}
