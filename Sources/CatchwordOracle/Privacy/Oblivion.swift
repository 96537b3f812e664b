/// Numbers of the fields of facts of erasure, and of what they state.
enum ErasureField {
  static let action = 1
  static let patron = 2
  static let until = 3
  static let loan = 6

  static let anonymise: Int64 = 1
  static let erase: Int64 = 2
}

/// Who is to be named no longer: asked of all facts of erasure at once, for one loan after another.
struct Oblivion: Sendable {
  private let facts: Facts
  private let patrons: Merges
  private let home: [OracleID: [UInt8]]

  init(_ records: Records, _ past: Past, _ patrons: Merges) {
    facts = Facts(past, kind: LibraryKind.erasure)
    self.patrons = patrons
    home = Dictionary(
      records.all(LibraryKind.patron).map { ($0.key.id, $0.text(PatronField.branch) ?? []) }
    ) { first, _ in first }
  }

  private func stated(_ action: Int64) -> [Fact] {
    facts.all.filter { $0[ErasureField.action].integerValue == action }
  }

  private func concerns(_ fact: Fact, _ patron: OracleID) -> Bool {
    fact[ErasureField.patron].recordValue.map(patrons.one(with: patron).contains) ?? false
  }

  /// The facts by which a person was erased, in fold order.
  func erasures(of patron: OracleID) -> [Fact] {
    facts.inOrder(stated(ErasureField.erase).filter { concerns($0, patron) })
  }

  func isErased(_ patron: OracleID) -> Bool { !erasures(of: patron).isEmpty }

  /// Whether closed loans of a day name their borrower no longer.
  private func isOver(_ day: Int64, of patron: OracleID) -> Bool {
    facts.all.contains { fact in
      guard let until = fact[ErasureField.until].integerValue.map(Day.clamped), until >= day else {
        return false
      }
      if fact[ErasureField.patron].recordValue == nil { return true }
      return fact[ErasureField.action].integerValue == ErasureField.anonymise
        && fact[ErasureField.loan].recordValue == nil && concerns(fact, patron)
    }
  }

  private func isReckoned(_ loan: OracleID, of patron: OracleID) -> Bool {
    stated(ErasureField.anonymise).contains {
      $0[ErasureField.loan].recordValue == loan && concerns($0, patron)
    }
  }

  /// What is taken out of what is told of one item.
  struct Effect: Sendable {
    /// Rows of loans that name nobody.
    var rows: Set<Int> = []
    /// Places of bills that name nobody.
    var bills: Set<Int> = []
    var conflicts: [Conflict] = []
  }

  func effect(on replay: Replay) -> Effect {
    var effect = Effect()
    guard !facts.all.isEmpty else { return effect }
    effect.rows = forgotten(replay)
    for (place, said) in replay.billLines.enumerated() {
      guard let patron = said.patron else { continue }
      let follows = replay.row(of: said).map(effect.rows.contains) ?? false
      if follows || (replay.isSettled(said) && isErased(patron)) { effect.bills.insert(place) }
    }
    var asked: [OracleID: [(row: LoanTable.Row, checkout: Fact, erasure: Fact)]] = [:]
    for (index, row) in replay.table.rows.enumerated() where !effect.rows.contains(index) {
      guard let patron = row.patron,
        let checkout = replay.order.first(where: { $0.id == row.id })
      else { continue }
      let erasures = erasures(of: patron)
      guard let first = erasures.first, !erasures.contains(where: { facts.saw($0, checkout) })
      else { continue }
      asked[first.id, default: []].append((row, checkout, first))
    }
    for (erasure, loans) in asked.sorted(by: { $0.key < $1.key }) {
      let home = loans[0].row.patron.flatMap { self.home[$0] } ?? []
      effect.conflicts.append(
        Conflict(
          id: replay.names.name(replay.subject, .erasure(erasure)), number: Case.lentToErased,
          severity: .a, owner: home.isEmpty ? loans[0].checkout.branch : home,
          subject: replay.subject, sides: [loans[0].erasure.dot] + loans.map(\.checkout.dot)))
    }
    return effect
  }

  /// The loans that name nobody: closed, nothing outstanding, and meant by a fact of erasure.
  func forgotten(_ replay: Replay) -> Set<Int> {
    guard !facts.all.isEmpty else { return [] }
    let rows = replay.table.rows
    return Set(
      rows.indices.filter { index in
        guard let end = rows[index].end, rows[index].standing == .closed,
          let patron = rows[index].patron
        else { return false }
        let bills = replay.billLines.filter { replay.row(of: $0) == index }
        let reckoned = isReckoned(rows[index].id, of: patron)
        guard bills.allSatisfy(replay.isSettled) else {
          return reckoned
            && bills.allSatisfy { replay.isSettled($0) || replay.isUntouchedLateReturn($0) }
        }
        return reckoned || isErased(patron) || isOver(Day.of(seconds: end.at), of: patron)
      })
  }
}

extension Replay {
  /// The loan that a bill is for.
  func row(of said: BillLine) -> Int? {
    guard let bill = said.bill else { return table.rowOfCheckout[said.id] }
    return bill.loan.flatMap { table.rowOfCheckout[$0] }
  }

  /// Whether nothing is owed and nothing to be given back, as the facts alone say.
  func isSettled(_ said: BillLine) -> Bool {
    if let amount = said.bill?.amount { return said.isEven(said.standing == "owed" ? amount : 0) }
    switch said.standing {
    case "settled": return true
    case "owed": break
    default: return said.isEven(0, owing: false)
    }
    guard let bill = said.bill, !isUntouchedLateReturn(said) else { return policy(of: said) == nil }
    guard let row = row(of: said), let end = table.rows[row].end,
      let closer = order.first(where: { $0.id == end.by })
    else { return false }
    let reckoned = bill.entries.filter { $0.action != .refund && facts.saw($0, closer) }
      .map { $0.believed + bill.settled(facts, before: $0) }.max()
    return reckoned.map { said.isEven($0) } ?? false
  }

  func isUntouchedLateReturn(_ said: BillLine) -> Bool {
    guard said.bill?.amount == nil else { return false }
    return (said.bill?.entries ?? []).isEmpty
      || [Fact.Action.pay, .waive, .refund].allSatisfy { said.bill?.sum($0) == 0 }
  }

  /// The policy by which a late return is reckoned: that of whoever took it back, else the lender's.
  private func policy(of said: BillLine) -> OracleID? {
    guard let row = row(of: said) else { return nil }
    let closer = table.rows[row].end.flatMap { end in sightings.last { $0.id == end.by } }
    return closer?[Fact.Field.policy].recordValue
      ?? table.rows[row].holder[Fact.Field.policy].recordValue
  }
}

extension BillLine {
  /// Whether an amount is paid and waived, and not more than that was paid and kept.
  func isEven(_ amount: Int64, owing: Bool = true) -> Bool {
    let kept = (bill?.sum(.pay) ?? 0) - (bill?.sum(.refund) ?? 0)
    let due = amount - (bill?.sum(.waive) ?? 0)
    return (!owing || due - kept <= 0) && kept - max(0, due) <= 0
  }
}
