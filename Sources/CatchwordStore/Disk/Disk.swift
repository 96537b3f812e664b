/// What holds a replica's directory: the small files beside the database, and the turns at writing.
///
/// The database itself is opened by SQLite, whose file system belongs to the same disk. A simulated
/// disk conforms too, so the real replica runs on it.
package protocol Disk {
  func exists(_ path: String) -> Bool
  /// A whole small file.
  /// - Throws: `StoreError.ioFailure`.
  func read(_ path: String) throws -> [UInt8]
  /// Durable when this returns, readable by its owner alone, and never seen half-written.
  func replace(_ path: String, with bytes: [UInt8]) throws
  /// No error where there is none.
  func remove(_ path: String) throws
  /// Makes the folder and those above it.
  func makeFolder(_ path: String) throws
  /// The turns of all who share the directory in which `path` lies.
  func lock(_ path: String, timeoutMilliseconds: Int) throws -> any WriteLock
  /// Says which place this is, in words that no copy of the directory takes along: the machine's id,
  /// and the folder's inode and time of birth. Never empty.
  func anchor(of folder: String) throws -> String
}

/// The lock by which all processes that share a replica take turns at writing.
///
/// Held per transaction including its checkpoint, never for the life of a process: SQLite 3.40.1
/// can corrupt a database when one connection checkpoints while another resets the log.
package protocol WriteLock: AnyObject {
  /// - Throws: `StoreError.busy` after the timeout.
  func holding<T>(_ body: () throws -> T) throws -> T
}
