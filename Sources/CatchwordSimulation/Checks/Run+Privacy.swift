import Catchword
import CatchwordCore
import CatchwordLibrary

/// L8 and L9: what derived state may name, on every replica.
extension Run {
  /// L9: whoever was erased is named by no derived row, no entry of a queue and no sentence; closed
  /// loans that were anonymised name nobody. What is not settled is an exception, and nothing else is.
  func checkErasures(_ log: [LoggedCommit], _ everybody: [Host]) throws {
    guard domain.name == DomainKit.library.name else { return }
    let erasures = log.flatMap(\.commit.operations).filter { $0.kind == LibraryKind.erasure }
    for host in everybody where !erasures.isEmpty {
      let reviews = try use(host) { try $0.reviews() }
      let trouble = try use(host) { engine in
        try engine.read { reader in
          try Traces(erasures, in: reader).trouble(reviews)
        }
      }
      if let trouble {
        throw CheckFailure("L9", kind: "patron", readable(trouble), host: host.name)
      }
    }
    held("L9")
  }

  /// L8: whatever a derived row names is there, and whoever a loan names stands for themselves. Where a
  /// disk took commits with it, nothing can be said.
  func checkOrphans(_ host: Host) throws {
    guard domain.name == DomainKit.library.name,
      !acknowledged.contains(where: \.isLostWithDisk)
    else { return }
    let reviews = try use(host) { try $0.reviews() }
    let trouble = try use(host) { engine in
      try engine.read { try Orphans(in: $0).trouble(reviews) }
    }
    if let trouble {
      throw CheckFailure("L8", kind: "record", readable(trouble), host: host.name)
    }
    held("L8")
  }
}

/// What is left of people who are to be named no longer.
private struct Traces {
  private let reader: any StateReading
  private let erased: Set<RecordID>
  private let until: CivilDate?
  private let items: Set<Subject>

  init(_ erasures: [Operation], in reader: any StateReading) throws {
    self.reader = reader
    var erased: Set<RecordID> = []
    for each in erasures
    where each[ErasureField.action] == .integer(ErasureAction.erase.rawValue) {
      guard let patron = each[ErasureField.patron]?.record else { continue }
      erased.formUnion(try reader.patronsOne(with: patron))
    }
    self.erased = erased
    until = erasures.filter { $0[ErasureField.patron]?.record == nil }
      .compactMap { $0[ErasureField.until]?.integer }.max().map(CivilDate.init(day:))
    items = Set(
      try reader.everyRecord(kind: LibraryKind.item).map { .record(kind: LibraryKind.item, $0.id) })
  }

  func trouble(_ reviews: [ReviewItem]) throws -> String? {
    let charges = try reader.everyRow(table: ChargeColumn.tableName)
    let open = charges.filter { Charge($0).map(isOpen) ?? false }
    for charge in charges where isNamed(charge) {
      guard let told = Charge(charge), !isOpen(told) else { continue }
      return "charge \(told.id) is settled and names somebody who was erased"
    }
    for loan in try reader.everyRow(table: LoanColumn.tableName) {
      guard loan.values[LoanColumn.standing] == .text(Loan.Standing.closed.rawValue),
        let patron = loan.values[LoanColumn.patron]?.record,
        let closed = loan.values[LoanColumn.closedAt]?.integer
      else { continue }
      let isOver = until.map { CivilDate(ofSeconds: closed) <= $0 } ?? false
      let item = loan.values[LoanColumn.item]
      guard isOver || erased.contains(patron),
        !open.contains(where: { $0.values[ChargeColumn.item] == item })
      else { continue }
      return "loan \(loan.values[LoanColumn.id]?.record?.description ?? "?") is over and names "
        + "\(patron)"
    }
    for table in [HoldColumn.tableName, CaptureColumn.tableName, TransitColumn.tableName] {
      for row in try reader.everyRow(table: table) where isNamed(row) {
        return "a \(table) names somebody who was erased"
      }
    }
    for review in reviews {
      guard case .record(let kind, let id) = review.subject, erased.contains(id) else { continue }
      let isOwed = open.contains { $0.values[ChargeColumn.patron] == .record(id) }
      if kind == LibraryKind.patron || !isOwed {
        return "an entry of case \(review.conflictCase) is about somebody who was erased"
      }
    }
    return try sentence()
  }

