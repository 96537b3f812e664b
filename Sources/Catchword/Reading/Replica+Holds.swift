package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

/// A reader's hold, for those who serve it. The reader is told by the last digits of a card.
package struct HoldCard: Equatable, Sendable {
  package let id: RecordID
  package let bib: RecordID
  package let title: String
  /// The one item that is wanted.
  package let item: RecordID?
  /// The part of the work that is wanted.
  package let part: String?
  package let reader: String
  package let pickup: String
  /// Seconds since 1970.
  package let placed: Int64
  package let position: Int64?
  package let standing: Hold.Standing
  /// The barcode of the item that serves it.
  package let server: String?
  /// Seconds since 1970 of the item's arrival on the hold shelf.
  package let shelved: Int64?
  package let expiry: CivilDate?
  package let until: CivilDate?
}

/// What is to be fetched from a shelf for a reader who waits.
package struct PullLine: Equatable, Sendable {
  package let hold: HoldCard
  package let item: ItemCard
}

/// What stands on a hold shelf and should not any longer.
package struct ClearLine: Equatable, Sendable {
  package enum Reason: String, Equatable, Sendable {
    case notFetched = "not fetched in time"
    case expired = "wanted no longer"
    case forNobody = "kept for nobody"
  }

  package let item: ItemCard
  package let reason: Reason
}

/// Holds as staff ask for them.
extension Replica {
  /// - Parameters:
  ///   - card: only this reader's.
  ///   - title: only those on this title: a barcode, a control number or a bib's id.
  ///   - pickup: only those to be fetched at that branch.
  ///   - all: those too that are over.
  /// - Returns: title by title in the order of their queues.
  package func holds(
    card: String? = nil, title: String? = nil, pickup: String? = nil, all: Bool = false
  ) throws -> [HoldCard] {
    try store.read { reader in
      let lookup = Lookup(reader)
      let patrons = try card.map { card -> [RecordID] in
        let found = try lookup.patrons(card)
        guard !found.isEmpty else { throw ShowError.unknown("patron", "this card") }
        return try reader.survivors(of: found, .patron)
      }
      let bibs = try title.map { title -> [RecordID] in
        let found = try lookup.bibs(title)
        guard !found.isEmpty else { throw ShowError.unknown("bib", title) }
        return try reader.survivors(of: found, .bib)
      }
      let rows = try reader.holdRows(patrons: patrons, bibs: bibs)
      let cards = try rows.map { try reader.holdCard($0) }
      return cards.filter { card in
        (all || card.standing.isActive)
          && pickup.map { card.pickup.utf8.elementsEqual($0.utf8) } ?? true
      }.sorted { a, b in
        (a.bib, a.position ?? .max, a.placed, a.id) < (b.bib, b.position ?? .max, b.placed, b.id)
      }
    }
  }

  /// What a branch is to fetch from its own shelves, each item once, each hold once: of several that
  /// could serve a hold one fetches, in turn (`HoldQueue.fetches`).
  ///
  /// - Returns: by shelving location and call number.
  package func pullList(at branch: String, on day: CivilDate) throws -> [PullLine] {
    try store.read { reader in
      var lines: [PullLine] = []
      let turnDays = try reader.policyInForce().policy.holds.turnDays
      for bib in try reader.bibsWithHolds(standing: .waiting) {
        guard let queue = try reader.holdQueue(of: bib, hashing: hashing) else { continue }
        let free = try reader.items(ofOneWith: bib).map { try reader.itemCard($0) }.filter { item in
          item.status == "available" && item.custody == "branch"
            && !queue.holds.contains { $0.server == item.id }
        }
        let shelved = free.map { item in
          HoldQueue.Shelved(item: item.id, branch: ExactText(item.custodyBranch ?? ""))
        }
        for fetch in queue.fetches(of: shelved, on: day, turnDays: turnDays)
        where fetch.branch == ExactText(branch) {
          let rows = try reader.derivedRows(
            table: HoldColumn.tableName, where: HoldColumn.id, is: .record(fetch.hold))
          guard let row = rows.first, let item = free.first(where: { $0.id == fetch.item }) else {
            continue
          }
          lines.append(PullLine(hold: try reader.holdCard(row), item: item))
        }
      }
      return lines.sorted {
        $0.item.precedes($1.item, by: [\.shelvingLocation, \.callNumber, \.barcode])
      }
    }
  }

