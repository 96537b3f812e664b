import CatchwordCore

extension LibraryDeriving {
  func subjects(ofOrder operation: Operation) -> [Subject] {
    operation[OrderField.fund]?.record.map { [.record(kind: LibraryKind.fund, $0)] } ?? []
  }

  /// The funds from which bibs were ordered: their lines show which bib stands for each now.
  func funds(ofOrdersOf bibs: [RecordID], in reader: any RecordReading) throws -> [Subject] {
    let orders = try bibs.flatMap {
      try reader.facts(kind: LibraryKind.order, where: OrderField.bib, is: .record($0))
    }
    return Set(orders.compactMap { $0[OrderField.fund].record }).sorted()
      .map { .record(kind: LibraryKind.fund, $0) }
  }

  func deriveFund(
    _ id: RecordID, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    var derivation = Derivation()
    let book = try reader.orderBook(of: id, hashing: hashing)
    derivation.rows = try book.lines.map { line in
      row(line, of: id, bib: try line.bib.map { try reader.survivor(ofBib: $0) })
    }
    derivation.reviews = book.reviews
    if explains { derivation.explanations = book.decisions.map(\.line) }
    guard let sums = book.sums, let view = try reader.record(kind: LibraryKind.fund, id) else {
      return derivation
    }
    derivation.columns = [
      FundField.Derived.committed: .integer(sums.committed),
      FundField.Derived.spent: .integer(sums.spent),
      FundField.Derived.free: .integer(sums.free),
    ]
    let registers = RegisterConflicts(
      hashing: hashing, subject: .record(kind: LibraryKind.fund, id),
      owner: view[FundField.branch].text ?? "")
    let conflicts = registers.items(in: view, .fund)
    derivation.reviews += conflicts
    if explains { derivation.explanations += registers.explanations(conflicts) }
    return derivation
  }

  private func row(_ line: OrderLine, of fund: RecordID, bib: RecordID?) -> DerivedRow {
    var values: FieldMap = [
      OrderLineColumn.id: .record(line.id),
      OrderLineColumn.fund: .record(fund),
      OrderLineColumn.quantity: .integer(line.copies),
      OrderLineColumn.received: .integer(line.received),
      OrderLineColumn.standing: .text(line.standing.rawValue),
      OrderLineColumn.amount: .integer(line.amount),
      OrderLineColumn.currency: .text(line.currency),
      OrderLineColumn.branch: .text(line.branch),
      OrderLineColumn.vendor: .text(line.vendor),
      OrderLineColumn.placed: .integer(line.placed),
      OrderLineColumn.destination: .text(line.destination),
      OrderLineColumn.kind: .integer(line.kind.rawValue),
    ]
    values[OrderLineColumn.bib] = bib.map { .record($0) }
    values[OrderLineColumn.endedBy] = line.endedBy.map { .record($0) }
    return DerivedRow(table: OrderLineColumn.tableName, values: values)
  }
}

extension RegisterConflicts.Telling {
  static let fund = Self(
    edited: ConflictCase.descriptionEditedTwice, deleted: ConflictCase.recordDeletedAndEdited,
    name: "The fund")
}
