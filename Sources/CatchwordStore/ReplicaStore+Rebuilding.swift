package import CatchwordCore

/// Everything but the log is made of the log, and can be made again (R14).
extension ReplicaStore {
  /// Applies every sealed segment again into empty tables, then the unsealed tail, and folds.
  /// Frontier and log stay as they are; one transaction.
  /// - Returns: the digests afterwards: those from before, unless something was broken.
  package func rebuild(decode: ([UInt8]) throws -> Segment) throws -> StateDigests {
    try change { tables in
      for lane in Lane.allCases {
        for row in try tables.tailRows(lane) { try tables.spill(lane, number: row.number) }
      }
      try tables.readForks(decode)
      try tables.deleteState()
      try tables.applyLog(decode)
      try tables.applyTail()
      try tables.refoldEverything()
      try tables.flush()
      return try StoreReader(tables).digests()
    }
  }

  /// Folds everything again, on the state as it stands.
  package func rederive() throws -> StateDigests {
    try change { tables in
      try tables.refoldEverything()
      try tables.flush()
      return try StoreReader(tables).digests()
    }
  }
}

extension Tables {
  /// Empties what the log says; what is folded from it goes when it is folded again.
  func deleteState() throws {
    // schema-built SQL
    for table in recordTables.values { try table.statement("DELETE FROM " + table.name).run() }
    // schema-built SQL
    for table in factTables.values { try table.statement("DELETE FROM " + table.name).run() }
    loaded.dropAll()
    memo = FactMemo()
    stated.dropAll()
    try connection.statement("DELETE FROM beside").run()
    try connection.statement("DELETE FROM unknown_fact").run()
    try connection.statement("DELETE FROM total").run()
    digestChanges = [:]
    censusChanges = [:]
  }

  fileprivate func applyTail() throws {
    let replica = try replica()
    for lane in Lane.allCases {
      for row in try tailRows(lane) {
        let offset = try run(row.run).offset
        let segment = Segment(
          log: LogID(writer: replica.writer, lane: lane), schemaVersion: schema.version,
          previous: .none, context: try run(row.run).context, offset: offset,
          commits: [try commit(row)])
        try apply(segment, in: segment.log)
        changes = []
      }
    }
  }
}
