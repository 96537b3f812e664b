import ArgumentParser
import CatchwordSimulation
import Foundation

/// Files and seeds as they are named on the command line.
enum Input {
  static func text(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Trouble(code: 66, "\(path): there is no such file, or it cannot be read")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw Trouble(code: 65, "\(path): it is not UTF-8 text")
    }
    return text
  }

  static func write(_ text: some StringProtocol, to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
      throw Trouble(code: 73, "\(path): it cannot be written")
    }
  }

  static func story(_ path: String) throws -> Story {
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    return try naming(path) { try Story(name: name, text: try text(path)) }
  }

  static func sweep(_ path: String) throws -> Sweep {
    let url = URL(fileURLWithPath: path)
    let name = url.deletingPathExtension().lastPathComponent
    let profiles = url.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Profiles")
    return try naming(path) {
      try Sweep(name: name, parsing: try text(path)) { profile in
        try text(profiles.appending(path: profile + ".profile").path)
      }
    }
  }

  private static func naming<T>(_ path: String, _ read: () throws -> T) throws -> T {
    do { return try read() } catch let error as StoryError {
      throw Trouble(code: 65, "\(path): \(error)")
    }
  }

  /// - Throws: where simulated machines cannot run it.
  static func simulated(_ world: World) throws -> World {
    guard world != .wire else {
      throw Trouble(
        code: 64, "real processes are run by `catchword-sim wire`; choose merge or full")
    }
    return world
  }

  /// A story's plan, or that of a sweep's seed.
  static func plan(_ input: String, sweep: String?, world: World?) throws -> (Plan, World) {
    guard let seed = UInt64(input) else {
      return (try story(input).plan, try simulated(world ?? .full))
    }
    guard let sweep else { throw Trouble(code: 64, "seed \(seed) needs its --sweep") }
    let family = try Self.sweep(sweep)
    return (PlanGenerator.plan(of: family, seed: seed), try simulated(world ?? family.world))
  }

  /// `12`, `0..2000`.
  static func seeds(_ text: String) throws -> Range<UInt64> {
    let parts = text.components(separatedBy: "..")
    if parts.count == 1, let seed = UInt64(text) { return seed..<seed + 1 }
    guard parts.count == 2, let first = UInt64(parts[0]), let end = UInt64(parts[1]), first < end
    else {
      throw Trouble(code: 64, "`\(text)` names no seeds; write one like 12, many like 0..2000")
    }
    return first..<end
  }

  /// Stories below folders, and those named themselves, in order.
  static func stories(in paths: [String]) throws -> [String] {
    var found: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Trouble(code: 66, "\(path): there is no such file or folder")
      }
      if !isFolder.boolValue {
        found.append(path)
        continue
      }
      let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      found += names.filter { $0.hasSuffix(".story") }.sorted().map { path + "/" + $0 }
    }
    return found
  }
}

/// What ends the program with a sentence and a code.
struct Trouble: Error, CustomStringConvertible {
  let code: Int32
  let description: String

  init(code: Int32, _ description: String) {
    self.code = code
    self.description = description
  }
}

extension ParsableCommand {
  /// Runs a command's body; a trouble is said on stderr and becomes the exit code.
  func reporting(_ body: () throws -> Void) throws {
    do { try body() } catch let trouble as Trouble {
      FileHandle.standardError.write(Data("catchword-sim: \(trouble)\n".utf8))
      throw ExitCode(trouble.code)
    }
  }
}
