import Foundation

/// Something that breaks a rule of the house, and where.
struct Finding: Hashable, CustomStringConvertible {
  let path: String
  let line: Int
  let text: String

  var description: String { "\(path):\(line): \(text)" }
}

/// One text file of the tree, by its path from the root.
struct TextFile {
  let path: String
  let lines: [String]

  init(_ path: String, _ text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String { lines.joined(separator: "\n") }
  var folders: [String] { path.split(separator: "/").dropLast().map(String.init) }
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The module whose sources the file belongs to; nil outside of `Sources`.
  var module: String? {
    let parts = path.split(separator: "/").map(String.init)
    return parts.count > 2 && parts[0] == "Sources" ? parts[1] : nil
  }

  /// Written by a generator, so not ours to hold to the rules of writing.
  var isGenerated: Bool { folders.contains("Generated") }

  func finding(_ index: Int, _ text: String) -> Finding {
    Finding(path: path, line: index + 1, text: text)
  }
}

/// The tree as it stands on disk, read once for all rules.
struct House {
  let root: URL
  let files: [TextFile]
  /// Top-level folders, hidden ones left out except `.ci`.
  let folders: [String]
  /// The module folders of `Sources`.
  let modules: [String]

  init(filePath: String = #filePath) throws {
    root = URL(fileURLWithPath: filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    folders = try House.subfolders(of: root)
    modules = try House.subfolders(of: root.appending(path: "Sources"))
    var files: [TextFile] = []
    for path in try House.paths(in: root) {
      let data = try Data(contentsOf: root.appending(path: path))
      // Bytes that are no text (vectors, samples, pictures) have no lines to look at.
      guard !data.contains(0), let text = String(data: data, encoding: .utf8) else { continue }
      files.append(TextFile(path, text))
    }
    self.files = files
  }

  /// The absolute path of this checkout.
  var place: String { root.path }

  func file(_ path: String) -> TextFile? { files.first { $0.path == path } }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  /// Whether the path exists from the root, or as the end of a folder's path anywhere below.
  func holds(_ folder: String) -> Bool {
    exists(folder) || files.contains { $0.path.contains("/" + folder) }
  }

  var swiftSources: [TextFile] {
    files.filter { $0.module != nil && $0.name.hasSuffix(".swift") && !$0.isGenerated }
  }

  private static func isVisible(_ name: String) -> Bool {
    if name == ".ci" || name == ".swift-format" || name == ".gitignore" { return true }
    return !name.hasPrefix(".") && name != "Package.resolved" && name != "__pycache__"
  }

  private static func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter(isVisible).sorted()
  }

  private static func isFolder(_ place: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func subfolders(of folder: URL) throws -> [String] {
    try names(in: folder).filter { isFolder(folder.appending(path: $0)) }
  }

  /// Every file below, by its path from `root`.
  private static func paths(in root: URL, below folder: String = "") throws -> [String] {
    var paths: [String] = []
    for name in try names(in: root.appending(path: folder)) {
      let path = folder.isEmpty ? name : folder + "/" + name
      paths += isFolder(root.appending(path: path)) ? try House.paths(in: root, below: path) : [path]
    }
    return paths
  }
}
