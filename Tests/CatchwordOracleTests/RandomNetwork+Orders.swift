import CatchwordCore
import CatchwordLibrary

/// Funds, and orders from them, sensible or not.
extension RandomNetwork {
  private typealias Deed = CatchwordCore.Operation

  mutating func order(at one: Int) -> CatchwordCore.Operation {
    let known = replicas[one].facts.values
      .filter { $0.kind == LibraryKind.order && $0[OrderField.action] == .integer(1) }
      .sorted { $0.id < $1.id }
    let isNew = replicas[one].states[LibraryKind.fund] == nil
    if random.once(in: isNew ? 3 : 10) { return fund(at: one) }
    let action = known.isEmpty ? 1 : Int64(random.element(of: [1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5]))
    var values: [Int: Value] = [
      OrderField.action: .integer(action),
      OrderField.branch: .text(Self.branches[one % 3]),
      OrderField.fund: .record(source("fund", random.once(in: 5) ? 2 : 1)),
      OrderField.bib: .record(bib(random.number(1...3))),
      OrderField.currency: random.once(in: 15) ? .null : .text("EUR"),
      OrderField.amount: .integer(Int64(random.number(0...3))),
      OrderField.quantity: random.once(in: 3) ? .null : .integer(Int64(random.number(1...3))),
    ]
    if random.once(in: 25) {
      let field = random.element(of: [OrderField.amount, OrderField.quantity])
      values[field] = .integer(random.element(of: [.max, .min, 0, -1, 10_001]))
    }
    if action == 2 && random.once(in: 2) {
      values[OrderField.barcode] = .text(random.element(of: Self.barcodes + [""]))
      values[OrderField.quantity] = .null
    }
    if action == 2 || action == 3, !known.isEmpty {
      // Late ones rather than early ones, so that deeds meet.
      let about = random.element(of: Array(known.suffix(3)))
      values[OrderField.order] = .record(about.id)
      if !random.once(in: 15) { values[OrderField.fund] = about[OrderField.fund] }
    }
    if random.once(in: 15) { values[OrderField.happened] = .integer(time()) }
    return Deed(
      .fact, kind: LibraryKind.order, record: mint(one),
      values: values.filter { !$0.value.isNull }.sorted { $0.key < $1.key }
        .map { FieldValue($0.key, $0.value) })
  }

  /// An undo of something that was stated about orders, or of such an undo; now and then of what is
  /// not there or is folded with another fund.
  mutating func retraction(at one: Int) -> CatchwordCore.Operation {
    let known = replicas[one].facts.values.sorted { $0.id < $1.id }
    let orders = known.filter { $0.kind == LibraryKind.order }
    let others = known.filter { !$0[CirculationField.fund].isNull && $0.kind != LibraryKind.order }
    let about = random.once(in: 4) ? Array(others.suffix(3)) : Array(orders.suffix(6))
    let target = about.isEmpty ? nil : random.element(of: about)
    let fund = target.map {
      $0[$0.kind == LibraryKind.order ? OrderField.fund : CirculationField.fund]
    }
    let strange = Value.record(source("fund", random.number(1...2)))
    return Deed(
      .fact, kind: LibraryKind.circulation, record: mint(one),
      values: [
        FieldValue(CirculationField.action, .integer(CirculationAction.void.rawValue)),
        FieldValue(CirculationField.branch, .text(Self.branches[one % 3])),
        FieldValue(CirculationField.target, .record(target?.id ?? source("loan", 1))),
        FieldValue(
          CirculationField.fund,
          random.once(in: 15) ? strange : fund.flatMap { $0.isNull ? nil : $0 } ?? strange),
      ])
  }

  private mutating func fund(at one: Int) -> CatchwordCore.Operation {
    let id = source("fund", random.once(in: 4) ? 2 : 1)
    if random.once(in: 12) { return Deed(.delete, kind: LibraryKind.fund, record: id) }
    let amount = random.once(in: 30) ? Int64.min : Int64(random.number(0...8))
    return Deed(
      .write, kind: LibraryKind.fund, record: id,
      values: [
        FieldValue(FundField.code, .text("BOOKS")),
        FieldValue(FundField.branch, .text(random.element(of: Self.branches))),
        FieldValue(FundField.amount, .integer(amount)),
        FieldValue(FundField.currency, random.once(in: 15) ? .null : .text("EUR")),
      ])
  }
}
