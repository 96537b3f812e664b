/// G4: an item has one open loan; what gives way is closed by implication or set apart.
extension Replay {
  /// Two checkouts to one patron are a renewal with the later due date; anybody else's loan gives
  /// way to the one that comes later in the order.
  mutating func lend(_ checkout: Fact) {
    if let open = table.openRow {
      if let patron = checkout.patron, table.rows[open].patron == patron {
        table.take(.alias(checkout, open))
        claimed[open] = nil
        table.take(.prolong(open, by: checkout))
        table.take(.touch(checkout.time))
        return
      }
      giveWay(open, to: checkout, whoseRow: table.rows.count)
    }
    table.take(.open(checkout))
  }

  /// The open loan ends, because somebody else has the item in hand.
  ///
  /// Who knew of it ends it without more ado. Who did not makes a conflict: case 1, or, where two
  /// branches cannot both have had it, case 2, in which the loan is disputed and not ended.
  private mutating func giveWay(_ row: Int, to fact: Fact, whoseRow: Int) {
    let holder = table.rows[row].holder
    let isKnown = facts.saw(fact, holder)
    let isTooSoon =
      !isKnown && fact.branch != holder.branch
      && isWithinTravel(fact.time, holder.time)
    table.take(
      isTooSoon ? .dispute(row) : .end(row, at: fact.time, by: fact.id, .implied))
    if !isKnown { quarrel(row, whoseRow, isTooSoon: isTooSoon) }
  }

  /// Exact for any two times: the difference of two 64-bit numbers fits 64 bits without a sign.
  private func isWithinTravel(_ a: Int64, _ b: Int64) -> Bool {
    minimumTravelSeconds > 0
      && UInt64(bitPattern: max(a, b) &- min(a, b)) < UInt64(minimumTravelSeconds)
  }

  /// A third side joins the quarrel that the first is in, the latest of them if it is in several.
  private mutating func quarrel(_ first: Int, _ second: Int, isTooSoon: Bool) {
    guard let index = quarrels.lastIndex(where: { $0.rows.contains(first) }) else {
      quarrels.append(Quarrel(rows: [first, second], isTooSoon: isTooSoon))
      return
    }
    if !quarrels[index].rows.contains(second) { quarrels[index].rows.append(second) }
    if isTooSoon { quarrels[index].isTooSoon = true }
  }

  /// Case 3: a renewal without the item is void once the loan is closed; one with the item in hand
  /// brings the loan back. One that names no loan that stands is void.
  mutating func renew(_ renewal: Fact) {
    guard let row = renewal.loan.flatMap({ table.rowOfCheckout[$0] }) else { return }
    if table.rows[row].standing == .closed {
      if renewal.isRemote { return }
      if let open = table.openRow {
        // The borrower who shows the item has had it since now, also in the quarrel with the other.
        giveWay(open, to: renewal, whoseRow: row)
      }
      table.take(.hand(row, to: renewal))
      table.take(.revive(row, at: renewal.time))
    }
    if !renewal.isRemote { claimed[row] = nil }
    table.take(.prolong(row, by: renewal))
    if !renewal.isRemote && table.openRow == row { table.take(.touch(renewal.time)) }
  }
}
