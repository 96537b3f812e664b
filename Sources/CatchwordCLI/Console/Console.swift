import FoundationEssentials
import Glibc

/// Standard output for answers, standard error for people; every line goes out at once, because a
/// clerk or a script waits for it.
enum Console {
  static func say(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  static func note(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

  /// Standard error without an end of line, for a progress bar.
  static func draw(_ text: String) { write(text, to: STDERR_FILENO) }

  static var answersAreSeen: Bool { isatty(STDOUT_FILENO) == 1 }
  static var notesAreSeen: Bool { isatty(STDERR_FILENO) == 1 }

  /// Colours only for eyes, and not for those that asked for none (no-color.org).
  static var hasColours: Bool {
    let refusal = ProcessInfo.processInfo.environment["NO_COLOR"] ?? ""
    return answersAreSeen && refusal.isEmpty
  }

  private static func write(_ text: String, to file: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        // Nobody reads any more; what was acknowledged is durable all the same.
        return
      }
      bytes = bytes.dropFirst(count)
    }
  }
}

/// Lines of standard input, without their ends and without blanks around them: a scanner may send
/// either.
struct InputLines: Sequence, IteratorProtocol {
  mutating func next() -> String? {
    guard let line = readLine() else { return nil }
    var scalars = Substring(line).unicodeScalars
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    while let first = scalars.first, first.properties.isWhitespace || first == "\u{feff}" {
      scalars.removeFirst()
    }
    return String(scalars)
  }
}

/// Whole files that a verb is given.
enum InputFile {
  /// - Throws: `CommandFault`, naming the file.
  static func text(at path: String) throws(CommandFault) -> String {
    let bytes = try bytes(at: path)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(path) }
    return text
  }

  /// Bytes of a file's length, for a progress bar; nil where it has none.
  static func size(of path: String) -> Int? {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    return Int(information.st_size)
  }

  private static func bytes(at path: String) throws(CommandFault) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .noSuchFile(path, why: String(cString: strerror(errno))) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .noSuchFile(path, why: String(cString: strerror(errno)))
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
