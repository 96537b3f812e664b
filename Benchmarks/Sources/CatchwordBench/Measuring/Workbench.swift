import Foundation

/// Where replicas lie while they are measured, and in which state they can be taken up again.
struct Workbench {
  let root: String

  init(in directory: String) {
    root = directory + "/catchword-bench-\(ProcessInfo.processInfo.processIdentifier)"
  }

  func lay() throws {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  func clear() throws { try FileManager.default.removeItem(atPath: root) }

  /// States of both sides that runs start from; `replica` counts from 0.
  enum State {
    case origin
    /// The catalogue alone.
    case base(replica: Int)
    /// The replica's own day beside it, unsealed.
    case written(replica: Int)
    /// The same, sealed.
    case sealed(replica: Int)
    /// Whatever is measured now.
    case run

    var name: String {
      switch self {
      case .origin: "origin"
      case .base(let replica): "base\(replica)"
      case .written(let replica): "written\(replica)"
      case .sealed(let replica): "sealed\(replica)"
      case .run: "run"
      }
    }
  }

  /// The directory of a replica of Catchword.
  func catchword(_ state: State) throws -> String {
    let directory = root + "/" + state.name
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    return directory
  }

  func catchwordFile(_ state: State) throws -> String {
    try catchword(state) + "/catchword.sqlite"
  }

  func plain(_ state: State) -> String { root + "/\(state.name).plain.sqlite" }

  func copyCatchword(_ state: State, to target: State = .run) throws -> String {
    try DatabaseFile.copy(catchwordFile(state), to: catchwordFile(target))
    return try catchword(target)
  }

  func copyPlain(_ state: State, to target: State = .run) throws -> String {
    try DatabaseFile.copy(plain(state), to: plain(target))
    return plain(target)
  }

  func write(_ bytes: [UInt8], as name: String) throws -> String {
    let path = root + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }
}
