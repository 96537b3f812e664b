import Foundation
import Testing

/// What `history` tells, and what it keeps to itself.
@Suite struct HistoryTests {
  private static func lines(_ output: String) throws -> [[String: Any]] {
    try output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func `a history is the network, its commits and the picture, without the patrons`() throws {
    let binary = try Binary()
    try binary.found("main")
    #expect(try binary.run("main", "checkout", "21", "31").status == 0)
    let result = try binary.run("main", "history", "--picture")
    #expect(result.status == 0)
    let lines = try Self.lines(result.output)
    #expect(lines.first?["type"] as? String == "network")
    #expect(lines.first?["without"] as? [String] == ["patrons"])
    let commits = lines.filter { $0["type"] as? String == "commit" }
    let held = try #require(try binary.run("main", "log", "--limit", "0", "--json").object["commits"] as? [Any])
    #expect(commits.count == held.count)
    let patrons = commits.filter { $0["lane"] as? String == "patrons" }
    #expect(patrons.map { ($0["operations"] as? [Any])?.count } == [0])
    let picture = try #require(lines.last?["lines"] as? [String])
    #expect(picture.contains { $0.hasPrefix("loan 13:") && $0.contains(" standing=open ") })
    #expect(!picture.contains { $0.hasPrefix("register 20 ") })
    #expect(!result.output.contains("Wren") && !result.output.contains("\"21\""))
    #expect(result.errors.contains("--with-patrons"))
  }

  @Test func `for made-up libraries the patrons are there`() throws {
    let binary = try Binary()
    try binary.found("main")
    let result = try binary.run("main", "history", "--picture", "--with-patrons")
    let lines = try Self.lines(result.output)
    #expect(lines.first?["without"] == nil)
    #expect(result.output.contains("Wren"))
    let picture = try #require(lines.last?["lines"] as? [String])
    #expect(picture.contains { $0.hasPrefix("register 20 ") })
    #expect(result.errors.isEmpty)
  }
}
