import CatchwordMARC
import Foundation
import Testing

/// Real files from many libraries, found beside the checkout. They are under licences of many kinds,
/// so nothing of them stands in this repository; without them the tests that need them are skipped.
enum SharedData {
  static let missing = Comment(
    rawValue: "SKIPPED: the shared data are not at ../shared/data beside the checkout")

  static let checkout = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let root = checkout.deletingLastPathComponent().appendingPathComponent("shared/data")

  static var isPresent: Bool {
    let isPresent = FileManager.default.fileExists(atPath: root.appendingPathComponent("README.md").path)
    if !isPresent { print(missing) }
    return isPresent
  }

  static func path(_ name: String) -> String { root.appendingPathComponent(name).path }

  static func read(_ name: String) throws -> Everything { try Everything(path: path(name)) }

  /// The names below the root that end so, in a fixed order.
  static func names(endingIn suffixes: String..., outside folder: String = "performance/") -> [String] {
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { path in
      suffixes.contains { path.hasSuffix($0) } && !path.hasPrefix(folder)
    }.sorted()
  }
}
