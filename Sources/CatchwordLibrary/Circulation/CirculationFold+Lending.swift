import CatchwordCore

/// G4: at most one loan is open; the one superseded closes as an implied return, never vanishes.
extension CirculationFold {
  mutating func lend(_ checkout: CirculationFact) {
    if let current = open {
      if let patron = checkout.patron, patron == state.loans[current].patron {
        return extend(current, by: checkout)
      }
      supersede(current, by: checkout, loan: nil)
    } else {
      explainLateCheckin(before: checkout)
    }
    var loan = Loan(
      id: checkout.id, patron: checkout.patron, branch: checkout.branch, started: checkout.time,
      due: checkout.due)
    loan.isDueInDoubt = checkout.clock == .doubted
    state.loans.append(loan)
    possessions.append(checkout)
    loanOf[checkout.id] = state.loans.count - 1
    open = state.loans.count - 1
    give(to: state.loans.count - 1, at: checkout.time)
  }

  /// Two checkouts to the same borrower are a renewal with the later due date.
  private mutating func extend(_ index: Int, by checkout: CirculationFact) {
    loanOf[checkout.id] = index
    claimed[index] = nil
    state.loans[index].due = later(state.loans[index].due, checkout.due)
    if checkout.clock == .doubted { state.loans[index].isDueInDoubt = true }
    state.loans[index].renewals += 1
    state.since = checkout.time
    explain(
      "The \(checkout.phrase) lends to the same borrower as loan \(state.loans[index].id) and "
        + "renews it, the later due date holds. Nobody need look.")
  }

  /// Ends or disputes the open loan because somebody else now has the item.
  ///
  /// - Parameter loan: the loan that the item goes to where it exists already; nil where `fact` is
  ///   about to open it.
  mutating func supersede(_ current: Int, by fact: CirculationFact, loan: Int?) {
    let possession = possessions[current]
    guard !fact.hasSeen(possession) else {
      close(current, at: fact.time, by: fact, .implied)
      return explain(
        "\(name(of: current)) closed as implied return at \(instantText(fact.time)): \(fact.place) "
          + "had the item in hand and "
          + "\(fact.action == .renew ? "renewed another loan" : "lent it on") "
          + "(\(fact.id)). Nobody need look; undo \(fact.id) takes it back.")
    }
    let apart = distance(fact.time, possession.time)
    #if Mutants
      if Planted.travelTimeIgnored.isAtWork {
        close(current, at: fact.time, by: fact, .implied)
        return oppose(current, and: loan ?? state.loans.count, isImpossible: false)
      }
    #endif
    let isImpossible =
      !fact.branch.utf8.elementsEqual(possession.branch.utf8)
      && apart < travelSeconds(between: possession, and: fact)
    if isImpossible {
      state.loans[current].standing = .disputed
      open = nil
      explain(
        "\(name(of: current)) is disputed: \(fact.place) lent the same barcode \(apart) seconds "
          + "apart from \(possession.place), too soon to carry it there (case 2, facts "
          + "\(possession.id) and \(fact.id)).")
    } else {
      close(current, at: fact.time, by: fact, .implied)
      explain(
        "\(name(of: current)) closed as implied return at \(instantText(fact.time)): \(fact.place) "
          + "\(fact.lent) at that time (case 1, facts \(possession.id) and \(fact.id)).")
    }
    oppose(current, and: loan ?? state.loans.count, isImpossible: isImpossible)
  }

  /// A rule about two facts is that of the later one's policy.
  private func travelSeconds(
    between earlier: CirculationFact, and later: CirculationFact
  ) -> Int64 {
    policy(later).map {
      $0.travel.seconds(between: ExactText(earlier.branch), and: ExactText(later.branch))
    } ?? LoanRule.minimumTravelSeconds
  }

  private mutating func oppose(_ first: Int, and second: Int, isImpossible: Bool) {
    if let index = rivals.lastIndex(where: { $0.members.contains(first) }) {
      if !rivals[index].members.contains(second) { rivals[index].members.append(second) }
      rivals[index].isImpossible = rivals[index].isImpossible || isImpossible
      #if Mutants
        if Planted.conflictNamedByItsLastSide.isAtWork {
          rivals[index] = Rivals(
            members: rivals[index].members, isImpossible: rivals[index].isImpossible,
            conflict: names.id(subject, .loan(state.loans[first].id)))
        }
      #endif
      return
    }
    let conflict = names.id(subject, .loan(state.loans[first].id))
    rivals.append(
      Rivals(members: [first, second], isImpossible: isImpossible, conflict: conflict))
  }

