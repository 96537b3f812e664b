package import CatchwordCore
import GRDB

/// One replica: a SQLite file that holds the catalog for a branch server, a cart or a laptop.
///
/// Everything that changes it is one transaction under the directory's write lock: a local `write`,
/// the sealing of the tail, the merge of segments that came together. Inside, `Tables` turns
/// operations into rows, folds what they touched, and moves frontier and digests along; so after a
/// crash the file holds each transaction whole or not at all (R2), and what was acknowledged is in it
/// (R1).
///
/// Facts and new rows are their own log until they are sealed: there is no second copy of the tail
/// (`Tables+Tail.swift`). Several processes may share a directory; nothing is remembered from one
/// transaction to the next that another process could have changed.
///
/// Not `Sendable`: whoever opened it uses it, one call at a time.
package final class ReplicaStore {
  package let directory: String
  package let schema: Schema
  /// Whose commits are written here. Another process may have begun a new writer meanwhile: then
  /// every change is refused (R3).
  package internal(set) var writer: WriterID
  let deriving: any Deriving
  let hashing: Hashing
  let lock: any WriteLock
  let disk: any Disk
  private var writing: Tables?
  private var reading: Tables?
  /// Set when a write failed: nothing is acknowledged again before the file was looked at.
  private var mustVerify = false
  private var isInTurn = false

  static let fileName = "catchword.sqlite"
  static let lockName = "lock"
  var path: String { directory + "/" + Self.fileName }

  /// Creates `catchword.sqlite` and `lock` in an existing directory.
  /// - Throws: `StoreError.exists` where a replica is there already.
  package static func create(
    at directory: String, schema: Schema, deriving: any Deriving, hashing: Hashing,
    writer: WriterID, disk: any Disk = SystemDisk(), lockTimeoutMilliseconds: Int = 5_000
  ) throws -> ReplicaStore {
    let path = directory + "/" + fileName
    let lock = try disk.lock(
      directory + "/" + lockName, timeoutMilliseconds: lockTimeoutMilliseconds)
    try lock.holding {
      guard !disk.exists(path) else { throw StoreError.exists(path: path) }
      let connection = try Connection(path: path, isReadOnly: false, migrates: true)
      try connection.writing {
        try ReplicaRow.insert(writer, deriving: deriving.version, connection)
      }
      try connection.close()
    }
    return try ReplicaStore(
      opening: directory, schema: schema, deriving: deriving, hashing: hashing, disk: disk,
      lockTimeoutMilliseconds: lockTimeoutMilliseconds)
  }

  /// Opens a replica, brings its tables up to the schema, and folds again if the fold is newer.
  /// - Throws: `StoreError.newerSchema` where this program is too old for the file.
  package init(
    opening directory: String, schema: Schema, deriving: any Deriving, hashing: Hashing,
    disk: any Disk = SystemDisk(), lockTimeoutMilliseconds: Int = 5_000
  ) throws {
    self.directory = directory
    self.schema = schema
    self.deriving = deriving
    self.hashing = hashing
    self.disk = disk
    let path = directory + "/" + Self.fileName
    guard disk.exists(path) else { throw StoreError.notFound(path: path) }
    let lock = try disk.lock(
      directory + "/" + Self.lockName, timeoutMilliseconds: lockTimeoutMilliseconds)
    self.lock = lock
    let tables = try lock.holding {
      try Self.naming(path) {
        let connection = try Connection(path: path, isReadOnly: false, migrates: true)
        let tables = Tables(connection, schema: schema, deriving: deriving, hashing: hashing)
        try connection.writing { try tables.adoptSchema() }
        return tables
      }
    }
    writing = tables
    writer = try tables.connection.reading {
      try tables.begin()
      return try tables.replica().writer
    }
  }

  /// Runs `body` on one snapshot. Never waits for a writer, and no writer waits for it.
  package func read<T>(_ body: (StoreReader) throws -> T) throws -> T {
    try Self.naming(path) {
      let tables = try readingTables()
      return try tables.connection.reading {
        try tables.begin()
        return try body(StoreReader(tables))
      }
    }
  }

  /// Closes both connections; the store must not be used afterwards.
  package func close() throws {
    try reading?.close()
    reading = nil
    try inTurn { try writing?.close() }
    writing = nil
  }

  // MARK: Transactions

  /// One turn at the lock that all processes of the directory share, for what has to happen in one
  /// piece: several transactions, and files beside the database. Turns nest.
  package func inTurn<T>(_ body: () throws -> T) throws -> T {
    if isInTurn { return try body() }
    return try lock.holding {
      isInTurn = true
      defer { isInTurn = false }
      return try body()
    }
  }

  /// Every change of the file goes through here.
  func change<T>(_ body: (Tables) throws -> T) throws -> T {
    try inTurn {
      let tables = try writingTables()
      do {
        return try tables.connection.writing {
          try tables.begin()
          let present = try tables.replica().writer
          guard present == writer else { throw StoreError.outlived(by: present) }
          let result = try body(tables)
          #if Mutants
            if Planted.countedInAnotherTransaction.isAtWork {
              try tables.connection.commitHalfway()
            }
          #endif
          try tables.flush()
          return result
        }
      } catch {
        tables.forget()
        if let failure = error as? DatabaseError, Self.endangersFile(failure) {
          mustVerify = true
        }
        throw Self.named(error, path)
      }
    }
  }

  private func writingTables() throws -> Tables {
    if mustVerify { try verify() }
    if let writing { return writing }
    let tables = Tables(
      try Connection(path: path, isReadOnly: false), schema: schema, deriving: deriving,
      hashing: hashing)
    writing = tables
    return tables
  }

  private func readingTables() throws -> Tables {
    if let reading { return reading }
    let tables = Tables(
      try Connection(path: path, isReadOnly: true), schema: schema, deriving: deriving,
      hashing: hashing)
    reading = tables
    return tables
  }

  /// After a failed write or flush: SQLite's view of the file may be wrong, so it is closed, opened
  /// again, checked, and its log written back, before anything is acknowledged again.
  package func verify() throws {
    try? reading?.close()
    reading = nil
    try? writing?.close()
    writing = nil
    try Self.naming(path) {
      let connection = try Connection(path: path, isReadOnly: false)
      let verdict = try connection.quickCheck()
      guard verdict == "ok" else { throw StoreError.corrupt(path: path, detail: verdict) }
      try connection.checkpoint()
      writing = Tables(connection, schema: schema, deriving: deriving, hashing: hashing)
    }
    mustVerify = false
  }
}
