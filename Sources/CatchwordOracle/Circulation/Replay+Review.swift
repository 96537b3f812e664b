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
      table.take(.revive(find.row, at: row.holder.time))
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
    if table.openRow != winner && !wasSeen(table.rows[winner].end) { restore(winner) }
    if table.openRow == nil, case .loan = table.whereabouts { placeWhereLastReturned() }
  }

  private func wasSeen(_ end: LoanTable.End?) -> Bool {
    end?.how == .checkin || end?.how == .found
  }

  /// The winner has the item again, as far as nothing that came later took it from him.
  private mutating func restore(_ winner: Int) {
    if let open = table.openRow {
      let other = table.rows[open]
      table.take(.end(winner, at: other.started, by: other.holder.id, .implied))
    } else if case .branch = table.whereabouts, let seen = sightings.last(where: \.isReturn) {
      let isOfAnother = seen.loan.map { table.rowOfCheckout[$0] != winner } ?? false
      let how = seen.action == .checkin && !isOfAnother ? LoanTable.Ending.checkin : .found
      table.take(.end(winner, at: seen.time, by: seen.id, how))
    } else {
      table.take(.revive(winner, at: table.rows[winner].holder.time))
    }
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
