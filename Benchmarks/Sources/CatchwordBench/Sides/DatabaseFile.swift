import CDisk
import Foundation
import GRDBSQLite
import Glibc

/// A database between two runs: one closed file, without a log beside it.
enum DatabaseFile {
  /// Whoever opened the file before, its log is written back and gone afterwards.
  static func settle(_ path: String) throws {
    var connection: OpaquePointer?
    guard sqlite3_open(path, &connection) == SQLITE_OK, let connection else {
      throw BenchmarkError.sqlite("cannot open \(path)")
    }
    defer { sqlite3_close(connection) }
    let code = sqlite3_exec(connection, "PRAGMA wal_checkpoint(TRUNCATE)", nil, nil, nil)
    guard code == SQLITE_OK else {
      throw BenchmarkError.sqlite(String(cString: sqlite3_errmsg(connection)))
    }
  }

  static func size(_ path: String) throws -> Int {
    var facts = stat()
    guard stat(path, &facts) == 0 else { throw BenchmarkError.sqlite("cannot look at \(path)") }
    return Int(facts.st_size)
  }

  /// A copy that the disk has, so that no flush that is measured has to write it.
  static func copy(_ source: String, to target: String) throws {
    for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: target + suffix)
    {
      try FileManager.default.removeItem(atPath: target + suffix)
    }
    try FileManager.default.copyItem(atPath: source, toPath: target)
    let descriptor = Glibc.open(target, O_RDONLY)
    defer { close(descriptor) }
    guard descriptor >= 0, cdisk_flush_now(descriptor) == 0 else {
      throw BenchmarkError.sqlite("cannot flush \(target)")
    }
  }
}
