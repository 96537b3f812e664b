#if Mutants
  package import CatchwordCore
  import Glibc

  /// Looks for one planted bug with the harness as it is: seed by seed, in each of the sweeps in turn.
  package struct MutantHunt {
    private let sweeps: [Sweep]
    private let secondsToFind: Double
    private let secondsToShrink: Double

    package init(_ sweeps: [Sweep], secondsToFind: Double = 60, secondsToShrink: Double = 30) {
      self.sweeps = sweeps
      self.secondsToFind = secondsToFind
      self.secondsToShrink = secondsToShrink
    }

    package func hunt(_ mutant: Planted, from seed: UInt64 = 0) -> MutantResult {
      Planted.choose(mutant)
      defer { Planted.choose(nil) }
      let runners = sweeps.map(SweepRunner.init)
      let start = Self.coreSeconds
      var seed = seed
      while true {
        for runner in runners {
          guard elapsed(since: start) < secondsToFind else {
            return MutantResult(
              name: "\(mutant)", module: mutant.module, check: nil, seconds: elapsed(since: start))
          }
          let plan = runner.plan(seed)
          guard let failure = runner.run(plan).failure else { continue }
          let found = elapsed(since: start)
          return shrunk(plan, failure, mutant, seed: seed, after: found, runner)
        }
        seed += 1
      }
    }

    private func shrunk(
      _ plan: Plan, _ failure: CheckFailure, _ mutant: Planted, seed: UInt64, after seconds: Double,
      _ runner: SweepRunner
    ) -> MutantResult {
      let start = Self.coreSeconds
      let outcome = Shrinker.shrink(plan, failure) { candidate in
        elapsed(since: start) < secondsToShrink ? runner.run(candidate).failure : nil
      }
      let text = outcome.plan.shrunkText(outcome.failure)
      let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      let hosts = outcome.plan.steps.reduce(0) { sum, step in
        sum
          + ((step.verb as? BranchesVerb)?.names.count ?? (step.verb as? CartVerb)?.names.count ?? 0)
          + (step.verb is CloneVerb ? 1 : 0)
      }
      return MutantResult(
        name: "\(mutant)", module: mutant.module, check: failure.signature,
        sweep: runner.sweep.name, seed: seed, seconds: seconds,
        shrinkingSeconds: elapsed(since: start), lines: lines.count, replicas: hosts, story: text)
    }

    private func elapsed(since start: Double) -> Double { Self.coreSeconds - start }

    /// What this process had of its core so far; it has one thread, and the machine may have others.
    private static var coreSeconds: Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }
#endif
