/// Which facts of one item were taken back at a desk: they stay as evidence, see and close nothing.
///
/// A void counts unless a void that counts takes it back. What another desk built on a fact while
/// it did not know of the void is a conflict, and a decision may overrule the void.
struct TakenBack {
  private(set) var conflicts: [Conflict] = []
  private var ids: Set<OracleID> = []
  private let order: [Fact]
  private let facts: Facts

  /// - Parameter order: the item's facts with a known action, in fold order.
  init(_ order: [Fact], _ facts: Facts, subject: Subject, names: ConflictNames) {
    self.order = order
    self.facts = facts
    var standing: [(void: Fact, target: Fact)] = []
    for void in order where void.action == .void && !isTakenBack(void) {
      guard let target = target(of: void) else { continue }
      standing.append((void, target))
    }
    ids = Set(standing.map(\.target.id))
    let decisions = Decisions(order.filter { !ids.contains($0.id) }, facts)
    // One after another, each where its last void stands: one that is overruled changes what the next
    // one finds relied upon. Several voids of one fact are one conflict.
    for (index, (_, target)) in standing.enumerated()
    where !standing[(index + 1)...].contains(where: { $0.target.id == target.id }) {
      let voids = standing.filter { $0.target.id == target.id }.map(\.void)
      judge(voids, target, decisions, subject: subject, names: names)
    }
  }

  func contains(_ fact: Fact) -> Bool { ids.contains(fact.id) }

  /// What a void takes back: a fact of the same item that its desk had seen.
  private func target(of void: Fact) -> Fact? {
    order.first { $0.id == void.target && facts.saw(void, $0) }
  }

  /// Ends, because a void comes after what it takes back.
  private func isTakenBack(_ fact: Fact) -> Bool {
    order.contains { void in
      void.action == .void && void.target == fact.id && facts.saw(void, fact)
        && !isTakenBack(void)
    }
  }

  private mutating func judge(
    _ voids: [Fact], _ target: Fact, _ decisions: Decisions, subject: Subject,
    names: ConflictNames
  ) {
    let relying = order.first { fact in
      !ids.contains(fact.id) && isBuilt(fact, on: target)
        && voids.contains { facts.areConcurrent(fact, $0) }
    }
    guard let relying else { return }
    let name = names.name(subject, .undo(target.id))
    let sides = voids.map(\.dot) + [relying.dot]
    let verdict = decisions.verdict(name, sides: sides)
    if verdict.kept == relying.dot { ids.remove(target.id) }
    conflicts.append(
      Conflict(
        id: name, number: Case.undoneInUse, severity: .a, owner: voids[0].branch,
        subject: subject, sides: sides, isResolved: verdict.isResolved))
  }

  /// Whether a fact names another one as its loan, or lends what another one took back and so saw
  /// no loan any more.
  private func isBuilt(_ fact: Fact, on target: Fact) -> Bool {
    guard facts.saw(fact, target) else { return false }
    if fact.loan == target.id || fact.charge == target.id { return true }
    return target.action == .checkin && fact.action == .checkout && fact.loan == nil
  }
}
