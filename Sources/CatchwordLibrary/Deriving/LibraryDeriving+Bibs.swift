import CatchwordCore

extension LibraryDeriving {
  func subjects(ofBibField change: Change, in reader: any RecordReading) throws -> [Subject] {
    let view = try reader.record(kind: LibraryKind.bibField, change.operation.record)
    let now = view?[BibChildField.bib]
    let before = change.before.first { $0.field == BibChildField.bib }?.value
    let written = change.operation[BibChildField.bib]
    let bibs = Set([now, before, written].compactMap { $0?.record })
    let field = BibChildField.authority
    let links = [
      change.operation[field], change.before.first { $0.field == field }?.value,
      view?[field],
    ]
    return try bibs.sorted().map { .record(kind: LibraryKind.bib, $0) }
      + subjects(ofLinks: links, in: reader)
  }

  /// A bib that dies or comes back leaves the lists of the authorities that it names, or joins them.
  func authorities(ofBib bib: RecordID, in reader: any RecordReading) throws -> [Subject] {
    let links = try reader.fields(of: bib).map { $0[BibChildField.authority] }
    return try subjects(ofLinks: links, in: reader)
  }

  func deriveBib(
    _ id: RecordID, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    var derivation = Derivation()
    guard let bib = try reader.record(kind: LibraryKind.bib, id) else { return derivation }
    let circle = try mergedInCircle(bib, .bib, in: reader)
    let bibs = try reader.bibsOne(with: id)
    let isMerged = try bibs.count > 1 && reader.survivor(ofBib: id) != id
    let own = try reader.items(of: id)
    // The items of a merged bib are those of the bib that it was merged into.
    let items = isMerged || bibs.count == 1 ? own : try reader.items(ofOneWith: id)
    let inUse =
      bib.state.isDead && !isMerged ? try items.filter { try isInUse($0, in: reader) } : []
    guard !bib.state.isDead || !inUse.isEmpty else {
      derivation.columns = [BibField.Derived.status: .text("deleted")]
      derivation.reviews = circle
      return derivation
    }
    let fields = try reader.fields(of: id)
    let living = fields.filter { !$0.state.isDead }
    derivation.reviews =
      try reviews(bib, fields: living, items: items, inUse: inUse, in: reader) + circle
    if explains {
      derivation.explanations = RegisterConflicts(
        hashing: hashing, subject: .record(kind: LibraryKind.bib, id), owner: ""
      ).explanations(derivation.reviews)
    }
    let needsReview = derivation.reviews.contains {
      $0.conflictCase == ConflictCase.bibDeletedInUse
    }
    let shown = try living.map { (view: $0, content: try reader.shownContent(of: $0)) }
    derivation.rows = shown.compactMap { headingRow($0.view, $0.content, of: id) }
    let description = BibDescription(shown)
    derivation.columns = [
      BibField.Derived.title: .text(description.title),
      BibField.Derived.author: description.author.map { .text($0) } ?? .null,
      BibField.Derived.year: description.year.map { .integer($0) } ?? .null,
      BibField.Derived.status: .text(needsReview ? "needs review" : isMerged ? "merged" : "live"),
    ]
    // A merged bib is still found by its own words; whoever searches is led to the other.
    let callNumbers = own.compactMap { $0[ItemField.callNumber].text }
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
  func owner(_ items: [RecordView]) -> String {
    items.compactMap { $0[ItemField.owningBranch].text }.first { !$0.isEmpty } ?? ""
  }

  private func headingRow(
    _ field: RecordView, _ shown: FieldContent, of bib: RecordID
  ) -> DerivedRow? {
    let tag = field[BibChildField.tag].text ?? ""
    let link = field[BibChildField.authority]
    let content = FieldContent(field[BibChildField.content].text ?? "")
    let key = HeadingTag(ofBib: tag).flatMap { _ in HeadingKey(tag: tag, content) }
    guard key != nil || !link.isNull else { return nil }
    var values: FieldMap = [
      HeadingColumn.bib: .record(bib), HeadingColumn.field: .record(field.id),
    ]
    values[HeadingColumn.key] = key.map { .integer(keyHash($0.bytes)) }
    if !link.isNull { values[HeadingColumn.authority] = link }
    if shown != content { values[HeadingColumn.shown] = .text(shown.text) }
    return DerivedRow(table: HeadingColumn.tableName, values: values)
  }

  private func reviews(
    _ bib: RecordView, fields: [RecordView], items: [RecordView], inUse: [RecordView],
    in reader: any RecordReading
  ) throws -> [ReviewItem] {
    let conflicts = RegisterConflicts(
      hashing: hashing, subject: .record(kind: LibraryKind.bib, bib.id), owner: owner(items))
    var reviews = conflicts.items(in: bib, .bib)
    for field in fields {
      reviews += conflicts.items(in: field, .field(field[BibChildField.tag].text ?? "?"))
      if let review = try FormerHeading(field, in: reader)?.review(conflicts) {
        reviews.append(review)
      }
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
    guard let view = try reader.record(kind: kind, id) else { return derivation }
    let isPatron = kind == LibraryKind.patron
    if isPatron, try reader.isErased(id) { return derivation }
    derivation.reviews = isPatron ? try mergedInCircle(view, .patron, in: reader) : []
    guard !view.state.isDead else { return derivation }
    let owner = view[isPatron ? PatronField.branch : BranchField.code].text ?? ""
    let conflicts = RegisterConflicts(
      hashing: hashing, subject: .record(kind: kind, id), owner: owner)
    derivation.reviews += conflicts.items(in: view, isPatron ? .patron : .branch)
    if explains { derivation.explanations = conflicts.explanations(derivation.reviews) }
    if isPatron, let card = view[PatronField.card].text,
      let shared = SharedNumbers(hashing: hashing)
        .review(ofPatron: view, try reader.persons(card: card))
    {
      derivation.reviews.append(shared)
    }
    return derivation
  }
}
