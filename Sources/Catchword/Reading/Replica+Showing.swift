import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// Cards for people, read in one snapshot each.
extension Replica {
  /// - Parameter reference: a barcode, or an item's record id.
  package func item(_ reference: String) throws -> ItemCard {
    try store.read { reader in
      let ids = try Lookup(reader).items(reference)
      return try reader.itemCard(only(of: ids, "item", reference))
    }
  }

  /// - Parameter reference: a record id, a control number, or the barcode of one of its items.
  package func bib(_ reference: String) throws -> BibCard {
    try store.read { reader in
      let ids = try Lookup(reader).bibs(reference)
      return try reader.bibCard(only(of: ids, "bib", reference))
    }
  }

  /// - Parameter reference: a card number, or a patron's record id.
  package func patron(_ reference: String) throws -> PatronCard {
    try store.read { reader in
      let ids = try Lookup(reader).patrons(reference)
      return try reader.patronCard(only(of: ids, "patron", "this card"))
    }
  }

  /// - Parameter reference: the id of the checkout that began it.
  package func loan(_ reference: String) throws -> LoanCard {
    try store.read { reader in
      guard let id = try Lookup(reader).recordID(reference),
        let loan = try reader.loan(id)
      else { throw ShowError.unknown("loan", reference) }
      return loan
    }
  }

  /// One line a decision, in the order in which the fold took them.
  ///
  /// - Parameter reference: a barcode, a card, a control number or a record id.
  package func why(_ reference: String) throws -> [String] {
    try store.read { reader in
      let lookup = Lookup(reader)
      if let item = try lookup.items(reference).first {
        return try reader.explain(.record(kind: LibraryKind.item, item))
      }
      if let bib = try lookup.bibs(reference).first {
        let queue = try reader.survivor(ofBib: bib)
        return try reader.explain(.record(kind: LibraryKind.bib, bib))
          + reader.explain(.record(kind: LibraryKind.hold, queue))
      }
      if let authority = try lookup.authorities(reference).first {
        return try reader.explain(.record(kind: LibraryKind.authority, authority))
      }
      let patrons = try lookup.patrons(reference)
      if !patrons.isEmpty {
        return try patrons.flatMap {
          try reader.explain(.record(kind: LibraryKind.patron, $0))
            + reader.explain(.account(of: $0))
        }
      }
      if let fund = try lookup.funds(reference).first {
        return try reader.explain(.record(kind: LibraryKind.fund, fund))
      }
      if let lines = try whyOrdered(reference, lookup) { return lines }
      if let id = try lookup.recordID(reference),
        let bib = try reader.fact(kind: LibraryKind.hold, id)?[HoldField.bib].record
      {
        return try reader.explain(.record(kind: LibraryKind.hold, reader.survivor(ofBib: bib)))
      }
      if let id = try lookup.recordID(reference),
        let loan = try reader.loan(id),
        let item = loan.item
      {
        return try reader.explain(.record(kind: LibraryKind.item, item))
      }
      let lines = try reader.explain(.text(kind: LibraryKind.item, reference))
      guard !lines.isEmpty else { throw ShowError.unknown("record", reference) }
      return lines
    }
  }
}

/// The one record that a reference means.
func only(of ids: [RecordID], _ kind: String, _ reference: String) throws -> RecordID {
  guard let first = ids.first else { throw ShowError.unknown(kind, reference) }
  guard ids.count == 1 else {
    throw ShowError.ambiguous(kind, reference, ids.map(\.description))
  }
  return first
}

/// What was asked for is not there, or is not one thing.
package enum ShowError: Error, Equatable, Sendable {
  case unknown(String, String)
  case ambiguous(String, String, [String])
}

/// Finds records by what is printed on them.
struct Lookup {
  let reader: StoreReader

  init(_ reader: StoreReader) { self.reader = reader }

  func items(_ reference: String) throws -> [RecordID] {
    let byBarcode = try reader.records(
      kind: LibraryKind.item, where: ItemField.barcode, is: .text(reference))
    if !byBarcode.isEmpty { return byBarcode.map(\.id) }
    return try existing(LibraryKind.item, reference)
  }

  /// A merged bib that is asked for by its own number is shown itself, and says by which it is
  /// replaced; whatever else leads to it leads to the bib that stands for it.
  func bibs(_ reference: String) throws -> [RecordID] {
    let numbered = try bibs(numbered: reference)
    if !numbered.isEmpty { return try reader.united(numbered, .bib) }
    return try reader.survivors(of: bibs(ofItem: reference), .bib)
  }

  /// The same without following merges.
  func namedBibs(_ reference: String) throws -> [RecordID] {
    let numbered = try bibs(numbered: reference)
    return numbered.isEmpty ? try bibs(ofItem: reference) : numbered
  }

