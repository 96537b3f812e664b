import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// A replica of a library as `catchword` drives it, with a history behind it.
struct DeskSide {
  /// Items of one commit while the library is laid.
  private static let batch = 500
  let replica: Replica
  let clock: BenchClock

  static func barcode(_ item: Int) -> String { "3\(1_000_000 + item)" }
  static func card(_ patron: Int) -> String { "2\(1_000_000 + patron)" }

  /// - Parameter start: seconds since 1970.
  static func founded(at directory: String, start: Int64) throws -> DeskSide {
    let clock = BenchClock(start)
    let replica = try Replica.found(
      at: directory, branch: "B1", branchName: "Main", network: "Bench", on: clock.machine)
    return DeskSide(replica: replica, clock: clock)
  }

  static func joined(
    to first: DeskSide, at directory: String, branch: String
  ) throws -> DeskSide {
    let clock = BenchClock(first.clock.wallSeconds)
    let invitation = try first.replica.invite(
      at: "http://127.0.0.1:1", role: "branch", for: branch)
    let replica = try Replica.join(
      invitation, at: directory, branch: branch, branchName: branch, on: clock.machine)
    return DeskSide(replica: replica, clock: clock)
  }

  static func opened(at directory: String, wallSeconds: Int64) throws -> DeskSide {
    let clock = BenchClock(wallSeconds)
    return DeskSide(replica: try Replica.open(at: directory, on: clock.machine), clock: clock)
  }

  // MARK: The library

  func layPatrons(_ count: Int) throws {
    for start in stride(from: 0, to: count, by: Self.batch) {
      try commit { transaction in
        for patron in start..<min(start + Self.batch, count) {
          try stage(
            .addPatron([
              FieldValue(PatronField.card, .text(Self.card(patron))),
              FieldValue(PatronField.name, .text("Reader \(patron)")),
              FieldValue(PatronField.branch, .text("B1")),
            ]), transaction)
        }
      }
    }
  }

  /// One bib for two items.
  func layItems(_ count: Int) throws {
    for start in stride(from: 0, to: count, by: Self.batch) {
      try commit { transaction in
        var bib: RecordID?
        for item in start..<min(start + Self.batch, count) {
          if item % 2 == 0 || bib == nil {
            bib = try stage(
              .addBib(
                leader: "00000nam a2200000 a 4500",
                fields: [
                  CatalogEdit.NewField(
                    tag: "245",
                    content: FieldContent(
                      indicators: "1", "0",
                      subfields: [FieldContent.Subfield("a", "The book of number \(item)")]))
                ]), transaction)
          }
          guard let bib else { continue }
          try stage(
            .addItem(
              bib: bib,
              [
                FieldValue(ItemField.barcode, .text(Self.barcode(item))),
                FieldValue(ItemField.owningBranch, .text("B1")),
                FieldValue(ItemField.callNumber, .text("\(item % 1_000).\(item % 97) B\(item)")),
                FieldValue(
                  ItemField.itemType, .text(DeskPolicies.itemTypes[item % 4])),
              ]), transaction)
        }
      }
    }
  }

  /// Loans and returns, one after the other, each of an item that was in.
  func layLoans(facts: Int, scale: DeskScale) throws {
    let items = try ids(LibraryKind.item, scale.items)
    let patrons = try ids(LibraryKind.patron, scale.patrons)
    for start in stride(from: 0, to: facts / 2, by: Self.batch) {
      let numbers = Array(start..<min(start + Self.batch, facts / 2))
      var loans: [RecordID] = []
      clock.wallSeconds += 600
      try commit { transaction in
        for number in numbers {
          loans.append(
            try lend(
              number, item: items[number % items.count],
              to: patrons[number * 7 % patrons.count], scale, transaction))
        }
      }
      clock.wallSeconds += 600
      try commit { transaction in
        for (number, loan) in zip(numbers, loans) {
          try state(
            .checkin, number % items.count, items[number % items.count],
            [FieldValue(CirculationField.loan, .record(loan))], transaction)
        }
      }
    }
  }

  private func lend(
    _ number: Int, item: RecordID, to patron: RecordID, _ scale: DeskScale,
    _ transaction: WriteTransaction
  ) throws -> RecordID {
    try state(
      .checkout, number % scale.items, item,
      [
        FieldValue(CirculationField.patron, .record(patron)),
        FieldValue(CirculationField.due, .integer(clock.today(offsetSeconds: 0) + 21)),
        FieldValue(CirculationField.dueRule, .integer(DueRule.standard.rawValue)),
      ], transaction)
  }

  @discardableResult
  private func state(
    _ action: CirculationAction, _ number: Int, _ item: RecordID, _ values: [FieldValue],
    _ transaction: WriteTransaction
  ) throws -> RecordID {
    let id = try transaction.mint()
    try transaction.stage(
      Operation(
        .fact, kind: LibraryKind.circulation, record: id,
        values: [
          FieldValue(CirculationField.action, .integer(action.rawValue)),
          FieldValue(CirculationField.branch, .text("B1")),
          FieldValue(CirculationField.barcode, .text(Self.barcode(number))),
          FieldValue(CirculationField.item, .record(item)),
        ] + values))
    return id
  }

  /// In the order in which they were laid.
  private func ids(_ kind: Int, _ count: Int) throws -> [RecordID] {
    try replica.store.read { reader in
      try (0..<count).map { number in
        let key =
          kind == LibraryKind.item
          ? (ItemField.barcode, Self.barcode(number)) : (PatronField.card, Self.card(number))
        guard let id = try reader.records(kind: kind, where: key.0, is: .text(key.1)).first?.id
        else { throw BenchmarkError.disagree("\(key.1) is not there") }
        return id
      }
    }
  }

  @discardableResult
  private func stage(
    _ edit: CatalogEdit, _ transaction: WriteTransaction
  ) throws -> RecordID {
    let plan = try edit.plan(in: transaction) { try transaction.mint() }
    for operation in plan.operations { try transaction.stage(operation) }
    return plan.record
  }

  private func commit(_ body: (WriteTransaction) throws -> Void) throws {
    _ = try replica.commit(staff: "bench") { transaction, _ in try body(transaction) }
  }

  // MARK: The day

  /// - Parameter items: which of them, by number.
  func lend(_ items: Range<Int>, patrons: Int) throws {
    for item in items {
      clock.wallSeconds += 20
      _ = try replica.perform(
        .checkout(
          DeskAction.Checkout(barcode: Self.barcode(item), card: Self.card(item % patrons))),
        staff: "bench")
    }
  }

  func renew(_ items: Range<Int>) throws {
    for item in items {
      clock.wallSeconds += 20
      _ = try replica.perform(
        .renew(DeskAction.Renewal(barcode: Self.barcode(item), presence: .present)),
        staff: "bench")
    }
  }

  func takeBack(_ items: Range<Int>) throws {
    for item in items {
      clock.wallSeconds += 20
      _ = try replica.perform(
        .checkin(DeskAction.Checkin(barcode: Self.barcode(item))), staff: "bench")
    }
  }

  /// All that the replica holds of a writer, members first.
  func segments(of writer: WriterID) throws -> [StoredSegment] {
    try replica.store.read { reader in
      var segments: [StoredSegment] = []
      for lane in [Lane.members, .catalog, .patrons, .circulation] {
        try reader.segments(of: LogID(writer: writer, lane: lane), after: 0) {
          segments.append($0)
          return true
        }
      }
      return segments
    }
  }
}
