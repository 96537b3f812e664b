package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

/// What became of the closed loans that somebody was to be named no longer for.
package struct AnonymisationReport: Equatable, Sendable {
  /// Loans that were closed on this day or before are meant.
  package let until: CivilDate
  /// Those that name nobody any longer since now.
  package let anonymised: Int
  /// Those that keep their patron, since something is owed or to be given back for them.
  package let unsettled: Int
  /// Loans that are not over, whose patron stays until they are.
  package let open: Int
  package let isDryRun: Bool
}

/// What stands against erasing a patron, and what ends with it.
package struct ErasureFigures: Equatable, Sendable {
  /// Those that were declared one person.
  package let records: [RecordID]
  /// Open and disputed ones.
  package let loans: Int
  /// For people, such as `owes USD 2.00`; empty for nothing.
  package let owed: String
  /// Holds that wait or are served.
  package let holds: Int

  package var isSettled: Bool { loans == 0 && owed.isEmpty }
}

/// Naming people no longer, in what is derived and shown (`Documentation/Privacy.md`).
extension Replica {
  /// - Parameters:
  ///   - before: loans that were closed before this day; nil: as long ago as the policy in force keeps
  ///     them.
  ///   - reference: only this patron's; a card or an id.
  ///   - isDryRun: nothing is written.
  /// - Throws: `DeskError.noRetention`, where nobody says which day.
  package func anonymise(
    before: CivilDate?, patron reference: String?, staff: String, isDryRun: Bool = false
  ) throws -> AnonymisationReport {
    let patron = try reference.map { try self.patron($0).id }
    do {
      let performed = try commit(staff: staff) { transaction, desk in
        let report = try transaction.anonymise(
          until: try transaction.lastDay(before: before, desk.today), patron, at: desk,
          isDryRun, hashing: hashing)
        if isDryRun { throw Rehearsal(report: report) }
        return report
      }
      return performed.answer
    } catch let rehearsal as Rehearsal {
      return rehearsal.report
    }
  }

  /// - Parameter reference: a card or an id.
  package func erasureFigures(_ reference: String) throws -> ErasureFigures {
    let (patron, today) = (try patron(reference).id, try today())
    return try store.read { try $0.erasureFigures(of: patron, on: today, hashing: hashing) }
  }

  /// Shows a patron nowhere any longer, with all that are one with them.
  ///
  /// - Parameter whenSettled: also where something is open; that keeps them until it is settled.
  /// - Throws: `DeskError.notErasable`.
  package func erase(
    _ reference: String, reason: String, whenSettled: Bool, staff: String
  ) throws -> Performed<ErasureFigures> {
    guard !reason.isEmpty else { throw DeskError.reasonMissing }
    let patron = try patron(reference).id
    return try commit(staff: staff) { transaction, desk in
      let figures = try transaction.reader.erasureFigures(
        of: patron, on: desk.today, hashing: hashing)
      guard figures.isSettled || whenSettled else {
        throw DeskError.notErasable(loans: figures.loans, owed: figures.owed)
      }
      for record in figures.records {
        try transaction.stage(
          Erasing.erase(record, reason: reason, branch: desk.branch, id: try transaction.mint()))
      }
      return figures
    }
  }

  /// Who has an item that an erased patron has still: all that is left of them, for whoever must get it
  /// back. Nil where nobody was erased, or the loan is over.
  package func contact(of loan: LoanCard) throws -> String? {
    guard let patron = loan.patron else { return nil }
    return try store.read { reader in
      guard try reader.isErased(patron),
        let view = try reader.record(kind: LibraryKind.patron, patron)
      else { return nil }
      let name = view[PatronField.name].text ?? "a reader without a name"
      return "lent to \(name), \(try reader.borrower(of: patron)), who was erased; this goes when "
        + "the item is back and nothing is owed"
    }
  }

  private struct Rehearsal: Error {
    let report: AnonymisationReport
  }
}

extension WriteTransaction {
  /// The last day whose loans are meant, never one to come: what is closed later is for a later run.
  fileprivate func lastDay(before day: CivilDate?, _ today: CivilDate) throws -> CivilDate {
    if let day { return min(day.adding(days: -1), today) }
    guard let days = try policyInForce().policy.retentionDays else {
      throw DeskError.noRetention
    }
    return today.adding(days: -days - 1)
  }

