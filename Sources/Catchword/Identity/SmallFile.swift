import Glibc

/// Reads and writes the few small files that stand beside a replica's database.
enum SmallFile {
  private static let maximumBytes = 4_096

  static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw ReplicaError.file(path: path, detail: Self.lastError) }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: maximumBytes)
    let count = Glibc.read(file, &buffer, buffer.count)
    guard count >= 0 else { throw ReplicaError.file(path: path, detail: Self.lastError) }
    return Array(buffer.prefix(count))
  }

  /// Readable by its owner alone, durable when this returns, and never seen half-written.
  static func writeSecret(_ bytes: [UInt8], to path: String) throws {
    let temporary = path + ".new"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw ReplicaError.file(path: temporary, detail: Self.lastError) }
    let written = Glibc.write(file, bytes, bytes.count)
    let isDurable = written == bytes.count && fsync(file) == 0
    let detail = Self.lastError
    close(file)
    guard isDurable, rename(temporary, path) == 0 else {
      unlink(temporary)
      throw ReplicaError.file(path: path, detail: detail)
    }
    try syncFolder(of: path)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes the folder and those above it.
  static func makeFolder(_ path: String) throws {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) != 0 && errno != EEXIST {
        throw ReplicaError.file(path: made, detail: Self.lastError)
      }
    }
  }

  private static func syncFolder(of path: String) throws {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let file = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw ReplicaError.file(path: folder, detail: Self.lastError) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw ReplicaError.file(path: folder, detail: Self.lastError) }
  }

  static var lastError: String { String(cString: strerror(errno)) }
}
