import CatchwordCore

extension DeskRules {
  func lend(
    _ checkout: DeskAction.Checkout, _ view: DeskView, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    if view.item == nil && !checkout.lendsUnknown {
      throw DeskError.unknownBarcode(checkout.barcode)
    }
    let patron = try patron(checkout.card, in: reader)
    let reason = checkout.override.flatMap { $0.isEmpty ? nil : $0 }
    if reason == nil {
      try checkEligibility(view)
      if let expiry = patron[PatronField.expiry].integer, expiry < desk.today.day {
        throw DeskError.patronExpired(since: CivilDate(day: expiry))
      }
    }
    let borrower = try view.loan.map { try self.borrower(of: $0, in: reader) } ?? nil
    let isRenewal = borrower == patron.id
    let usual =
      isRenewal
      ? LoanRule.due(renewedOn: desk.today, until: view.loan?.due)
      : LoanRule.due(lentOn: desk.today)
    let due = try checked(checkout.due, desk) ?? usual
    let hold = try holdToFill(
      view, patron: patron.id, mayTakeAnothers: reason != nil || isRenewal, in: reader)
    let id = try mint()
    let operation = fact(
      .checkout, view, at: desk, id,
      [
        CirculationField.hold: hold.map { .record($0) } ?? .null,
        CirculationField.patron: .record(patron.id),
        CirculationField.due: .integer(due.day),
        CirculationField.dueRule: rule(checkout.due),
        CirculationField.previousDue: isRenewal ? day(view.loan?.due) : .null,
        CirculationField.override: reason.map { .text($0) } ?? .null,
      ])
    var lines = AnswerLines(
      isRenewal
        ? "\(view.title): lent to this borrower already, renewed until \(due)."
        : "\(view.title), due \(due).")
    warnOfLoan(view, isRenewal: isRenewal, &lines)
    let answer = DeskAnswer(
      signal: lines.signal, lines: lines.lines, fact: id, item: view.item?.id, title: view.title,
      due: due, loan: isRenewal ? view.loan?.id : id)
    return DeskPlan(operations: [operation], answer: answer)
  }

  func renew(
    _ renewal: DeskAction.Renewal, _ view: DeskView, at desk: Desk, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard let loan = view.loan else {
      if view.item == nil { throw DeskError.unknownItem(view.barcode) }
      throw DeskError.notOnLoan(view.title)
    }
    let reason = renewal.override.flatMap { $0.isEmpty ? nil : $0 }
    if reason == nil, let patron = try borrower(of: loan, in: reader),
      let expiry = try reader.record(kind: LibraryKind.patron, patron)?[PatronField.expiry].integer,
      expiry < desk.today.day
    {
      throw DeskError.patronExpired(since: CivilDate(day: expiry))
    }
    let due =
      try checked(renewal.due, desk)
      ?? LoanRule.due(renewedOn: desk.today, until: loan.due)
    let id = try mint()
    let operation = fact(
      .renew, view, at: desk, id,
      [
        CirculationField.due: .integer(due.day),
        CirculationField.dueRule: rule(renewal.due),
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

  private func warnOfLoan(_ view: DeskView, isRenewal: Bool, _ lines: inout AnswerLines) {
    if view.item == nil {
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
    case .withdrawn, .withdrawnPending: throw .withdrawn(title: view.title)
    case .deleted, .foundAfterDelete: throw .deleted(title: view.title)
    }
  }

  func patron(_ card: String, in reader: any RecordReading) throws -> RecordView {
    guard !card.isEmpty else { throw DeskError.emptyScan }
    let patrons = try reader.patrons(card: card)
    if patrons.count > 1 { throw DeskError.ambiguousCard }
    if let patron = patrons.first { return patron }
    if try !reader.bearers(of: card).isEmpty { throw DeskError.thatIsItemBarcode }
    throw DeskError.unknownCard
  }

  private func borrower(of loan: Loan, in reader: any RecordReading) throws -> RecordID? {
    try loan.patron
      ?? reader.fact(kind: LibraryKind.circulation, loan.id)?[CirculationField.patron].record
  }

  private func checked(_ due: CivilDate?, _ desk: Desk) throws(DeskError) -> CivilDate? {
    guard let due else { return nil }
    guard due >= desk.today else { throw .dueInThePast(due) }
    return due
  }

  private func rule(_ manual: CivilDate?) -> Value {
    .integer((manual == nil ? DueRule.standard : .manual).rawValue)
  }

  private func day(_ date: CivilDate?) -> Value { date.map { .integer($0.day) } ?? .null }
}
