#if Mutants
  /// What planted bugs need of the store, and nobody else.
  extension Connection {
    /// Commits what a transaction did so far, and goes on in another one.
    func commitHalfway() throws {
      try statement("COMMIT TRANSACTION").run()
      try statement("BEGIN IMMEDIATE TRANSACTION").run()
    }
  }
#endif
