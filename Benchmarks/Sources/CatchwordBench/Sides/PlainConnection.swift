import GRDBSQLite

/// SQLite alone: compiled statements, the pragmas of Catchword's store.
class PlainConnection {
  private let connection: OpaquePointer
  private var statements: [OpaquePointer] = []
  private var begin: OpaquePointer?
  private var commit: OpaquePointer?

  static var version: String { String(cString: sqlite3_libversion()) }

  /// - Parameter tables: what makes tables and indexes where there are none.
  init(path: String, tables: [String]) throws {
    var opened: OpaquePointer?
    guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
      throw BenchmarkError.sqlite("cannot open the database")
    }
    connection = opened
    for sql in [
      "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA trusted_schema = OFF",
      "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0", "PRAGMA foreign_keys = OFF",
      "PRAGMA cache_size = -32768", "PRAGMA cache_spill = OFF",
    ] + tables { try execute(sql) }
    begin = try prepare("BEGIN IMMEDIATE")
    commit = try prepare("COMMIT")
  }

  func close() {
    for statement in statements { sqlite3_finalize(statement) }
    sqlite3_close(connection)
  }

  /// Writes the log back, so that the file alone is the database.
  func checkpoint() throws { try execute("PRAGMA wal_checkpoint(TRUNCATE)") }

  func transaction(_ body: () throws -> Void) throws {
    try step(begin)
    try body()
    try step(commit)
  }

  // MARK: Statements

  func prepare(_ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    guard
      sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        == SQLITE_OK, let statement
    else { throw failure() }
    statements.append(statement)
    return statement
  }

  func step(_ statement: OpaquePointer?) throws {
    guard sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
    sqlite3_reset(statement)
  }

  func bind(_ statement: OpaquePointer?, _ index: Int32, _ value: Int64) {
    sqlite3_bind_int64(statement, index, value)
  }

  func bind(_ statement: OpaquePointer?, _ index: Int32, _ text: String) {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    var text = text
    text.withUTF8 { buffer in
      buffer.withMemoryRebound(to: CChar.self) { chars in
        // Null would bind NULL.
        guard let start = chars.baseAddress else {
          sqlite3_bind_text(statement, index, "", 0, transient)
          return
        }
        sqlite3_bind_text(statement, index, start, Int32(chars.count), transient)
      }
    }
  }

  func bindNull(_ statement: OpaquePointer?, _ index: Int32) {
    sqlite3_bind_null(statement, index)
  }

  private func execute(_ sql: String) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  private func failure() -> BenchmarkError { .sqlite(String(cString: sqlite3_errmsg(connection))) }
}
