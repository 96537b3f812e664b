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
      keep(member, among: others, by: decision)
      explain("Loan \(state.loans[member].id) stands as \(decision.phrase) says: reviewed.")
    } else if let encounter = encounters.first(where: { $0.conflict == conflict }) {
      let sides = [possessions[encounter.loan].dot, encounter.sighting.dot]
      guard Set(decision.sides).isSuperset(of: sides), sides[0] == kept, open == nil,
        state.loans[encounter.loan].closedBy == encounter.sighting.id
      else { return }
      reopen(encounter.loan)
      give(to: encounter.loan, at: possessions[encounter.loan].time)
      explain("Loan \(state.loans[encounter.loan].id) stands as \(decision.phrase) says: reviewed.")
    }
  }

  private mutating func keep(_ member: Int, among others: [Int], by decision: CirculationFact) {
    for other in others {
      let how = state.loans[other].closedHow
      if how == .checkin || how == .found { continue }
      if other < member {
        guard state.loans[other].standing != .closed || how == .review else { continue }
        close(other, at: possessions[member].time, by: decision, .implied)
      } else {
        close(other, at: state.loans[other].started, by: decision, .review)
      }
    }
    let how = state.loans[member].closedHow
    if how != .checkin && how != .found && open != member { restore(member) }
    guard open == nil, case .loan = state.custody else { return }
    placeAtLastReturn()
  }

  /// Gives the item back to a loan that was closed or disputed, as far as later facts allow.
  private mutating func restore(_ member: Int) {
    if let current = open {
      let possession = possessions[current]
      return close(member, at: state.loans[current].started, by: possession, .implied)
    }
    if case .branch = state.custody, let seen = lastReturn {
      // G2: a check-in that named another loan did not close this one; the item was met.
      let isNamed = seen.loan.map { loanOf[$0] == member } ?? true
      let how: Loan.Closing = seen.action == .checkin && isNamed ? .checkin : .found
      return close(member, at: seen.time, by: seen, how)
    }
    reopen(member)
    give(to: member, at: possessions[member].time)
  }

  /// The last sighting that was no lending and that this fold has come to.
  private var lastReturn: CirculationFact? {
    sightings.last { $0.action != .checkout && $0.action != .renew }
  }

  private mutating func placeAtLastReturn() {
    state.custody = lastReturn.map { .branch($0.branch) } ?? .unknown
    state.since = lastReturn?.time
  }

  private func dots(of rivals: Rivals) -> [Dot] { rivals.members.map { possessions[$0].dot } }

  mutating func reviewRivals() {
    for each in rivals {
      let first = possessions[each.members[0]]
      let last = possessions[each.members[each.members.count - 1]]
      let verdict = verdicts.verdict(each.conflict, sides: dots(of: each))
      let sides = each.members.enumerated().map { index, member in
        ReviewSide(
          letter: [ReviewSide].letter(index),
          text: "\(possessions[member].place) lent the item at "
            + "\(instantText(possessions[member].time)) (loan \(state.loans[member].id)).",
          dot: possessions[member].dot)
      }
      let branches = each.members.map { possessions[$0].place }.joined(separator: " and ")
      let latest = [ReviewSide].letter(each.members.count - 1)
      state.reviews.append(
        ReviewItem(
          id: each.conflict,
          conflictCase: each.isImpossible ? ConflictCase.impossibleTravel : ConflictCase.doubleLoan,
          severity: each.isImpossible ? .a : .b,
          owner: each.isImpossible ? last.branch : first.branch, subject: subject,
          summary: each.isImpossible
            ? "\(branches) lent one barcode too close in time: a wrong scan, or two books."
            : "\(branches) lent the item without knowing of each other.",
          sides: sides,
          proposal: each.isImpossible
            ? "Look at the spine of what each borrower has; keep the loan that is right."
            : "Keep \(latest): the later borrower has the item; the earlier loan ended without fine.",
          isResolved: verdict.isResolved, resolution: verdict.sentence))
    }
  }

  mutating func reviewEncounters() {
    for each in encounters {
      let possession = possessions[each.loan]
      let sides = [possession.dot, each.sighting.dot]
      let verdict = verdicts.verdict(each.conflict, sides: sides)
      state.reviews.append(
        ReviewItem(
          id: each.conflict, conflictCase: ConflictCase.foundOnShelf, severity: .b,
          owner: each.sighting.branch, subject: subject,
          summary: "\(each.sighting.place) met the item in the library though it was on loan from "
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
