import Foundation
import Testing

/// The built program beside the test bundle, and a place of its own to run it in.
final class Binary {
  struct Result {
    let status: Int32
    let output: String
    let errors: String

    /// The one object that `--json` promises.
    var object: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any] ?? [:]
    }

    var errorCode: String? { (object["error"] as? [String: Any])?["code"] as? String }
  }

  let folder: URL
  private let program: URL

  init() throws {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    program = bundle.deletingLastPathComponent().appendingPathComponent("catchword")
    try #require(FileManager.default.isExecutableFile(atPath: program.path), "build the product catchword first")
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("catchword-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// - Parameter replica: nil for a line without `-C`.
  func run(_ replica: String? = nil, _ arguments: String..., input: String = "") throws -> Result {
    try run(replica, list: arguments, input: input)
  }

  func run(_ replica: String?, list arguments: [String], input: String = "") throws -> Result {
    let process = process(replica, arguments)
    let place = folder.appendingPathComponent(UUID().uuidString)
    let (outputs, errors) = (place.appendingPathExtension("out"), place.appendingPathExtension("err"))
    let inputs = place.appendingPathExtension("in")
    try Data(input.utf8).write(to: inputs)
    for file in [outputs, errors] { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: inputs)
    process.standardOutput = try FileHandle(forWritingTo: outputs)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try String(contentsOf: outputs, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  /// Serves a replica while `body` runs, and is told its address.
  func serving(_ replica: String, _ body: (String) throws -> Void) throws {
    let process = process(replica, ["serve", "--listen", "127.0.0.1:0", "--json"])
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    let line = pipe.fileHandleForReading.availableData
    let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
    try body("http://127.0.0.1:\(try #require(object?["port"] as? Int))")
  }

  func file(_ name: String, _ text: String) throws -> String {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private func process(_ replica: String?, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = (replica.map { ["-C", folder.appendingPathComponent($0).path] } ?? []) + arguments
    process.currentDirectoryURL = folder
    process.environment = ["HOME": folder.path, "TZ": "UTC"]
    return process
  }
}

extension Binary {
  /// A library of one bib with two items, one patron, one branch.
  func found(_ replica: String, branch: String = "MAIN") throws {
    try #require(try run(replica, "init", "--branch", branch, "--network", "Valley").status == 0)
    let bib = try run(replica, "bib", "add", "--title", "The Odyssey", "--author", "Homer", "--json")
    let id = try #require(bib.object["id"] as? String)
    for barcode in ["31", "32"] {
      try #require(try run(replica, "item", "add", id, "--barcode", barcode).status == 0)
    }
    try #require(try run(replica, "patron", "add", "21", "--name", "Wren").status == 0)
  }

  func digest(_ replica: String) throws -> String { try run(replica, "digest", "--json").output }
}
