/// What borrowers owe for the loans of one item: never posted, always what follows from the loans as
/// they stand now.
extension Replay {
  /// Cases 8 and 9, and loans that ended by being paid for.
  mutating func judgeLosses() {
    for bill in bills where bill.isForLoss {
      var said = BillLine(bill: bill, id: bill.id, patron: bill.first.account)
      defer { billLines.append(said) }
      guard let statement = bill.statement, let row = row(of: bill),
        let start = place(table.rows[row].id),
        let sighting = sightings.first(where: {
          !facts.saw(statement, $0) && (place($0.id) ?? -1) > start
        })
      else { continue }
      let name = names.name(subject, .charge(bill.id))
      let verdict = decisions.verdict(name, sides: [statement.dot, sighting.dot])
      let wasKnown = facts.saw(sighting, statement)
      let isPaid =
        wasKnown && bill.payments.contains { facts.saw(sighting, $0) }
        && bill.settled(facts, before: sighting) >= statement.amount
      let holds = verdict.kept == nil ? isPaid : verdict.kept == statement.dot
      if !holds { (said.standing, said.endedBy) = ("reversed", sighting.id) }
      let isNews = !wasKnown || bill.payments.contains { !facts.saw(sighting, $0) }
      guard isPaid || isNews || verdict.decision != nil else { continue }
      conflicts.append(
        Conflict(
          id: name, number: isPaid ? Case.paidAndFound : Case.billedThoughBack,
          severity: isPaid ? .b : .a, owner: statement.branch, subject: subject,
          sides: [statement.dot, sighting.dot], isResolved: verdict.isResolved))
    }
    closePaid()
  }

  /// The entry that settled a lost item, as far as a sighting knew.
  func settlement(of row: Int, knownTo sighting: Fact) -> Fact? {
    for bill in bills where bill.kind == 2 && self.row(of: bill) == row {
      guard let amount = bill.statement?.amount,
        bill.settled(facts, before: sighting) >= amount
      else { continue }
      return bill.entries.last { facts.saw(sighting, $0) }
    }
    return nil
  }

  private mutating func closePaid() {
    guard let open = table.openRow, claims.contains("lost") else { return }
    let bill = bills.first { bill in
      bill.kind == 2 && bill.statement != nil && row(of: bill) == open && stands(bill)
    }
    guard let bill, let amount = bill.statement?.amount, let last = bill.entries.last,
      bill.sum(.pay) + bill.sum(.waive) - bill.sum(.refund) >= amount
    else { return }
    table.take(.end(open, at: last.time, by: last.id, .paid))
    table.take(.lose(last.time))
  }

  private func stands(_ bill: Bill) -> Bool {
    billLines.first { $0.id == bill.id && $0.bill?.currency == bill.currency }?.standing == "owed"
  }

  /// When all loans are told.
  mutating func sayBills() {
    for bill in bills where !bill.isForLoss {
      var said = BillLine(bill: bill, id: bill.id, patron: bill.first.account)
      if bill.isFine {
        if let row = row(of: bill) {
          describe(&said, row)
          judgeFine(bill, said, row)
        } else {
          said.standing = "reversed"
        }
      }
      billLines.append(said)
    }
    for row in table.rows.indices where isLate(row) {
      if bills.contains(where: { $0.isFine && self.row(of: $0) == row }) { continue }
      var said = BillLine(bill: nil, id: table.rows[row].id)
      describe(&said, row)
      billLines.append(said)
    }
    conflicts += bills.compactMap { $0.surplusConflict(subject, facts, names, decisions) }
  }

  private func row(of bill: Bill) -> Int? { bill.loan.flatMap { table.rowOfCheckout[$0] } }

  private func place(_ id: OracleID) -> Int? { order.firstIndex { $0.id == id } }

  private func returnDay(_ row: Int) -> Int64? {
    table.rows[row].returnedOn ?? table.rows[row].end.map { Day.of(seconds: $0.at) }
  }

  private func isLate(_ row: Int) -> Bool {
    guard table.rows[row].end?.how == .checkin, let due = table.rows[row].due,
      let returned = returnDay(row)
    else { return false }
    return returned > due && !isInDoubt(row)
  }

