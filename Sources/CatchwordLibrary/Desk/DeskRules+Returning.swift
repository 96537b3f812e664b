import CatchwordCore

extension DeskRules {
  func takeBack(
    _ checkin: DeskAction.Checkin, _ view: DeskView, at desk: Desk, in reader: any RecordReading,
    _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    if let day = checkin.backdate {
      if day > desk.today { throw DeskError.backdateInTheFuture(day) }
      let lent = view.loan.map { CivilDate(ofSeconds: $0.started) }
      if let lent, day < lent { throw DeskError.backdateBeforeLoan(day, lent: lent) }
    }
    let id = try mint()
    let backdate = checkin.backdate.map { Value.integer($0.day) } ?? .null
    let operation = fact(.checkin, view, at: desk, id, [CirculationField.backdate: backdate])
    var due = view.loan?.due
    // Closures only ever move a date later: of what is back in time nobody need read them.
    if let loan = view.loan, let told = due, told < checkin.backdate ?? desk.today {
      var dates = DueDates(under: circumstances.policy, in: reader)
      due = try dates.standing(told, at: loan.branch)
    }
    var lines = AnswerLines(sentence(view, due, checkin, desk))
    tellParts(view, &lines)
    if let trapped = try trap(view, at: desk, in: reader, circumstances, &lines, mint) {
      return plan([operation] + trapped, id, view, lines)
    }
    try route(view, at: desk, in: reader, circumstances, &lines)
    return plan([operation], id, view, lines)
  }

  /// A scan that is neither loan nor return, and still says where the item is.
  func sight(
    _ action: CirculationAction, _ view: DeskView, location: String?, at desk: Desk,
    in reader: any RecordReading, _ circumstances: Circumstances, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let id = try mint()
    let place = location.map { Value.text($0) } ?? .null
    let operation = fact(action, view, at: desk, id, [CirculationField.location: place])
    let uses = view.state.usesInHouse
    let told = uses > 0 ? ", \(times(uses + 1)) so far" : ""
    var lines = AnswerLines(
      action == .inventory ? "\(view.title): seen." : "\(view.title): used in the library\(told).")
    if view.loan != nil { lines.warn("It was on loan; the loan ends as found on the shelf.") }
    if let location, let shelf = view.item?[ItemField.shelvingLocation].text, shelf != location {
      lines.warn("It belongs to \(shelf), not to \(location).")
    }
    try route(view, at: desk, in: reader, circumstances, &lines)
    return plan([operation], id, view, lines)
  }

  func state(
    _ mark: Mark, _ view: DeskView, reason: String?, at desk: Desk, _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    guard view.item != nil else { throw DeskError.unknownItem(view.barcode) }
    if mark == .claimsReturned && view.loan == nil { throw DeskError.notOnLoan(view.title) }
    let id = try mint()
    let operation = fact(
      .mark, view, at: desk, id,
      [
        CirculationField.mark: .integer(mark.rawValue),
        CirculationField.reason: reason.map { .text($0) } ?? .null,
      ])
    var lines = AnswerLines("\(view.title): marked \(mark.word).")
    if mark == .preservation && view.loan == nil { lines.stop(Self.quarantine) }
    if view.loan != nil {
      switch mark {
      case .claimsReturned:
        lines.warn("Look for it on the shelves; the loan ends when somebody finds it.")
      case .missing: lines.warn("It is on loan, so it cannot be missing; the mark will not count.")
      case .withdrawn, .deleted: lines.warn("It is on loan; it goes to cataloguing on return.")
      case .found: lines.warn("It was on loan; the loan ends as found on the shelf.")
      case .preservation: lines.warn("It is on loan; recall it, into quarantine with it on return.")
      default: break
      }
    }
    return plan([operation], id, view, lines)
  }

  private func sentence(
    _ view: DeskView, _ due: CivilDate?, _ checkin: DeskAction.Checkin, _ desk: Desk
  ) -> String {
    guard view.loan != nil else { return "\(view.title): checked in, no loan was open here." }
    let returned = checkin.backdate ?? desk.today
    guard let due, due < returned else { return "\(view.title): returned." }
    let days = returned.day - due.day
    return "\(view.title): returned, \(days) day\(days == 1 ? "" : "s") overdue."
  }

  /// Where the item goes from here.
  func route(
    _ view: DeskView, at desk: Desk, in reader: any RecordReading, _ circumstances: Circumstances,
    _ lines: inout AnswerLines
  ) throws {
    guard let item = view.item else {
      return lines.stop("This replica does not know the item; put it aside for cataloguing.")
    }
    switch view.state.eligibility {
    case .withdrawn, .withdrawnPending: lines.stop("It is withdrawn; it goes to cataloguing.")
    case .deleted, .foundAfterDelete:
      lines.stop("It was deleted from the catalogue; it goes to cataloguing.")
    case .preservationHold: lines.stop(Self.quarantine)
    case .damaged: lines.stop("It is marked damaged; put it aside for repair.")
    case .incomplete: lines.stop("It is marked incomplete; put it aside until the rest is found.")
    case .lendable, .reference: break
    }
    warnOfClaims(view, &lines)
    let isShelved: [Eligibility] = [.lendable, .reference, .damaged, .incomplete]
    guard isShelved.contains(view.state.eligibility) else { return }
    if FastAdd.isUncatalogued(item) {
      lines.stop("A desk added it in haste; it goes to cataloguing.")
    }
    if let transit = view.state.openTransit, !transit.to.utf8.elementsEqual(desk.branch.utf8),
      !transit.from.utf8.elementsEqual(desk.branch.utf8)
    {
      return lines.stop(
        "It was on its way from \(transit.from) to \(transit.to); send it on to \(transit.to).")
    }
    try tellHome(of: item, view, at: desk, in: reader, circumstances.policy.policy, &lines)
  }

  func warnOfClaims(_ view: DeskView, _ lines: inout AnswerLines) {
    for claim in view.state.claims {
      switch claim {
      case .lost, .missing: lines.warn("It was marked \(claim.rawValue); it is found now.")
      case .claimedReturned: lines.warn("It was claimed returned; that is settled now.")
      case .disputed: lines.warn("Two loans of this barcode are in dispute; look at the spine.")
      }
    }
  }

  func plan(
    _ operations: [Operation], _ id: RecordID, _ view: DeskView, _ lines: AnswerLines
  ) -> DeskPlan {
    DeskPlan(
      operations: operations,
      answer: DeskAnswer(
        signal: lines.signal, lines: lines.lines, fact: id, item: view.item?.id,
        title: view.title, loan: view.loan?.id))
  }
}
