package import CatchwordCore

/// What people decided about conflicts, as facts that hold while all sides are among those seen.
///
/// Of the decisions about one conflict only those count that no later decision had seen. If they
/// differ, the conflict is open again, and the greatest (time, writer) holds meanwhile.
package struct Verdicts: Sendable {
  package struct Verdict: Sendable {
    /// The side that holds; nil where no decision does.
    package let kept: Dot?
    let isResolved: Bool
    /// The decision that holds.
    let fact: CirculationFact?
    /// All decisions that count, in fold order.
    let heads: [CirculationFact]
    /// Whether the heads decided alike.
    let isAgreed: Bool

    static let none = Verdict(kept: nil, isResolved: false, fact: nil, heads: [], isAgreed: true)
  }

  private var heads: [ContentHash: [CirculationFact]] = [:]

  /// - Parameter facts: decisions that were not undone, in fold order.
  package init(_ facts: [CirculationFact]) {
    for fact in facts where fact.action == .resolve {
      guard let conflict = fact.conflict else { continue }
      let standing = (heads[conflict] ?? []).filter { !fact.hasSeen($0) }
      heads[conflict] = standing + [fact]
    }
  }

  /// - Parameter sides: the conflict's present sides; nil where the caller judges for itself
  ///   whether the decision had seen enough.
  package func verdict(_ conflict: ContentHash, sides: [Dot]?) -> Verdict {
    guard let heads = heads[conflict], let winner = heads.max(by: Self.precedes) else {
      return .none
    }
    let covers =
      sides.map { sides in
        let seen = Set(winner.sides)
        return sides.allSatisfy(seen.contains) && winner.kept.map(sides.contains) ?? false
      } ?? true
    let agreed = heads.allSatisfy { $0.kept == winner.kept }
    return Verdict(
      kept: covers ? winner.kept : nil, isResolved: covers && agreed, fact: winner, heads: heads,
      isAgreed: agreed)
  }

  /// Whether a decision must stand back because a concurrent greater one decided otherwise.
  package func isOutranked(_ fact: CirculationFact) -> Bool {
    guard let conflict = fact.conflict else { return true }
    return (heads[conflict] ?? []).contains {
      $0.isConcurrent(with: fact) && Self.precedes(fact, $0)
    }
  }

  private static func precedes(_ a: CirculationFact, _ b: CirculationFact) -> Bool {
    if a.placed.stamp != b.placed.stamp { return a.placed.stamp < b.placed.stamp }
    return a.id < b.id
  }
}

extension Verdicts.Verdict {
  /// What was decided, for whoever reads the queue; empty where nothing was.
  var sentence: String {
    guard let fact else { return "" }
    guard isAgreed else {
      return "decided differently at " + spoken(heads.map { "\($0.place) (\($0.id))" })
        + "; the latest, \(fact.id), holds until somebody settles it"
    }
    let note = fact.reason.isEmpty ? "" : ": \(fact.reason)"
    let decided = "decided at \(fact.place) at \(instantText(fact.time)) (\(fact.id))\(note)"
    return isResolved ? decided : decided + "; not all of this was known then"
  }

  /// Who has to look, and why in spite of a decision.
  func task(of owner: String, watching: [String] = []) -> String {
    let others = watching.withoutRepeats.filter { !$0.utf8.elementsEqual(owner.utf8) }
    let task = "\(owner) reviews" + others.map { ", \($0) watches" }.joined()
    guard let fact else { return task }
    return isAgreed
      ? "\(task), since decision \(fact.id) had not seen all of it"
      : "\(task), since decisions \(spoken(heads.map(\.id.description))) differ"
  }
}

/// `a`, `a and b`, `a, b and c`.
func spoken(_ names: [String]) -> String {
  names.count < 2
    ? names.joined()
    : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
}

extension Array where Element == String {
  /// Each once, by bytes, where it stands first.
  var withoutRepeats: [String] {
    var seen: Set<[UInt8]> = []
    return filter { seen.insert([UInt8]($0.utf8)).inserted }
  }
}

extension CirculationFact {
  package var kept: Dot? {
    placed[CirculationField.kept].bytes.flatMap { SideName.dots($0).first }
  }

  package var sides: [Dot] { SideName.dots(placed[CirculationField.sides].bytes ?? []) }
}
