/// Checks a conflict policy against its laws, in one line of a test:
/// ```swift
/// #expect(PolicyKit.check(MyPolicy()).isEmpty)
/// ```
///
/// First come made-up conflicts (every pair of kinds of sides, every type, up to five sides), then
/// conflicts that simulated villages met, then whole simulations in which the policy decides on every
/// replica while lines are cut, machines crash and clocks are wrong.
public enum PolicyKit {
  /// How much is tried. A larger effort finds rarer trouble and takes longer.
  public struct Effort: Sendable {
    /// Made conflicts of three to five sides, beside all pairs.
    public var madeConflicts: Int
    /// Simulations whose conflicts are collected.
    public var harvestedSeeds: UInt64
    /// Simulations in which the policy decides, from `firstSeed` on.
    public var swarmSeeds: UInt64
    public var firstSeed: UInt64

    public init(
      madeConflicts: Int = 150, harvestedSeeds: UInt64 = 4, swarmSeeds: UInt64 = 6,
      firstSeed: UInt64 = 1
    ) {
      self.madeConflicts = madeConflicts
      self.harvestedSeeds = harvestedSeeds
      self.swarmSeeds = swarmSeeds
      self.firstSeed = firstSeed
    }

    /// A few seconds in a debug build: enough for each run of the tests.
    public static let test = Effort()
    /// For a night.
    public static let nightly = Effort(
      madeConflicts: 20_000, harvestedSeeds: 100, swarmSeeds: 1_000)
  }

  /// - Parameter name: how the report calls the policy; its type by default.
  /// - Returns: a report that is empty where every law holds. Nothing is thrown: a policy that fails is
  ///   a finding.
  public static func check(
    _ policy: some ConflictPolicy, named name: String? = nil, effort: Effort = .test
  ) -> PolicyReport {
    var check = PolicyCheck(policy, named: name ?? "\(type(of: policy))")
    check.run(effort)
    return check.report
  }

  /// The last part of `check` alone: simulations in which the policy decides.
  public static func swarm(
    _ policy: some ConflictPolicy, named name: String? = nil, seeds: ClosedRange<UInt64>
  ) -> PolicyReport {
    var check = PolicyCheck(policy, named: name ?? "\(type(of: policy))")
    check.runSwarm(seeds)
    return check.report
  }
}

/// One check under way.
struct PolicyCheck {
  private let policy: any ConflictPolicy
  private let laws: PolicyLaws
  private(set) var report: PolicyReport

  init(_ policy: any ConflictPolicy, named name: String) {
    self.policy = policy
    laws = PolicyLaws(policy: policy)
    report = PolicyReport(policy: name)
  }

  mutating func run(_ effort: PolicyKit.Effort) {
    do {
      let made = ConflictSpecimens.pairs + ConflictSpecimens.many(effort.madeConflicts)
      report.madeConflicts = made.count
      let met = PolicySwarm.harvest(seeds: 1..<effort.harvestedSeeds + 1)
      report.metConflicts = met.count
      for law in PolicyLaw.allCases where law != .convergence {
        guard !report.hasBroken(law.presupposes) else {
          report.unjudged.append(law)
          continue
        }
        try judge(law, on: made + met)
      }
    } catch {
      return report.add(PolicyFinding(law: .totality, conflict: nil, text: "\(error)"))
    }
    guard !report.hasBroken(PolicyLaw.convergence.presupposes) else {
      return report.unjudged.append(.convergence)
    }
    guard effort.swarmSeeds > 0 else { return }
    runSwarm(effort.firstSeed...effort.firstSeed + effort.swarmSeeds - 1)
  }

  /// Finds the first conflict that breaks the law, and from there the smallest.
  private mutating func judge(_ law: PolicyLaw, on conflicts: [FieldConflict]) throws {
    for conflict in conflicts {
      guard try laws.trouble(with: law, on: conflict) != nil else { continue }
      let smallest = try ConflictShrinking.shrink(conflict) {
        try laws.trouble(with: law, on: $0) != nil
      }
      let text = try laws.trouble(with: law, on: smallest) ?? "it does not hold each time"
      return report.add(PolicyFinding(law: law, conflict: smallest, text: text))
    }
  }

  mutating func runSwarm(_ seeds: ClosedRange<UInt64>) {
    let swarm = PolicySwarm(policy)
    for seed in seeds {
      report.seeds += 1
      guard let failure = swarm.failure(seed: seed, weather: .storm) else { continue }
      var text = "seed \(seed) of the swarm: \(failure)"
      if PolicySwarm(GreatestWins()).failure(seed: seed, weather: .storm) != nil {
        text += "; it fails with the plainest policy too, so this is no fault of yours"
      }
      return report.add(PolicyFinding(law: .convergence, conflict: nil, text: text))
    }
  }
}
