import GRDBSQLite
import Testing

/// One open file, as SQLite itself would hold it.
final class RawFile {
  private let file: UnsafeMutablePointer<sqlite3_file>

  init(_ path: String) throws {
    let system = try #require(sqlite3_vfs_find(nil))
    let size = Int(system.pointee.szOsFile)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    file = memory.assumingMemoryBound(to: sqlite3_file.self)
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    #expect(system.pointee.xOpen(system, path, file, flags, nil) == SQLITE_OK)
  }

  func write(_ bytes: [UInt8], at offset: Int64) -> Int32 {
    file.pointee.pMethods.pointee.xWrite(file, bytes, Int32(bytes.count), offset)
  }

  func truncate(to size: Int64) -> Int32 { file.pointee.pMethods.pointee.xTruncate(file, size) }

  func sync() -> Int32 { file.pointee.pMethods.pointee.xSync(file, SQLITE_SYNC_FULL) }

  deinit {
    _ = file.pointee.pMethods.pointee.xClose(file)
    UnsafeMutableRawPointer(file).deallocate()
  }
}
