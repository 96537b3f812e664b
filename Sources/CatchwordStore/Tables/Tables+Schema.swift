import CatchwordCore

/// What happens when a replica is opened with another schema or fold than it was left with.
extension Tables {
  func adoptSchema() throws {
    try begin()
    let replica = try replica()
    guard replica.schemaVersion <= schema.version else {
      throw StoreError.newerSchema(stored: replica.schemaVersion, known: schema.version)
    }
    let shape = hashing.sha256(SchemaTables.shape(schema)).word.bytes
    var needsFolding = replica.derivingVersion != deriving.version
    if replica.schemaShape != shape || replica.schemaVersion != schema.version {
      var work = SchemaTables(schema, connection)
      try work.bringUpToDate()
      for kind in work.created { try adopt(kind) }
      for (kind, field) in work.added { try adopt(kind, field: field) }
      // A new field or kind may mean something to the fold that it could not see before.
      needsFolding =
        needsFolding || work.needsFolding || (replica.schemaVersion != 0 && work.foundMore)
      try connection.statement(
        "UPDATE replica SET schema_version = ?, schema_shape = ? WHERE id = 1"
      ).run(.integer(schema.version), .bytes(shape))
      current = nil
    }
    if needsFolding { try refoldEverything() }
    try flush()
  }

  /// A kind that peers knew earlier: its records and facts move into their new table.
  private func adopt(_ kind: Kind) throws {
    if let table = factTables[kind.number] { return try adoptFacts(table) }
    let rows = try connection.statement("SELECT DISTINCT record FROM beside WHERE kind = ?")
      .all(.integer(kind.number)) { $0.integer(0) }
    for row in rows { try relay(kind, row: row, hasRow: false) }
  }

  private func adoptFacts(_ table: FactTable) throws {
    let kind = table.kind.number
    let rows = try connection.statement("SELECT id FROM unknown_fact WHERE kind = ?")
      .all(.integer(kind)) { $0.integer(0) }
    for row in rows {
      try connection.statement(
        "SELECT writer, number, sequence, time, staff, run, rest FROM unknown_fact WHERE kind = ? AND id = ?"
      ).query([.integer(kind), .integer(row)]) { columns in
        let dot = Dot(writer: try interning.writer(columns.integer(0)), number: columns.integer(1))
        let origin = FactOrigin(
          dot: dot, sequence: columns.integer(2), time: columns.integer(3), staff: columns.text(4),
          run: columns.integer(5))
        let values = try columns.optionalBytes(6).map { try codec.rest($0) } ?? []
        _ = try insertRow(kind, row, values, origin)
        return false
      }
    }
    try connection.statement("DELETE FROM unknown_fact WHERE kind = ?").run(.integer(kind))
  }

  /// A field that peers knew earlier: its values move from beside the rows into the new column.
  private func adopt(_ kind: Kind, field: Int) throws {
    if let table = factTables[kind.number] { return try adoptRests(table) }
    let rows = try connection.statement(
      "SELECT DISTINCT record FROM beside WHERE kind = ? AND part = 1 AND field = ?"
    ).all(.integer(kind.number), .integer(field)) { $0.integer(0) }
    for row in rows { try relay(kind, row: row, hasRow: true) }
  }

  private func adoptRests(_ table: FactTable) throws {
    let facts = try table.statement(
      // schema-built SQL
      "SELECT id, writer, number, sequence, time, staff, run, rest FROM " + table.name
        + " WHERE rest IS NOT NULL"
    ).all { columns in
      let dot = Dot(writer: try interning.writer(columns.integer(1)), number: columns.integer(2))
      let origin = FactOrigin(
        dot: dot, sequence: columns.integer(3), time: columns.integer(4), staff: columns.text(5),
        run: columns.integer(6))
      return (columns.integer(0), origin)
    }
    for (row, origin) in facts {
      guard let fact = try fact(kind: table.kind.number, row: row) else { continue }
      try deleteFact(kind: table.kind.number, row: row)
      _ = try insertRow(table.kind.number, row, fact.values, origin)
    }
  }

  /// Stores a record again as it is: pieces that now have a column find it.
  private func relay(_ kind: Kind, row: Int64, hasRow: Bool) throws {
    let id = try interning.record(row)
    let old =
      hasRow
      ? try load(kind: kind.number, id, row: row) : try loadUnknown(kind: kind.number, id, row: row)
    guard let state = old.state else { return }
    // As if nothing stood in the row, so that every column is written.
    let blank = StoredRecord(id: id, row: row, kind: kind.number)
    blank.hasRow = hasRow
    blank.beside = old.beside
    try rewrite(state, over: blank)
  }
}