  private func bibs(numbered reference: String) throws -> [RecordID] {
    for field in [BibField.controlNumber, BibField.sourceNumber] {
      let found = try reader.records(kind: LibraryKind.bib, where: field, is: .text(reference))
      if !found.isEmpty { return found.map(\.id) }
    }
    return try existing(LibraryKind.bib, reference)
  }

  private func bibs(ofItem barcode: String) throws -> [RecordID] {
    let items = try reader.records(
      kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
    return Set(items.compactMap { $0[ItemField.bib].record }).sorted()
  }

  func patrons(_ reference: String) throws -> [RecordID] {
    let byCard = try reader.records(
      kind: LibraryKind.patron, where: PatronField.card, is: .text(reference)
    ).filter { try !reader.isErased($0.id) }
    // A card is held by whoever stands for the patron now; an id means the record itself.
    if !byCard.isEmpty { return try reader.survivors(of: byCard.map(\.id), .patron) }
    return try existing(LibraryKind.patron, reference).filter { try !reader.isErased($0) }
  }

  func existing(_ kind: Int, _ reference: String) throws -> [RecordID] {
    guard let id = try recordID(reference), try reader.record(kind: kind, id) != nil else {
      return []
    }
    return [id]
  }

  /// Reads what `RecordID.description` writes: the text before the last dot names the space.
  func recordID(_ text: String) throws -> RecordID? {
    guard let dot = text.lastIndex(of: "."), let number = Int64(text[text.index(after: dot)...]),
      (0...RecordID.maximumNumber).contains(number)
    else { return nil }
    let name = String(text[..<dot])
    let writers = try reader.knownWriters().filter { $0.key.hex.hasPrefix(name) }
    if name.utf8.count >= 4, writers.count == 1 {
      return RecordID(space: .writer(writers[0]), number: number)
    }
    return Space.source(named: name).map { RecordID(space: $0, number: number) }
  }
}

extension StoreReader {
  func bibCard(_ id: RecordID) throws -> BibCard {
    guard let bib = try record(kind: LibraryKind.bib, id) else {
      throw ShowError.unknown("bib", id.description)
    }
    let children = try records(
      kind: LibraryKind.bibField, where: BibChildField.bib, is: .record(id)
    ).filter { !$0.state.isDead }.sorted { a, b in
      (a[BibChildField.position].integer ?? 0, a.id) < (
        b[BibChildField.position].integer ?? 0, b.id
      )
    }
    let survivor = try survivor(ofBib: id)
    let items = survivor == id ? try items(ofOneWith: id) : []
    return BibCard(
      id: id, title: bib.derived[BibField.Derived.title]?.text ?? "",
      author: bib.derived[BibField.Derived.author]?.text ?? "",
      year: bib.derived[BibField.Derived.year]?.integer,
      status: bib.derived[BibField.Derived.status]?.text ?? "live",
      controlNumber: bib[BibField.controlNumber].text, leader: bib[BibField.leader].text,
      fields: try children.map { child in
        let siblings = child.state.registers[BibChildField.content]?.siblings ?? []
        return FieldCard(
          id: child.id, tag: child[BibChildField.tag].text ?? "",
          content: FieldContent(child[BibChildField.content].text ?? ""),
          alternates: (child.state.registers[BibChildField.content]?.alternates ?? []).map {
            FieldContent($0.value.text ?? "")
          }, shown: try shownContent(of: child),
          authority: child[BibChildField.authority].record, stamps: siblings.map(\.stamp))
      },
      items: try items.map { try itemCard($0) }, mergedInto: survivor == id ? nil : survivor,
      merged: survivor == id ? try bibsOne(with: id).filter { $0 != id } : [])
  }

  func itemCard(_ id: RecordID) throws -> ItemCard {
    guard let item = try record(kind: LibraryKind.item, id) else {
      throw ShowError.unknown("item", id.description)
    }
    return try itemCard(item)
  }

  func itemCard(_ item: RecordView) throws -> ItemCard {
    typealias Derived = ItemField.Derived
    let bib = item[ItemField.bib].record
    let loanID = item.derived[Derived.loan]?.record
    let claims = item.derived[Derived.claims]?.text ?? ""
    return ItemCard(
      id: item.id, bib: bib, barcode: item[ItemField.barcode].text,
      title: try title(of: bib), callNumber: item[ItemField.callNumber].text,
      enumeration: item[ItemField.enumeration].text, itemType: item[ItemField.itemType].text,
      owningBranch: item[ItemField.owningBranch].text,
      shelvingLocation: item[ItemField.shelvingLocation].text,
      status: item.derived[Derived.status]?.text ?? "",
      custody: item.derived[Derived.custody]?.text ?? "unknown",
      custodyBranch: item.derived[Derived.custodyBranch]?.text,
      custodyFrom: item.derived[Derived.custodyFrom]?.text,
      since: item.derived[Derived.since]?.integer,
      eligibility: item.derived[Derived.eligibility]?.text ?? "",
      claims: claims.split(separator: ",").map { String($0.drop { $0 == " " }) },
      loan: try loanID.flatMap { try loan($0) },
      notes: [
        item[ItemField.notePublic].text, item[ItemField.noteStaff].text,
        item[ItemField.materials].text,
      ].compactMap { $0 }, parts: item[ItemField.parts].text,
      usesInHouse: item.derived[Derived.usesInHouse]?.integer ?? 0)
  }

