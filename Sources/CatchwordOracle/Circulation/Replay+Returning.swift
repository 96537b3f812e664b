/// G2: a sighting closes the loan that its device saw, or an earlier one, and never a later.
extension Replay {
  mutating func see(_ sighting: Fact) {
    if let row = meant(by: sighting) {
      if table.rows[row].standing == .closed {
        correct(row, by: sighting)
      } else {
        end(row, by: sighting)
      }
    }
    // A loan that is open still, because it started later, has the item; else it is here.
    if table.openRow == nil { table.take(.shelve(sighting.branch, sighting.time)) }
  }

  /// The loan it names, or the open one where it had heard only of one that is over. If the named one
  /// was taken back, or a person decided that it never was, the latest before it that is not closed.
  /// If it saw none, the open one, or else the latest that was ordered before it.
  private func meant(by sighting: Fact) -> Int? {
    guard let named = sighting.loan else { return table.openRow ?? table.lastRow }
    if let row = table.rowOfCheckout[named], table.rows[row].end?.how != .review {
      return table.openRow.flatMap { overlooks($0, sighting, named: row) ? $0 : nil } ?? row
    }
    guard let limit = order.firstIndex(where: { $0.id == named }) else { return nil }
    let earlier = Set(order[..<limit].map(\.id))
    return table.rows.lastIndex { $0.standing != .closed && earlier.contains($0.id) }
  }

  /// Whether somebody met the item, other than by a return, who knew of a loan that is over and not
  /// of this one. Not where the two were too soon after each other for one book.
  func overlooks(_ row: Int, _ sighting: Fact, named: Int) -> Bool {
    guard sighting.action != .checkin, table.rows[named].standing == .closed else { return false }
    if quarrels.contains(where: { $0.isTooSoon && Set($0.rows).isSuperset(of: [row, named]) }) {
      return false
    }
    return !facts.saw(sighting, table.rows[row].holder)
  }

  /// The borrower's word about a loan that the desk saw and that is not over.
  mutating func believe(_ claim: Fact) {
    guard let row = claim.loan.flatMap({ table.rowOfCheckout[$0] }),
      table.rows[row].standing != .closed, claimed[row] == nil
    else { return }
    claimed[row] = claim
  }

  /// Case 10: what turns up in the library came back when the borrower said so. What was paid for as
  /// lost was over when it was paid for.
  mutating func confirm(_ row: Int, by sighting: Fact) -> Bool {
    guard sighting.action != .checkin else { return false }
    if let claim = claimed[row] {
      table.take(.end(row, at: claim.time, by: claim.id, .claim))
      return true
    }
    guard let payment = settlement(of: row, knownTo: sighting) else { return false }
    table.take(.end(row, at: payment.time, by: payment.id, .paid))
    return true
  }

  private mutating func end(_ row: Int, by sighting: Fact) {
    if confirm(row, by: sighting) { return }
    let isCheckin = sighting.action == .checkin
    table.take(.end(row, at: sighting.time, by: sighting.id, isCheckin ? .checkin : .found))
    table.take(.backdate(row, sighting.backdate))
    if isAsked(about: sighting) { finds.append(Find(row: row, sighting: sighting)) }
  }

  /// Case 46 is asked of what stood in a library, and not of what was packed by a desk that had it.
  func isAsked(about sighting: Fact) -> Bool {
    ![.checkin, .send, .receive].contains(sighting.action)
  }

  /// Case 6: the true return takes the place of the implied one. Case 7: of two check-ins that did
  /// not know of each other the earlier closes the loan. Neither before it started nor after it was
  /// over anyway.
  private mutating func correct(_ row: Int, by checkin: Fact) {
    guard checkin.action == .checkin, checkin.loan != nil, let end = table.rows[row].end else {
      return
    }
    let credible = min(end.at, checkin.time)
    switch end.how {
    case .implied:
      table.take(.end(row, at: credible, by: checkin.id, .checkin))
      table.take(.backdate(row, checkin.backdate))
    case .checkin, .found, .claim, .paid, .review:
      guard let closer = sightings.first(where: { $0.id == end.by }),
        !facts.saw(checkin, closer), max(credible, table.rows[row].started) < end.at
      else { return }
      table.take(.end(row, at: credible, by: checkin.id, .checkin))
    }
  }
}
