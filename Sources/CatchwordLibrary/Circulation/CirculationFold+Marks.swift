import CatchwordCore

/// G3: a sighting beats the marks that had not seen it, earlier or concurrent; a mark made by
/// somebody who had seen the sighting stands, else nothing could ever be lost or withdrawn.
extension CirculationFold {
  mutating func judgeMarks() {
    var claims: Set<Claim> = []
    if state.loans.contains(where: { $0.standing == .disputed }) { claims.insert(.disputed) }
    if let open, claimed[open] != nil { claims.insert(.claimedReturned) }
    for (fact, mark, loan) in marks where mark == .lost || mark == .missing {
      guard stands(fact, mark, loan) else { continue }
      claims.insert(mark == .lost ? .lost : .missing)
      guard open == nil else { continue }
      state.custody = .unknown
      state.since = fact.time
      lastLoss = fact
    }
    state.claims = claims.sorted()
    judgeLosses()
    state.eligibility = eligibility()
  }

  private func stands(_ fact: CirculationFact, _ mark: Mark, _ loan: Int?) -> Bool {
    #if Mutants
      let isOnLoan = RuleOut.missingThoughOnLoan.isAtWork ? nil : loan
    #else
      let isOnLoan = loan
    #endif
    if mark == .missing, let loan = isOnLoan {
      explain(
        "The \(fact.phrase) is dropped: the item was on loan (\(state.loans[loan].id)) and could "
          + "not be on the shelf (case 45). Nobody need look.")
      return false
    }
    #if Mutants
      if Planted.markBeatsSighting.isAtWork { return true }
    #endif
    guard let sighting = sightings.last(where: { !fact.hasSeen($0) }) else { return true }
    let isLater = sighting.hasSeen(fact)
    explain(
      "The \(fact.phrase) is \(isLater ? "ended" : "dropped"): the \(sighting.phrase) shows the "
        + "item\(isLater ? "" : mark == .missing ? " (case 45)" : ""). Nobody need look.")
    return false
  }

  /// The strongest of what stands: deleted, withdrawn, pending, for preservation, damaged,
  /// incomplete, reference.
  private mutating func eligibility() -> Eligibility {
    let deletion = exclusion(.deleted)
    let withdrawal = exclusion(.withdrawn)
    let isKeptBack = isKeptForPreservation()
    if deletion == .stands { return .deleted }
    if deletion == .pending { return .foundAfterDelete }
    if withdrawal == .stands { return open == nil ? .withdrawn : .withdrawnPending }
    if withdrawal == .pending { return .withdrawnPending }
    if isKeptBack { return .preservationHold }
    if last(of: .damaged, .repaired) == .damaged { return .damaged }
    if last(of: .incomplete, .complete) == .incomplete { return .incomplete }
    switch last(of: .reference, .circulating) {
    case .reference: return .reference
    case .circulating: return .lendable
    default: return profile.isForLibraryUse ? .reference : .lendable
    }
  }

  func last(of mark: Mark, _ opposite: Mark) -> Mark? {
    marks.last { $0.mark == mark || $0.mark == opposite }?.mark
  }

  private enum Exclusion {
    case none
    case pending
    case stands
  }

  /// Cases 12 and 13: a withdrawal or deletion against sightings that it had not seen.
  private mutating func exclusion(_ mark: Mark) -> Exclusion {
    let excluding = marks.lastIndex { $0.mark == .reinstated }.map { $0 + 1 } ?? 0
    let facts = marks[excluding...].filter { $0.mark == mark }.map(\.fact)
    guard let fact = facts.last else { return .none }
    if facts.contains(where: { fact in sightings.allSatisfy(fact.hasSeen) }) { return .stands }
    let conflict = names.id(subject, .mark(fact.id))
    let verdict = verdicts.verdict(conflict, sides: nil)
    let isKept = verdict.kept == fact.dot
    let unseen = sightings.filter { !fact.hasSeen($0) }
    // A decision to withdraw stands like a mark of its own against what it had seen.
    let news = unseen.filter { isKept && verdict.fact?.hasSeen($0) == true ? false : true }
    let isResolved = verdict.isResolved && (!isKept || news.isEmpty)
    // Once decided, the conflict goes on showing the side that was decided about.
    let sighting = news.first ?? unseen[0]
    review(fact, mark, sighting, conflict, verdict, isResolved: isResolved)
    if verdict.kept != nil && !isKept { return .none }
    return isKept && news.isEmpty ? .stands : .pending
  }

  private mutating func review(
    _ fact: CirculationFact, _ mark: Mark, _ sighting: CirculationFact, _ conflict: ContentHash,
    _ verdict: Verdicts.Verdict, isResolved: Bool
  ) {
    let isDeletion = mark == .deleted
    let owner = profile.owningBranch.isEmpty ? fact.branch : profile.owningBranch
    let number = isDeletion ? ConflictCase.foundAfterDelete : ConflictCase.withdrawnInUse
    let effect =
      isDeletion
      ? "the item is back as found after delete and is not lent until somebody has looked"
      : open == nil
        ? "the item goes to cataloguing" : "the loan stands, the withdrawal waits for the return"
    if !isResolved {
      explain(
        "The \(fact.phrase) had not seen the \(sighting.phrase): \(effect) (case \(number)); "
          + "\(verdict.task(of: owner.isEmpty ? "cataloguing" : owner)).")
    } else if let decision = verdict.fact {
      let effect = verdict.kept == fact.dot ? "stands" : "is void"
      explain("The \(fact.phrase) \(effect), as the \(decision.phrase) says.")
    }
    state.reviews.append(
      ReviewItem(
        id: conflict, conflictCase: number, severity: isDeletion ? .a : .b, owner: owner,
        subject: subject,
        summary: "\(fact.place) marked the item \(mark.word); \(sighting.place) had it in hand.",
        sides: [
          ReviewSide(letter: "A", text: "The \(fact.phrase): it is \(mark.word).", dot: fact.dot),
          ReviewSide(letter: "B", text: "The \(sighting.phrase): it stays.", dot: sighting.dot),
        ],
        proposal: isDeletion
          ? "Look at the item; keep B if it belongs to the collection."
          : "Keep A and discard the item when it is back, or keep B and it circulates again.",
        isResolved: isResolved, resolution: verdict.sentence))
  }
}
