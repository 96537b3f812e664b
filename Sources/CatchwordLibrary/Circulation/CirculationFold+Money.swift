import CatchwordCore

/// What borrowers owe for the loans of one item (G5, G7).
///
/// Nothing is posted when replicas meet: what is owed follows from the loans as they stand now, so
/// that a return that comes in late lowers a charge instead of adding a second one to correct it.
extension CirculationFold {
  /// Charges for a loss against the sightings of the item, and loans that ended by being paid for.
  mutating func judgeLosses() {
    for index in ledger.lines.indices where ledger.lines[index].charge.kind.isForLoss {
      judgeLoss(index)
    }
    closePaid()
  }

  /// Case 8: billed though it was back. Case 9: paid, then found. Else what is found is not owed.
  private mutating func judgeLoss(_ index: Int) {
    #if Mutants
      if Planted.lossStaysBilled.isAtWork { return }
      if RuleOut.billedThoughBack.isAtWork { return }
    #endif
    let line = ledger.lines[index]
    guard let bill = line.statement, let loan = bill.loan.flatMap({ loanOf[$0] }),
      let start = place(of: state.loans[loan].id),
      let sighting = sightings.first(where: {
        !bill.hasSeen($0) && place(of: $0.id) ?? .min > start
      })
    else { return }
    let conflict = names.id(subject, .charge(bill.id))
    let verdict = verdicts.verdict(conflict, sides: [bill.dot, sighting.dot])
    let wasKnown = sighting.hasSeen(bill)
    let isPaid =
      wasKnown && line.settled(before: sighting) >= bill.amount
      && line.payments.contains(where: sighting.hasSeen)
    #if Mutants
      if RuleOut.paidAndFound.isAtWork && isPaid { return }
    #endif
    let isOwed = verdict.kept.map { $0 == bill.dot } ?? isPaid
    if !isOwed {
      ledger.change(index) {
        $0.standing = .reversed
        $0.endedBy = sighting.id
      }
    }
    let number = isPaid ? ConflictCase.paidAndFound : ConflictCase.billedThoughBack
    let isNews = !wasKnown || !line.payments.allSatisfy(sighting.hasSeen)
    guard isPaid || isNews || verdict.fact != nil else {
      return explain(
        "The \(bill.phrase) is reversed: the \(sighting.phrase) shows the item, and what was "
          + "paid for it is credit. Nobody need look.")
    }
    let owner = bill.place
    explain(
      "The \(bill.phrase) \(isOwed ? "stands" : "is reversed"): the \(sighting.phrase) shows the item"
        + (isPaid ? ", after it was paid for" : wasKnown ? "" : ", which the desk did not know")
        + " (case \(number)); "
        + (verdict.isResolved
          ? verdict.fact.map { "as the \($0.phrase) says" } ?? "" : verdict.task(of: owner)) + ".")
    state.reviews.append(
      ReviewItem(
        id: conflict, conflictCase: number, severity: isPaid ? .b : .a, owner: bill.branch,
        subject: subject,
        summary: isPaid
          ? "\(owner) was paid for a lost item, and \(sighting.place) found it."
          : "\(owner) charged for a lost item that \(sighting.place) had in hand.",
        sides: [
          ReviewSide(letter: "A", text: "The \(bill.phrase): it is owed.", dot: bill.dot),
          ReviewSide(
            letter: "B", text: "The \(sighting.phrase): nothing is owed for it.", dot: sighting.dot),
        ],
        proposal: isPaid
          ? "Keep B and give the money back where the policy's time for that is not over, else keep A."
          : "Keep B; what was paid is credit, to be given back.",
        isResolved: verdict.isResolved, resolution: verdict.sentence))
  }

  /// The entry by which a lost item was paid for or let go, as far as a sighting knew.
  func settlement(of loan: Int, seenBy sighting: CirculationFact) -> CirculationFact? {
    let bill = ledger.lines.first { line in
      line.charge.kind == .replacement && line.charge.loan.flatMap { loanOf[$0] } == loan
        && line.statement.map { line.settled(before: sighting) >= $0.amount } ?? false
    }
    return bill?.entries.last(where: sighting.hasSeen)
  }

  /// A lost item that was paid for is nobody's loan any longer.
  private mutating func closePaid() {
    guard let index = open, state.claims.contains(.lost) else { return }
    let bill = ledger.lines.first {
      $0.charge.kind == .replacement && $0.charge.standing == .owed
        && $0.charge.loan.flatMap { loanOf[$0] } == index && $0.statement != nil
    }
    guard let bill, let amount = bill.charge.amount, bill.charge.owed(of: amount) == 0,
      let last = bill.entries.last
    else { return }
    close(index, at: last.time, by: last, .paid)
    state.custody = .unknown
    state.since = last.time
    explain(
      "\(name(of: index)) closed as lost and paid for by the \(last.phrase). Nobody need look.")
  }

  /// Late returns, and the charges as others read them; when all loans are told.
  mutating func tellCharges() {
    for index in ledger.lines.indices where ledger.lines[index].charge.kind == .overdue {
      judgeFine(index)
    }
    for loan in state.loans.indices where isLate(loan) {
      guard
        !ledger.lines.contains(where: {
          $0.charge.kind == .overdue && $0.charge.loan.flatMap { loanOf[$0] } == loan
        })
      else { continue }
      var charge = Charge(
        id: state.loans[loan].id, kind: .overdue, patron: nil, loan: state.loans[loan].id,
        amount: nil, currency: "", branch: state.loans[loan].branch,
        stated: state.loans[loan].closedAt ?? state.loans[loan].started)
      describe(&charge, loan)
      state.charges.append(charge)
    }
    state.charges = ledger.lines.map(\.charge) + state.charges
    for line in ledger.lines {
      guard let review = line.surplusReview(subject, names, verdicts, explain: tell) else {
        continue
      }
      state.reviews.append(review)
    }
  }

