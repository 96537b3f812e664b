import CatchwordCore

/// Going on from rest: a fold of what is new alone, which gives what a fold of everything would.
///
/// At rest nothing is asked and nothing marked, nobody charged by a desk, and no journey or capture is
/// open; at most a loan is, as it began. Whoever has seen all of that comes after it in the fold order,
/// and can change nothing of it but that loan and how often it was used in the house, which goes up,
/// unless they name a loan that is over, take something back, decide, mark, charge, or put the item
/// aside for a hold: then all facts are folded again.
extension CirculationFold {
  /// The loan that is open at rest.
  struct OpenLoan {
    let loan: Loan
    let checkout: CirculationFact
    /// Seconds since 1970 of the last sighting.
    let since: Int64?
  }

  /// The fact that had seen all others, if the item is at rest by what was folded.
  var rest: Dot? {
    guard state.reviews.isEmpty, state.claims.isEmpty, state.eligibility == .lendable,
      ledger.lines.isEmpty, state.openTransit == nil, state.openCapture == nil,
      let last = order.last, order.dropLast().allSatisfy({ last.hasSeen($0) })
    else { return nil }
    if let open, possessions[open].id != state.loans[open].id { return nil }
    return last.dot
  }

  /// - Parameters:
  ///   - open: the loan that was open at rest.
  ///   - uses: how often the item had been used in the house.
  ///   - facts: all that was stated since, in any order; each has seen the fact of rest.
  /// - Returns: only loans, journeys and charges that began since, and `open` as it stands now; nil
  ///   where the facts before have a say.
  static func goOn(
    from open: OpenLoan?, uses: Int64, with facts: [PlacedFact], of profile: ItemProfile,
    subject: Subject, hashing: Hashing, patrons: PatronSurvivors,
    policy: @escaping (RecordID) -> Policy?
  ) -> CirculationState? {
    let order = FoldOrder.sorted(facts).compactMap { CirculationFact($0, patrons) }
    guard order.count == facts.count else { return nil }
    var fold = CirculationFold(
      subject: subject, profile: profile, names: ConflictName(hashing: hashing),
      verdicts: Verdicts([]), order: order, tell: nil
    ) { $0.placed[CirculationField.policy].record.flatMap(policy) }
    if let open { fold.begin(with: open) }
    fold.state.usesInHouse = uses
    for fact in order {
      guard fold.mayGoOn(with: fact) else { return nil }
      fold.take(fact)
    }
    fold.judgeMarks()
    fold.tellTransits()
    fold.tellCharges()
    fold.countUses(in: order)
    guard fold.state.reviews.isEmpty, fold.rivals.isEmpty, fold.encounters.isEmpty,
      fold.state.eligibility == .lendable
    else { return nil }
    fold.state.places = fold.loanOf
    fold.state.rest = fold.rest
    fold.state.checkInvariants()
    return fold.state
  }

  private mutating func begin(with standing: OpenLoan) {
    state.loans = [standing.loan]
    possessions = [standing.checkout]
    loanOf[standing.loan.id] = 0
    open = 0
    state.custody = .loan(standing.loan.id)
    state.since = standing.since
  }

  private func mayGoOn(with fact: CirculationFact) -> Bool {
    switch fact.action {
    // What it names is only spoken of.
    case .checkout: true
    case .renew: fact.loan.map { loanOf[$0] != nil } ?? false
    case .checkin, .inHouseUse, .inventory, .send, .receive:
      fact.loan.map { loanOf[$0] != nil } ?? true
    default: false
    }
  }
}
