package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

/// A fund with what it comes to.
package struct FundCard: Equatable, Sendable {
  package let fund: Fund
  package let sums: FundSums
}

/// An order line with what it is on and who pays.
package struct OrderCard: Equatable, Sendable {
  package let line: OrderLine
  package let title: String
  /// The fund's code; its id where the fund is not here.
  package let fund: String
}

/// Funds and orders as staff ask for them.
extension Replica {
  /// By code, then id.
  package func funds() throws -> [FundCard] {
    try store.read { try $0.records(kind: LibraryKind.fund, limit: .max) }
      .filter { !$0.state.isDead }.map(FundCard.init)
      .sorted { (ExactText($0.fund.code), $0.fund.id) < (ExactText($1.fund.code), $1.fund.id) }
  }

  /// - Parameter reference: a code, or a fund's id.
  package func fund(_ reference: String) throws -> FundCard {
    try store.read { reader in
      let id = try only(of: Lookup(reader).funds(reference), "fund", reference)
      guard let view = try reader.record(kind: LibraryKind.fund, id) else {
        throw ShowError.unknown("fund", reference)
      }
      return FundCard(view)
    }
  }

  /// - Parameters:
  ///   - openOnly: only those that are still to come.
  ///   - fund: only those from this fund: a code, or its id.
  ///   - title: only those on this title: a control number, a barcode or a bib's id.
  /// - Returns: the oldest first.
  package func orders(
    openOnly: Bool = false, fund: String? = nil, title: String? = nil
  ) throws -> [OrderCard] {
    typealias Column = OrderLineColumn
    return try store.read { reader in
      let lookup = Lookup(reader)
      let fund = try fund.map { try only(of: lookup.funds($0), "fund", $0) }
      let bibs = try title.map { title -> [RecordID] in
        let found = try lookup.bibs(title)
        guard !found.isEmpty else { throw ShowError.unknown("bib", title) }
        return try reader.survivors(of: found, .bib)
      }
      let rows =
        try fund.map {
          try reader.derivedRows(
            table: Column.tableName, where: Column.fund, is: .record($0), limit: .max)
        } ?? reader.derivedRows(table: Column.tableName, limit: .max)
      return try rows.filter { row in
        let isOpen = row.values[Column.standing]?.text == OrderLine.Standing.open.rawValue
        let isOn = bibs.map { bibs in row.values[Column.bib]?.record.map(bibs.contains) ?? false }
        return (isOpen || !openOnly) && isOn ?? true
      }.compactMap { try reader.orderCard($0) }
        .sorted { ($0.line.placed, $0.line.id) < ($1.line.placed, $1.line.id) }
    }
  }

  /// - Parameter reference: the id of the fact that placed it.
  package func order(_ reference: String) throws -> OrderCard {
    let id = try orderID(reference)
    return try store.read { reader in
      let rows = try reader.derivedRows(
        table: OrderLineColumn.tableName, where: OrderLineColumn.id, is: .record(id))
      guard let card = try rows.first.flatMap({ try reader.orderCard($0) }) else {
        throw ShowError.unknown("order", reference)
      }
      return card
    }
  }

  /// What was stated about an order, each in a few words: placed, received, cancelled.
  package func history(ofOrder order: RecordID) throws -> [String] {
    try store.read { reader in
      guard let placing = try reader.placing(of: order),
        let fund = placing.placed[OrderField.fund].record
      else { throw ShowError.unknown("order", order.description) }
      let facts = try reader.orderBook(of: fund, hashing: hashing).facts(about: order)
      return ([placing] + facts).map {
        $0.phrase + ($0.reason.isEmpty ? "" : ": \($0.reason)")
      }
    }
  }

  /// The order that a reference names.
  package func orderID(_ reference: String) throws -> RecordID {
    try store.read { reader in
      guard let id = try Lookup(reader).recordID(reference), try reader.placing(of: id) != nil
      else { throw ShowError.unknown("order", reference) }
      return id
    }
  }

  /// The decisions about one order, and what is known of its fund; nil where the reference names
  /// neither an order nor a fact about one, nor an undo of one.
  func whyOrdered(_ reference: String, _ lookup: Lookup) throws -> [String]? {
    guard let id = try lookup.recordID(reference),
      let fact = try lookup.reader.orderFact(behind: id),
      let fund = fact.placed[OrderField.fund].record
    else { return nil }
    let book = try lookup.reader.orderBook(of: fund, hashing: hashing)
    return book.decisions.filter { $0.order == fact.order || $0.order == nil }.map(\.line)
  }
}

extension FundCard {
  init(_ view: RecordView) { self.init(fund: Fund(view), sums: FundSums(view)) }
}

extension Lookup {
  /// Living funds with a code, else the one with an id.
  func funds(_ reference: String) throws -> [RecordID] {
    let named = try reader.funds(code: reference)
    if !named.isEmpty { return named.map(\.id) }
    return try existing(LibraryKind.fund, reference)
  }
}

extension StoreReader {
  fileprivate func orderCard(_ row: DerivedRow) throws -> OrderCard? {
    guard let line = OrderLine(row) else { return nil }
    let fund = row.values[OrderLineColumn.fund]?.record
    let view = try fund.flatMap { try record(kind: LibraryKind.fund, $0) }
    return OrderCard(
      line: line, title: try title(of: line.bib),
      fund: view.map { Fund($0).code } ?? fund?.description ?? "")
  }
}