  private func isNamed(_ row: DerivedRow) -> Bool {
    row.values.contains { $0.value.record.map(erased.contains) ?? false }
  }

  /// What a late return comes to takes a policy to say: it may be open until somebody settled it.
  private func isOpen(_ charge: Charge) -> Bool {
    let amount = charge.standing == .owed ? charge.amount : 0
    return amount.map { charge.owed(of: $0) > 0 || charge.credit(of: $0) > 0 } ?? true
  }

  private func sentence() throws -> String? {
    let names = erased.sorted().map(\.description)
    guard !names.isEmpty else { return nil }
    for subject in items.sorted() {
      for line in try reader.explanations(of: subject)
      where names.contains(where: { line.contains($0) }) {
        return "a sentence names somebody who was erased: \(line)"
      }
    }
    return nil
  }
}

/// What names something that is not there.
private struct Orphans {
  private let reader: any StateReading

  init(in reader: any StateReading) { self.reader = reader }

  func trouble(_ reviews: [ReviewItem]) throws -> String? {
    for loan in try reader.everyRow(table: LoanColumn.tableName) {
      let name = loan.values[LoanColumn.id]?.record?.description ?? "?"
      if try isMissing(loan.values[LoanColumn.item], LibraryKind.item) {
        return "loan \(name) is of an item that is not there"
      }
      guard let patron = loan.values[LoanColumn.patron]?.record else { continue }
      if try isMissing(.record(patron), LibraryKind.patron) {
        return "loan \(name) is to a patron who is not there"
      }
      if try reader.survivor(ofPatron: patron) != patron {
        return "loan \(name) names a patron for whom another one stands"
      }
    }
    for hold in try reader.everyRow(table: HoldColumn.tableName) {
      let name = hold.values[HoldColumn.id]?.record?.description ?? "?"
      let isLost =
        try isMissing(hold.values[HoldColumn.item], LibraryKind.item)
        || isMissing(hold.values[HoldColumn.server], LibraryKind.item)
        || isMissing(hold.values[HoldColumn.patron], LibraryKind.patron)
      guard !isLost, let bib = hold.values[HoldColumn.bib]?.record,
        try reader.record(kind: LibraryKind.bib, bib) != nil,
        try reader.survivor(ofBib: bib) == bib
      else { return "hold \(name) names what is not there" }
    }
    return try orphanedItem(reviews)
  }

  /// An item that is in the collection has a title that stands, or somebody is asked about it.
  private func orphanedItem(_ reviews: [ReviewItem]) throws -> String? {
    for item in try reader.everyRecord(kind: LibraryKind.item) {
      guard !item.state.isDead, let named = item[ItemField.bib].record,
        item.derived[ItemField.Derived.eligibility]?.text != Eligibility.deleted.rawValue
      else { continue }
      let bib = try reader.survivor(ofBib: named)
      let view = try reader.record(kind: LibraryKind.bib, bib)
      let isAsked = reviews.contains {
        $0.conflictCase == ConflictCase.bibDeletedInUse
          && $0.subject == .record(kind: LibraryKind.bib, bib)
      }
      if view == nil || (view?.state.isDead == true && !isAsked) {
        return "item \(item.id) has a title that is gone, and nobody is asked"
      }
    }
    return nil
  }

  private func isMissing(_ value: Value?, _ kind: Int) throws -> Bool {
    guard let id = value?.record else { return false }
    return try reader.record(kind: kind, id) == nil
  }
}
