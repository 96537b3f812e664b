import CatchwordCore
import CatchwordLibrary

/// The laws of one policy, held against one conflict at a time.
struct PolicyLaws {
  let policy: any ConflictPolicy

  /// - Returns: how the law is broken, in a sentence; nil where it holds, and where the policy gives no
  ///   usable answer at all, which is a matter of totality.
  /// - Throws: `PolicyProcessError` where the policy can be asked nothing more.
  func trouble(with law: PolicyLaw, on conflict: FieldConflict) throws -> String? {
    switch law {
    case .totality: return try troubleWithTotality(conflict)
    case .convergence: return nil
    default: break
    }
    guard let decision = try usable(conflict) else { return nil }
    switch law {
    case .totality, .convergence: return nil
    case .determinism:
      return try difference(
        decision, [conflict, conflict], "asked for the first time it", "asked again it", alike: ==)
    case .commutativity:
      return try difference(
        decision, Self.orders(conflict.sides).map(conflict.with), "as listed it",
        "with the sides in another order it", alike: Self.agree)
    case .duplicates:
      return try difference(
        decision, conflict.sides.map { conflict.with(conflict.sides + [$0]) }, "as listed it",
        "with a side that stands twice it", alike: Self.agree)
    case .idempotence: return try troubleWithIdempotence(conflict, decision)
    case .associativity: return try troubleWithAssociativity(conflict, decision)
    case .noSilentLoss: return troubleWithLoss(conflict, decision)
    }
  }

  // MARK: Asking

  /// - Returns: nil where the policy failed or answered what cannot be used.
  private func usable(_ conflict: FieldConflict) throws -> PolicyDecision? {
    do {
      let decision = try policy.decide(conflict)
      return decision.flaw(for: conflict) == nil ? decision : nil
    } catch let error as PolicyProcessError where error.isFinal {
      throw error
    } catch {
      return nil
    }
  }

  private func troubleWithTotality(_ conflict: FieldConflict) throws -> String? {
    do {
      return try policy.decide(conflict).flaw(for: conflict)
    } catch let error as PolicyProcessError where error.isFinal {
      throw error
    } catch {
      return "it fails instead of answering: \(error)"
    }
  }

  /// How the answer to a question that means the same differs from the first answer.
  private func difference(
    _ decision: PolicyDecision, _ questions: [FieldConflict], _ first: String, _ second: String,
    alike: (PolicyDecision, PolicyDecision) -> Bool
  ) throws -> String? {
    for question in questions {
      guard let other = try usable(question) else {
        return "\(first) \(decision); \(second) gives no usable answer"
      }
      guard alike(other, decision) else { return "\(first) \(decision); \(second) \(other)" }
    }
    return nil
  }

  /// Which of two sides that say the same is shown makes no difference to anybody.
  private static func agree(_ a: PolicyDecision, _ b: PolicyDecision) -> Bool {
    guard case .shows(let first) = a.outcome, case .shows(let second) = b.outcome else {
      return a == b
    }
    return first.says(second) && a.review == b.review && a.reason.utf8.elementsEqual(b.reason.utf8)
  }

  // MARK: The laws

  /// A conflict that holds what was decided, alone and among its sides, is decided the same.
  private func troubleWithIdempotence(
    _ conflict: FieldConflict, _ decision: PolicyDecision
  ) throws -> String? {
    let decided = decision.side(of: conflict)
    guard conflict.sides.count > 1 || decided.says(conflict.sides[0]) else {
      return "it \(decision); one side alone must be shown as it is"
    }
    for sides in [[decided], conflict.sides + [decided]] {
      let again = conflict.with(sides)
      guard let second = try usable(again), second.side(of: again).says(decided) else {
        let among = sides.count == 1 ? "alone" : "beside the sides it was made of"
        return "it \(decision); that, written down and \(among), is not what it decides again"
      }
    }
    return nil
  }

  /// Any sides that are decided before the rest end with the same value.
  private func troubleWithAssociativity(
    _ conflict: FieldConflict, _ decision: PolicyDecision
  ) throws -> String? {
    let whole = decision.side(of: conflict)
    for part in Self.parts(of: conflict.sides) {
      let first = conflict.with(part.chosen)
      guard let early = try usable(first) else { continue }
      let second = conflict.with([early.side(of: first)] + part.rest)
      guard let late = try usable(second) else { continue }
      let end = late.side(of: second)
      guard end.says(whole) else {
        return "all sides at once: it \(decision); \(part.words) first and the rest afterwards ends"
          + " with \(end.deletesRecord ? "a deletion" : end.value.words)"
      }
    }
    return nil
  }

  private func troubleWithLoss(_ conflict: FieldConflict, _ decision: PolicyDecision) -> String? {
    guard decision.review == nil else { return nil }
    for side in conflict.sides {
      switch decision.outcome {
      case .shows(let shown) where !shown.says(side):
        return "it \(decision); nobody ever hears of the side that \(Self.saying(side))"
      case .combines(let value) where side.deletesRecord || !policy.holds(side.value, in: value):
        return "it \(decision); nothing of the side that \(Self.saying(side)) is in there"
      default: continue
      }
    }
    guard case .combines(let value) = decision.outcome else { return nil }
    let stranger = Self.stranger(conflict.type)
    guard policy.holds(stranger, in: value) else { return nil }
    return
      "it \(decision); and `holds` says that even \(stranger.words) is in there, which nobody wrote"
  }

  private static func saying(_ side: FieldConflict.Side) -> String {
    side.deletesRecord ? "deletes the record" : "says \(side.value.words)"
  }

  /// A value that no conflict of ours has in it.
  private static func stranger(_ type: FieldType) -> Value {
    switch type {
    case .integer: .integer(-7_205_759_403_792_794)
    case .text: .text("stranger")
    case .bytes: .bytes([0x73, 0x74, 0x72, 0x61, 0x6e, 0x67, 0x65, 0x72])
    case .record: .record(RecordID(space: .source("stranger"), number: 7))
    }
  }

  // MARK: Arranging

  /// All orders of up to three sides; of more, all turns, forwards and backwards.
  static func orders<Side>(_ sides: [Side]) -> [[Side]] {
    if sides.count == 3 {
      return [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        .map { $0.map { sides[$0] } }
    }
    return sides.indices.flatMap { start -> [[Side]] in
      let turned = Array(sides[start...] + sides[..<start])
      return [turned, turned.reversed()]
    }
  }

  struct Part {
    let chosen: [FieldConflict.Side]
    let rest: [FieldConflict.Side]
    let words: String
  }

  /// Every choice of two or more sides that leaves at least one.
  static func parts(of sides: [FieldConflict.Side]) -> [Part] {
    guard sides.count > 2 else { return [] }
    return (1..<(1 << sides.count) - 1).compactMap { mask in
      let chosen = sides.indices.filter { mask & (1 << $0) != 0 }
      guard chosen.count > 1 else { return nil }
      let rest = sides.indices.filter { mask & (1 << $0) == 0 }
      return Part(
        chosen: chosen.map { sides[$0] }, rest: rest.map { sides[$0] },
        words: chosen.map { "\([ReviewSide].letter($0))" }.joined(separator: " and "))
    }
  }
}
