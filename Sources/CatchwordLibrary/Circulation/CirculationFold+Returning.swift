import CatchwordCore

/// G2: a sighting closes the loan that its device saw, or an earlier one, never a later.
extension CirculationFold {
  mutating func see(_ sighting: CirculationFact) {
    switch target(of: sighting) {
    case .none: break
    case .some(let index):
      switch state.loans[index].standing {
      case .open, .disputed: end(index, by: sighting)
      case .closed: correct(index, by: sighting)
      }
    }
    guard open == nil else { return }
    state.custody = .branch(sighting.branch)
    state.since = sighting.time
  }

  /// The loan that a sighting may close: the one it names, or the open one that it missed; the
  /// latest before the one it names, if that was undone or a person decided that it never was; and
  /// if it saw none, the latest ordered before it.
  private func target(of sighting: CirculationFact) -> Int? {
    #if Mutants
      if Planted.checkinClosesWhateverIsOpen.isAtWork
        || RuleOut.lateCheckinClosesItsOwnLoan.isAtWork
      {
        return open ?? state.loans.indices.last
      }
    #endif
    guard let named = sighting.loan else { return open ?? state.loans.indices.last }
    if let index = loanOf[named], state.loans[index].closedHow != .review {
      if let current = open, isMissed(current, by: sighting, naming: index) { return current }
      return index
    }
    guard let limit = place(of: named) else { return nil }
    return state.loans.indices.last { index in
      state.loans[index].standing != .closed && place(of: state.loans[index].id) ?? .max < limit
    }
  }

  /// Whether a loan is news to somebody who met the item and knew only of one that is over: it ends
  /// as if they had known of none (G3, case 46). A return ends what it names and nothing later (G2);
  /// and where two books may bear one barcode (case 2) it may be the other one that was met.
  func isMissed(_ loan: Int, by sighting: CirculationFact, naming named: Int) -> Bool {
    #if Mutants
      if RuleOut.missedLoan.isAtWork { return false }
    #endif
    return sighting.action != .checkin && state.loans[named].standing == .closed
      && !sighting.hasSeen(possessions[loan])
      && !rivals.contains {
        $0.isImpossible && $0.members.contains(loan) && $0.members.contains(named)
      }
  }

  mutating func end(_ index: Int, by sighting: CirculationFact) {
    let possession = possessions[index]
    let isReturn = sighting.action == .checkin
    #if Mutants
      if Planted.claimForgotten.isAtWork || RuleOut.claimWasRight.isAtWork { claimed[index] = nil }
      if RuleOut.claimReturned.isAtWork, let claim = claimed[index] {
        return confirm(claim, index, by: sighting)
      }
    #endif
    if !isReturn, let claim = claimed[index] { return confirm(claim, index, by: sighting) }
    if !isReturn, let payment = settlement(of: index, seenBy: sighting) {
      close(index, at: payment.time, by: payment, .paid)
      return explain(
        "\(name(of: index)) closed as lost and paid for by the \(payment.phrase); the "
          + "\(sighting.phrase) found the item afterwards. Nobody need look.")
    }
    close(index, at: sighting.time, by: sighting, isReturn ? .checkin : .found)
    backdate(index, by: sighting)
    if sighting.isCrated {
      explain(
        "\(name(of: index)) closed as found in a crate at \(instantText(sighting.time)): the "
          + "\(sighting.phrase) though it was on loan from \(possession.place); whoever packed it had "
          + "it in hand. Nobody need look.")
    } else if !isReturn {
      let conflict = names.id(subject, .sighting(sighting.id))
      encounters.append(Encounter(loan: index, sighting: sighting, conflict: conflict))
      explain(
        "\(name(of: index)) closed as found on the shelf at \(instantText(sighting.time)): the "
          + "\(sighting.phrase) though it was on loan from \(possession.place); fines stop then or "
          + "at the due date (case 46).")
    } else if let named = sighting.loan, loanOf[named] != index {
      explain(
        "\(name(of: index)) closed at \(instantText(sighting.time)): the \(sighting.phrase) names "
          + "\(named), which does not stand, and closes the loan before it. Nobody need look.")
    } else if !sighting.hasSeen(possession) {
      explain(
        "\(name(of: index)) closed at \(instantText(sighting.time)): the \(sighting.phrase) saw no "
          + "loan and closes the latest before it, made at \(possession.place). Nobody need look.")
    }
    if isReturn, let claim = claimed[index] {
      explain(
        "The \(claim.phrase) is settled: the borrower returned it after all (case 11). Nobody need look."
      )
    }
    if let current = open {
      explain(
        "The \(sighting.phrase) closes \(name(of: index).lowercasedFirst) only; loan "
          + "\(state.loans[current].id) started later and is untouched (case 5). Nobody need look.")
    }
  }

  /// Case 10: the library found what the borrower had said to have returned.
  private mutating func confirm(
    _ claim: CirculationFact, _ index: Int, by sighting: CirculationFact
  ) {
    close(index, at: claim.time, by: claim, .claim)
    explain(
      "\(name(of: index)) closed at \(instantText(claim.time)), as the \(claim.phrase) says: the "
        + "\(sighting.phrase) found the item in the library; no fine, and the claim was right (case 10). "
        + "Nobody need look.")
  }

  /// The borrower's word counts for the loan that the desk saw, while that is not over.
  mutating func claim(_ claim: CirculationFact) {
    guard let index = claim.loan.flatMap({ loanOf[$0] }), state.loans[index].standing != .closed
    else {
      return explain(
        "The \(claim.phrase) is dropped: the loan was over when it was made. Nobody need look.")
    }
    if claimed[index] == nil { claimed[index] = claim }
  }

  mutating func backdate(_ index: Int, by sighting: CirculationFact) {
    state.loans[index].returnedOn = sighting.backdate.map {
      max($0, CivilDate(ofSeconds: state.loans[index].started))
    }
  }

  /// A sighting that names a loan which is closed already: cases 6 and 7.
  private mutating func correct(_ index: Int, by sighting: CirculationFact) {
    guard sighting.action == .checkin, let named = sighting.loan else { return }
    let loan = state.loans[index]
    guard let closedAt = loan.closedAt else { return }
    #if Mutants
      if loan.closedHow == .implied && RuleOut.trueReturnReplacesImplied.isAtWork { return }
      if loan.closedHow != .implied && RuleOut.earlierOfTwoReturns.isAtWork { return }
    #endif
    let credible = max(loan.started, min(closedAt, sighting.time))
    if loan.closedHow == .implied {
      close(index, at: credible, by: sighting, .checkin)
      backdate(index, by: sighting)
      return explain(
        "Loan \(named) closed at \(instantText(credible)) by the \(sighting.phrase), in place of "
          + "the implied return at \(instantText(closedAt)) (\(loan.closedBy ?? named)) "
          + "(case 6).\(restUntouched) Nobody need look.")
    }
    let closer = sightings.first { $0.id == loan.closedBy }
    guard let closer, !sighting.hasSeen(closer) else { return }
    if credible < closedAt {
      state.loans[index].closedAt = credible
      state.loans[index].closedBy = sighting.id
      state.loans[index].closedHow = .checkin
    }
    explain(
      "Loan \(loan.id) was checked in twice, at \(closer.place) (\(closer.id)) and at "
        + "\(sighting.place) (\(sighting.id)); the earlier closes it at \(instantText(credible)), "
        + "the other is a sighting (case 7). Nobody need look.")
  }

  private var restUntouched: String {
    open.map { " \(name(of: $0)) started later and is untouched." } ?? ""
  }
}

extension String {
  /// `Loan x` in the middle of a sentence.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