  /// What is to be taken off a branch's hold shelf.
  package func clearList(at branch: String, on day: CivilDate) throws -> [ClearLine] {
    typealias Column = CaptureColumn
    return try store.read { reader in
      let shelfDays = try reader.policyInForce().policy.holds.shelfDays
      return try reader.derivedRows(
        table: Column.tableName, where: Column.open, is: .integer(1), limit: .max
      ).compactMap { row -> ClearLine? in
        guard let shelved = row.values[Column.shelved]?.integer,
          row.values[Column.pickup]?.text?.utf8.elementsEqual(branch.utf8) == true,
          let id = row.values[Column.item]?.record,
          let item = try reader.record(kind: LibraryKind.item, id),
          let bib = item[ItemField.bib].record
        else { return nil }
        let queue = try reader.holdQueue(of: bib, hashing: hashing)
        let hold = queue?.holds.first { $0.server == id }
        let reason: ClearLine.Reason? =
          if let hold {
            hold.expiry.map { $0 < day } ?? false
              ? .expired
              : CivilDate(ofSeconds: shelved).adding(days: shelfDays) < day
                ? .notFetched : nil
          } else { .forNobody }
        return try reason.map { ClearLine(item: try reader.itemCard(item), reason: $0) }
      }.sorted { $0.item.precedes($1.item, by: [\.barcode]) }
    }
  }

  /// The hold that a reference names.
  package func holdID(_ reference: String) throws -> RecordID {
    try store.read { reader in
      guard let id = try Lookup(reader).recordID(reference),
        try reader.fact(kind: LibraryKind.hold, id) != nil
      else { throw ShowError.unknown("hold", reference) }
      return id
    }
  }

  /// The one bib that a reference means: a control number, a barcode or an id.
  package func bibID(_ reference: String) throws -> RecordID { try bib(reference).id }
}

extension StoreReader {
  fileprivate func holdRows(patrons: [RecordID]?, bibs: [RecordID]?) throws -> [DerivedRow] {
    typealias Column = HoldColumn
    if let patrons {
      let rows = try patrons.flatMap {
        try derivedRows(
          table: Column.tableName, where: Column.patron, is: .record($0), limit: .max)
      }
      guard let bibs else { return rows }
      return rows.filter { row in row.values[Column.bib]?.record.map(bibs.contains) ?? false }
    }
    if let bibs {
      return try bibs.flatMap {
        try derivedRows(table: Column.tableName, where: Column.bib, is: .record($0), limit: .max)
      }
    }
    return try derivedRows(table: Column.tableName, limit: .max)
  }

  /// For how much a patron waits or is served.
  func activeHolds(of patron: RecordID) throws -> Int {
    try holdRows(patrons: [patron], bibs: nil).count {
      $0.values[HoldColumn.standing]?.text.flatMap(Hold.Standing.init)?.isActive ?? false
    }
  }

  fileprivate func bibsWithHolds(standing: Hold.Standing) throws -> [RecordID] {
    let rows = try derivedRows(
      table: HoldColumn.tableName, where: HoldColumn.standing, is: .text(standing.rawValue),
      limit: .max)
    return Set(rows.compactMap { $0.values[HoldColumn.bib]?.record }).sorted()
  }

  fileprivate func holdCard(_ row: DerivedRow) throws -> HoldCard {
    typealias Column = HoldColumn
    guard let id = row.values[Column.id]?.record, let bib = row.values[Column.bib]?.record else {
      throw ShowError.unknown("hold", "this")
    }
    let server = try row.values[Column.server]?.record.flatMap {
      try record(kind: LibraryKind.item, $0)
    }
    return HoldCard(
      id: id, bib: bib, title: try title(of: bib), item: row.values[Column.item]?.record,
      part: row.values[Column.part]?.text,
      reader: try alias(of: row.values[Column.patron]?.record),
      pickup: row.values[Column.pickup]?.text ?? "",
      placed: row.values[Column.placed]?.integer ?? 0,
      position: row.values[Column.position]?.integer,
      standing: row.values[Column.standing]?.text.flatMap(Hold.Standing.init) ?? .waiting,
      server: server?[ItemField.barcode].text, shelved: row.values[Column.shelved]?.integer,
      expiry: row.values[Column.expiry]?.integer.map(CivilDate.init(day:)),
      until: row.values[Column.until]?.integer.map(CivilDate.init(day:)))
  }
}