  func title(of bib: RecordID?) throws -> String {
    guard let bib, let view = try record(kind: LibraryKind.bib, survivor(ofBib: bib)) else {
      return ""
    }
    return view.derived[BibField.Derived.title]?.text ?? ""
  }

  func patronCard(_ id: RecordID) throws -> PatronCard {
    guard let patron = try record(kind: LibraryKind.patron, id) else {
      throw ShowError.unknown("patron", id.description)
    }
    let loans = try loans(where: LoanColumn.patron, is: .record(id))
      .filter { $0.standing != "closed" }
    return PatronCard(
      id: id, card: patron[PatronField.card].text ?? "",
      name: patron[PatronField.name].text ?? "",
      category: patron[PatronField.category].text ?? "",
      branch: patron[PatronField.branch].text ?? "",
      expiry: patron[PatronField.expiry].integer.map { CivilDate(day: $0) }, loans: loans,
      mergedInto: try survivor(ofPatron: id) == id ? nil : survivor(ofPatron: id),
      merged: try survivor(ofPatron: id) == id ? patronsOne(with: id).filter { $0 != id } : [],
      isRetired: patron[PatronField.retired].integer == 1,
      isProvisional: patron[PatronField.provisional].integer == 1,
      isInstitution: try policyInForce().policy.category(
        patron[PatronField.category].text.map { ExactText($0) })?.sort == .institution,
      guardian: try patron[PatronField.guardian].record.flatMap {
        try isErased($0) ? nil : try alias(of: $0)
      },
      wards: try records(kind: LibraryKind.patron, where: PatronField.guardian, is: .record(id))
        .filter { try !$0.state.isDead && !isErased($0.id) }.map { try alias(of: $0.id) },
      note: patron[PatronField.note].text)
  }

  /// - Parameter id: of the checkout that began it.
  func loan(_ id: RecordID) throws -> LoanCard? {
    guard let checkout = try fact(kind: LibraryKind.circulation, id) else { return nil }
    let barcode = checkout[CirculationField.barcode].text ?? ""
    var item = checkout[CirculationField.item].record
    if item == nil {
      let bearers = try bearers(of: barcode)
      item = bearers.count == 1 ? bearers[0].id : nil
    }
    let subject =
      item.map { Subject.record(kind: LibraryKind.item, $0) }
      ?? .text(kind: LibraryKind.item, barcode)
    let rows = try derivedRows(table: LoanColumn.tableName, of: subject)
    return try cards(rows.filter { $0.values[LoanColumn.id] == .record(id) }).first
  }

  /// Ascending by start, then id.
  func loans(where column: Int, is value: Value, limit: Int = 10_000) throws -> [LoanCard] {
    try cards(
      derivedRows(table: LoanColumn.tableName, where: column, is: value, limit: limit))
  }

  private func cards(_ rows: [DerivedRow]) throws -> [LoanCard] {
    var dates = DueDates(under: try policyInForce(), in: self)
    let cards = try rows.compactMap { row -> LoanCard? in
      guard let id = row.values[LoanColumn.id]?.record else { return nil }
      let item = row.values[LoanColumn.item]?.record
      let bib = try item.flatMap { try record(kind: LibraryKind.item, $0) }?[ItemField.bib].record
      let branch = row.values[LoanColumn.branch]?.text ?? ""
      let told = row.values[LoanColumn.due]?.integer.map(CivilDate.init(day:))
      let isOpen = row.values[LoanColumn.standing]?.text == Loan.Standing.open.rawValue
      return LoanCard(
        id: id, item: item, barcode: row.values[LoanColumn.barcode]?.text,
        title: try title(of: bib), patron: row.values[LoanColumn.patron]?.record,
        branch: branch,
        started: row.values[LoanColumn.started]?.integer ?? 0,
        due: try told.map { isOpen ? try dates.standing($0, at: branch) : $0 },
        renewals: row.values[LoanColumn.renewals]?.integer ?? 0,
        standing: row.values[LoanColumn.standing]?.text ?? "",
        closedAt: row.values[LoanColumn.closedAt]?.integer,
        closedHow: row.values[LoanColumn.closedHow]?.text)
    }
    return cards.sorted { ($0.started, $0.id) < ($1.started, $1.id) }
  }
}
