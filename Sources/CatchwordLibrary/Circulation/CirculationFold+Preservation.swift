import CatchwordCore

/// Case 54: what must not go out, lent by somebody who had not heard of it.
///
/// The mark says nothing of where the item is, so no sighting beats it: it stands until somebody
/// takes it back, or a person decides that the item may go out. A loan that neither had seen it nor
/// was seen by it stands as well (G6); the owning branch recalls the item.
extension CirculationFold {
  mutating func isKeptForPreservation() -> Bool {
    let start = marks.lastIndex { $0.mark == .preservationReleased }.map { $0 + 1 } ?? 0
    let facts = marks[start...].filter { $0.mark == .preservation }.map(\.fact)
    guard let fact = facts.last else { return false }
    // Whoever flagged it and knew of the loan needs no telling.
    if facts.contains(where: { lendings(against: $0).isEmpty }) { return true }
    let conflict = names.id(subject, .mark(fact.id))
    let verdict = verdicts.verdict(conflict, sides: nil)
    let isKept = verdict.kept == fact.dot
    let unaware = lendings(against: fact)
    let news = unaware.filter { isKept && verdict.fact?.hasSeen($0) == true ? false : true }
    let isResolved = verdict.isResolved && (!isKept || news.isEmpty)
    // Once decided, the conflict goes on showing the side that was decided about.
    review(fact, news.first ?? unaware[0], conflict, verdict, isResolved: isResolved)
    return verdict.kept == nil || isKept
  }

  private func lendings(against mark: CirculationFact) -> [CirculationFact] {
    sightings.filter { $0.isLending && $0.isConcurrent(with: mark) }
  }

  private mutating func review(
    _ fact: CirculationFact, _ lending: CirculationFact, _ conflict: ContentHash,
    _ verdict: Verdicts.Verdict, isResolved: Bool
  ) {
    let owner = profile.owningBranch.isEmpty ? fact.branch : profile.owningBranch
    let effect =
      open == nil
      ? "the item is kept back wherever it is met" : "the loan stands, the item is to be recalled"
    if !isResolved {
      explain(
        "The \(fact.phrase) had not seen the \(lending.phrase): \(effect) (case "
          + "\(ConflictCase.lentInQuarantine)); "
          + "\(verdict.task(of: owner.isEmpty ? "preservation" : owner)).")
    } else if let decision = verdict.fact {
      let effect = verdict.kept == fact.dot ? "stands" : "is void"
      explain("The \(fact.phrase) \(effect), as the \(decision.phrase) says.")
    }
    state.reviews.append(
      ReviewItem(
        id: conflict, conflictCase: ConflictCase.lentInQuarantine, severity: .a, owner: owner,
        subject: subject,
        summary: "\(fact.place) kept the item back for preservation; \(lending.place) "
          + "\(lending.lent).",
        sides: [
          ReviewSide(letter: "A", text: "The \(fact.phrase): it must not go out.", dot: fact.dot),
          ReviewSide(letter: "B", text: "The \(lending.phrase): it circulates.", dot: lending.dot),
        ],
        proposal: open == nil
          ? "Keep A, find the item and put it into quarantine; keep B if nothing is wrong with it."
          : "Keep A and recall the item, into quarantine with it on return; keep B if nothing is "
            + "wrong with it.",
        isResolved: isResolved, resolution: verdict.sentence))
  }
}
