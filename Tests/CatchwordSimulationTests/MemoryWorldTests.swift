import Catchword
import CatchwordCore
import CatchwordSimulation
import Testing

/// One after another: in the world `full` two runs must not stand beside each other.
@Suite(.serialized) struct MemoryWorldTests {
  @Test func `both worlds tell one story and draw one picture`() throws {
    let (kept, fast) = (Templates(), Templates())
    for seed in Effort.seeds(30) {
      let plan = try MemoryPlans.plan(seed: seed)
      let full = try MemoryOutcome(plan, in: .full, kept)
      let merge = try MemoryOutcome(plan, in: .merge, fast)
      #expect(full.transcript == merge.transcript, "seed \(seed)")
      #expect(full.pictures == merge.pictures, "seed \(seed)")
      #expect(full.reached == merge.reached, "seed \(seed)")
    }
  }

  @Test func `one plan is one run in memory`() throws {
    for seed in Effort.seeds(20) {
      let plan = try MemoryPlans.plan(seed: seed, steps: 80)
      let first = try MemoryOutcome(plan, in: .merge, Templates())
      let templates = Templates()
      for _ in 0..<2 {
        let again = try MemoryOutcome(plan, in: .merge, templates)
        #expect(first.trace == again.trace, "seed \(seed)")
        #expect(first.pictures == again.pictures, "seed \(seed)")
      }
    }
  }

  @Test func `damaged segments are refused and come again`() throws {
    let templates = Templates()
    for seed in Effort.seeds(20) {
      let story = """
        seed \(seed)
        branches main east
        item 1 "Emma" at main
        patron p1 p2 at main
        line main east corrupt 300
        line main east truncate 300
        checkout main 1 p1
        retitle main 1 "Emma, again"
        sync main east
        checkout east 1 p2
        sync east main
        line main east corrupt-reply
        sync main east
        line east main truncate
        sync east main
        settle
        expect converged
        """
      _ = try MemoryOutcome(Plan(parsing: story), in: .merge, templates)
    }
  }

  @Test func `a stick carries what memory sealed`() throws {
    let story = """
      branches main east
      item 1 "Emma" at main
      patron p1 at main
      cut main east
      checkout main 1 p1
      carry main usb
      carry east usb
      expect loan 1 p1 open
      checkin east 1
      carry east usb
      carry main usb
      expect no-loan 1
      expect converged
      """
    _ = try MemoryOutcome(Plan(parsing: story), in: .merge, Templates())
  }

  @Test func `a crash loses nothing that memory held`() throws {
    let story = """
      branches main east
      item 1 "Emma" at main
      patron p1 at main
      checkout main 1 p1
      crash main
      checkin main 1
      start main
      sync main east
      expect loan 1 p1 open
      expect converged
      """
    let outcome = try MemoryOutcome(Plan(parsing: story), in: .merge, Templates())
    #expect(outcome.transcript.contains { $0.contains("nobody can, main is off") })
  }

  @Test func `what needs a disk is left undone with a sentence`() throws {
    let story = """
      branches main east
      item 1 "Emma" at main
      backup main as monday
      disk main fail call 1
      restore main monday
      clone main as copy
      """
    let outcome = try MemoryOutcome(Plan(parsing: story), in: .merge, Templates())
    #expect(outcome.transcript.filter { $0.contains("without disks") }.count == 2)
    #expect(outcome.transcript.contains { $0.hasSuffix("there are no disks in this world") })
    #expect(outcome.pictures.count == 2)
  }

  // MARK: Backups, and what they lead to

  @Test func `a backup is not touched by what happens later`() throws {
    let run = try Self.running()
    let main = run.host("main")
    let before = try run.use(main) { try $0.ends() }
    let image = try run.image(of: main)
    try Self.act("checkout main 1 p1", in: run)
    #expect(try run.use(main) { try $0.ends() } != before)
    try Self.restore(main, image, in: run)
    #expect(try run.use(main) { try $0.ends() } == before)
    #expect(try run.use(main) { try $0.rebuild() }.before == run.use(main) { try $0.rebuild() }.after)
  }

  @Test func `two histories of one log pause it and raise an alarm`() throws {
    let run = try Self.running(with: "east west")
    let (main, east) = (run.host("main"), run.host("east"))
    let image = try run.image(of: main)
    try Self.act("checkout main 1 p1", in: run)
    try Self.act("sync main east", in: run)
    try Self.restore(main, image, in: run)
    try Self.act("checkout main 1 p2", in: run)
    try Self.act("sync main west", in: run)
    try Self.act("sync west east", in: run)
    #expect(run.transcript.last?.contains("two histories of") == true)
    try Self.act("checkin main 1", in: run)
    try Self.act("sync main west", in: run)
    // Now the other history is the longer one, and does not go on from what east holds.
    try Self.act("sync west east", in: run)
    let sentences = try run.use(east) { try $0.sentences() }
    #expect(sentences.contains { $0.contains("two histories of") })
    #expect(try run.use(east) { try $0.standing() }.paused.count == 1)
  }

  private static func running(with others: String = "east") throws -> Run {
    let story = "branches main \(others)\nitem 1 \"Emma\" at main\npatron p1 p2 at main\n"
    let run = Run(try Plan(parsing: story), world: .merge, domain: .library)
    try run.prepare(Templates())
    return run
  }

  private static func act(_ line: String, in run: Run) throws {
    run.advance(to: run.now.adding(milliseconds: 60_000))
    let step = try Plan(parsing: line + "\n").steps[0]
    try step.verb.perform(step, in: run)
    if let failure = run.failure { throw failure }
  }

  private static func restore(_ host: Host, _ image: HostImage, in run: Run) throws {
    run.stop(host)
    try run.assign(image, to: host)
    try run.open(host)
  }
}
