package import CatchwordCore

/// Pages for lists, in local order: by space as first met, then by number. Stable in one replica;
/// another replica has another order.
extension StoreReader {
  /// How many records of a kind are known, or live; kept as they change, never counted.
  package func recordCount(kind: Int, liveOnly: Bool = true) throws -> Int {
    try tables.connection.statement("SELECT known, live FROM total WHERE place = ?")
      .first(.integer(Tables.countPlace(kind))) { Int($0.integer(liveOnly ? 1 : 0)) } ?? 0
  }

  package func factCount(kind: Int) throws -> Int { try recordCount(kind: kind) }

  /// - Parameter after: the last id of the page before.
  package func records(
    kind: Int, liveOnly: Bool = true, limit: Int, after: RecordID? = nil
  ) throws -> [RecordView] {
    let table = try recordTable(kind)
    guard let start = try row(after) else { return [] }
    let life = liveOnly ? "life = 1" : "life >= 1"
    return try table.select("WHERE id > ? AND " + life + " ORDER BY id LIMIT ?")
      .all(.integer(start), .integer(limit)) { try tables.read($0, table) }
      .compactMap(\.view)
  }

  /// Records by a column that the fold filled; indexed where the schema says so.
  package func records(
    kind: Int, whereDerived column: Int, is value: Value, limit: Int = 1_000
  ) throws -> [RecordView] {
    let table = try recordTable(kind)
    guard let found = table.derived.first(where: { $0.field == column }) else {
      throw notLookedUp(kind, column)
    }
    return try views(table, found, value, order: " ORDER BY id LIMIT ?", limit: [.integer(limit)])
  }

  /// A page of records in the order of an indexed column that the fold filled; text and bytes go by
  /// bytes, ties in local order. Records without a value are in no page.
  ///
  /// - Parameters:
  ///   - upper: the first value that does not belong to the range any more.
  ///   - last: value and id of the last record of the page before, as that page had them.
  package func records(
    kind: Int, byDerived column: Int, from lower: Value, below upper: Value, limit: Int,
    after last: (value: Value, id: RecordID)? = nil
  ) throws -> [RecordView] {
    let table = try recordTable(kind)
    guard let found = table.derived.first(where: { $0.field == column && $0.indexed != nil }) else {
      throw notLookedUp(kind, column)
    }
    guard let start = try tables.interning.searchCell(last?.value ?? lower),
      let end = try tables.interning.searchCell(upper), let row = try row(last?.id)
    else { return [] }
    let condition =
      "WHERE " + found.name + " >= ?1 AND " + found.name + " < ?2 AND (" + found.name
      + " > ?1 OR id > ?3) ORDER BY " + found.name + ", id LIMIT ?4"
    return try table.select(condition).all(start, end, .integer(row), .integer(limit)) {
      try tables.read($0, table)
    }.compactMap(\.view)
  }

  package func facts(kind: Int, limit: Int, after: RecordID? = nil) throws -> [PlacedFact] {
    let table = try factTable(kind)
    guard let start = try row(after) else { return [] }
    return try table.select("WHERE id > ? ORDER BY id LIMIT ?")
      .all(.integer(start), .integer(limit)) { try tables.readFact($0, table) }
  }

  private func row(_ after: RecordID?) throws -> Int64? {
    guard let after else { return -1 }
    return try tables.interning.find(after)
  }
}
