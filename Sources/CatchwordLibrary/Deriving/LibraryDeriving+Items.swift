package import CatchwordCore

extension LibraryDeriving {
  func subjects(
    ofFact operation: Operation, in reader: any RecordReading
  ) throws -> [Subject] {
    if case .record(let item)? = operation[CirculationField.item] {
      return try subjects(ofFactsAbout: item, in: reader) + blocked(operation, in: reader)
    }
    if case .record(let bib)? = operation[CirculationField.queue] {
      return try everyQueue(of: bib, in: reader)
    }
    if case .record(let fund)? = operation[CirculationField.fund] {
      return [.record(kind: LibraryKind.fund, fund)]
    }
    guard case .text(let barcode)? = operation[CirculationField.barcode] else {
      return operation[CirculationField.account]?.record.map { [.account(of: $0)] } ?? []
    }
    return try subjects(ofBarcode: barcode, in: reader) + blocked(operation, in: reader)
  }

  func subjects(
    ofFactsAbout item: RecordID, in reader: any RecordReading
  ) throws -> [Subject] {
    let subject = Subject.record(kind: LibraryKind.item, item)
    guard let view = try reader.record(kind: LibraryKind.item, item) else { return [subject] }
    return try [subject] + askers(of: view, in: reader)
      + queues(of: view[ItemField.bib].record, in: reader)
  }

  /// The account of whoever borrows although they were blocked (case 23).
  func blocked(_ operation: Operation, in reader: any RecordReading) throws -> [Subject] {
    guard let patron = operation[CirculationField.patron]?.record,
      operation[CirculationField.action] == .integer(CirculationAction.checkout.rawValue),
      try reader.wasBlocked(patron)
    else { return [] }
    return [.account(of: patron)]
  }

  /// A change of an item concerns its bib, its old bib, and whoever bears its old or new barcode,
  /// since a barcode binds facts only while exactly one living item bears it.
  func subjects(ofItem change: Change, in reader: any RecordReading) throws -> [Subject] {
    let id = change.operation.record
    var subjects = [Subject.record(kind: LibraryKind.item, id)]
    let view = try reader.record(kind: LibraryKind.item, id)
    let now = [ItemField.bib, ItemField.barcode].compactMap { view?[$0] }
    for value in now + (change.before + change.operation.values).map(\.value) {
      guard case .record(let bib) = value else { continue }
      let bibs = try reader.bibsOne(with: bib)
      subjects += bibs.map { .record(kind: LibraryKind.bib, $0) }
      // Of bibs in a circle the one with more items stands for all, also for what is ordered.
      if bibs.count > 1 { subjects += try funds(ofOrdersOf: bibs, in: reader) }
      subjects += try queues(of: bib, in: reader)
    }
    let before = change.before.first { $0.field == ItemField.barcode }?.value
    let written = change.operation[ItemField.barcode]
    for case .text(let barcode)? in Set([before, written, view?[ItemField.barcode]]) {
      subjects += try self.subjects(ofBarcode: barcode, in: reader)
    }
    return Set(subjects).sorted()
  }

