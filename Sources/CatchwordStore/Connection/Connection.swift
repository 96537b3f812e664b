import CatchwordCore
import GRDB
import GRDBSQLite

/// One SQLite connection with its compiled statements. All use of it is inside `writing` or
/// `reading`, hence inside one transaction.
///
/// GRDB opens it, migrates it and closes it. Between, statements and transactions go straight to
/// SQLite: a replica reads many small things, and each would otherwise compile its `BEGIN` and its
/// `COMMIT` anew and pass two queues.
final class Connection {
  private let queue: DatabaseQueue
  private let handle: OpaquePointer
  private var statements: [UnsafeRawPointer: Prepared] = [:]

  /// How long a connection waits for another one's checkpoint.
  static let busyTimeoutMilliseconds = 5_000

  /// - Parameter migrates: whether tables that every replica has are brought up to date.
  init(path: String, isReadOnly: Bool, migrates: Bool = false) throws {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(Double(Self.busyTimeoutMilliseconds) / 1_000)
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { database in
      guard let handle = database.sqliteConnection else { return }
      try ConnectionSwitches.harden(handle)
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      try database.execute(sql: "PRAGMA cell_size_check = ON")
      try database.execute(sql: "PRAGMA mmap_size = 0")
      guard !database.configuration.readonly else { return }
      // A scan touches some thirty indexes; SQLite's own 2 MB hold their upper pages for a small
      // library alone.
      try database.execute(sql: "PRAGMA cache_size = -32768")
      // What a merge changed is written once, when it commits, and not each time that the cache is
      // full: a group of segments is bounded, and so are the pages that it touches.
      try database.execute(sql: "PRAGMA cache_spill = OFF")
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = FULL")
      #if Mutants
        if Planted.acknowledgedBeforeDurable.isAtWork {
          try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
      #endif
    }
    queue = try DatabaseQueue(path: path, configuration: configuration)
    guard let handle = queue.inDatabase({ $0.sqliteConnection }) else {
      preconditionFailure("a queue that was opened has a connection")
    }
    self.handle = handle
    if migrates { try FixedTables.migrator.migrate(queue) }
    // GRDB looks at every column that a statement names, and at every commit, for observers: there
    // are none, and it does not see our transactions.
    sqlite3_set_authorizer(handle, nil, nil)
    sqlite3_commit_hook(handle, nil, nil)
    sqlite3_rollback_hook(handle, nil, nil)
  }

  // MARK: Transactions

  /// Runs `body` in an immediate transaction; rolls back whatever it throws.
  func writing<T>(_ body: () throws -> T) throws -> T {
    try transaction(statement("BEGIN IMMEDIATE TRANSACTION"), body)
  }

  /// Runs `body` on one snapshot.
  func reading<T>(_ body: () throws -> T) throws -> T {
    try transaction(statement("BEGIN DEFERRED TRANSACTION"), body)
  }

  private func transaction<T>(_ begin: Prepared, _ body: () throws -> T) throws -> T {
    try begin.run()
    do {
      let result = try body()
      // SQLite ends a transaction by itself after some failures, also where somebody caught them.
      guard isInTransaction else {
        throw DatabaseError(resultCode: .SQLITE_ABORT, message: "Transaction was aborted")
      }
      try statement("COMMIT TRANSACTION").run()
      return result
    } catch {
      if isInTransaction { try? statement("ROLLBACK TRANSACTION").run() }
      throw error
    }
  }

  private var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  // MARK: Checks

  /// - Returns: `ok`, or what SQLite found.
  func quickCheck() throws -> String { try answer("PRAGMA quick_check(1)") }

  /// Inside a transaction.
  /// - Returns: `ok`, or the first thing that SQLite found.
  func integrityCheck() throws -> String { try answer("PRAGMA integrity_check(1)") }

  private func answer(_ sql: String) throws -> String {
    try prepared(sql).first { $0.text(0) } ?? "no answer"
  }

  /// Writes the whole log back and empties it. Only under the write lock.
  func checkpoint() throws { _ = try queue.inDatabase { try $0.checkpoint(.truncate) } }

  // MARK: Statements

  /// A statement compiled once. Its text is a literal, so its address is its name.
  func statement(_ sql: StaticString) throws -> Prepared {
    let key = UnsafeRawPointer(sql.utf8Start)
    if let known = statements[key] { return known }
    let text = sql.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    let prepared = try prepared(text)
    statements[key] = prepared
    return prepared
  }

  /// A statement that whoever asks for it keeps, until the connection is closed.
  func prepared(_ sql: String) throws -> Prepared { try Prepared(sql, on: handle) }

  /// Statements must be gone before SQLite lets go of the file.
  func close() throws {
    statements = [:]
    try queue.close()
  }
}
