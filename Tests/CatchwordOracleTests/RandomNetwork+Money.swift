import CatchwordCore
import CatchwordLibrary

/// Losses as they go on: lent, billed as lost, paid, and found, each at whoever's desk it is.
extension RandomNetwork {
  private typealias Deed = CatchwordCore.Operation

  /// - Returns: nil where nothing follows from what this writer knows.
  mutating func loss(at one: Int) -> [CatchwordCore.Operation]? {
    let rows = replicas[one].derivations[.record(kind: LibraryKind.item, item(1))]?.rows ?? []
    let open = rows.first {
      $0.table == LoanColumn.tableName && $0.values[LoanColumn.standing] == .text("open")
    }
    let bills = rows.filter { $0.values[ChargeColumn.kind] == .integer(2) }.compactMap(Charge.init)
    if let bill = bills.last(where: { $0.amount.map($0.owed) ?? 0 > 0 }), let amount = bill.amount {
      let action = random.once(in: 5) ? CirculationAction.waive : .pay
      return [
        entry(
          action, at: one,
          [
            CirculationField.charge: .record(bill.id),
            CirculationField.loan: bill.loan.map { .record($0) } ?? .null,
            CirculationField.chargeKind: .integer(2), CirculationField.amount: .integer(amount),
            CirculationField.believed: .integer(amount),
          ])
      ]
    }
    if let loan = open?.values[LoanColumn.id], bills.allSatisfy({ $0.loan != loan.record }) {
      return [
        entry(
          .mark, at: one,
          [CirculationField.mark: .integer(Mark.lost.rawValue), CirculationField.loan: loan]),
        entry(
          .charge, at: one,
          [
            CirculationField.loan: loan, CirculationField.chargeKind: .integer(2),
            CirculationField.amount: .integer(Int64(random.number(1...4))),
          ]),
      ]
    }
    guard !bills.isEmpty, random.once(in: 2) else { return nil }
    return [entry(.inventory, at: one, [:])]
  }

  private mutating func entry(
    _ action: CirculationAction, at one: Int, _ more: [Int: Value]
  ) -> CatchwordCore.Operation {
    var values = more
    values[CirculationField.action] = .integer(action.rawValue)
    values[CirculationField.item] = .record(item(1))
    values[CirculationField.branch] = .text(Self.branches[one % 3])
    if action.isOfAccount {
      values[CirculationField.account] = .record(patron(1))
      values[CirculationField.currency] = .text("USD")
    }
    return Deed(
      .fact, kind: LibraryKind.circulation, record: mint(one),
      values: values.filter { !$0.value.isNull }.sorted { $0.key < $1.key }
        .map { FieldValue($0.key, $0.value) })
  }
}
