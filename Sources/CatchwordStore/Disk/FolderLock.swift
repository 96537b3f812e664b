import Glibc

/// Turns at writing by `flock` on a file, as processes of one machine take them.
final class FolderLock: WriteLock {
  private let descriptor: Int32
  private let path: String
  private let timeoutMilliseconds: Int

  init(path: String, timeoutMilliseconds: Int) throws {
    self.path = path
    self.timeoutMilliseconds = timeoutMilliseconds
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.ioFailure(path: path, detail: String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }

  func holding<T>(_ body: () throws -> T) throws -> T {
    try acquire()
    defer { flock(descriptor, LOCK_UN) }
    return try body()
  }

  private func acquire() throws {
    var waitedMicroseconds = 0
    var pause = 200
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw StoreError.ioFailure(path: path, detail: String(cString: strerror(errno)))
      }
      guard waitedMicroseconds < timeoutMilliseconds * 1_000 else {
        throw StoreError.busy(path: path, waitedMilliseconds: waitedMicroseconds / 1_000)
      }
      // A writer holds the lock for about a millisecond; whoever waits longer may look less often.
      usleep(UInt32(pause))
      waitedMicroseconds += pause
      pause = min(pause * 2, 5_000)
    }
  }
}
