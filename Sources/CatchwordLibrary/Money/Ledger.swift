import CatchwordCore

/// The charges of one item or one account, with the entries about each, in fold order (G5).
///
/// Entries are kept, never netted: what is owed and what is credit are sums over them.
struct Ledger {
  struct Line {
    var charge: Charge
    /// Nil for a late return, and for what was paid for a charge that is not known or was undone.
    let statement: CirculationFact?
    /// Payments, waivers and refunds.
    var entries: [CirculationFact] = []

    var payments: [CirculationFact] { entries.filter { $0.action == .pay } }

    /// What the charge came to at most, as far as anybody who made an entry knew.
    var believed: Int64 {
      let asked = entries.filter { $0.action != .refund }.map { $0.believed + settled(before: $0) }
      return charge.amount ?? asked.max() ?? 0
    }

    /// What had been paid and waived of it as a fact knew.
    func settled(before fact: CirculationFact) -> Int64 {
      entries.filter(fact.hasSeen).reduce(0) { sum, entry in
        entry.action == .refund ? sum - entry.amount : sum + entry.amount
      }
    }
  }

  private struct Key: Hashable {
    let charge: RecordID
    let currency: ExactText
  }

  private(set) var lines: [Line] = []
  private var places: [Key: Int] = [:]

  var isEmpty: Bool { lines.isEmpty }

  /// An entry in another currency than its charge is money all the same: it stands in a line of its
  /// own, as credit.
  mutating func take(_ fact: CirculationFact) {
    guard fact.amount > 0 else { return }
    let id = fact.action == .charge ? fact.id : fact.charge ?? fact.id
    let key = Key(charge: id, currency: fact.currency)
    let place = places[key] ?? open(id, for: fact, key)
    switch fact.action {
    case .pay: lines[place].charge.paid += fact.amount
    case .waive: lines[place].charge.waived += fact.amount
    case .refund: lines[place].charge.refunded += fact.amount
    default: return
    }
    lines[place].entries.append(fact)
  }

  private mutating func open(_ id: RecordID, for fact: CirculationFact, _ key: Key) -> Int {
    let isStated = fact.action == .charge
    let kind = fact.charge == nil && !isStated ? .deposit : fact.chargeKind
    let charge = Charge(
      id: id, kind: kind, patron: fact.account, loan: fact.loan,
      amount: isStated ? fact.amount : kind == .overdue ? nil : 0, currency: fact.currency.text,
      branch: fact.branch, stated: fact.time)
    lines.append(Line(charge: charge, statement: isStated ? fact : nil))
    places[key] = lines.count - 1
    return lines.count - 1
  }

  mutating func change(_ line: Int, _ body: (inout Charge) -> Void) { body(&lines[line].charge) }
}
