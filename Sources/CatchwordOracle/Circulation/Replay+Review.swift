/// What people decided, at its place in the order, and what they still have to decide.
extension Replay {
  /// A decision works on the sides that it had seen; where one is missing it does nothing.
  mutating func obey(_ decision: Fact) {
    guard let conflict = decision.conflict, let kept = decision.kept,
      !decisions.isOutranked(decision)
    else { return }
    if let quarrel = quarrels.first(where: { name(of: $0) == conflict }) {
      let isComplete = dots(of: quarrel).allSatisfy(decision.sides.contains)
      guard isComplete,
        let winner = quarrel.rows.first(where: { table.rows[$0].holder.dot == kept })
      else { return }
      settle(quarrel, for: winner, by: decision)
    } else if let find = finds.first(where: { name(of: $0) == conflict }) {
      // It is on loan after all, unless something else happened since.
      let row = table.rows[find.row]
      let isComplete = [row.holder.dot, find.sighting.dot].allSatisfy(decision.sides.contains)
      guard isComplete, row.holder.dot == kept, table.openRow == nil,
        row.end?.by == find.sighting.id
      else { return }
      // What was seen later is believed as it would have been; a find that the person knew of is not.
      let news = sightings(after: find.sighting).filter {
        $0.action == .checkin || !facts.saw(decision, $0)
      }
      giveBack(find.row, unless: news, losers: [])
    }
  }

  /// Loans before the winner ended when its borrower got the item; loans after it never were. What
  /// somebody saw come back stays as it was seen.
  private mutating func settle(_ quarrel: Quarrel, for winner: Int, by decision: Fact) {
    for row in quarrel.rows where row != winner {
      let end = table.rows[row].end
      if wasSeen(end) { continue }
      if row > winner {
        table.take(.end(row, at: table.rows[row].started, by: decision.id, .review))
      } else if end == nil || end?.how == .review {
        let time = table.rows[winner].holder.time
        table.take(.end(row, at: time, by: decision.id, .implied))
      }
    }
    if table.openRow != winner && !wasSeen(table.rows[winner].end) {
      let news = sightings(after: table.rows[winner].holder)
      giveBack(winner, unless: news, losers: quarrel.rows.filter { $0 != winner })
    }
    if table.openRow == nil, case .loan = table.whereabouts { placeWhereLastReturned() }
  }

  private func wasSeen(_ end: LoanTable.End?) -> Bool {
    end?.how == .checkin || end?.how == .found || end?.how == .claim
  }

  private func sightings(after fact: Fact) -> [Fact] {
    let start = order.firstIndex { $0.id == fact.id } ?? order.endIndex
    return order[start...].dropFirst().filter { fact in
      sightings.contains { $0.id == fact.id }
    }
  }

  /// The borrower has the item again, unless one of the later sightings took it from him.
  private mutating func giveBack(_ row: Int, unless news: [Fact], losers: [Int]) {
    guard let taker = news.first(where: { takes($0, from: row, losers) }) else {
      guard let open = table.openRow else {
        return table.take(.revive(row, at: table.rows[row].holder.time))
      }
      let other = table.rows[open]
      return table.take(.end(row, at: other.started, by: other.holder.id, .implied))
    }
    guard !isLending(taker) else {
      return table.take(.end(row, at: taker.time, by: taker.id, .implied))
    }
    if confirm(row, by: taker) { return }
    if isAsked(about: taker) && !finds.contains(where: { $0.sighting.id == taker.id }) {
      finds.append(Find(row: row, sighting: taker))
    }
    let how = taker.action == .checkin ? LoanTable.Ending.checkin : .found
    table.take(.end(row, at: taker.time, by: taker.id, how))
    table.take(.backdate(row, taker.backdate))
  }

  /// Whether a sighting is of another borrower whose loan counts, or a return that G2 lets close this
  /// loan: one that named it or a later one, or none; or if who met the item overlooked the loan.
  private func takes(_ sighting: Fact, from row: Int, _ losers: [Int]) -> Bool {
    if isLending(sighting) {
      let checkout = sighting.action == .checkout ? sighting.id : sighting.loan
      guard let other = checkout.flatMap({ table.rowOfCheckout[$0] }), other != row else {
        return false
      }
      return !losers.contains(other) && table.rows[other].end?.how != .review
    }
    guard let named = sighting.loan else { return true }
    if let other = table.rowOfCheckout[named] {
      return other >= row || overlooks(row, sighting, named: other)
    }
    guard let start = order.firstIndex(where: { $0.id == table.rows[row].id }) else { return false }
    return order[start...].dropFirst().contains { $0.id == named }
  }

  private func isLending(_ fact: Fact) -> Bool {
    fact.action == .checkout || fact.action == .renew
  }

  private mutating func placeWhereLastReturned() {
    let seen = sightings.last(where: \.isReturn)
    table.take(seen.map { .shelve($0.branch, $0.time) } ?? .lose(nil))
  }

  private func dots(of quarrel: Quarrel) -> [OracleDot] {
    quarrel.rows.map { table.rows[$0].holder.dot }
  }

  private func name(of quarrel: Quarrel) -> [UInt8] {
    names.name(subject, .loan(table.rows[quarrel.rows[0]].id))
  }

  private func name(of find: Find) -> [UInt8] { names.name(subject, .sighting(find.sighting.id)) }

  mutating func nameQuarrels() {
    for quarrel in quarrels {
      let holders = quarrel.rows.map { table.rows[$0].holder }
      let verdict = decisions.verdict(name(of: quarrel), sides: dots(of: quarrel))
      let asked = quarrel.isTooSoon ? holders.last : holders.first
      conflicts.append(
        Conflict(
          id: name(of: quarrel),
          number: quarrel.isTooSoon ? Case.impossibleTravel : Case.doubleLoan,
          severity: quarrel.isTooSoon ? .a : .b, owner: asked?.branch ?? [], subject: subject,
          sides: dots(of: quarrel), isResolved: verdict.isResolved))
    }
  }

  mutating func nameFinds() {
    for find in finds {
      let sides = [table.rows[find.row].holder.dot, find.sighting.dot]
      let verdict = decisions.verdict(name(of: find), sides: sides)
      conflicts.append(
        Conflict(
          id: name(of: find), number: Case.foundOnShelf, severity: .b,
          owner: find.sighting.branch, subject: subject, sides: sides,
          isResolved: verdict.isResolved))
    }
  }
}
