import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// Open loans, as checkouts that happened when Evergreen says, and what is the matter with items.
extension EvergreenImport {
  package func takeLoans() throws {
    let file = "action.circulation.tsv"
    let latest = latestLoans(file)
    try take(file) { row, number, transaction in
      if row.text("checkin_time") != nil || row.text("xact_finish") != nil {
        throw RowRefusal(
          column: "checkin_time", code: "over", text: "it is over; open loans are taken over")
      }
      let copy = try copy("target_copy", row)
      let started = try moment("xact_start", row)
      let due = try moment("due_date", row)
      guard started.seconds <= due.seconds else {
        throw RowRefusal(
          column: "due_date", code: "due-before-start", text: "it was due before it began")
      }
      let patron = try patron(row)
      let place = try branch("circ_lib", row)
      if let later = row.number("target_copy").flatMap({ latest[$0] }), later != number {
        throw RowRefusal(
          column: "target_copy", code: "lent-again",
          text: "the same item was lent again later (circulation \(later))")
      }
      let loan = id("loan", number)
      if try transaction.fact(kind: LibraryKind.circulation, loan) != nil {
        note(loan, row)
        return .write([])
      }
      try checkUnseen(copy, since: started, in: transaction)
      note(loan, row)
      return .write([
        statement(
          .checkout, loan, copy, at: place, started,
          [
            CirculationField.patron: .record(patron), CirculationField.due: .integer(due.day.day),
          ])
      ])
    }
  }

  /// Marks that Evergreen keeps as an item's status: stated once for each time that it changed.
  package func takeStates() throws {
    let marks: [Int64: Mark] = [
      3: .lost, 17: .lost, 4: .missing, 13: .withdrawn, 14: .damaged,
    ]
    let marked = copies.sorted { $0.key < $1.key }.compactMap { number, copy in
      copy.row.number("status").flatMap { marks[$0] }.map { (number, copy, $0) }
    }
    guard !marked.isEmpty else { return }
    do {
      _ = try replica.commit(staff: staff) { transaction, _ in
        for (number, copy, mark) in marked {
          let since = copy.row.text("status_changed_time").flatMap(ForeignTime.init)
          let state = id("state", of: "\(number) \(mark.word) \(since?.seconds ?? 0)")
          guard try transaction.fact(kind: LibraryKind.circulation, state) == nil else { continue }
          try transaction.stage(
            statement(
              .mark, state, copy, at: copy.branch, since,
              [
                CirculationField.mark: .integer(mark.rawValue),
                CirculationField.loan: loans[number].map { .record($0) } ?? .null,
              ]))
        }
        if isDryRun { throw DryRun() }
      }
    } catch is DryRun {
      // Checked and rolled back.
    }
  }

  /// A circulation fact about an item, with the moment at which it happened.
  func statement(
    _ action: CirculationAction, _ id: RecordID, _ copy: Copy, at branch: String,
    _ moment: ForeignTime?, _ values: [Int: Value]
  ) -> Operation {
    var all = values
    all[CirculationField.action] = .integer(action.rawValue)
    all[CirculationField.item] = .record(copy.id)
    all[CirculationField.barcode] = .text(copy.barcode)
    all[CirculationField.branch] = .text(branch)
    all[CirculationField.happened] = moment.map { .integer($0.seconds) }
    return Operation(
      .fact, kind: LibraryKind.circulation, record: id,
      values: all.filter { !$0.value.isNull }.sorted { $0.key < $1.key }
        .map { FieldValue($0.key, $0.value) })
  }

  private func note(_ loan: RecordID, _ row: CopyText.Row) {
    if let copy = row.number("target_copy") { loans[copy] = loan }
  }

  /// What desks here saw later is nearer to the truth than what Evergreen still believes.
  private func checkUnseen(
    _ copy: Copy, since started: ForeignTime, in transaction: WriteTransaction
  ) throws {
    guard let view = try transaction.record(kind: LibraryKind.item, copy.id) else { return }
    let state = try transaction.circulation(
      of: copy.id, view, hashing: replica.hashing, explains: false)
    if let open = state.openLoan {
      throw RowRefusal(
        column: "target_copy", code: "lent-here", text: "the item is lent here (\(open.id))")
    }
    if let since = state.since, since >= started.seconds {
      throw RowRefusal(
        column: "target_copy", code: "seen-here", text: "the item was seen here since")
    }
  }

  /// The last open loan of each item; an item is with one borrower.
  private func latestLoans(_ file: String) -> [Int64: Int64] {
    var latest: [Int64: (number: Int64, started: Int64)] = [:]
    for row in tables[file]?.rows ?? []
    where row.text("checkin_time") == nil && row.text("xact_finish") == nil {
      guard let copy = row.number("target_copy"), let number = row.number("id"),
        let started = row.text("xact_start").flatMap(ForeignTime.init)?.seconds
      else { continue }
      if let known = latest[copy], (known.started, known.number) >= (started, number) { continue }
      latest[copy] = (number, started)
    }
    return latest.mapValues(\.number)
  }
}
