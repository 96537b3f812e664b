#if Mutants
  import CatchwordCore

  /// Watches the checker itself: a harness that compares nothing, breaks nothing or heals nothing must
  /// not pass for one that found nothing.
  package struct CheckerSuite {
    private let sweep: Sweep

    package init(_ sweep: Sweep) { self.sweep = sweep }

    /// - Returns: what is wrong with the checker, a sentence each; empty where it is sound.
    package func findings() -> [String] {
      [wrongEverywhere(), wrongInOneLine(), faults(), peace(), configurations(), shrinking()]
        .compactMap { $0 }
    }

    /// A bug that all replicas share only an oracle can see, and only one that looks at each line.
    private func wrongEverywhere() -> String? {
      Planted.choose(.travelTimeIgnored)
      defer { Planted.choose(nil) }
      let runner = SweepRunner(sweep)
      for seed in UInt64(0)..<40 {
        let check = runner.result(seed).failure?.check
        if check == "C2" || check == "C9" { return nil }
      }
      return "a bug that all replicas share goes unnoticed"
    }

    /// As many lines as there should be, one of which says something else.
    private func wrongInOneLine() -> String? {
      Planted.choose(.markBeatsSighting)
      defer { Planted.choose(nil) }
      let text = """
        branches main
        item b1 "Book" at main
        mark main b1 lost
        mark main b1 found
        """
      guard let plan = try? Plan(parsing: text) else { return "a plan cannot be read" }
      let run = Run.play(plan, world: sweep.world, templates: Templates())
      return run.failure?.check == "C2" ? nil : "a line that says something else goes unnoticed"
    }

    private func faults() -> String? {
      let runner = SweepRunner(sweep)
      let results = (UInt64(0)..<10).map(runner.result)
      guard results.contains(where: { $0.faults > 0 }),
        results.contains(where: { $0.reached.contains(.crash) })
      else { return "ten plans without a single fault" }
      return nil
    }

    /// A line that is never healed by the plan is healed at its end.
    private func peace() -> String? {
      let text = """
        branches main east
        item b1 "Book" at main
        cut main east
        checkin main b1
        """
      guard let plan = try? Plan(parsing: text) else { return "a plan cannot be read" }
      let run = Run.play(plan, world: sweep.world, templates: Templates())
      return run.failure.map { "nothing is wrong, and peace does not come: \($0)" }
    }

    private func configurations() -> String? {
      let plans = (UInt64(0)..<40).map { PlanGenerator.plan(of: sweep, seed: $0) }
      let casts = Set(plans.map { $0.steps.prefix { $0.verb.nature == .setting }.count })
      let verbs = Set(plans.map { Set($0.steps.map { type(of: $0.verb).word }) })
      return casts.count > 1 && verbs.count > 10 ? nil : "forty plans of one configuration"
    }

    /// Of a plan with two failures the shrinker keeps the one it was asked about.
    private func shrinking() -> String? {
      let text = """
        branches main
        checkin main b3
        checkin main b1
        checkin main b2
        """
      guard let plan = try? Plan(parsing: text) else { return "a plan cannot be read" }
      let wanted = CheckFailure("C3", kind: "circulation", "b3 is lost")
      let outcome = Shrinker.shrink(plan, wanted) { plan in
        let codes = plan.steps.compactMap { ($0.verb as? CheckinVerb)?.barcode }
        if codes.contains("b3") { return wanted }
        return codes.isEmpty ? nil : CheckFailure("C1", kind: "catalog", "another failure")
      }
      let codes = outcome.plan.steps.compactMap { ($0.verb as? CheckinVerb)?.barcode }
      return codes == ["b3"] && outcome.failure.signature == wanted.signature
        ? nil : "the shrinker came back with another failure"
    }
  }
#endif