  /// Case 43: a clock that nobody trusted says when it was lent or when it came back.
  private func isInDoubt(_ row: Int) -> Bool {
    let loan = table.rows[row]
    let closer = loan.end.flatMap { end in order.first { $0.id == end.by } }
    return loan.slips.contains(where: \.isDoubted) || closer?.isDoubted == true
  }

  private func describe(_ said: inout BillLine, _ row: Int) {
    let loan = table.rows[row]
    said.patron = loan.patron ?? said.patron
    said.due = loan.due
    said.returned = loan.standing == .closed ? returnDay(row) : nil
    let isCovered = bills.contains { $0.kind == 2 && self.row(of: $0) == row && stands($0) }
    said.standing = isCovered ? "covered" : standing(loan)
    if said.standing == "owed", isInDoubt(row) { said.standing = "settled" }
  }

  private func standing(_ loan: LoanTable.Row) -> String {
    if loan.standing == .disputed { return "settled" }
    switch loan.end?.how {
    case nil, .checkin: return "owed"
    case .claim, .review: return "reversed"
    case .implied, .found, .paid: return "settled"
    }
  }

  /// Case 5: paid for days after the item had come back.
  private mutating func judgeFine(_ bill: Bill, _ said: BillLine, _ row: Int) {
    guard let returned = said.returned, let end = table.rows[row].end,
      end.how == .checkin || end.how == .claim,
      let closer = order.first(where: { $0.id == end.by })
    else { return }
    let early = bill.payments.filter { payment in
      !facts.saw(payment, closer) && payment.until.map { $0 > returned } == true
    }
    guard let last = early.last else { return }
    let name = names.name(subject, .fine(bill.id, bill.currency))
    let sides = early.map(\.dot) + [closer.dot]
    let verdict = decisions.verdict(name, sides: sides)
    conflicts.append(
      Conflict(
        id: name, number: Case.finePaidTooFar, severity: .a, owner: last.branch, subject: subject,
        sides: sides, isResolved: verdict.isResolved || bill.sum(.refund) > 0))
  }
}

/// What an account comes to that concerns no item.
struct Till: Sendable {
  let account: OracleID
  let lines: [String]
  let conflicts: [Conflict]
  /// Entries that were not taken back.
  let standing: [Fact]

  init(_ account: OracleID, _ stated: [Fact], _ court: Court) {
    let facts = court.facts
    self.account = account
    let subject = Subject.record(RecordKey(kind: LibraryKind.circulation, id: account))
    let order = court.facts.inOrder(stated).filter { $0.action != nil }
    let takenBack = TakenBack(order, court.facts, subject: subject, names: court.names)
    let standing = order.filter { !takenBack.contains($0) }
    self.standing = standing
    let bills = Bill.all(standing)
    let decisions = Decisions(standing, court.facts)
    let isErased = court.oblivion.isErased(account)
    let said = bills.map { bill -> BillLine in
      var line = BillLine(bill: bill, id: bill.id, patron: bill.first.account)
      if isErased, bill.amount.map({ line.isEven($0) }) == true { line.patron = nil }
      return line
    }
    lines = said.map { $0.line(of: "-") }
    let checkouts = facts.all.filter {
      $0.action == .checkout && $0[Fact.Field.patron].recordValue == account
    }
    let told = facts.inOrder(stated + checkouts)
    let thefts = standing.filter(\.isTheft).compactMap { theft -> Conflict? in
      let later = told.drop { $0.id != theft.id }
      let loans = later.filter { $0.action == .checkout && facts.areConcurrent($0, theft) }
      guard !loans.isEmpty else { return nil }
      let name = court.names.name(subject, .block(theft.id))
      let sides = [theft.dot] + loans.map(\.dot)
      let isOver = standing.contains { $0.action == .unblock && facts.saw($0, theft) }
      return Conflict(
        id: name, number: Case.lentOnStolenCard, severity: .a, owner: theft.branch,
        subject: subject, sides: sides,
        isResolved: isOver || decisions.verdict(name, sides: sides).isResolved)
    }
    let isSilent = isErased && !said.contains { $0.patron != nil }
    conflicts =
      isSilent
      ? []
      : takenBack.conflicts + thefts
        + bills.compactMap { $0.surplusConflict(subject, court.facts, court.names, decisions) }
  }
}
