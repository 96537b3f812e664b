package import CatchwordCore

extension LibraryDeriving {
  func deriveAccount(
    _ patron: RecordID, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    var derivation = Derivation()
    guard let fold = try reader.accountFold(of: patron, hashing: hashing, explains: explains)
    else { return derivation }
    if try reader.isErased(patron) { return withheld(fold) }
    derivation.rows = Self.rows(fold.charges, item: nil)
    derivation.reviews = fold.reviews
    derivation.explanations = fold.explanations
    return derivation
  }

  static func rows(_ charges: [Charge], item: RecordID?) -> [DerivedRow] {
    charges.map { charge in
      var values: FieldMap = [
        ChargeColumn.id: .record(charge.id),
        ChargeColumn.kind: .integer(charge.kind.rawValue),
        ChargeColumn.branch: .text(charge.branch),
        ChargeColumn.stated: .integer(charge.stated),
        ChargeColumn.standing: .text(charge.standing.rawValue),
        ChargeColumn.paid: .integer(charge.paid),
        ChargeColumn.waived: .integer(charge.waived),
        ChargeColumn.refunded: .integer(charge.refunded),
      ]
      values[ChargeColumn.patron] = charge.patron.map { .record($0) }
      values[ChargeColumn.item] = item.map { .record($0) }
      values[ChargeColumn.loan] = charge.loan.map { .record($0) }
      values[ChargeColumn.amount] = charge.amount.map { .integer($0) }
      values[ChargeColumn.currency] = charge.currency.isEmpty ? nil : .text(charge.currency)
      values[ChargeColumn.endedBy] = charge.endedBy.map { .record($0) }
      values[ChargeColumn.due] = (charge.due?.day).map { .integer($0) }
      values[ChargeColumn.returned] = (charge.returned?.day).map { .integer($0) }
      values[ChargeColumn.policy] = charge.policy.map { .record($0) }
      return DerivedRow(table: ChargeColumn.tableName, values: values)
    }
  }
}

extension LibraryDeriving {
  /// A policy may come after facts that name it, since they stand in another lane. The fold asks for
  /// nothing of it but how long a way takes (case 2). No index serves this: it would cost every scan.
  func subjects(
    ofPolicy operation: Operation, in reader: any RecordReading
  ) throws -> [Subject] {
    guard let policy = try reader.policy(operation.record), policy.travel != TravelTimes() else {
      return [PolicyConflict.subject]
    }
    let lendings = try reader.facts(
      kind: LibraryKind.circulation, where: CirculationField.policy, is: .record(operation.record)
    ).filter { CirculationFact($0)?.isLending == true }
    let items = try lendings.flatMap {
      try subjects(
        ofFact: Operation(.fact, kind: $0.kind, record: $0.id, values: $0.values), in: reader)
    }
    return Set(items + [PolicyConflict.subject]).sorted()
  }
}

extension Charge {
  /// - Returns: nil for a row that is not one of `ChargeColumn.table`.
  package init?(_ row: DerivedRow) {
    typealias Column = ChargeColumn
    let number = { (column: Int) in row.values[column]?.integer ?? 0 }
    let day = { (column: Int) in row.values[column]?.integer.map(CivilDate.init(day:)) }
    guard row.table == Column.tableName, let id = row.values[Column.id]?.record,
      let kind = ChargeKind(rawValue: number(Column.kind)),
      let standing = row.values[Column.standing]?.text.flatMap(Standing.init)
    else { return nil }
    self.init(
      id: id, kind: kind, patron: row.values[Column.patron]?.record,
      loan: row.values[Column.loan]?.record, amount: row.values[Column.amount]?.integer,
      currency: row.values[Column.currency]?.text ?? "",
      branch: row.values[Column.branch]?.text ?? "", stated: number(Column.stated))
    self.standing = standing
    endedBy = row.values[Column.endedBy]?.record
    (paid, waived, refunded) = (
      number(Column.paid), number(Column.waived), number(Column.refunded)
    )
    (due, returned) = (day(Column.due), day(Column.returned))
    policy = row.values[Column.policy]?.record
  }
}
