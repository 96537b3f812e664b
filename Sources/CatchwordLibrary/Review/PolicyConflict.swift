import CatchwordCore

/// Case 110: policies that were loaded without knowing of each other. The later is in force
/// meanwhile; loading one of them once more settles it, because that load has seen both.
enum PolicyConflict {
  /// All policies of a network are one thing in doubt.
  static let subject = Subject.text(kind: LibraryKind.policy, "policy")

  /// - Parameter order: all policy facts, in fold order.
  /// - Returns: nil where one load had seen all others, or all say the same.
  static func review(_ order: [PlacedFact], hashing: Hashing) -> ReviewItem? {
    let latest = order.filter { fact in !order.contains { $0.hasSeen(fact) } }
    guard let shown = latest.last, latest.count > 1,
      latest.contains(where: { $0[PolicyField.content] != shown[PolicyField.content] })
    else { return nil }
    let sides = latest.enumerated().map { index, fact in
      let reason = fact[PolicyField.reason].text.map { " (\($0))" } ?? ""
      return ReviewSide(
        letter: [ReviewSide].letter(index),
        text: "Loaded at \(fact[PolicyField.branch].text ?? "an unnamed branch") at "
          + "\(instantText(fact.stamp.time))\(reason)"
          + (fact.id == shown.id ? ": in force." : "."),
        dot: fact.stamp.dot)
    }
    return ReviewItem(
      id: ConflictName(hashing: hashing).id(subject, .policies),
      conflictCase: ConflictCase.policiesAtOnce, severity: .b, owner: "", subject: subject,
      summary: "\(latest.count) policies were loaded without knowing of each other; the latest is "
        + "in force",
      sides: sides,
      proposal: "Compare them with `catchword policy history`, and load the right one once more.")
  }
}

extension LibraryDeriving {
  func derivePolicies(in reader: any RecordReading, explains: Bool) throws -> Derivation {
    var derivation = Derivation()
    let order = try reader.policyFacts()
    guard let review = PolicyConflict.review(order, hashing: hashing) else { return derivation }
    derivation.reviews = [review]
    if explains {
      derivation.explanations = [
        "\(review.summary) (case \(review.conflictCase)); the network reviews."
      ]
    }
    return derivation
  }
}
