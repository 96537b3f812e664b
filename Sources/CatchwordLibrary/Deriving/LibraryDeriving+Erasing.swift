import CatchwordCore

/// What an erasure concerns, and what it leaves of what was derived.
extension LibraryDeriving {
  func subjects(
    ofErasure operation: Operation, in reader: any RecordReading
  ) throws -> [Subject] {
    guard let patron = operation[ErasureField.patron]?.record else {
      // A fact that gave way to another one under its id had taken names out that stand again.
      let standing = try reader.fact(kind: LibraryKind.erasure, operation.record)
      let isReplaced = standing.map { $0.values != operation.values } ?? false
      return try everybodysLoans(
        until: operation[ErasureField.until]?.integer, isReplaced, in: reader)
    }
    if let loan = operation[ErasureField.loan]?.record {
      guard let fact = try reader.fact(kind: LibraryKind.circulation, loan) else { return [] }
      return try subjects(
        ofFact: Operation(.fact, kind: fact.kind, record: fact.id, values: fact.values), in: reader)
    }
    let persons = try reader.patronsOne(with: patron)
    var subjects = Set(persons.map { Subject.record(kind: LibraryKind.patron, $0) })
    for person in persons {
      subjects.formUnion(try self.subjects(naming: person, in: reader))
      subjects.formUnion(try accounts(of: person, in: reader))
      // Who shares the card is the only one with it from now on.
      guard let card = try reader.record(kind: LibraryKind.patron, person)?[PatronField.card].text
      else { continue }
      subjects.formUnion(
        try reader.patrons(card: card).map { .record(kind: LibraryKind.patron, $0.id) })
    }
    return subjects.sorted()
  }

  /// Items whose loans name somebody still and were closed by a day, with the queues that they serve.
  ///
  /// - Parameter isReplaced: also those that name nobody.
  private func everybodysLoans(
    until day: Int64?, _ isReplaced: Bool, in reader: any RecordReading
  ) throws -> [Subject] {
    guard let day else { return [] }
    var subjects: Set<Subject> = []
    let rows =
      isReplaced
      ? try reader.derivedRows(
        table: LoanColumn.tableName, where: LoanColumn.standing,
        is: .text(Loan.Standing.closed.rawValue))
      : try reader.derivedRows(
        table: LoanColumn.tableName, where: LoanColumn.named, is: .integer(1))
    for row in rows {
      guard let closed = row.values[LoanColumn.closedAt]?.integer,
        CivilDate(ofSeconds: closed).day <= day
      else { continue }
      if let item = row.values[LoanColumn.item]?.record {
        subjects.insert(.record(kind: LibraryKind.item, item))
        let bib = try reader.record(kind: LibraryKind.item, item)?[ItemField.bib].record
        subjects.formUnion(try queues(of: bib, in: reader))
      } else if let barcode = row.values[LoanColumn.barcode]?.text {
        subjects.insert(.text(kind: LibraryKind.item, barcode))
      }
    }
    return subjects.sorted()
  }

  /// A person's account, and whatever entries of it are about.
  private func accounts(of patron: RecordID, in reader: any RecordReading) throws -> [Subject] {
    let entries = try reader.facts(
      kind: LibraryKind.circulation, where: CirculationField.account, is: .record(patron))
    return try entries.flatMap {
      try subjects(
        ofFact: Operation(.fact, kind: $0.kind, record: $0.id, values: $0.values), in: reader)
    } + [.account(of: patron)]
  }

  /// Accounts of those who are one with somebody who was erased; none where nobody was.
  func erasedAccounts(of patrons: [RecordID], in reader: any RecordReading) throws -> [Subject] {
    guard try reader.knowsErasures() else { return [] }
    // Whoever was one with an erased person and is it no longer has an account again.
    let isErased = try patrons.contains { try reader.anonymity(of: $0).isErased }
    return isErased ? try patrons.flatMap { try accounts(of: $0, in: reader) } : []
  }