  fileprivate func anonymise(
    until: CivilDate, _ patron: RecordID?, at desk: Desk, _ isDryRun: Bool, hashing: Hashing
  ) throws -> AnonymisationReport {
    let before = try reader.namedLoans(of: patron, until: until)
    try stage(
      Erasing.anonymise(patron, until: until, branch: desk.branch, id: try mint()))
    try refold()
    // A late return may have cost nothing: that takes a policy, a calendar and a category to say.
    var accounts: [RecordID: Account] = [:]
    for loan in try reader.namedLoans(of: patron, until: until) {
      let account =
        try accounts[loan.patron]
        ?? reader.account(of: loan.patron, on: desk.today, hashing: hashing)
      accounts[loan.patron] = account
      let lines = account.lines.filter { ($0.charge.loan ?? $0.charge.id) == loan.id }
      guard lines.allSatisfy({ $0.owed == 0 && $0.credit == 0 }) else { continue }
      try stage(
        Erasing.anonymise(loan.id, of: loan.patron, branch: desk.branch, id: try mint()))
    }
    try refold()
    let left = try reader.namedLoans(of: patron, until: until).count
    return AnonymisationReport(
      until: until, anonymised: before.count - left, unsettled: left,
      open: try reader.unfinishedLoans(of: patron), isDryRun: isDryRun)
  }
}

extension StoreReader {
  /// Closed loans that name somebody still.
  ///
  /// - Parameter patron: nil for everybody's.
  fileprivate func namedLoans(
    of patron: RecordID?, until: CivilDate
  ) throws -> [(id: RecordID, patron: RecordID)] {
    typealias Column = LoanColumn
    let rows =
      try patron.map {
        try derivedRows(
          table: Column.tableName, where: Column.patron, is: .record($0), limit: .max)
      } ?? derivedRows(table: Column.tableName, where: Column.named, is: .integer(1), limit: .max)
    return rows.compactMap { row in
      guard row.values[Column.named] == .integer(1), let id = row.values[Column.id]?.record,
        let patron = row.values[Column.patron]?.record,
        let closed = row.values[Column.closedAt]?.integer, CivilDate(ofSeconds: closed) <= until
      else { return nil }
      return (id, patron)
    }.sorted { $0.id < $1.id }
  }

  fileprivate func unfinishedLoans(of patron: RecordID?) throws -> Int {
    typealias Column = LoanColumn
    if let patron {
      return try derivedRows(
        table: Column.tableName, where: Column.patron, is: .record(patron), limit: .max
      ).count { $0.values[Column.standing]?.text != Loan.Standing.closed.rawValue }
    }
    return try [Loan.Standing.open, .disputed].reduce(0) { sum, standing in
      try sum
        + derivedRows(
          table: Column.tableName, where: Column.standing, is: .text(standing.rawValue),
          limit: .max
        ).count
    }
  }

  fileprivate func erasureFigures(
    of patron: RecordID, on day: CivilDate, hashing: Hashing
  ) throws -> ErasureFigures {
    let account = try account(of: patron, on: day, hashing: hashing)
    let currency = try policyInForce().policy.currency
    let sums = account.currencies.flatMap { code -> [String] in
      let words = { (amount: Int64) in
        ExactText(code) == currency.code ? currency.text(amount) : "\(amount) (\(code))"
      }
      let (owed, credit) = (account.owed(in: code), account.credit(in: code))
      return (owed > 0 ? ["owes \(words(owed))"] : [])
        + (credit > 0 ? ["has \(words(credit)) to their credit"] : [])
    }
    return ErasureFigures(
      records: try patronsOne(with: patron), loans: try unfinishedLoans(of: patron),
      owed: sums.joined(separator: ", "), holds: Int(try activeHolds(of: patron)))
  }

  /// The card as a list for letters has it; of somebody who was erased its end alone.
  func shownCard(of patron: RecordView?) throws -> String? {
    guard let patron, let card = patron[PatronField.card].text else { return nil }
    return try isErased(patron.id) ? "…\(card.suffix(4))" : card
  }
}