  private func subjects(
    ofBarcode barcode: String, in reader: any RecordReading
  ) throws -> [Subject] {
    let bearers = try reader.records(
      kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
    return try bearers.map { .record(kind: LibraryKind.item, $0.id) }
      + bearers.flatMap {
        try deadBibs(of: $0, in: reader) + queues(of: $0[ItemField.bib].record, in: reader)
      }
      + [.text(kind: LibraryKind.item, barcode)]
  }

  /// Who asks an item whether its facts leave it in the collection: a deleted bib, which may be in
  /// use still (case 34), and a barcode that several bear (case 27).
  private func askers(of item: RecordView, in reader: any RecordReading) throws -> [Subject] {
    let bibs = try deadBibs(of: item, in: reader)
    guard let barcode = item[ItemField.barcode].text, try reader.bearers(of: barcode).count > 1
    else { return bibs }
    return bibs + [.text(kind: LibraryKind.item, barcode)]
  }

  private func deadBibs(of item: RecordView, in reader: any RecordReading) throws -> [Subject] {
    guard let bib = try item[ItemField.bib].record.map({ try reader.survivor(ofBib: $0) }),
      try reader.isDead(kind: LibraryKind.bib, bib) == true
    else { return [] }
    return [.record(kind: LibraryKind.bib, bib)]
  }

  func deriveItem(
    _ id: RecordID, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    let view = try reader.record(kind: LibraryKind.item, id)
    let subject = Subject.record(kind: LibraryKind.item, id)
    let told = try reader.circulation(of: id, view, hashing: hashing, explains: explains)
    let state = try withheld(told, of: subject, in: reader, explains: explains)
    var derivation = Derivation()
    derivation.rows =
      Self.rows(state, item: id, barcode: view?[ItemField.barcode] ?? .null)
      + Self.rows(state.captures, item: id) + Self.rows(state.charges, item: id)
    derivation.reviews = state.reviews
    derivation.explanations = state.explanations
    guard let view else { return derivation }
    derivation.columns = Self.columns(state, view, at: ShelfPlace(view, state))
    derivation.rest = state.rest
    guard !view.state.isDead else { return derivation }
    let owner = view[ItemField.owningBranch].text ?? ""
    let registers = RegisterConflicts(hashing: hashing, subject: subject, owner: owner)
    let conflicts = registers.items(in: view, .description)
    derivation.reviews += conflicts
    if explains { derivation.explanations += registers.explanations(conflicts) }
    return derivation
  }

  static func columns(
    _ state: CirculationState, _ view: RecordView, at place: ShelfPlace?
  ) -> FieldMap {
    typealias Column = ItemField.Derived
    var columns = FieldMap(minimumCapacity: 11)
    columns[Column.status] = .text(status(state, view))
    switch state.custody {
    case .branch(let branch):
      columns[Column.custody] = .text("branch")
      columns[Column.custodyBranch] = .text(branch)
    case .loan(let loan):
      columns[Column.custody] = .text("loan")
      columns[Column.loan] = .record(loan)
      columns[Column.custodyBranch] = state.openLoan.map { .text($0.branch) }
      columns[Column.due] = (state.openLoan?.due).map { .integer($0.day) }
    case .transit(let from, let to):
      columns[Column.custody] = .text("transit")
      columns[Column.custodyFrom] = .text(from)
      columns[Column.custodyBranch] = .text(to)
    case .unknown: columns[Column.custody] = .text("unknown")
    }
    columns[Column.eligibility] = .text(state.eligibility.rawValue)
    columns[Column.claims] = .text(state.claims.map(\.rawValue).joined(separator: ","))
    columns[Column.since] = state.since.map { .integer($0) }
    columns[Column.shelfKey] = place.map { .bytes($0.bytes) }
    columns[Column.usesInHouse] = state.usesInHouse > 0 ? .integer(state.usesInHouse) : nil
    return columns
  }

  private static func status(_ state: CirculationState, _ view: RecordView) -> String {
    let status = state.status
    guard status == "available" else { return status }
    if FastAdd.isUncatalogued(view) { return FastAdd.status }
    // Where nothing happened here yet, the source's word is all there is.
    guard state.since == nil, state.loans.isEmpty,
      let imported = view[ItemField.importedStatus].text, !imported.isEmpty
    else { return status }
    return imported
  }

  static func rows(
    _ state: CirculationState, item: RecordID?, barcode: Value
  ) -> [DerivedRow] {
    rows(state.loans, item: item, barcode: barcode)
      + state.transits.map { transit in
        var values: FieldMap = [
          TransitColumn.id: .record(transit.id),
          TransitColumn.from: .text(transit.from),
          TransitColumn.to: .text(transit.to),
          TransitColumn.sent: .integer(transit.sent),
        ]
        values[TransitColumn.item] = item.map { .record($0) }
        values[TransitColumn.open] = transit.isOpen ? .integer(1) : nil
        values[TransitColumn.endedAt] = transit.endedAt.map { .integer($0) }
        values[TransitColumn.endedBy] = transit.endedBy.map { .record($0) }
        values[TransitColumn.ending] = transit.ending.map { .text($0.rawValue) }
        values[TransitColumn.barcode] = barcode.isNull ? nil : barcode
        return DerivedRow(table: TransitColumn.tableName, values: values)
      }
  }

  private static func rows(_ loans: [Loan], item: RecordID?, barcode: Value) -> [DerivedRow] {
    loans.map { loan in
      // In the order of the columns, so that each comes behind the others.
      var values = FieldMap(minimumCapacity: 15)
      values[LoanColumn.id] = .record(loan.id)
      values[LoanColumn.item] = item.map { .record($0) }
      values[LoanColumn.patron] = loan.patron.map { .record($0) }
      values[LoanColumn.branch] = .text(loan.branch)
      values[LoanColumn.started] = .integer(loan.started)
      values[LoanColumn.due] = loan.due.map { .integer($0.day) }
      values[LoanColumn.renewals] = .integer(loan.renewals)
      values[LoanColumn.standing] = .text(loan.standing.rawValue)
      values[LoanColumn.closedAt] = loan.closedAt.map { .integer($0) }
      values[LoanColumn.closedBy] = loan.closedBy.map { .record($0) }
      values[LoanColumn.closedHow] = loan.closedHow.map { .text($0.rawValue) }
      values[LoanColumn.returnedOn] = loan.returnedOn.map { .integer($0.day) }
      values[LoanColumn.barcode] = barcode.isNull ? nil : barcode
      values[LoanColumn.named] = loan.standing == .closed && loan.patron != nil ? .integer(1) : nil
      values[LoanColumn.doubted] = loan.isDueInDoubt ? .integer(1) : nil
      return DerivedRow(table: LoanColumn.tableName, values: values)
    }
  }

  /// Facts that name a barcode alone, while not exactly one living item bears it.
  func deriveBarcode(
    _ barcode: String, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    let facts = try reader.unboundFacts(barcode: barcode)
    let bearers = try reader.bearers(of: barcode)
    var derivation = Derivation()
    let subject = Subject.text(kind: LibraryKind.item, barcode)
    // A deleted item's label may have been used again.
    let sharing = bearers.count > 1 ? try bearers.filter { try isInUse($0, in: reader) } : []
    if sharing.count > 1 {
      let shared = SharedNumbers(hashing: hashing).review(barcode, sharing, subject)
      derivation.reviews.append(shared)
      if explains {
        let owner = shared.owner.isEmpty ? "cataloguing" : shared.owner
        derivation.explanations.append(
          "\(shared.summary.dropLast()) (case \(shared.conflictCase)); \(owner) reviews.")
      }
    }
    guard !facts.isEmpty, bearers.count != 1 else { return derivation }
    let order = FoldOrder.sorted(facts).compactMap(CirculationFact.init)
    let undoing = Undoing(order, subject: subject, names: ConflictName(hashing: hashing), tell: nil)
    let scans = order.filter { $0.isAboutTheItem && !undoing.isUndone($0) }
    let told = CirculationFold.fold(
      facts, of: .nobody(barcode: barcode), subject: subject, hashing: hashing, explains: explains,
      patrons: try reader.survivors(ofPatronsIn: facts, CirculationField.patron))
    let state = try withheld(told, of: subject, in: reader, explains: explains)
    derivation.rows =
      Self.rows(state, item: nil, barcode: .text(barcode)) + Self.rows(state.charges, item: nil)
    derivation.reviews += state.reviews
    derivation.explanations += state.explanations
    guard let first = scans.first else { return derivation }
    let named = "\(scans.count) \(scans.count == 1 ? "scan" : "scans") named barcode \(barcode)"
    if bearers.count > 1 {
      derivation.explanations.append(
        "\(named), which \(bearers.count) living items bear; that counts for none until one of the "
          + "items is relabelled.")
    } else {
      derivation.explanations.append(
        "\(named), which no living item bears; that counts for the item that will bear it. "
          + "\(first.place) reviews.")
      derivation.reviews.append(unknown(barcode, first, subject))
    }
    return derivation
  }

  private func unknown(
    _ barcode: String, _ first: CirculationFact, _ subject: Subject
  ) -> ReviewItem {
    ReviewItem(
      id: ConflictName(hashing: hashing).id(subject, .unknownBarcode),
      conflictCase: ConflictCase.unknownBarcode, severity: .b, owner: first.branch,
      subject: subject, summary: "Barcode \(barcode) was scanned and no item bears it.",
      sides: [ReviewSide(letter: "A", text: "The \(first.phrase).", dot: first.dot)],
      proposal: "Catalogue the item under this barcode, or undo the scan.")
  }
}

extension RecordReading {
  /// The living items that bear a barcode, ascending by id.
  package func bearers(of barcode: String) throws -> [RecordView] {
    try records(kind: LibraryKind.item, where: ItemField.barcode, is: .text(barcode))
      .filter { !$0.state.isDead }
  }

