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
    var lines = AnswerLines(sentence(view, checkin, desk))
    if let trapped = try trap(view, at: desk, in: reader, circumstances, &lines, mint) {
      return plan([operation] + trapped, id, view, lines)
    }
    route(view, at: desk, &lines)
    return plan([operation], id, view, lines)
  }

  /// A scan that is neither loan nor return, and still says where the item is.
  func sight(
    _ action: CirculationAction, _ view: DeskView, location: String?, at desk: Desk,
    _ mint: () throws -> RecordID
  ) throws -> DeskPlan {
    let id = try mint()
    let place = location.map { Value.text($0) } ?? .null
    let operation = fact(action, view, at: desk, id, [CirculationField.location: place])
    var lines = AnswerLines(
      action == .inventory ? "\(view.title): seen." : "\(view.title): used in the library.")
    if view.loan != nil { lines.warn("It was on loan; the loan ends as found on the shelf.") }
    if let location, let shelf = view.item?[ItemField.shelvingLocation].text, shelf != location {
      lines.warn("It belongs to \(shelf), not to \(location).")
    }
    route(view, at: desk, &lines)
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
    if view.loan != nil {
      switch mark {
      case .claimsReturned:
        lines.warn("Look for it on the shelves; the loan ends when somebody finds it.")
      case .missing: lines.warn("It is on loan, so it cannot be missing; the mark will not count.")
      case .withdrawn, .deleted: lines.warn("It is on loan; it goes to cataloguing on return.")
      case .found: lines.warn("It was on loan; the loan ends as found on the shelf.")
      default: break
      }
    }
    return plan([operation], id, view, lines)
  }

  private func sentence(_ view: DeskView, _ checkin: DeskAction.Checkin, _ desk: Desk) -> String {
    guard let loan = view.loan else { return "\(view.title): checked in, no loan was open here." }
    let returned = checkin.backdate ?? desk.today
    guard let due = loan.due, due < returned else { return "\(view.title): returned." }
    let days = returned.day - due.day
    return "\(view.title): returned, \(days) day\(days == 1 ? "" : "s") overdue."
  }

  /// Where the item goes from here.
  func route(_ view: DeskView, at desk: Desk, _ lines: inout AnswerLines) {
    guard let item = view.item else {
      return lines.stop("This replica does not know the item; put it aside for cataloguing.")
    }
    switch view.state.eligibility {
    case .withdrawn, .withdrawnPending: lines.stop("It is withdrawn; it goes to cataloguing.")
    case .deleted, .foundAfterDelete:
      lines.stop("It was deleted from the catalogue; it goes to cataloguing.")
    case .damaged: lines.stop("It is marked damaged; put it aside for repair.")
    case .lendable, .reference: break
    }
    warnOfClaims(view, &lines)
    let isForCataloguing = ![.lendable, .reference, .damaged].contains(view.state.eligibility)
    guard !isForCataloguing else { return }
    if let transit = view.state.openTransit, !transit.to.utf8.elementsEqual(desk.branch.utf8),
      !transit.from.utf8.elementsEqual(desk.branch.utf8)
    {
      return lines.stop(
        "It was on its way from \(transit.from) to \(transit.to); send it on to \(transit.to).")
    }
    if let home = item[ItemField.owningBranch].text, !home.isEmpty, home != desk.branch {
      lines.warn("It goes home to \(home).")
    }
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
