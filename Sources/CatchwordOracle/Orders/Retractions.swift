/// What was taken back of the facts about a fund's orders, asked of all facts at once.
///
/// A void that counts takes back the fact that it names, if its desk had seen that. Whoever built on
/// the fact without knowing of the void makes a conflict, and a decision may overrule the void.
struct Retractions: Sendable {
  private(set) var conflicts: [Conflict] = []
  private var ids: Set<OracleID> = []
  private let said: [Fact]
  /// Voids that nobody took back, in fold order.
  private let voids: [Fact]
  /// All of them.
  private let everyVoid: [Fact]
  private let facts: Facts

  /// - Parameters:
  ///   - said: sound facts about orders, in fold order.
  ///   - decided: facts of circulation that name the fund, in fold order.
  init(
    of said: [Fact], decided: [Fact], _ takenBack: TakenBack, _ decisions: Decisions,
    _ court: Court, subject: Subject
  ) {
    self.said = said
    facts = court.facts
    everyVoid = decided.filter { $0.action == .void }
    voids = everyVoid.filter { !takenBack.contains($0) }
    var gone: [(fact: Fact, voids: [Fact], place: Int)] = []
    for fact in said {
      let voids = takingBack(fact)
      guard let last = decided.lastIndex(where: { void in voids.contains { $0.id == void.id } })
      else { continue }
      gone.append((fact, voids, last))
    }
    ids = Set(gone.map(\.fact.id))
    // One after another as their last voids stand: one that is overruled is there to build on again.
    for (fact, voids, _) in gone.sorted(by: { $0.place < $1.place }) {
      let builder = said.first { other in
        !ids.contains(other.id) && isBuilt(other, on: fact)
          && voids.contains { facts.areConcurrent(other, $0) }
      }
      guard let builder else { continue }
      let name = court.names.name(subject, .undo(fact.id))
      let sides = voids.map(\.dot) + [builder.dot]
      let verdict = decisions.verdict(name, sides: sides)
      if verdict.kept == builder.dot { ids.remove(fact.id) }
      conflicts.append(
        Conflict(
          id: name, number: Case.undoneInUse, severity: .a, owner: voids[0].branch,
          subject: subject, sides: sides, isResolved: verdict.isResolved))
    }
  }

  func contains(_ fact: Fact) -> Bool { ids.contains(fact.id) }

  /// What took a fact back, as far as it counts, in fold order.
  func takingBack(_ fact: Fact) -> [Fact] {
    voids.filter { $0.target == fact.id && facts.saw($0, fact) }
  }

  /// Whether a fact's desk knew of everything that is taken back, or brought back, of the placing of
  /// an order and of its cancellations.
  func knewAll(_ fact: Fact, about placing: Fact) -> Bool {
    voids.allSatisfy { void in
      guard let end = end(of: void) else { return true }
      let isAbout =
        end.id == placing.id
        || end[OrderField.action].integerValue == OrderAction.cancel
          && Retractions.order(of: end) == placing.id
      return !isAbout || facts.saw(fact, void)
    }
  }

  /// Where a chain of voids that had each seen the next one ends among the facts about orders.
  private func end(of void: Fact) -> Fact? {
    if let fact = said.first(where: { $0.id == void.target }) {
      return facts.saw(void, fact) ? fact : nil
    }
    return everyVoid.first { $0.id == void.target && facts.saw(void, $0) }.flatMap(end)
  }

  /// What came of an order, a cancellation of what was to come still, an order for what another one
  /// was not to bring.
  private func isBuilt(_ fact: Fact, on other: Fact) -> Bool {
    guard facts.saw(fact, other), let action = fact[OrderField.action].integerValue else {
      return false
    }
    switch other[OrderField.action].integerValue {
    case OrderAction.place:
      return action == OrderAction.receive && Retractions.order(of: fact) == other.id
    case OrderAction.receive:
      return action == OrderAction.cancel
        && Retractions.order(of: fact) == Retractions.order(of: other)
    case OrderAction.cancel:
      guard let bib = other[OrderField.bib].recordValue else { return false }
      return action == OrderAction.place && fact[OrderField.bib].recordValue == bib
    default: return false
    }
  }

  /// The order that a receipt or a cancellation is about; of one that names none, none but itself.
  private static func order(of fact: Fact) -> OracleID {
    fact[OrderField.order].recordValue ?? fact.id
  }
}
