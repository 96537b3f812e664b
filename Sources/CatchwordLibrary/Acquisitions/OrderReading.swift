package import CatchwordCore

extension RecordReading {
  /// A fund's orders as they stand now; empty where nobody ever ordered from it.
  package func orderBook(of fund: RecordID, hashing: Hashing) throws -> OrderBook {
    let facts = try facts(kind: LibraryKind.order, where: OrderField.fund, is: .record(fund))
    let view = try record(kind: LibraryKind.fund, fund)
    return OrderBook(
      facts, decided: try heedingClockNotes().fundDecisions(of: fund), of: fund,
      fund: view.flatMap { $0.state.isDead ? nil : Fund($0) }, hashing: hashing)
  }

  /// Decisions about the conflicts of a fund and its orders, and what was taken back of them.
  package func fundDecisions(of fund: RecordID) throws -> [PlacedFact] {
    try facts(kind: LibraryKind.circulation, where: CirculationField.fund, is: .record(fund))
  }

  /// The fact that placed an order; nil where none is known.
  package func placing(of order: RecordID) throws -> OrderFact? {
    let fact = try fact(kind: LibraryKind.order, order).flatMap(OrderFact.init)
    return fact?.action == .place ? fact : nil
  }

  /// The fact about an order that a fact is or, if it is an undo, that it takes back in the end.
  package func orderFact(behind id: RecordID) throws -> OrderFact? {
    if let fact = try fact(kind: LibraryKind.order, id) { return OrderFact(fact) }
    guard let void = try fact(kind: LibraryKind.circulation, id),
      let target = void[CirculationField.target].record,
      let next = try fact(kind: LibraryKind.order, target)
        ?? fact(kind: LibraryKind.circulation, target), void.hasSeen(next)
    else { return nil }
    return try orderFact(behind: target)
  }

  /// Living funds with a code, ascending by id.
  package func funds(code: String) throws -> [RecordView] {
    try records(kind: LibraryKind.fund, where: FundField.code, is: .text(code))
      .filter { !$0.state.isDead }
  }
}

extension OrderLine {
  /// - Returns: nil for a row that is not one of `OrderLineColumn.table`. Its bib is the one that
  ///   stands for what was ordered.
  package init?(_ row: DerivedRow) {
    typealias Column = OrderLineColumn
    let number = { (column: Int) in row.values[column]?.integer ?? 0 }
    let text = { (column: Int) in row.values[column]?.text ?? "" }
    guard row.table == Column.tableName, let id = row.values[Column.id]?.record,
      let standing = Standing(rawValue: text(Column.standing))
    else { return nil }
    self.init(
      id: id, bib: row.values[Column.bib]?.record, copies: number(Column.quantity),
      amount: number(Column.amount), currency: text(Column.currency),
      branch: text(Column.branch), destination: text(Column.destination),
      vendor: text(Column.vendor), kind: OrderKind(rawValue: number(Column.kind)) ?? .purchase,
      placed: number(Column.placed))
    self.standing = standing
    received = number(Column.received)
    endedBy = row.values[Column.endedBy]?.record
  }
}

extension FundSums {
  /// As the fold filled them in; nothing is ordered where it has not yet.
  package init(_ fund: RecordView) {
    typealias Derived = FundField.Derived
    allocated = OrderLimits.clamped(fund[FundField.amount].integer)
    committed = fund.derived[Derived.committed]?.integer ?? 0
    spent = fund.derived[Derived.spent]?.integer ?? 0
  }
}
