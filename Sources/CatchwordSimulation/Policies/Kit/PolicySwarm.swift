import Catchword
import CatchwordCore

/// Villages in which a policy decides: real replicas on simulated machines, and every check on whole
/// histories.
struct PolicySwarm {
  let kit: DomainKit
  private let templates = Templates()

  init(_ kit: DomainKit) { self.kit = kit }

  init(_ policy: any ConflictPolicy) { kit = .board(deciding: policy) }

  /// Runs one village to its end, when all have met and agree.
  ///
  /// - Parameter look: called now and then with what every host holds.
  /// - Returns: the first check that did not hold; nil where all did.
  func failure(
    seed: UInt64, weather: BoardPlan.Weather, look: (any Engine) throws -> Void = { _ in }
  ) -> CheckFailure? {
    let plan = BoardPlan.plan(seed: seed, weather)
    let run = Run(plan, world: .full, domain: kit)
    do {
      try run.prepare(templates)
      for (index, step) in plan.steps.enumerated() where !run.hasFailed {
        run.advance(to: step.at)
        if index.isMultiple(of: Self.stepsBetweenLooks) { try everywhere(run, look) }
      }
      if !run.hasFailed { try run.settle() }
      if !run.hasFailed { try everywhere(run, look) }
      if !run.hasFailed { try run.checkEverything() }
    } catch let failure as CheckFailure {
      run.fail(failure)
    } catch {
      run.fail(CheckFailure("engine", "\(error)"))
    }
    for host in run.hosts {
      host.engine?.close()
      host.engine = nil
    }
    return run.failure
  }

  private static let stepsBetweenLooks = 3

  private func everywhere(_ run: Run, _ look: (any Engine) throws -> Void) throws {
    for host in run.hosts where host.isReachable { try run.use(host, look) }
  }
}

extension PolicySwarm {
  /// Conflicts as they were met in villages that partitions part, each once, in a fixed order.
  ///
  /// Times are made small, so that a finding can be read.
  static func harvest(seeds: Range<UInt64>) -> [FieldConflict] {
    let board = PolicyDeriving(
      GreatestWins(), over: BoardSchema.current, base: BoardFold(), hashing: .none)
    let swarm = PolicySwarm(GreatestWins())
    var met: Set<FieldConflict> = []
    for seed in seeds {
      _ = swarm.failure(seed: seed, weather: .partitions) { engine in
        try engine.read { reader in
          for kind in [BoardKind.note, BoardKind.remark] {
            for view in try reader.everyRecord(kind: kind) {
              for each in board.conflicts(of: view) { met.insert(each.conflict.withSmallTimes) }
            }
          }
        }
      }
    }
    return met.map { (conflict: $0, text: $0.description) }
      .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
      .map(\.conflict)
  }
}

extension FieldConflict {
  /// The same order of times, counted from 0.
  fileprivate var withSmallTimes: FieldConflict {
    let times = Set(sides.map(\.timeSeconds)).sorted()
    return with(
      sides.map { side in
        Side(
          side.value, writerRank: side.writerRank,
          timeSeconds: Int64(times.firstIndex(of: side.timeSeconds) ?? 0),
          deletesRecord: side.deletesRecord)
      })
  }
}

extension Hashing {
  /// For looking at conflicts that nobody names.
  fileprivate static let none = Hashing { _ in ContentHash.none }
}
