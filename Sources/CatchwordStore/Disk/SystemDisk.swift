import CMachine
import Glibc

/// The file system of the machine that this process runs on.
package struct SystemDisk: Disk {
  private static let maximumBytes = 1 << 16

  package init() {}

  package func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  package func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Self.failure(path) }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: Self.maximumBytes)
    let count = Glibc.read(file, &buffer, buffer.count)
    guard count >= 0 else { throw Self.failure(path) }
    return Array(buffer.prefix(count))
  }

  package func replace(_ path: String, with bytes: [UInt8]) throws {
    let temporary = path + ".new"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Self.failure(temporary) }
    let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    let failure = Self.failure(path)
    close(file)
    guard isWritten, rename(temporary, path) == 0 else {
      unlink(temporary)
      throw failure
    }
    try Self.syncFolder(of: path)
  }

  package func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw Self.failure(path) }
  }

  package func makeFolder(_ path: String) throws {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) != 0 && errno != EEXIST { throw Self.failure(made) }
    }
  }

  package func lock(_ path: String, timeoutMilliseconds: Int) throws -> any WriteLock {
    try FolderLock(path: path, timeoutMilliseconds: timeoutMilliseconds)
  }

  package func anchor(of folder: String) throws -> String {
    var place = cmachine_place()
    guard cmachine_find_place(folder, &place) == 0 else { throw Self.failure(folder) }
    let machine = (try? read("/etc/machine-id")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let id = machine.filter { !$0.isNewline }
    return "\(id.isEmpty ? "unknown" : id) \(place.inode) \(place.born_seconds)"
      + ".\(place.born_nanoseconds)"
  }

  private static func syncFolder(of path: String) throws {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let file = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw failure(folder) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure(folder) }
  }

  private static func failure(_ path: String) -> StoreError {
    .ioFailure(path: path, detail: String(cString: strerror(errno)))
  }
}
