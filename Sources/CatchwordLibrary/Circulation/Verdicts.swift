package import CatchwordCore

/// What people decided about conflicts, as facts that hold while all sides are among those seen.
///
/// Of the decisions about one conflict only those count that no later decision had seen. If they
/// differ, the conflict is open again, and the greatest (time, writer) holds meanwhile.
package struct Verdicts: Sendable {
  package struct Verdict: Sendable {
    /// The side that holds; nil where no decision does.
    package let kept: Dot?
    package let isResolved: Bool
    package let sentence: String
    /// The decision that holds.
    package let fact: CirculationFact?

    static let none = Verdict(kept: nil, isResolved: false, sentence: "", fact: nil)
  }

  private var heads: [[UInt8]: [CirculationFact]] = [:]

  /// - Parameter facts: decisions that were not undone, in fold order.
  package init(_ facts: [CirculationFact]) {
    for fact in facts where fact.action == .resolve {
      guard let conflict = fact.placed[CirculationField.conflict].bytes else { continue }
      let standing = (heads[conflict] ?? []).filter { !fact.hasSeen($0) }
      heads[conflict] = standing + [fact]
    }
  }

  /// - Parameter sides: the conflict's present sides; nil where the caller judges for itself
  ///   whether the decision had seen enough.
  package func verdict(_ conflict: ContentHash, sides: [Dot]?) -> Verdict {
    guard let heads = heads[conflict.word.bytes], let winner = heads.max(by: Self.precedes) else {
      return .none
    }
    let covers =
      sides.map { sides in
        let seen = Set(winner.sides)
        return sides.allSatisfy(seen.contains) && winner.kept.map(sides.contains) ?? false
      } ?? true
    let agreed = heads.allSatisfy { $0.kept == winner.kept }
    return Verdict(
      kept: covers ? winner.kept : nil, isResolved: covers && agreed,
      sentence: Self.sentence(winner), fact: winner)
  }

  /// The verdict on a mark where the name of its conflict is not at hand.
  package func verdict(onMark dot: Dot) -> Verdict {
    let names = heads.filter { $0.value.contains { $0.sides.count == 2 && $0.sides[0] == dot } }
    guard let name = names.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }).first,
      let word = Word256(bytes: name)
    else { return .none }
    return verdict(ContentHash(word), sides: nil)
  }

  /// Whether a decision must stand back because a concurrent greater one decided otherwise.
  package func isOutranked(_ fact: CirculationFact) -> Bool {
    guard let conflict = fact.placed[CirculationField.conflict].bytes else { return true }
    return (heads[conflict] ?? []).contains {
      $0.isConcurrent(with: fact) && Self.precedes(fact, $0)
    }
  }

  private static func sentence(_ fact: CirculationFact) -> String {
    let note = fact.reason.isEmpty ? "" : ": \(fact.reason)"
    return "decided at \(fact.place) at \(instantText(fact.time)) (\(fact.id))\(note)"
  }

  private static func precedes(_ a: CirculationFact, _ b: CirculationFact) -> Bool {
    if a.placed.stamp != b.placed.stamp { return a.placed.stamp < b.placed.stamp }
    return a.id < b.id
  }
}

extension CirculationFact {
  package var kept: Dot? {
    placed[CirculationField.kept].bytes.flatMap { SideName.dots($0).first }
  }

  package var sides: [Dot] { SideName.dots(placed[CirculationField.sides].bytes ?? []) }

  package var conflict: ContentHash? {
    placed[CirculationField.conflict].bytes.flatMap { Word256(bytes: $0) }.map(ContentHash.init)
  }
}
