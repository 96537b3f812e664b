import CatchwordCore

/// What people decided, at its place in the order, and what they still have to decide.
extension CirculationFold {
  /// A decision does its work where it stands in the order, on the sides that it had seen; a side
  /// that sorts after it meets the loan that was kept and reopens the conflict.
  mutating func resolve(_ decision: CirculationFact) {
    guard let conflict = decision.conflict, let kept = decision.kept,
      !verdicts.isOutranked(decision)
    else { return }
    if let index = rivals.firstIndex(where: { $0.conflict == conflict }) {
      let sides = dots(of: rivals[index])
      guard Set(decision.sides).isSuperset(of: sides),
        let member = rivals[index].members.first(where: { possessions[$0].dot == kept })
      else { return }
      let others = rivals[index].members.filter { $0 != member }
      explain("Loan \(state.loans[member].id) stands, as the \(decision.phrase) says.")
      keep(member, among: others, by: decision)
    } else if let encounter = encounters.first(where: { $0.conflict == conflict }) {
      let (loan, sighting) = (encounter.loan, encounter.sighting)
      let sides = [possessions[loan].dot, sighting.dot]
      guard Set(decision.sides).isSuperset(of: sides), sides[0] == kept, open == nil,
        state.loans[loan].closedBy == sighting.id
      else { return }
      explain("Loan \(state.loans[loan].id) stands, as the \(decision.phrase) says.")
      restore(loan, after: sighting) { decision.hasSeen($0) && $0.action != .checkin }
    }
  }

  private mutating func keep(_ member: Int, among others: [Int], by decision: CirculationFact) {
    for other in others {
      let how = state.loans[other].closedHow
      if how?.isSeen == true { continue }
      if other < member {
        guard state.loans[other].standing != .closed || how == .review else { continue }
        close(other, at: possessions[member].time, by: decision, .implied)
      } else {
        close(other, at: state.loans[other].started, by: decision, .review)
      }
    }
    let how = state.loans[member].closedHow
    if how?.isSeen != true && open != member {
      restore(member, past: others, after: possessions[member])
    }
    guard open == nil, case .loan = state.custody else { return }
    placeAtLastReturn()
  }

  /// Gives the item back to a loan: what was seen since it was doubted is gone through once more, and
  /// ends it where it would have ended it without the doubt.
  ///
  /// - Parameters:
  ///   - losers: the loans that a person decided against.
  ///   - doubt: what the loan was held to have ended by, or to have begun with.
  ///   - isOverruled: the sightings that the decision says were none.
  private mutating func restore(
    _ member: Int, past losers: [Int] = [], after doubt: CirculationFact,
    except isOverruled: (CirculationFact) -> Bool = { _ in false }
  ) {
    let start = sightings.firstIndex { $0.id == doubt.id }.map { $0 + 1 } ?? sightings.endIndex
    for sighting in sightings[start...] where !isOverruled(sighting) {
      if sighting.isLending {
        guard let other = borrower(by: sighting), other != member, !losers.contains(other),
          state.loans[other].closedHow != .review
        else { continue }
        return endImplied(member, at: sighting.time, by: sighting)
      }
      if mayClose(sighting, member) { return endAgain(member, by: sighting) }
    }
    if let open { return endImplied(member, at: state.loans[open].started, by: possessions[open]) }
    reopen(member)
    give(to: member, at: possessions[member].time)
  }

  /// The loan by which a checkout or a renewal handed the item out.
  private func borrower(by lending: CirculationFact) -> Int? {
    loanOf[lending.action == .checkout ? lending.id : lending.loan ?? lending.id]
  }

  /// G2, for a sighting that came after the loan: it named this loan, a later one or none, or it
  /// missed this one.
  private func mayClose(_ sighting: CirculationFact, _ loan: Int) -> Bool {
    guard let named = sighting.loan else { return true }
    if let index = loanOf[named] {
      return index >= loan || isMissed(loan, by: sighting, naming: index)
    }
    return (place(of: named) ?? .min) > (place(of: state.loans[loan].id) ?? .max)
  }

  private mutating func endImplied(_ loan: Int, at time: Int64, by fact: CirculationFact) {
    close(loan, at: time, by: fact, .implied)
    explain(
      "It ended as implied return at \(instantText(time)): \(fact.place) \(fact.lent) "
        + "(\(fact.id)). Nobody need look.")
  }

