#if Mutants
  package import CatchwordCore
  import Dispatch

  /// Looks for one planted bug with the harness as it is.
  package struct MutantHunt {
    private let sweep: Sweep
    private let secondsToFind: Double
    private let secondsToShrink: Double

    package init(_ sweep: Sweep, secondsToFind: Double = 60, secondsToShrink: Double = 30) {
      self.sweep = sweep
      self.secondsToFind = secondsToFind
      self.secondsToShrink = secondsToShrink
    }

    package func hunt(_ mutant: Planted, from seed: UInt64 = 0) -> MutantResult {
      Planted.choose(mutant)
      defer { Planted.choose(nil) }
      let runner = SweepRunner(sweep)
      let start = DispatchTime.now().uptimeNanoseconds
      var seed = seed
      while elapsed(since: start) < secondsToFind {
        let plan = runner.plan(seed)
        if let failure = runner.run(plan).failure {
          let found = elapsed(since: start)
          return shrunk(plan, failure, mutant, seed: seed, after: found, runner)
        }
        seed += 1
      }
      return MutantResult(name: "\(mutant)", check: nil, seconds: elapsed(since: start))
    }

    private func shrunk(
      _ plan: Plan, _ failure: CheckFailure, _ mutant: Planted, seed: UInt64, after seconds: Double,
      _ runner: SweepRunner
    ) -> MutantResult {
      let start = DispatchTime.now().uptimeNanoseconds
      let outcome = Shrinker.shrink(plan, failure) { candidate in
        elapsed(since: start) < secondsToShrink ? runner.run(candidate).failure : nil
      }
      let text = outcome.plan.shrunkText(outcome.failure)
      let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      let hosts = outcome.plan.steps.reduce(0) { sum, step in
        sum
          + ((step.verb as? BranchesVerb)?.names.count ?? (step.verb as? CartVerb)?.names.count ?? 0)
      }
      return MutantResult(
        name: "\(mutant)", check: failure.signature, seed: seed, seconds: seconds,
        shrinkingSeconds: elapsed(since: start), lines: lines.count, replicas: hosts, story: text)
    }

    private func elapsed(since start: UInt64) -> Double {
      Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    }
  }
#endif
