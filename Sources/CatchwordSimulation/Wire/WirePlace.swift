import FoundationEssentials
import Glibc

/// A folder for one run, and the files in it; gone when the run is.
struct WirePlace {
  let path: String

  /// - Parameter parent: an existing folder.
  init(in parent: String) throws {
    var template = Array("\(parent)/catchword-wire-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CheckFailure("engine", "\(parent): \(String(cString: strerror(errno)))")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func file(_ name: String) -> String { path + "/" + name }

  func makeFolder(_ name: String) throws -> String {
    let folder = file(name)
    if mkdir(folder, 0o700) != 0 && errno != EEXIST {
      throw CheckFailure("engine", "\(folder): \(String(cString: strerror(errno)))")
    }
    return folder
  }

  /// - Returns: nothing where there is no such file yet.
  func text(_ name: String) -> String {
    guard let data = FileManager.default.contents(atPath: file(name)) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }

  /// Puts a copy of a folder where nothing is yet; everything in it is new but its content.
  func copyFolder(_ folder: String, to copy: String) throws {
    try trouble(with: copy) { try FileManager.default.copyItem(atPath: folder, toPath: copy) }
  }

  /// Gives a folder another one's content; the folder itself stays the one that it was.
  func refill(_ folder: String, from other: String) throws {
    try trouble(with: folder) {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        try FileManager.default.removeItem(atPath: folder + "/" + name)
      }
      for name in try FileManager.default.contentsOfDirectory(atPath: other) {
        try FileManager.default.copyItem(
          atPath: other + "/" + name, toPath: folder + "/" + name)
      }
    }
  }

  func removeFolder(_ folder: String) throws {
    try trouble(with: folder) { try FileManager.default.removeItem(atPath: folder) }
  }

  private func trouble(with path: String, _ body: () throws -> Void) throws {
    do { try body() } catch { throw CheckFailure("engine", "\(path): \(error)") }
  }

  /// Never seen half-written.
  func write(_ text: String, to path: String) throws {
    try trouble(with: path) { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) }
  }

  func remove(_ name: String) { unlink(file(name)) }

  func removeAll() { try? FileManager.default.removeItem(atPath: path) }

  /// Nothing of the person who runs it is read or touched.
  var environment: [String: String] {
    let own = ProcessInfo.processInfo.environment
    var environment = [
      "HOME": path, "XDG_STATE_HOME": file("state"), "TZ": "UTC", "NO_COLOR": "1",
      "LC_ALL": "C.UTF-8", "TMPDIR": path,
    ]
    for name in ["PATH", "LD_LIBRARY_PATH"] { environment[name] = own[name] }
    return environment
  }
}
