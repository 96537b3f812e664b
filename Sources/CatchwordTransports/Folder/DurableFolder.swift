import Catchword
import Glibc

/// Reads and writes files below one directory, so that what is said to be written is on the medium.
///
/// Every path handed in is relative and made of names that were computed here, never taken from a
/// medium. Symbolic links below the directory are not followed: a stick must not point elsewhere.
struct DurableFolder {
  let root: String

  enum Kind { case file, directory }

  /// Throws unless the directory itself is there.
  func expectPresent() throws {
    var status = stat()
    guard stat(root, &status) == 0 else { throw failure("", errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw failure("", ENOTDIR) }
  }

  /// Names of real files or real directories in a folder, ascending; none where it is not there.
  func names(in path: String, kind: Kind) throws -> [String] {
    let descriptor = open(full(path), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      if isAbsent(errno) { return [] }
      throw failure(path, errno)
    }
    guard let directory = fdopendir(descriptor) else {
      let code = errno
      close(descriptor)
      throw failure(path, code)
    }
    defer { closedir(directory) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      if let name, try isKind(kind, descriptor, name) { names.append(name) }
      guard names.count <= FolderLimits.entries else { throw failure(path, EOVERFLOW) }
      errno = 0
    }
    if errno != 0 { throw failure(path, errno) }
    return names.sorted()
  }

  /// - Returns: nil where there is no such file, or where it is longer than `limit` or no file.
  func read(_ path: String, limit: Int) throws -> [UInt8]? {
    // Without O_NONBLOCK a pipe of that name would wait for a writer for ever.
    let descriptor = open(full(path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if isAbsent(errno) { return nil }
      throw failure(path, errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else { return nil }
    // What was just written must come from the medium; best effort, since not all of them listen.
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    return try readAll(descriptor, size: Int(status.st_size), path)
  }

  /// Writes a file whole or not at all: another name, fsync, rename, then read back and compared.
  /// Durable once `sync` was called for its directory.
  func write(_ bytes: [UInt8], to path: String) throws {
    let temporary = "\(path).\(getpid()).tmp"
    // A leftover of a process that had this number once.
    unlink(full(temporary))
    do {
      try writeAll(bytes, to: temporary, for: path)
      guard rename(full(temporary), full(path)) == 0 else { throw failure(path, errno) }
    } catch {
      unlink(full(temporary))
      throw error
    }
    guard try read(path, limit: bytes.count) == bytes else {
      throw TransportError.file(
        path: full(path), detail: "what was written does not read back the same; replace the medium"
      )
    }
  }

  /// Makes the directory and those above it, each durable in its parent.
  func makeDirectory(_ path: String) throws {
    var made = ""
    for name in path.split(separator: "/") {
      let parent = made
      made += made.isEmpty ? String(name) : "/\(name)"
      if mkdir(full(made), 0o755) == 0 {
        try sync(parent)
      } else if errno != EEXIST {
        throw failure(made, errno)
      }
    }
  }

  /// Makes renames in a directory durable.
  func sync(_ path: String) throws {
    let descriptor = open(full(path), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    // The root may be a link of the owner's choice; only what lies below may not.
    let usable = descriptor >= 0 || !path.isEmpty ? descriptor : open(root, O_RDONLY | O_DIRECTORY)
    guard usable >= 0 else { throw failure(path, errno) }
    defer { close(usable) }
    // Some file systems of sticks and shares have nothing to sync in a directory and say so.
    guard fsync(usable) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw failure(path, errno)
    }
  }

  func full(_ path: String) -> String { path.isEmpty ? root : "\(root)/\(path)" }

  /// Errors name the file that people know.
  private func writeAll(_ bytes: [UInt8], to temporary: String, for path: String) throws {
    let descriptor = open(
      full(temporary), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + offset, bytes.count - offset)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(path, count < 0 ? errno : EIO) }
      offset += count
    }
    guard fsync(descriptor) == 0 else { throw failure(path, errno) }
  }

  private func readAll(_ descriptor: Int32, size: Int, _ path: String) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: size)
    var offset = 0
    while offset < size {
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress! + offset, size - offset)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, errno) }
      if count == 0 { break }
      offset += count
    }
    return Array(bytes.prefix(offset))
  }

  private func isKind(_ kind: Kind, _ directory: Int32, _ name: String) throws -> Bool {
    var status = stat()
    guard fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return false }
    return status.st_mode & S_IFMT == (kind == .file ? S_IFREG : S_IFDIR)
  }

  /// Not there, or a link or a file where a directory should be: nothing that is ours.
  private func isAbsent(_ code: Int32) -> Bool {
    code == ENOENT || code == ELOOP || code == ENOTDIR
  }

  private func failure(_ path: String, _ code: Int32) -> TransportError {
    .file(path: full(path), detail: Self.sentence(code))
  }

  /// What happened and what to do, for the errors that people with sticks really meet.
  private static func sentence(_ code: Int32) -> String {
    switch code {
    case ENOENT: "it is not there; is the stick plugged in and mounted?"
    case ENOTDIR: "it is no folder; give the folder that the stick is mounted at"
    case EROFS: "it is read-only; unlock the stick or mount it for writing"
    case EACCES, EPERM: "it may not be read or written by this user; change its permissions"
    case ENOSPC, EDQUOT: "it is full; free some space or use another stick"
    case EIO, ENXIO, ENODEV: "the device fails; save what is on it and use another stick"
    case EOVERFLOW: "it holds more files than any network writes; use a folder of its own"
    default: "\(String(cString: strerror(code))) (\(code))"
    }
  }
}

/// Bounds on what a folder may make this side hold.
enum FolderLimits {
  /// Names in one directory.
  static let entries = 1 << 20
  /// Bytes of a head, which its owner overwrites (Protocol §2.5).
  static let headBytes = 4 << 20
}
