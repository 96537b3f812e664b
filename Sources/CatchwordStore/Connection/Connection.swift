import CatchwordCore
import GRDB

/// One SQLite connection with its compiled statements. All use of it is inside `writing` or
/// `reading`, hence inside one transaction.
final class Connection {
  let database: Database
  private let queue: DatabaseQueue
  private var statements: [UnsafeRawPointer: Prepared] = [:]

  /// How long a connection waits for another one's checkpoint.
  static let busyTimeoutMilliseconds = 5_000

  init(path: String, isReadOnly: Bool) throws {
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
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = FULL")
      #if Mutants
        if Planted.acknowledgedBeforeDurable.isAtWork {
          try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
      #endif
    }
    queue = try DatabaseQueue(path: path, configuration: configuration)
    database = queue.inDatabase { $0 }
  }

  /// Runs `body` in an immediate transaction; rolls back whatever it throws.
  func writing<T>(_ body: () throws -> T) throws -> T {
    var result: T?
    try queue.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        result = try body()
        return .commit
      }
    }
    guard let result else { preconditionFailure("a transaction committed without a result") }
    return result
  }

  /// Runs `body` on one snapshot.
  func reading<T>(_ body: () throws -> T) throws -> T { try queue.read { _ in try body() } }

  func migrate() throws { try FixedTables.migrator.migrate(queue) }

  /// - Returns: `ok`, or what SQLite found.
  func quickCheck() throws -> String {
    try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") ?? "no answer" }
  }

  /// Inside a transaction.
  /// - Returns: `ok`, or the first thing that SQLite found.
  func integrityCheck() throws -> String {
    try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? "no answer"
  }

  /// Writes the whole log back and empties it. Only under the write lock.
  func checkpoint() throws { _ = try queue.inDatabase { try $0.checkpoint(.truncate) } }

  /// A statement compiled once. Its text is a literal, so its address is its name.
  func statement(_ sql: StaticString) throws -> Prepared {
    let key = UnsafeRawPointer(sql.utf8Start)
    if let known = statements[key] { return known }
    let text = sql.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    let prepared = try Prepared(text, in: database)
    statements[key] = prepared
    return prepared
  }

  /// Statements must be gone before SQLite lets go of the file.
  func close() throws {
    statements = [:]
    try queue.close()
  }
}
