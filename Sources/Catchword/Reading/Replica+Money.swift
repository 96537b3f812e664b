package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

/// A patron's account with what staff need to read it aloud.
package struct AccountCard: Equatable, Sendable {
  package struct Line: Equatable, Sendable {
    package let line: Account.Line
    package let title: String?
    package let barcode: String?
  }

  /// The last digits of the card.
  package let reader: String
  package let account: Account
  package let lines: [Line]
  /// The policy's, in which the desk takes money.
  package let currency: Currency
  package let entries: [LedgerEntry]
}

/// One entry of the ledger, as it was stated.
package struct LedgerEntry: Equatable, Sendable {
  package let id: RecordID
  package let action: CirculationAction
  package let kind: ChargeKind
  package let charge: RecordID?
  /// Minor units.
  package let amount: Int64
  package let currency: String
  package let method: PaymentMethod?
  package let branch: String
  package let drawer: String?
  package let reason: String
  /// Seconds since 1970.
  package let time: Int64
  /// In a count: what ought to have been in the drawer.
  package let believed: Int64
  package let isUndone: Bool
}

/// Money as staff ask for it.
extension Replica {
  /// - Parameters:
  ///   - card: the patron's.
  ///   - all: charges too that nothing is owed or to be given back for.
  package func account(card: String, all: Bool = false) throws -> AccountCard {
    let today = try today()
    let named = try patronRecord(card)
    return try store.read { reader in
      let patron = try reader.survivor(ofPatron: named)
      let account = try reader.account(of: patron, on: today, hashing: hashing)
      let lines = try account.lines.filter { all || $0.owed > 0 || $0.credit > 0 }.map { line in
        let item = try line.item.flatMap { try reader.record(kind: LibraryKind.item, $0) }
        return AccountCard.Line(
          line: line, title: try item.map { try reader.title(of: $0[ItemField.bib].record) },
          barcode: item?[ItemField.barcode].text)
      }
      return AccountCard(
        reader: try reader.alias(of: patron), account: account, lines: lines,
        currency: try reader.policyInForce().policy.currency,
        entries: try reader.patronsOne(with: patron).flatMap {
          try reader.entries(where: CirculationField.account, is: .record($0))
        })
    }
  }

  /// What went into a drawer of this branch and came out of it, and its counts, in fold order.
  package func drawer(_ name: String) throws -> [LedgerEntry] {
    try store.read { reader in
      try reader.entries(where: CirculationField.drawer, is: .text(name)).filter {
        $0.branch.utf8.elementsEqual(branch.utf8)
      }
    }
  }

  /// The currency in which the desk takes money.
  package func currency() throws -> Currency {
    try store.read { try $0.policyInForce().policy.currency }
  }

  /// The charge that a reference means.
  package func chargeID(_ reference: String) throws -> RecordID {
    try store.read { reader in
      guard let id = try Lookup(reader).recordID(reference) else {
        throw ShowError.unknown("charge", reference)
      }
      return id
    }
  }
}

extension StoreReader {
  /// What a patron owes on a day, under the policies and closures that are known.
  ///
  /// - Parameter loans: what the patron has at home, where it was looked up before.
  func account(
    of patron: RecordID, on day: CivilDate, hashing: Hashing, loans: [PatronLoan]? = nil
  ) throws -> Account {
    let patrons = try patronsOne(with: patron)
    let inForce = try policyInForce()
    var reckoning = AccountReckoning(
      of: try record(kind: LibraryKind.patron, patron), on: day, under: inForce, in: self)
    return try reckoning.account(
      patrons.flatMap {
        try derivedRows(
          table: ChargeColumn.tableName, where: ChargeColumn.patron, is: .record($0), limit: .max)
      },
      loans: loans ?? openLoans(of: patron, under: inForce),
      doubted: Set(
        patrons.flatMap { try accountFold(of: $0, hashing: hashing)?.doubted ?? [] }))
  }

  /// What ought to be in a drawer: what the last count found, and what went in and out since.
  func drawer(_ name: String, at branch: String, in currency: String) throws -> Int64 {
    let entries = try entries(where: CirculationField.drawer, is: .text(name)).filter {
      !$0.isUndone && $0.branch.utf8.elementsEqual(branch.utf8)
        && $0.currency.utf8.elementsEqual(currency.utf8)
    }
    return entries.reduce(0) { sum, entry in
      switch entry.action {
      case .pay: sum + entry.amount
      case .refund: sum - entry.amount
      case .count: entry.amount
      default: sum
      }
    }
  }

  fileprivate func entries(where field: Int, is value: Value) throws -> [LedgerEntry] {
    let facts = try facts(kind: LibraryKind.circulation, where: field, is: value)
    return try FoldOrder.sorted(facts).compactMap(CirculationFact.init).filter {
      $0.action.isOfAccount || $0.action == .count
    }.map { fact in
      LedgerEntry(
        id: fact.id, action: fact.action, kind: fact.chargeKind, charge: fact.charge,
        amount: fact.amount, currency: fact.currency.text,
        method: fact.action == .pay || fact.action == .refund ? fact.method : nil,
        branch: fact.branch, drawer: fact.placed[CirculationField.drawer].text,
        reason: fact.reason, time: fact.time, believed: fact.believed,
        isUndone: try isUndone(fact.id))
    }
  }
}
