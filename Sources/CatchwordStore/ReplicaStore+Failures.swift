import CatchwordCore
import GRDB

/// From SQLite's failures to ours, which say where and what to do.
extension ReplicaStore {
  /// After these nobody knows what is on the disk.
  static func endangersFile(_ error: DatabaseError) -> Bool {
    switch error.resultCode {
    case .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CANTOPEN: true
    default: false
    }
  }

  static func named(_ error: any Error, _ path: String) -> any Error {
    guard let failure = error as? DatabaseError else { return error }
    let detail = failure.message ?? "SQLite error \(failure.resultCode.rawValue)"
    return switch failure.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: StoreError.corrupt(path: path, detail: detail)
    case .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_CANTOPEN:
      StoreError.ioFailure(path: path, detail: detail)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      StoreError.busy(path: path, waitedMilliseconds: Connection.busyTimeoutMilliseconds)
    default: StoreError.ioFailure(path: path, detail: failure.description)
    }
  }

  static func naming<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do { return try body() } catch { throw named(error, path) }
  }
}
