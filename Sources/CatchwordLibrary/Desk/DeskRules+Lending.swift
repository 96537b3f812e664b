import CatchwordCore

extension DeskRules {
  func lend(
    _ checkout: DeskAction.Checkout, _ view: DeskView, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let title = checkout.title.flatMap { view.item == nil && !$0.isEmpty ? $0 : nil }
    if view.item == nil && !checkout.lendsUnknown && title == nil {
      throw DeskError.unknownBarcode(checkout.barcode)
    }
    let bearer = try patron(checkout.card, checkout.patron, in: reader)
    let patron = try reader.standing(for: bearer)
    let policy = try DeskPolicy(
      circumstances.policy, view, patron: patron, at: desk, in: reader)
    let reason = checkout.override.flatMap { $0.isEmpty ? nil : $0 }
    if reason == nil {
      try checkClock(desk)
      try checkEligibility(view)
      try checkCard(patron, policy, desk)
      try checkBlocks(patron, in: reader)
      try checkOwed(patron, policy.limits, circumstances)
    }
    let borrower = try view.loan.map { try self.borrower(of: $0, in: reader) } ?? nil
    let isRenewal = borrower == patron.id
    if reason == nil {
      try policy.checkLoan(to: patron, on: desk.today, isRenewal: isRenewal, in: reader) {
        try circumstances.loans(patron.id)
      }
      if isRenewal, let loan = view.loan {
        try policy.checkRenewal(of: loan, isPresent: true)
        try checkNobodyWaits(view, borrower: borrower, on: desk.today, in: reader)
      }
    }
    let decision = try decide(checkout.due, desk) {
      () throws(DeskError) in
      isRenewal
        ? try policy.due(renewedOn: desk.today, until: view.loan?.due)
        : try policy.due(lentOn: desk.today)
    }
    let due = decision.due
    let hold = try holdToFill(
      view, patron: patron.id, mayTakeAnothers: reason != nil || isRenewal, in: reader)
    let added = try title.map { title in
      try FastAdd(barcode: checkout.barcode, title: title, branch: desk.branch, mint)
    }
    let id = try mint()
    let operation = fact(
      .checkout, view, at: desk, id,
      [
        CirculationField.item: added.map { .record($0.item) } ?? .null,
        CirculationField.hold: hold.map { .record($0) } ?? .null,
        CirculationField.patron: .record(bearer.id),
        CirculationField.due: .integer(due.day),
        CirculationField.dueRule: .integer(decision.rule.rawValue),
        CirculationField.previousDue: isRenewal ? day(view.loan?.due) : .null,
        CirculationField.override: reason.map { .text($0) } ?? .null,
      ])
    var lines = AnswerLines(
      isRenewal
        ? "\(view.title): lent to this borrower already, renewed until \(due)."
        : "\(title ?? view.title), due \(due).")
    tellParts(view, &lines)
    if added != nil { lines.warn("It was added in haste; it is catalogued later.") }
    warnOfLoan(view, isRenewal: isRenewal, isAdded: added != nil, &lines)
    let answer = DeskAnswer(
      signal: lines.signal, lines: lines.lines, fact: id, item: view.item?.id ?? added?.item,
      title: title ?? view.title, due: due, loan: isRenewal ? view.loan?.id : id)
    return DeskPlan(operations: (added?.operations ?? []) + [operation], answer: answer)
  }

  func renew(
    _ renewal: DeskAction.Renewal, _ view: DeskView, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard let loan = view.loan else {
      if view.item == nil { throw DeskError.unknownItem(view.barcode) }
      throw DeskError.notOnLoan(view.title)
    }
    let reason = renewal.override.flatMap { $0.isEmpty ? nil : $0 }
    let patron = try borrower(of: loan, in: reader)
      .flatMap { try reader.record(kind: LibraryKind.patron, $0) }
    let policy = try DeskPolicy(
      circumstances.policy, view, patron: patron, at: desk, in: reader)
    if reason == nil {
      try checkClock(desk)
      if let patron { try checkCard(patron, policy, desk) }
      try policy.checkRenewal(of: loan, isPresent: renewal.presence == .present)
      try checkNobodyWaits(view, borrower: patron?.id, on: desk.today, in: reader)
    }
    let decision = try decide(renewal.due, desk) {
      () throws(DeskError) in try policy.due(renewedOn: desk.today, until: loan.due)
    }
    let due = decision.due
    let id = try mint()
    let operation = fact(
      .renew, view, at: desk, id,
      [
        CirculationField.due: .integer(due.day),
        CirculationField.dueRule: .integer(decision.rule.rawValue),
        CirculationField.previousDue: day(loan.due),
        CirculationField.presence: .integer(renewal.presence.rawValue),
        CirculationField.override: reason.map { .text($0) } ?? .null,
      ])
    var lines = AnswerLines("\(view.title): renewed until \(due).")
    if view.state.eligibility == .withdrawnPending {
      lines.warn("It is to be withdrawn when it comes back.")
    }
    let answer = DeskAnswer(
      signal: lines.signal, lines: lines.lines, fact: id, item: view.item?.id, title: view.title,
      due: due, loan: loan.id)
    return DeskPlan(operations: [operation], answer: answer)
  }

  private func warnOfLoan(
    _ view: DeskView, isRenewal: Bool, isAdded: Bool, _ lines: inout AnswerLines
  ) {
    if view.item == nil && !isAdded {
      lines.warn("This replica does not know the item; it is catalogued later.")
    }
    if view.loan != nil && !isRenewal {
      lines.warn("It was still lent to another patron; that loan ends now.")
    }
    if let transit = view.state.openTransit {
      lines.warn("It was on its way from \(transit.from) to \(transit.to), which waits for it.")
    }
    warnOfClaims(view, &lines)
  }

  private func checkEligibility(_ view: DeskView) throws(DeskError) {
    switch view.state.eligibility {
    case .lendable: break
    case .reference: throw .notForLoan(title: view.title)
    case .damaged: throw .damaged(title: view.title)
    case .incomplete: throw .incomplete(title: view.title)
    case .preservationHold: throw .preservationHold(title: view.title)
    case .withdrawn, .withdrawnPending: throw .withdrawn(title: view.title)
    case .deleted, .foundAfterDelete: throw .deleted(title: view.title)
    }
  }

  func borrower(of loan: Loan, in reader: any RecordReading) throws -> RecordID? {
    try loan.patron
      ?? reader.fact(kind: LibraryKind.circulation, loan.id)?[CirculationField.patron].record
  }

  private func checkCard(
    _ patron: RecordView, _ policy: DeskPolicy, _ desk: Desk
  ) throws(DeskError) {
    guard policy.limits.isStoppedByExpiry, let expiry = patron[PatronField.expiry].integer,
      expiry < desk.today.day
    else { return }
    throw .patronExpired(since: CivilDate(day: expiry))
  }

  /// Staff's own date, which is not rolled, else the policy's.
  private func decide(
    _ manual: CivilDate?, _ desk: Desk, _ usual: () throws(DeskError) -> DueDecision
  ) throws(DeskError) -> DueDecision {
    #if Mutants
      if RuleOut.dueDateByHand.isAtWork { return try usual() }
    #endif
    guard let manual else { return try usual() }
    guard manual >= desk.today else { throw .dueInThePast(manual) }
    return DueDecision(manual, .manual)
  }

  private func day(_ date: CivilDate?) -> Value { date.map { .integer($0.day) } ?? .null }
}
