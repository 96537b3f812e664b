import CatchwordSimulation
import Testing

/// Histories as lines, read back and judged.
@Suite struct WrittenHistoryTests {
  private static func lines() throws -> [String] {
    let plan = try Plan(
      parsing: """
        branches main east
        item 31234 "Moby-Dick \u{201c}Cafe\u{301}\u{201d}" at main
        patron p1 p2 at main
        cut main east
        checkout main 31234 p1 at 09:00
        checkout east 31234 p2 at 15:00
        subject east 31234 add "Whaling \\"2\\""
        heal
        settle
        """)
    let run = Run(plan, world: .full)
    defer { run.close() }
    run.playAll(Templates())
    try #require(!run.hasFailed)
    return try run.historyLines()
  }

  @Test func `what a run writes is judged as the run was`() throws {
    let written = try WrittenHistory(try Self.lines())
    #expect(written.pictures.map(\.host) == ["main", "east"])
    try written.judge()
  }

  private static func failure(_ words: String, shownAs others: String) throws -> CheckFailure? {
    let lines = try lines().map { line in
      line.contains("\"type\":\"picture\"") ? line.replacing(words, with: others) : line
    }
    return #expect(throws: CheckFailure.self) { try WrittenHistory(lines).judge() }
  }

  @Test func `a picture that shows something else is found`() throws {
    let failure = try Self.failure("renewals=0", shownAs: "renewals=1")
    #expect(failure?.check == "C2" && failure?.kind == "loan" && failure?.host == "main")
  }

  @Test func `a picture that breaks a rule is said to break it`() throws {
    let failure = try Self.failure("standing=closed", shownAs: "standing=open")
    #expect(failure?.check == "L1" && failure?.kind == "" && failure?.host == "main")
    #expect(failure?.text.contains(" open loans · ") == true)
  }

  @Test func `a commit that is missing is found`() throws {
    var lines = try Self.lines()
    let index = try #require(
      lines.firstIndex { $0.contains("\"lane\":\"circulation\"") && $0.contains("\"number\":1,") })
    lines.remove(at: index)
    let failure = #expect(throws: CheckFailure.self) { try WrittenHistory(lines).judge() }
    #expect(failure != nil)
  }

  @Test(arguments: [
    "no JSON", "{\"type\":\"weather\"}", "{\"type\":\"picture\",\"host\":\"main\"}",
    "{\"type\":\"network\",\"domain\":\"library\",\"minimum_travel_seconds\":1200,"
      + "\"without\":[\"patrons\"]}",
  ])
  func `what is no whole history is refused`(line: String) {
    #expect(throws: StoryError.self) { try WrittenHistory([line]) }
  }
}
