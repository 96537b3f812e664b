import CatchwordLibrary
import Foundation
import Testing

/// Labels with the keys that Evergreen computed for them, found beside the checkout. Nothing of them stands in this
/// repository; without them the tests are skipped.
private enum EvergreenLabels {
  struct Row {
    let label: String
    let key: String
  }

  static let missing = Comment(
    rawValue: "SKIPPED: Evergreen's labels are not at ../shared/data/callnumbers beside the checkout")

  private static let place = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/data/callnumbers/evergreen_label_sortkey.tsv")

  static var arePresent: Bool {
    let arePresent = FileManager.default.fileExists(atPath: place.path)
    if !arePresent { print(missing) }
    return arePresent
  }

  static func rows(_ kind: String) throws -> [Row] {
    try String(contentsOf: place, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
      .filter { $0.count == 3 && $0[0] == kind }.map { Row(label: $0[1], key: $0[2]) }
  }
}

@Suite(.enabled(if: EvergreenLabels.arePresent, EvergreenLabels.missing))
struct EvergreenOrderTests {
  private func order(_ a: [UInt8], _ b: [UInt8]) -> Int {
    a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
  }

  /// What of two labels differs first: numbers, as people count them; else nil.
  private func numbers(_ a: String, _ b: String) -> (Int, Int)? {
    let (a, b) = (Array(a.uppercased().utf8), Array(b.uppercased().utf8))
    var start = zip(a, b).prefix { $0 == $1 }.count
    while start > 0, (0x30...0x39).contains(a[start - 1]) { start -= 1 }
    let digits = { (label: [UInt8]) in
      Int(String(decoding: label[start...].prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
    }
    guard let first = digits(a), let second = digits(b) else { return nil }
    return (first, second)
  }

  /// Documentation/CallNumbers.md has the figures and says why.
  @Test(arguments: [("dewey", "ddc"), ("lc", "lcc"), ("generic", "z"), ("dewey", ""), ("lc", ""), ("generic", "")])
  func `Evergreen's order is ours, but that ten comes after nine`(_ kind: String, _ scheme: String) throws {
    let rows = try EvergreenLabels.rows(kind).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    let theirs = rows.map { Array($0.key.utf8) }
    let ours = rows.map { ShelfKey($0.label, scheme: scheme).bytes }
    var (pairs, different, neighbours) = (0, 0, 0)
    for a in rows.indices {
      for b in rows.indices where a < b {
        pairs += 1
        guard order(theirs[a], theirs[b]) != order(ours[a], ours[b]) else { continue }
        different += 1
        neighbours += b == a + 1 ? 1 : 0
        let counted = try #require(numbers(rows[a].label, rows[b].label))
        #expect(counted.0 > counted.1 && order(ours[b], ours[a]) == -1)
      }
    }
    print(
      "\(kind) as \"\(scheme)\": \(rows.count) labels, \(different) of \(pairs) pairs and \(neighbours) of "
        + "\(rows.count - 1) neighbours in another order")
    #expect(!rows.isEmpty && (kind == "generic" || different == 0))
  }
}