  /// An item's state without those who are to be named no longer.
  func withheld(
    _ state: CirculationState, of subject: Subject, in reader: any RecordReading, explains: Bool
  ) throws -> CirculationState {
    guard !state.loans.isEmpty || !state.charges.isEmpty,
      var withholding = try Withholding(in: reader)
    else { return state }
    var state = state
    let grounds = try withholding.grounds(state)
    for stubs in Dictionary(grouping: try withholding.stubs(state, grounds), by: \.erasure)
      .sorted(by: { $0.key.id < $1.key.id })
    {
      tell(
        stubs.key, stubs.value.map { ($0.loan, $0.checkout) }, &state, of: subject,
        owner: try withholding.owner(
          of: stubs.value[0].loan.patron, else: stubs.value[0].checkout.branch))
    }
    for index in state.charges.indices {
      guard let patron = state.charges[index].patron else { continue }
      let loan = state.charges[index].loan.flatMap { state.places[$0] }
      let follows = loan.map { grounds[$0] != nil } ?? false
      let isGone = try withholding.anonymity(of: patron).isErased
      if follows || (isGone && state.charges[index].isSettled) {
        state.charges[index].patron = nil
      }
    }
    for (index, ground) in grounds.sorted(by: { $0.key < $1.key }) {
      state.loans[index].patron = nil
      guard explains else { continue }
      state.explanations.append(
        "Loan \(state.loans[index].id) was by somebody no longer known (\(ground.words)). Nobody "
          + "need look.")
    }
    if !explains { state.explanations = [] }
    return state
  }

  /// Case 50: lent to somebody who was erased elsewhere.
  private func tell(
    _ erasure: ErasureFact, _ loans: [(loan: Loan, checkout: CirculationFact)],
    _ state: inout CirculationState, of subject: Subject, owner: String
  ) {
    let facts = spoken(loans.map { "the \($0.checkout.phrase)" })
    let isOut = loans.contains { $0.loan.standing != .closed }
    state.explanations.append(
      "The \(erasure.phrase) was not known to \(facts): who borrowed stays known until the item is "
        + "back and nothing is owed (case \(ConflictCase.lentToErased)); \(owner) reviews.")
    let places = spoken(loans.map(\.checkout.place).withoutRepeats)
    state.reviews.append(
      ReviewItem(
        id: ConflictName(hashing: hashing).id(subject, .erasure(erasure.id)),
        conflictCase: ConflictCase.lentToErased, severity: .a, owner: owner, subject: subject,
        summary: "\(places) lent to a reader who was erased elsewhere.",
        sides: [ReviewSide(letter: "A", text: "The \(erasure.phrase).", dot: erasure.dot)]
          + loans.enumerated().map { index, each in
            ReviewSide(
              letter: [ReviewSide].letter(index + 1), text: "The \(each.checkout.phrase).",
              dot: each.checkout.dot)
          },
        proposal: isOut
          ? "Get the item back; `show loan` says from whom. What is left of the reader goes with it."
          : "Settle what is outstanding for the loan; what is left of the reader goes with it."))
  }

  /// The account of somebody who was erased: sums stay exact (L7), and name them only where something
  /// is outstanding, as does what asks about it.
  func withheld(_ fold: AccountFold) -> Derivation {
    var derivation = Derivation()
    let charges = fold.charges.map { charge in
      var charge = charge
      if charge.isSettled { charge.patron = nil }
      return charge
    }
    derivation.rows = Self.rows(charges, item: nil)
    if charges.contains(where: { $0.patron != nil }) { derivation.reviews = fold.reviews }
    return derivation
  }

  /// The holds of a queue without those who are to be named no longer: who was erased, and who had
  /// the title on a loan that names nobody.
  func withheld(_ queue: HoldQueue, in reader: any RecordReading) throws -> [Hold] {
    guard var withholding = try Withholding(in: reader) else { return queue.holds }
    return try queue.holds.map { hold in
      var hold = hold
      guard let patron = hold.patron else { return hold }
      if try withholding.anonymity(of: patron).isErased {
        hold.patron = nil
      } else if hold.standing == .filled, let loan = hold.endedBy {
        for item in queue.items {
          guard let place = item.state.places[loan] else { continue }
          let charges = item.state.charges(of: place)
          if try withholding.ground(item.state.loans[place], charges) != nil { hold.patron = nil }
        }
      }
      return hold
    }
  }
}
