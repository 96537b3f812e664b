import Catchword
import CatchwordCore
import CatchwordLibrary
import Foundation
import Testing

@testable import CatchwordSimulation

@Suite struct BoardTests {
  @Test func `lines about the board read back as they are written`() throws {
    let story = """
      domain board
      branches hill lake
      post hill dance "Dance on Friday"
      move hill dance left
      pin hill dance 3
      pin hill dance out
      tag hill dance music
      untag hill dance music
      vote hill dance -2
      remark hill dance "Who plays?"
      visit lake dance Ada
      visit lake dance Ben 5
      takedown hill dance

      """
    #expect(try Plan(parsing: story).text() == story)
  }

  @Test func `the plan says what its network is about`() throws {
    #expect(try Plan(parsing: "domain board\nbranches hill").domain.name == "board")
    #expect(try Plan(parsing: "branches hill").domain.name == "library")
    #expect(throws: StoryError.self) { try Plan(parsing: "domain zoo") }
  }

  @Test func `words of another domain are refused before anything happens`() throws {
    for (story, word) in [
      ("domain board\nbranches hill\ncheckout hill 1 p1", "checkout"),
      ("branches hill\npost hill dance Dance", "post"),
    ] {
      let error = #expect(throws: StoryError.self) {
        try BoardVillage.play(story) { _ in }
      }
      #expect(error?.text.contains("`\(word)` makes no sense") == true)
    }
  }

  @Test func `what was done apart adds up when villages meet`() throws {
    let seen = try BoardVillage.tell(
      """
      domain board
      branches hill lake
      post hill dance "Dance on Friday"
      sync lake hill
      cut hill lake
      tag hill dance music
      tag lake dance friday
      vote hill dance 2
      vote lake dance 3
      visit hill dance Ada 4
      visit lake dance Ben 6
      settle
      expect converged
      expect no-conflict dance
      why lake dance
      """)
    #expect(
      seen.last?.contains(
        "is about friday and music, has 5 votes, was looked at 2 times, last by Ben") == true)
  }

  @Test func `a tag that was put on anew elsewhere outlives its removal`() throws {
    let seen = try BoardVillage.tell(
      """
      domain board
      branches hill lake
      post hill goat "Goat lost"
      tag hill goat urgent
      sync lake hill
      cut hill lake
      untag hill goat urgent
      tag lake goat urgent
      settle
      why hill goat
      """)
    #expect(seen.last?.contains("is about urgent") == true)
  }

  @Test func `two titles stand in the queue of everybody until somebody decides`() throws {
    let story = """
      domain board
      branches hill lake mill
      post hill dance "Dance"
      sync lake hill
      sync mill hill
      cut hill lake
      cut hill mill
      cut lake mill
      post hill dance "Dance on Friday"
      post lake dance "Dance on Saturday"
      post mill dance "No dance"
      settle
      expect conflict undecided dance
      expect title dance "No dance"
      """
    let queues = try BoardVillage.play(story) { run in
      #expect(run.failure == nil)
      return try run.hosts.map { try #require($0.engine).reviews() }
    }
    #expect(Set(queues).count == 1)
    let item = try #require(queues[0].first)
    #expect(item.conflictCase == 0)
    #expect(item.severity == .b)
    #expect(item.sides.count == 3)
    #expect(queues[0].count == 1)
    try BoardVillage.tell(
      story + """

        resolve lake dance keep B
        settle
        expect no-conflict dance
        expect converged
        """)
  }

  @Test func `a remark outlives the takedown that did not know of it, and somebody must look`() throws {
    let story = """
      domain board
      branches hill lake
      post hill goat "Goat lost"
      sync lake hill
      cut hill lake
      remark lake goat "I saw it at the mill"
      takedown hill goat
      settle
      expect title goat "Goat lost"
      expect conflict undecided goat
      """
    try BoardVillage.tell(story)
    try BoardVillage.tell(story + "\nresolve hill goat keep A\nsettle\nexpect no-conflict goat")
    let seen = try BoardVillage.tell(story + "\nresolve hill goat keep B\nsettle\nwhy lake goat")
    #expect(seen.last == "  It was taken down.")
  }

  @Test func `a note that was taken down can be posted again`() throws {
    try BoardVillage.tell(
      """
      domain board
      branches hill lake
      post hill goat "Goat lost"
      takedown hill goat
      sync lake hill
      move lake goat left
      post lake goat "Goat found"
      settle
      expect title goat "Goat found"
      expect no-conflict goat
      """)
  }

  @Test func `a visit that arrives before its note counts once the note is there`() throws {
    let seen = try BoardVillage.tell(
      """
      domain board
      branches hill lake
      post hill goat "Goat lost"
      visit hill goat Ada
      sync lake hill circulation
      why lake goat
      sync lake hill
      why lake goat
      """)
    #expect(seen.contains("  Nobody posted it."))
    #expect(seen.last?.contains("was looked at 1 times, last by Ada") == true)
  }

  @Test func `status speaks of the board too`() throws {
    let seen = try BoardVillage.tell("domain board\nbranches hill lake\nstatus hill")
    #expect(seen.last == "  nothing is wrong")
  }

  @Test func `whole villages in a storm hold every check`() {
    let swarm = PolicySwarm(.board)
    for seed in UInt64(1)...12 {
      let failure = swarm.failure(seed: seed, weather: .storm)
      #expect(failure == nil, "seed \(seed)")
    }
  }

  @Test func `a plan of the board reads back from its text, and runs the same twice`() throws {
    let plan = BoardPlan.plan(seed: 7, .storm)
    #expect(try Plan(parsing: plan.text()).text() == plan.text())
    let traces = try (0..<2).map { _ in
      try BoardVillage.play(plan) { run in run.trace.map(\.line) }
    }
    #expect(traces[0] == traces[1])
    #expect(traces[0].count > 60)
  }

  @Test func `the story of the notice board goes as its transcript says`() throws {
    let path = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Simulations/Stories/board/notice-board.story")
    let parts = try String(contentsOf: path, encoding: .utf8).split(separator: "----\n")
    let transcript = try BoardVillage.tell(String(parts[0]))
    #expect(transcript.map { $0 + "\n" }.joined() == parts.dropFirst().joined())
  }

  /// C9 on the board: the state is asked what is in conflict, and the queue what it knows of.
  @Test func `every register in conflict and every outlived deletion is raised once`() throws {
    var found = 0
    for seed in UInt64(20)...25 {
      try BoardVillage.play(BoardPlan.plan(seed: seed, .partitions)) { run in
        try run.settle()
        let engine = try #require(run.hosts[0].engine)
        let raised = try engine.reviews().map { "\($0.kind) \($0.record?.description ?? "") \($0.field)" }
        let open = try engine.read { reader in
          try [BoardKind.note, BoardKind.remark].flatMap { kind in
            try reader.everyRecord(kind: kind).filter { !$0.state.isDead }.flatMap { view in
              let fields = view.state.registers.filter { !$0.value.alternates.isEmpty }.map(\.key)
              return (fields + (view.state.survivedDeletions.isEmpty ? [] : [0]))
                .map { "\(kind) \(view.id) \($0)" }
            }
          }
        }
        #expect(raised.sorted() == open.sorted(), "seed \(seed)")
        found += open.count
      }
    }
    #expect(found > 5)
  }
}
