import CatchwordSimulation
import Testing

@Suite struct PlanTests {
  @Test func `a plan reads back from its text`() throws {
    let sweep = try Sweep(name: "all", parsing: "casts 2+1 3+0\nsteps 40..60\n" + Self.everything)
    for seed in UInt64(0)..<40 {
      let plan = PlanGenerator.plan(of: sweep, seed: seed)
      let text = plan.text(showsIDs: true)
      let read = try Plan(parsing: text)
      #expect(read.text(showsIDs: true) == text, "seed \(seed)")
      #expect(read.seed == plan.seed)
      #expect(read.steps.map(\.id) == plan.steps.map(\.id), "seed \(seed)")
      #expect(read.steps.map(\.at) == plan.steps.map(\.at), "seed \(seed)")
    }
  }

  @Test func `a seed gives one plan, and leaving a step out changes no other`() throws {
    let sweep = try Sweep(name: "all", parsing: Self.everything)
    let plan = PlanGenerator.plan(of: sweep, seed: 5)
    #expect(PlanGenerator.plan(of: sweep, seed: 5).text(showsIDs: true) == plan.text(showsIDs: true))
    #expect(PlanGenerator.plan(of: sweep, seed: 6).text(showsIDs: true) != plan.text(showsIDs: true))
    var first = Stream(seed: plan.seed, UInt64(plan.steps[9].id))
    var again = Stream(seed: plan.seed, UInt64(plan.steps[9].id))
    #expect((0..<9).map { _ in first.next() } == (0..<9).map { _ in again.next() })
  }

  @Test(arguments: [
    ("branches main\nfly main", "line 2: there is no verb `fly`"),
    ("branches main\ncheckout main", "line 2: `checkout` needs a barcode here"),
    ("branches Main", "line 1: `Main` is no name for a host"),
    ("branches main\nclock main 9 o'clock", "line 2: `9` is not how far the clock is off"),
    ("branches main\nitem 1 \"Moby", "line 2: a quote is not closed"),
    ("branches main\ncheckin main b1 at 25:00", "line 2: `25:00` is not a time of day"),
    ("branches main\nmark main b1 stolen", "line 2: there is no mark `stolen`"),
    ("branches main\nsync main east loans", "line 2: there is no lane `loans`"),
    ("branches main\ncut main east quickly", "line 2: `cut` does not understand `quickly` here"),
  ])
  func `bad lines are refused with their place`(text: String, message: String) {
    let error = #expect(throws: StoryError.self) { try Plan(parsing: text) }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    ("checkin main 1", "line 1: nobody is there"),
    ("branches main\ncheckin west 1", "line 2: there is no host `west`; there are main"),
    ("branches main\ncart main", "line 2: there is a host `main` already"),
    ("item 1 Emma at main\nbranches main", "line 1: `main` comes only in line 2"),
    ("branches main\nsync main main", "line 2: `sync` is between two hosts"),
    ("branches main\nchekcin main 1", "line 2: there is no verb `chekcin`; do you mean `checkin`?"),
    ("branches main\ncheckin main 1 at", "line 2: after `at` a time is missing"),
    (
      "branches main\nexpect loan 1 p1 lost",
      "line 2: a loan is `open`, `closed` or `disputed`, not `lost`\nsuch a line looks like\n"
        + "    expect loan BARCODE CARD open|closed|disputed"
    ),
  ])
  func `slips of the pen in a story are told before it runs`(text: String, message: String) {
    let error = #expect(throws: StoryError.self) { try Story(name: "s", text: text) }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: ["09:00", "day 2 15:30", "day 11 00:00:07", "08:00:00.250"])
  func `times read back`(text: String) throws {
    let plan = try Plan(parsing: "branches main\ncheckin main b1 at \(text)\n")
    #expect(plan.steps[1].at.description == text)
  }

  @Test(arguments: ["90s", "5m", "26h", "10y", "250ms", "3d"])
  func `spans read back`(text: String) {
    #expect(Span(text)?.description == text)
    #expect(Span("-" + text)?.description == "-" + text)
  }

  static let everything = Happening.allCases.map { "weigh \($0.rawValue) 3" }.joined(separator: "\n")
}
