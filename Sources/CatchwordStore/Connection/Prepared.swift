import GRDB
import GRDBSQLite

/// A compiled statement, compiled, bound and stepped through SQLite's own interface: on the merge
/// path that is markedly faster than going through GRDB's argument values.
///
/// It is used again and again on the one connection that compiled it, and never inside itself.
final class Prepared {
  private let handle: OpaquePointer
  private var isRunning = false
  /// The parameters that hold null, bit n for the n-th of the first 64: all of them at first. Most
  /// columns of a row are empty, and what is null already need not be bound.
  private var nulls = UInt64.max

  /// - Parameter sql: one statement.
  init(_ sql: String, on connection: OpaquePointer) throws {
    var compiled: OpaquePointer?
    // It is kept: SQLite had better not give it the memory that every step takes and gives back.
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, nil)
    guard code == SQLITE_OK, let compiled else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(connection)),
        sql: sql)
    }
    handle = compiled
  }

  deinit { sqlite3_finalize(handle) }

  private var changedRows: Int { Int(sqlite3_changes(sqlite3_db_handle(handle))) }

  private var sql: String { sqlite3_sql(handle).map { String(cString: $0) } ?? "" }

  /// Runs a statement that gives no rows.
  func run(_ cells: Cell...) throws { try run(cells) }

  func run(_ cells: [Cell]) throws { try query(cells) { _ in true } }

  /// - Returns: how many rows it changed.
  func count(_ cells: [Cell]) throws -> Int {
    try run(cells)
    return changedRows
  }

  /// Runs a statement most of whose parameters are null.
  ///
  /// - Parameter cells: all others, each once, with the parameter's place, counted from 0.
  /// - Returns: how many rows it changed.
  func count(sparse cells: [(place: Int, cell: Cell)]) throws -> Int {
    try step({ try bind(sparse: cells) }, { _ in true })
    return changedRows
  }

  func first<T>(_ cells: Cell..., read: (Columns) throws -> T) throws -> T? {
    var found: T?
    try query(cells) { columns in
      found = try read(columns)
      return false
    }
    return found
  }

  func all<T>(_ cells: [Cell], read: (Columns) throws -> T) throws -> [T] {
    var found: [T] = []
    try query(cells) { columns in
      found.append(try read(columns))
      return true
    }
    return found
  }

  func all<T>(_ cells: Cell..., read: (Columns) throws -> T) throws -> [T] {
    try all(cells, read: read)
  }

  /// - Parameter row: returns false to stop.
  func query(_ cells: [Cell], _ row: (Columns) throws -> Bool) throws {
    try step({ for index in cells.indices { try bind(cells[index], at: Int32(index + 1)) } }, row)
  }

  private func step(_ bind: () throws -> Void, _ row: (Columns) throws -> Bool) throws {
    precondition(!isRunning, "a statement is used inside itself: \(sql)")
    isRunning = true
    defer {
      sqlite3_reset(handle)
      isRunning = false
    }
    try bind()
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: if try !row(Columns(handle: handle)) { return }
      case SQLITE_DONE: return
      default: throw failure()
      }
    }
  }

  private func bind(sparse cells: [(place: Int, cell: Cell)]) throws {
    // What held something and is null now; beyond the first 64 nobody kept an account.
    var former = ~nulls
    for place in stride(from: 64, to: Int(sqlite3_bind_parameter_count(handle)), by: 1) {
      try bind(.null, at: Int32(place + 1))
    }
    for (place, cell) in cells {
      if place < 64 { former &= ~(1 << UInt64(place)) }
      try bind(cell, at: Int32(place + 1))
    }
    while former != 0 {
      try bind(.null, at: Int32(former.trailingZeroBitCount + 1))
      former &= former - 1
    }
  }

  private func bind(_ cell: Cell, at index: Int32) throws {
    let bit: UInt64 = index <= 64 ? 1 << UInt64(index - 1) : 0
    if case .null = cell {
      if nulls & bit != 0 { return }
      nulls |= bit
    } else {
      nulls &= ~bit
    }
    // SQLite copies what it is given: nothing of ours has to outlive the call.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let code: Int32
    switch cell {
    case .null: code = sqlite3_bind_null(handle, index)
    case .integer(let value): code = sqlite3_bind_int64(handle, index, value)
    case .text(let text):
      var text = text
      code = text.withUTF8 { buffer in
        buffer.withMemoryRebound(to: CChar.self) { chars in
          chars.isEmpty
            ? sqlite3_bind_text(handle, index, "", 0, transient)
            : sqlite3_bind_text(handle, index, chars.baseAddress, Int32(chars.count), transient)
        }
      }
    case .bytes(let bytes):
      // An empty pointer would bind NULL.
      code =
        bytes.isEmpty
        ? sqlite3_bind_zeroblob(handle, index, 0)
        : bytes.withUnsafeBytes {
          sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), transient)
        }
    }
    guard code == SQLITE_OK else { throw failure() }
  }

  private func failure() -> DatabaseError {
    let connection = sqlite3_db_handle(handle)
    return DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: String(cString: sqlite3_errmsg(connection)), sql: sql)
  }
}

/// The row a statement stands on; valid only until the next step.
struct Columns {
  fileprivate let handle: OpaquePointer

  func isNull(_ index: Int) -> Bool { sqlite3_column_type(handle, Int32(index)) == SQLITE_NULL }

  func integer(_ index: Int) -> Int64 { sqlite3_column_int64(handle, Int32(index)) }

  func optionalInteger(_ index: Int) -> Int64? { isNull(index) ? nil : integer(index) }

  func real(_ index: Int) -> Double { sqlite3_column_double(handle, Int32(index)) }

  func text(_ index: Int) -> String {
    guard let start = sqlite3_column_text(handle, Int32(index)) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, Int32(index)))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func optionalText(_ index: Int) -> String? { isNull(index) ? nil : text(index) }

  func bytes(_ index: Int) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, Int32(index)) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, Int32(index)))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  func optionalBytes(_ index: Int) -> [UInt8]? { isNull(index) ? nil : bytes(index) }
}
