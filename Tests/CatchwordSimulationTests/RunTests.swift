import CatchwordSimulation
import Foundation
import Testing

@Suite struct RunTests {
  @Test func `two runs of a plan leave one trace, from a fresh template and from a kept one`() throws {
    let sweep = try Sweep(name: "all", parsing: PlanTests.everything)
    let templates = Templates()
    for seed in UInt64(40)..<44 {
      let plan = PlanGenerator.plan(of: sweep, seed: seed)
      let first = Run.play(plan, templates: templates)
      let again = Run.play(plan, templates: templates)
      let fresh = Run.play(plan, templates: Templates())
      #expect(first.failure == nil, "seed \(seed)")
      #expect(first.traceHash == again.traceHash, "seed \(seed)")
      #expect(first.traceHash == fresh.traceHash, "seed \(seed)")
    }
  }

  @Test func `what is not so fails a run, with its place`() throws {
    let plan = try Plan(
      parsing: """
        branches main east
        item b1 "Book" at main
        patron p1 at main
        checkout main b1 p1
        expect no-loan b1
        """)
    let failure = Run.play(plan, templates: Templates()).failure
    #expect(failure?.check == "expect")
    #expect(failure?.text.contains("p1 has it") == true)
  }

  @Test func `a story's transcript is compared line by line, and blessed`() throws {
    let source = "branches main\nitem b1 \"Book\" at main\ncheckin main b1 at 09:00\n"
    let story = try Story(name: "s", text: source)
    let run = Run.play(story.plan, templates: Templates())
    #expect(!story.differences(from: run.transcript).isEmpty)
    let blessed = try Story(name: "s", text: story.blessed(run.transcript))
    #expect(blessed.differences(from: run.transcript).isEmpty)
    #expect(blessed.source == source.trimmingCharacters(in: .newlines) || blessed.source == source)
    #expect(!blessed.differences(from: run.transcript + ["more"]).isEmpty)
  }

  @Test func `a failing plan is shrunk to what it takes`() throws {
    let sweep = try Sweep(name: "all", parsing: PlanTests.everything)
    let wish = try Plan(parsing: "branches main\ncheckout main b1 p1 override\nexpect no-loan b1\n")
    let templates = Templates()
    // In some plans main is gone by then, or the item is.
    let failing = (UInt64(3)..<20).lazy.compactMap { seed -> (plan: Plan, failure: CheckFailure)? in
      var plan = PlanGenerator.plan(of: sweep, seed: seed)
      let last = plan.steps.map(\.id).max() ?? 0
      plan.steps += wish.steps.dropFirst().enumerated().map { index, step in
        Step(id: last + 1 + index, at: plan.steps.last?.at ?? .opening, verb: step.verb)
      }
      return Run.play(plan, templates: templates).failure.map { (plan, $0) }
    }
    let (plan, failure) = try #require(failing.first)
    #expect(failure.check == "expect")
    let outcome = Shrinker.shrink(plan, failure) { Run.play($0, templates: templates).failure }
    #expect(outcome.failure.signature == failure.signature)
    #expect(outcome.plan.steps.count <= 5, "\(outcome.plan.text())")
    // What is written down fails in the same way when it is read again.
    let read = try Story(name: "found", text: outcome.plan.shrunkText(outcome.failure))
    #expect(Run.play(read.plan, templates: templates).failure?.signature == failure.signature)
  }

  @Test func `results of a sweep read back, and shards add up`() throws {
    let runner = SweepRunner(try Sweep(name: "all", parsing: PlanTests.everything))
    var tally = Tally()
    for seed in UInt64(7)..<9 {
      let result = runner.result(seed)
      let read = try #require(SweepResult(json: result.json))
      #expect(read.json == result.json)
      tally.add(read)
    }
    #expect(tally.seeds == 2)
    #expect(SweepResult(json: "{}") == nil)
  }
}
