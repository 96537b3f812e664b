import CatchwordCore

/// Runs one seed after another.
package struct SweepRunner {
  package let sweep: Sweep
  private let templates = Templates()

  package init(_ sweep: Sweep) { self.sweep = sweep }

  package func plan(_ seed: UInt64) -> Plan { PlanGenerator.plan(of: sweep, seed: seed) }

  package func result(_ seed: UInt64) -> SweepResult { result(seed) { _ in } }

  package func run(_ plan: Plan) -> Run {
    Run.play(plan, world: sweep.world, templates: templates)
  }

  /// Founds what the seeds' casts begin with: a sweep of thousands does it once.
  /// - Throws: what founding throws.
  package func found(_ seeds: some Sequence<UInt64>) throws {
    for seed in seeds {
      let run = Run(plan(seed), world: sweep.world)
      defer { run.close() }
      try run.prepare(templates)
    }
  }

  /// - Parameter look: sees the run before its hosts are closed.
  package func result(
    _ seed: UInt64, look: (Run) throws -> Void
  ) rethrows -> SweepResult {
    let run = Run(plan(seed), world: sweep.world)
    run.playAll(templates)
    defer { run.close() }
    try look(run)
    return SweepResult(
      seed: seed, failure: run.failure, hash: run.traceHash, events: run.events,
      faults: run.counts.faults, commits: run.counts.commits,
      spanMilliseconds: run.now.milliseconds - Moment.opening.milliseconds,
      rounds: run.counts.rounds, reached: run.reached)
  }
}