  /// Facts that name the barcode and no item.
  package func unboundFacts(barcode: String) throws -> [PlacedFact] {
    try facts(
      kind: LibraryKind.circulation, where: CirculationField.barcode, is: .text(barcode),
      without: CirculationField.item)
  }

  /// The facts that name an item, and those that its barcode alone binds to it.
  package func facts(of id: RecordID, _ view: RecordView?) throws -> [PlacedFact] {
    let stated = try statedFacts(about: id)
    guard let view, !view.state.isDead, let barcode = view[ItemField.barcode].text,
      try bearers(of: barcode).count == 1
    else { return stated }
    return try stated + unboundFacts(barcode: barcode)
  }

  /// What the facts of an item fold to, with those that its barcode alone binds to it.
  package func circulation(
    of id: RecordID, _ view: RecordView?, hashing: Hashing, explains: Bool = true
  ) throws -> CirculationState {
    let profile = view.map(ItemProfile.init) ?? .nobody(barcode: nil)
    let facts = try self.facts(of: id, view)
    return CirculationFold.fold(
      facts, of: profile, subject: .record(kind: LibraryKind.item, id),
      hashing: hashing, explains: explains,
      patrons: try survivors(ofPatronsIn: facts, CirculationField.patron),
      policy: { try? self.policy($0) })
  }
}
