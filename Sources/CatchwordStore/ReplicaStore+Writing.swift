package import CatchwordCore

extension ReplicaStore {
  /// One local transaction.
  ///
  /// What `body` stages becomes at most one commit a lane; the receipts come only after SQLite has
  /// made it durable (R1). Whatever `body` throws leaves no trace. A transaction that stages
  /// nothing makes no commit.
  /// - Parameter offset: what is known of the clock now; sealing may correct it.
  package func write<T>(
    clock: ClockReading, staff: String, offset: ClockOffset,
    _ body: (WriteTransaction) throws -> T
  ) throws -> (T, [Receipt]) {
    try change { tables in
      let transaction = try WriteTransaction(tables, clock: clock, staff: staff, offset: offset)
      let result = try body(transaction)
      return (result, try transaction.finish())
    }
  }

  /// Local settings outside any desk action.
  package func setSetting(_ key: String, _ value: String?) throws {
    let none = ClockReading(wallSeconds: 0, boot: 0, monotonicMilliseconds: 0)
    _ = try write(clock: none, staff: "", offset: .unmeasured) { try $0.setSetting(key, value) }
  }

  /// An administrator has read an alarm and acted on it.
  package func clearAlarm(_ id: Int64) throws {
    try change { tables in
      try tables.connection.statement("DELETE FROM alarm WHERE id = ?").run(.integer(id))
    }
  }
}
