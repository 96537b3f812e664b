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

  /// - Parameter look: sees the run before its hosts are closed.
  package func result(
    _ seed: UInt64, look: (Run) throws -> Void
  ) rethrows -> SweepResult {
    let run = Run(plan(seed), world: sweep.world)
    run.playAll(templates)
    defer { run.close() }
    try look(run)
    return SweepResult(
      seed: seed, failure: run.failure, hash: run.traceHash, events: run.counts.events,
      faults: run.counts.faults, commits: run.counts.commits,
      spanMilliseconds: run.now.milliseconds - Moment.opening.milliseconds,
      rounds: run.counts.rounds, reached: run.reached)
  }
}
