/// One charge, with every entry that speaks of it (G5). All that it comes to is a sum.
struct Bill: Sendable {
  let id: OracleID
  let currency: [UInt8]
  /// Nil for a late return, and for what was paid for a charge that nobody knows.
  let statement: Fact?
  /// The first fact that speaks of it.
  let first: Fact
  /// Payments, waivers and refunds.
  let entries: [Fact]

  private static let overdue: Int64 = 1
  private static let deposit: Int64 = 7

  var kind: Int64 {
    if first.action != .charge && first.charge == nil { return Bill.deposit }
    return first.chargeKind
  }
  var isFine: Bool { kind == Bill.overdue }
  var isForLoss: Bool { kind == 2 || kind == 3 }
  /// Nil for a late return.
  var amount: Int64? { statement?.amount ?? (isFine ? nil : 0) }
  var loan: OracleID? { first.loan }

  func sum(_ action: Fact.Action) -> Int64 {
    entries.filter { $0.action == action }.map(\.amount).reduce(0, +)
  }

  var payments: [Fact] { entries.filter { $0.action == .pay } }

  /// What of it was settled as a fact knew.
  func settled(_ facts: Facts, before fact: Fact) -> Int64 {
    entries.filter { facts.saw(fact, $0) }.map { $0.action == .refund ? -$0.amount : $0.amount }
      .reduce(0, +)
  }

  /// The most that anybody who made an entry believed it to come to.
  func believed(_ facts: Facts) -> Int64 {
    if let amount { return amount }
    return entries.filter { $0.action != .refund }
      .map { $0.believed + settled(facts, before: $0) }.max() ?? 0
  }

  /// What was paid beyond an amount, before anything was given back.
  func surplus(over amount: Int64) -> Int64 { sum(.pay) - max(0, amount - sum(.waive)) }

  /// The bills that facts in fold order speak of, in the order in which they are first spoken of.
  static func all(_ standing: [Fact]) -> [Bill] {
    let spoken = standing.filter { $0.isOfAccount && $0.amount > 0 }
    var bills: [Bill] = []
    for fact in spoken {
      let id = named(fact)
      if bills.contains(where: { $0.id == id && $0.currency == fact.currency }) { continue }
      let about = spoken.filter { named($0) == id && $0.currency == fact.currency }
      bills.append(
        Bill(
          id: id, currency: fact.currency, statement: fact.action == .charge ? fact : nil,
          first: fact, entries: about.filter { $0.action != .charge }))
    }
    return bills
  }

  private static func named(_ fact: Fact) -> OracleID {
    fact.action == .charge ? fact.id : fact.charge ?? fact.id
  }

  /// Cases 37 and 38: desks that did not know of each other settled more than is owed.
  func surplusConflict(
    _ subject: Subject, _ facts: Facts, _ names: ConflictNames, _ decisions: Decisions
  ) -> Conflict? {
    let most = believed(facts)
    guard surplus(over: most) > 0 else { return nil }
    let twice = payments.filter { one in payments.contains { facts.areConcurrent($0, one) } }
    let mixed = entries.filter { one in
      one.action != .refund
        && entries.contains {
          $0.action != .refund && facts.areConcurrent($0, one)
            && ($0.action == .pay || one.action == .pay)
        }
    }
    let sides = twice.isEmpty ? mixed : twice
    guard let last = sides.last(where: { $0.action == .pay }) else { return nil }
    let name = names.name(subject, .payments(id, currency))
    let verdict = decisions.verdict(name, sides: sides.map(\.dot))
    return Conflict(
      id: name, number: twice.isEmpty ? Case.paidAndWaived : Case.paidTwice, severity: .a,
      owner: last.branch, subject: subject, sides: sides.map(\.dot),
      isResolved: verdict.isResolved || surplus(over: most) <= sum(.refund))
  }
}

/// What is said of a bill in a picture.
struct BillLine: Sendable {
  let bill: Bill?
  let id: OracleID
  var patron: OracleID?
  var standing = "owed"
  var endedBy: OracleID?
  var due: Int64?
  var returned: Int64?

  func line(of item: String) -> String {
    let kind = bill?.kind ?? 1
    let currency = bill.map { String(decoding: $0.currency, as: UTF8.self) } ?? ""
    return "charge \(item) \(id.text) currency=\(currency.isEmpty ? "-" : currency) kind=\(kind) "
      + "patron=\(patron?.text ?? "-") amount=\(word(bill?.amount)) standing=\(standing) "
      + "endedBy=\(endedBy?.text ?? "-") paid=\(bill?.sum(.pay) ?? 0) "
      + "waived=\(bill?.sum(.waive) ?? 0) refunded=\(bill?.sum(.refund) ?? 0) "
      + "due=\(word(due)) returned=\(word(returned))"
  }

  private func word(_ number: Int64?) -> String { number.map { String($0) } ?? "-" }
}