  /// Cases 5 and 6 where the clocks are right: the check-in sorts before the newer loan.
  private func explainLateCheckin(before checkout: CirculationFact) {
    guard let last = state.loans.last, last.closedHow == .checkin,
      let checkin = sightings.last(where: { $0.id == last.closedBy }), !checkout.hasSeen(checkin)
    else { return }
    if checkout.loan.flatMap({ loanOf[$0] }) == state.loans.count - 1 {
      explain(
        "Loan \(last.id) closed at \(instantText(last.closedAt ?? checkin.time)) by the "
          + "\(checkin.phrase), not as implied return at \(instantText(checkout.time)), when "
          + "\(checkout.place) lent the item believing it still out (case 6). Nobody need look.")
    } else {
      explain(
        "The \(checkin.phrase) closes loan \(last.id) only; the loan of \(checkout.place) at "
          + "\(instantText(checkout.time)) (\(checkout.id)) did not know of it and is untouched "
          + "(case 5). Nobody need look.")
    }
  }

  mutating func renew(_ renewal: CirculationFact) {
    guard let index = renewal.loan.flatMap({ loanOf[$0] }) else {
      return explain(
        "The \(renewal.phrase) is void: no loan that stands is named by it. Nobody need look.")
    }
    if state.loans[index].standing == .closed {
      #if Mutants
        let isRefused = !RuleOut.remoteRenewalAfterReturn.isAtWork
      #else
        let isRefused = true
      #endif
      guard renewal.isPresent || !isRefused else { return refuse(renewal, of: index) }
      resume(index, by: renewal)
    }
    if renewal.isPresent { claimed[index] = nil }
    state.loans[index].due = later(state.loans[index].due, renewal.due)
    if renewal.clock == .doubted { state.loans[index].isDueInDoubt = true }
    #if Mutants
      if RuleOut.renewedTwice.isAtWork,
        renewals[index]?.contains(where: renewal.isConcurrent) == true
      {
        return
      }
    #endif
    state.loans[index].renewals += 1
    if let other = renewals[index]?.last(where: renewal.isConcurrent) {
      explain(
        "The \(renewal.phrase) and the \(other.phrase) did not know of each other: both count, the "
          + "later due date holds, and what is over the limit stands (case 21). Nobody need look.")
    }
    renewals[index, default: []].append(renewal)
    if renewal.isPresent && open == index { state.since = renewal.time }
  }

  /// Case 3: somebody saw the item come back; a renewal that nobody saw it for has no object.
  private func refuse(_ renewal: CirculationFact, of index: Int) {
    let loan = state.loans[index]
    explain(
      "The \(renewal.phrase) is void: loan \(loan.id) was closed at "
        + "\(instantText(loan.closedAt ?? loan.started)) (\(loan.closedBy ?? loan.id)); no fee, the "
        + "new due date does not count (case 3). Tell the borrower only if asked.")
  }

  /// The borrower stood at the desk with the item after it was believed returned.
  private mutating func resume(_ index: Int, by renewal: CirculationFact) {
    if let current = open {
      possessions[index] = renewal
      supersede(current, by: renewal, loan: index)
    } else {
      explain(
        "Loan \(state.loans[index].id) goes on: \(renewal.place) had the item in hand when renewing "
          + "it at \(instantText(renewal.time)) (\(renewal.id)), after "
          + "\(state.loans[index].closedBy ?? renewal.id) had closed it. Nobody need look.")
    }
    possessions[index] = renewal
    reopen(index)
    give(to: index, at: renewal.time)
  }

  /// Saturates: times come from anybody's clock.
  private func distance(_ a: Int64, _ b: Int64) -> Int64 {
    let (apart, isBeyond) = max(a, b).subtractingReportingOverflow(min(a, b))
    return isBeyond ? .max : apart
  }

  private func later(_ a: CivilDate?, _ b: CivilDate?) -> CivilDate? {
    guard let a, let b else { return a ?? b }
    #if Mutants
      if Planted.renewalShortensTheLoan.isAtWork { return b }
      if RuleOut.laterDueDateHolds.isAtWork { return a }
    #endif
    return max(a, b)
  }
}
