import CatchwordCore

extension LibraryDeriving {
  func subjects(ofBibField change: Change, in reader: any RecordReading) throws -> [Subject] {
    let now = try reader.record(kind: LibraryKind.bibField, change.operation.record)?[
      BibChildField.bib]
    let before = change.before.first { $0.field == BibChildField.bib }?.value
    let written = change.operation[BibChildField.bib]
    let bibs = Set([now, before, written].compactMap { $0?.record })
    return bibs.sorted().map { .record(kind: LibraryKind.bib, $0) }
  }

  func deriveBib(
    _ id: RecordID, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    var derivation = Derivation()
    guard let bib = try reader.record(kind: LibraryKind.bib, id) else { return derivation }
    let items = try reader.items(of: id)
    let inUse = bib.state.isDead ? try items.filter { try isInUse($0, in: reader) } : []
    guard !bib.state.isDead || !inUse.isEmpty else {
      derivation.columns = [BibField.Derived.status: .text("deleted")]
      return derivation
    }
    let fields = try reader.fields(of: id)
    let living = fields.filter { !$0.state.isDead }
    derivation.reviews = reviews(bib, fields: living, items: items, inUse: inUse)
    if explains {
      derivation.explanations = RegisterConflicts(
        hashing: hashing, subject: .record(kind: LibraryKind.bib, id), owner: ""
      ).explanations(derivation.reviews)
    }
    let needsReview = derivation.reviews.contains {
      $0.conflictCase == ConflictCase.bibDeletedInUse
    }
    let description = BibDescription(living)
    derivation.columns = [
      BibField.Derived.title: .text(description.title),
      BibField.Derived.author: description.author.map { .text($0) } ?? .null,
      BibField.Derived.year: description.year.map { .integer($0) } ?? .null,
      BibField.Derived.status: .text(needsReview ? "needs review" : "live"),
    ]
    let callNumbers = items.compactMap { $0[ItemField.callNumber].text }
    derivation.document = description.document(callNumbers: callNumbers)
    return derivation
  }

  /// Whether the facts of an item leave it in the collection.
  func isInUse(_ item: RecordView, in reader: any RecordReading) throws -> Bool {
    let state = try reader.circulation(of: item.id, item, hashing: hashing, explains: false)
    return state.eligibility != .deleted
  }

  /// Whose queue a bib's conflicts stand in: the owning branch of its first item by id that names
  /// one; a bib without items is the network's (empty owner: whoever catalogues for all).
  private func owner(_ items: [RecordView]) -> String {
    items.compactMap { $0[ItemField.owningBranch].text }.first { !$0.isEmpty } ?? ""
  }

  private func reviews(
    _ bib: RecordView, fields: [RecordView], items: [RecordView], inUse: [RecordView]
  ) -> [ReviewItem] {
    let conflicts = RegisterConflicts(
      hashing: hashing, subject: .record(kind: LibraryKind.bib, bib.id), owner: owner(items))
    var reviews = conflicts.items(in: bib, .bib)
    for field in fields {
      reviews += conflicts.items(in: field, .field(field[BibChildField.tag].text ?? "?"))
    }
    if let item = inUse.first, let stone = bib.state.tombstones.last(where: { !$0.survived }) {
      reviews.append(usedAfterDeletion(bib, item, stone, conflicts))
    }
    return reviews
  }

  /// Case 34 where nothing wrote to the bib itself, and items name it all the same.
  private func usedAfterDeletion(
    _ bib: RecordView, _ item: RecordView, _ stone: Tombstone, _ conflicts: RegisterConflicts
  ) -> ReviewItem {
    let write = item.state.registers[ItemField.bib]?.siblings.first?.stamp.dot ?? stone.stamp.dot
    let name = item[ItemField.barcode].text ?? item.id.description
    return ReviewItem(
      id: ConflictName(hashing: hashing)
        .id(conflicts.subject, .deletion(kind: LibraryKind.bib, bib.id)),
      conflictCase: ConflictCase.bibDeletedInUse, severity: .b, owner: conflicts.owner,
      subject: conflicts.subject, record: bib.id, kind: LibraryKind.bib,
      summary: "The bib was deleted and items name it; it is shown until somebody decides",
      sides: [
        ReviewSide(letter: "A", text: "Item \(name) names it: keep it.", dot: write),
        ReviewSide(letter: "B", text: "It was deleted: delete it.", dot: stone.stamp.dot),
      ],
      proposal: "Keep A, or move the items to another bib and keep B.")
  }

  /// Patrons and branches: nothing is derived for them yet but what was edited twice.
  func deriveRegisters(
    kind: Int, _ id: RecordID, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    var derivation = Derivation()
    guard let view = try reader.record(kind: kind, id), !view.state.isDead else {
      return derivation
    }
    let isPatron = kind == LibraryKind.patron
    let owner = view[isPatron ? PatronField.branch : BranchField.code].text ?? ""
    let conflicts = RegisterConflicts(
      hashing: hashing, subject: .record(kind: kind, id), owner: owner)
    derivation.reviews = conflicts.items(in: view, isPatron ? .patron : .branch)
    if explains { derivation.explanations = conflicts.explanations(derivation.reviews) }
    if isPatron, let card = view[PatronField.card].text,
      let shared = SharedNumbers(hashing: hashing)
        .review(ofPatron: view, try reader.patrons(card: card))
    {
      derivation.reviews.append(shared)
    }
    return derivation
  }

  /// A change of a card concerns whoever has it or had it too.
  func subjects(ofPatron change: Change, in reader: any RecordReading) throws -> [Subject] {
    let id = change.operation.record
    let view = try reader.record(kind: LibraryKind.patron, id)
    let before = change.before.first { $0.field == PatronField.card }?.value
    let written = change.operation[PatronField.card]
    var patrons: Set<RecordID> = [id]
    for case .text(let card)? in Set([before, written, view?[PatronField.card]]) {
      patrons.formUnion(try reader.patrons(card: card).map(\.id))
    }
    return patrons.sorted().map { .record(kind: LibraryKind.patron, $0) }
  }
}
