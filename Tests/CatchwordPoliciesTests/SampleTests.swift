import CatchwordLibrary
import CatchwordPolicies
import Foundation
import Testing

@Suite struct SampleTests {
  static let checkout = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.checkout.appendingPathComponent(path), encoding: .utf8)
  }

  /// The TOML of the page, block by block, with the line before each.
  private func snippets() throws -> [(line: Int, text: String)] {
    var snippets: [(Int, String)] = []
    var block: [String]?
    for (index, line) in try text("Documentation/Policies.md").split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      if line == "```toml" {
        block = []
      } else if line == "```", let lines = block {
        snippets.append((index - lines.count, lines.joined(separator: "\n")))
        block = nil
      } else {
        block?.append(String(line))
      }
    }
    return snippets
  }

  @Test func `the sample policy is accepted`() throws {
    let reading = read(
      try text("Samples/Valley/policy.toml"), known: ["MAIN", "EAST", "WEST", "CART"])
    #expect(reading.findings.isEmpty, "\(reading.findings)")
    #expect(try #require(reading.policy).rules.count > 3)
  }

  @Test func `every piece of TOML in the documentation is accepted`() throws {
    let snippets = try snippets()
    #expect(snippets.count >= 8)
    for snippet in snippets {
      let reading = read(snippet.text)
      #expect(reading.findings.isEmpty, "line \(snippet.line): \(reading.findings)")
    }
  }

  @Test func `the documentation shows every key that a file may have`() throws {
    let page = try snippets().map(\.text).joined(separator: "\n") + text("Documentation/Policies.md")
    let words = Set(page.split { !($0.isLetter || $0 == "_") }.map(String.init))
    for key in PolicyFile.keys { #expect(words.contains(key), "\(key) is not documented") }
  }
}
