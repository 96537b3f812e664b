#if Mutants
  import GRDB
  import GRDBSQLite

  /// What planted bugs need of the store, and nobody else.
  extension Connection {
    /// Commits what a transaction did so far, and goes on in another one; below GRDB, which rightly
    /// knows of one transaction only.
    func commitHalfway() throws {
      let code = sqlite3_exec(database.sqliteConnection, "COMMIT; BEGIN IMMEDIATE", nil, nil, nil)
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
  }
#endif