  private mutating func endAgain(_ loan: Int, by sighting: CirculationFact) {
    let isDoubted = encounters.contains { $0.sighting.id == sighting.id }
    let isOver = claimed[loan] != nil || settlement(of: loan, seenBy: sighting) != nil
    if sighting.action != .checkin && (!isDoubted || isOver) { return end(loan, by: sighting) }
    close(loan, at: sighting.time, by: sighting, sighting.action == .checkin ? .checkin : .found)
    backdate(loan, by: sighting)
    explain(
      "It ended at \(instantText(sighting.time)) by the \(sighting.phrase). Nobody need look.")
  }

  private mutating func placeAtLastReturn() {
    let lastReturn = sightings.last { !$0.isLending }
    state.custody = lastReturn.map { .branch($0.branch) } ?? .unknown
    state.since = lastReturn?.time
  }

  private func dots(of rivals: Rivals) -> [Dot] { rivals.members.map { possessions[$0].dot } }

  mutating func reviewRivals() {
    for each in rivals {
      let holders = each.members.map { possessions[$0] }
      let owner = each.isImpossible ? holders[holders.count - 1] : holders[0]
      let verdict = verdicts.verdict(each.conflict, sides: dots(of: each))
      let number = each.isImpossible ? ConflictCase.impossibleTravel : ConflictCase.doubleLoan
      let branches = spoken(holders.map(\.place).withoutRepeats)
      if !verdict.isResolved {
        let watching = each.isImpossible ? holders.map(\.place) : []
        let loans = spoken(each.members.map { state.loans[$0].id.description })
        explain(
          "Loans \(loans) exclude each other (case \(number)): "
            + "\(verdict.task(of: owner.place, watching: watching)).")
      }
      let latest = [ReviewSide].letter(each.members.count - 1)
      let tooClose = holders.count > 2 ? "one barcode, some of them" : "one barcode"
      state.reviews.append(
        ReviewItem(
          id: each.conflict, conflictCase: number, severity: each.isImpossible ? .a : .b,
          owner: owner.branch, subject: subject,
          summary: each.isImpossible
            ? "\(branches) lent \(tooClose) too close in time: a wrong scan, or two books."
            : "\(branches) lent the item without knowing of each other.",
          sides: sides(of: each),
          proposal: each.isImpossible
            ? "Look at the spine of what each borrower has; keep the loan that is right."
            : "Keep \(latest): the later borrower has the item; the earlier loan ended without fine.",
          isResolved: verdict.isResolved, resolution: verdict.sentence))
    }
  }

  private func sides(of rivals: Rivals) -> [ReviewSide] {
    rivals.members.enumerated().map { index, member in
      let holder = possessions[member]
      return ReviewSide(
        letter: [ReviewSide].letter(index),
        text: "\(holder.place) \(holder.lent) at \(instantText(holder.time)) "
          + "(loan \(state.loans[member].id)).",
        dot: holder.dot)
    }
  }

  mutating func reviewEncounters() {
    for each in encounters {
      let possession = possessions[each.loan]
      let sides = [possession.dot, each.sighting.dot]
      let verdict = verdicts.verdict(each.conflict, sides: sides)
      let owner = each.sighting.place
      if !verdict.isResolved {
        explain(
          "Whether the \(each.sighting.phrase) ended loan \(state.loans[each.loan].id) (case 46): "
            + "\(verdict.task(of: owner)).")
      } else if verdict.kept == each.sighting.dot, let decision = verdict.fact {
        explain("The \(each.sighting.phrase) counts, as the \(decision.phrase) says.")
      }
      state.reviews.append(
        ReviewItem(
          id: each.conflict, conflictCase: ConflictCase.foundOnShelf, severity: .b,
          owner: each.sighting.branch, subject: subject,
          summary: "\(owner) met the item in the library though it was on loan from "
            + "\(possession.place).",
          sides: [
            ReviewSide(
              letter: "A", text: "It is on loan since the \(possession.phrase).",
              dot: possession.dot),
            ReviewSide(
              letter: "B", text: "It was here: the \(each.sighting.phrase).",
              dot: each.sighting.dot),
          ],
          proposal: "Keep B if the item is on the shelf now.",
          isResolved: verdict.isResolved, resolution: verdict.sentence))
    }
  }
}