  private func isLate(_ loan: Int) -> Bool {
    #if Mutants
      if RuleOut.fineStopsAtReturn.isAtWork { return false }
    #endif
    guard state.loans[loan].closedHow == .checkin, let due = state.loans[loan].due,
      let returned = returnDay(of: loan), due < returned
    else { return false }
    guard !isInDoubt(loan) else {
      explain(
        "\(name(of: loan)) costs nothing though it seems late: a clock was in doubt (case "
          + "\(ConflictCase.doubtedClock)). Nobody need look.")
      return false
    }
    return true
  }

  /// Case 43: no fine counts by a clock that nobody trusted, at the loan or at the return (G7).
  private func isInDoubt(_ loan: Int) -> Bool {
    #if Mutants
      if RuleOut.doubtedClock.isAtWork { return false }
    #endif
    return state.loans[loan].isDueInDoubt || closer(of: loan)?.clock == .doubted
  }

  private func closer(of loan: Int) -> CirculationFact? {
    state.loans[loan].closedBy.flatMap { id in sightings.last { $0.id == id } }
  }

  private func returnDay(of loan: Int) -> CivilDate? {
    state.loans[loan].returnedOn
      ?? state.loans[loan].closedAt.map(CivilDate.init(ofSeconds:))
  }

  private func describe(_ charge: inout Charge, _ loan: Int) {
    charge.patron = state.loans[loan].patron ?? charge.patron
    charge.branch = state.loans[loan].branch
    charge.due = state.loans[loan].due
    let lending = possessions[loan].placed[CirculationField.policy].record
    charge.policy = closer(of: loan)?.placed[CirculationField.policy].record ?? lending
    charge.standing = standing(ofFine: loan)
    if state.loans[loan].standing == .closed { charge.returned = returnDay(of: loan) }
  }

  /// G7: a fine runs to a return that somebody saw, and to no other.
  private func standing(ofFine loan: Int) -> Charge.Standing {
    let isPaidAsLost = ledger.lines.contains {
      $0.charge.kind == .replacement && $0.charge.standing == .owed
        && $0.charge.loan.flatMap { loanOf[$0] } == loan
    }
    if isPaidAsLost { return .covered }
    if isInDoubt(loan), [nil, .checkin].contains(state.loans[loan].closedHow) { return .settled }
    switch state.loans[loan].standing {
    case .open: return .owed
    case .disputed: return .settled
    case .closed: break
    }
    switch state.loans[loan].closedHow {
    case .checkin: return .owed
    case .claim, .review: return .reversed
    case .implied, .found, .paid, nil: return .settled
    }
  }

  private func reckoned(_ line: Ledger.Line, _ loan: Int) -> Int64? {
    guard let closer = order.first(where: { $0.id == state.loans[loan].closedBy }) else {
      return nil
    }
    return line.entries.filter { $0.action != .refund && $0.hasSeen(closer) }
      .map { $0.believed + line.settled(before: $0) }.max()
  }

  /// Case 5: paid up to a day on which the item had been back for long.
  private mutating func judgeFine(_ index: Int) {
    guard let loan = ledger.lines[index].charge.loan.flatMap({ loanOf[$0] }) else {
      return ledger.change(index) { $0.standing = .reversed }
    }
    var charge = ledger.lines[index].charge
    describe(&charge, loan)
    charge.reckoned = reckoned(ledger.lines[index], loan)
    ledger.change(index) { $0 = charge }
    let line = ledger.lines[index]
    guard let returned = line.charge.returned,
      state.loans[loan].closedHow == .checkin || state.loans[loan].closedHow == .claim,
      let closer = order.first(where: { $0.id == state.loans[loan].closedBy })
    else { return }
    let early = line.payments.filter { payment in
      !payment.hasSeen(closer) && payment.until.map { $0 > returned } ?? false
    }
    guard let first = early.first, let last = early.last else { return }
    let conflict = names.id(subject, .fine(line.charge.id, ExactText(line.charge.currency)))
    let sides = early.map(\.dot) + [closer.dot]
    let verdict = verdicts.verdict(conflict, sides: sides)
    let isSettled = line.charge.refunded > 0
    explain(
      "The \(first.phrase) paid for days after \(returned), when the \(closer.phrase) says that it "
        + "came back: what is too much is credit (case \(ConflictCase.finePaidTooFar)); "
        + (verdict.isResolved || isSettled ? "that is settled" : verdict.task(of: last.place)) + "."
    )
    state.reviews.append(
      ReviewItem(
        id: conflict, conflictCase: ConflictCase.finePaidTooFar, severity: .a, owner: last.branch,
        subject: subject,
        summary:
          "\(last.place) took a fine for days after the item had come back at \(closer.place).",
        sides: (early + [closer]).enumerated().map { index, fact in
          ReviewSide(letter: [ReviewSide].letter(index), text: "The \(fact.phrase).", dot: fact.dot)
        },
        proposal: "Give back what is too much, or tell the patron of the credit and keep "
          + "\([ReviewSide].letter(early.count)).",
        isResolved: verdict.isResolved || isSettled,
        resolution: isSettled ? "credit was given back or used" : verdict.sentence))
  }
}
