/// What people decided about conflicts of facts.
///
/// A decision counts while no other decision about the same conflict had seen it. Of several that
/// count, the greatest (time, writer) holds, and they must agree for the conflict to be closed.
struct Decisions: Sendable {
  struct Verdict: Sendable {
    /// The side that holds; nil where none does.
    var kept: OracleDot?
    var isResolved = false
    /// The decision that holds.
    var decision: Fact?
  }

  private let facts: Facts
  private let decisions: [Fact]

  /// - Parameter standing: facts that were not taken back; others than decisions are passed over.
  init(_ standing: [Fact], _ facts: Facts) {
    self.facts = facts
    decisions = standing.filter { $0.action == .resolve && $0.conflict != nil }
  }

  private func counting(_ conflict: [UInt8]) -> [Fact] {
    let about = decisions.filter { $0.conflict == conflict }
    return about.filter { decision in
      !about.contains { $0.id != decision.id && facts.saw($0, decision) }
    }
  }

  /// - Parameter sides: what the conflict's sides are now. A decision that did not see all of them,
  ///   or that keeps none of them, holds nothing; nil where the caller asks that himself.
  func verdict(_ conflict: [UInt8], sides: [OracleDot]?) -> Verdict {
    let counting = counting(conflict)
    guard let holds = counting.max(by: isLess) else { return Verdict() }
    if let sides {
      guard let kept = holds.kept, sides.contains(kept), sides.allSatisfy(holds.sides.contains)
      else { return Verdict(decision: holds) }
    }
    return Verdict(
      kept: holds.kept, isResolved: counting.allSatisfy { $0.kept == holds.kept }, decision: holds)
  }

  /// Whether a decision does nothing at its place, since a greater one that did not know of it
  /// counts about the same conflict.
  func isOutranked(_ decision: Fact) -> Bool {
    guard let conflict = decision.conflict else { return true }
    return counting(conflict).contains {
      facts.areConcurrent($0, decision) && isLess(decision, $0)
    }
  }

  private func isLess(_ a: Fact, _ b: Fact) -> Bool {
    if a.statedAt != b.statedAt { return a.statedAt < b.statedAt }
    return a.dot == b.dot ? a.id < b.id : a.dot < b.dot
  }
}
