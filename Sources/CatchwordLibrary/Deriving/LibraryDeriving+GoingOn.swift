public import CatchwordCore

/// What a night's news is mostly of: items at rest that went out and came home.
extension LibraryDeriving {
  /// A fact about an item is news of it.
  public func refolding(
    of changes: [Change], in reader: any RecordReading
  ) throws -> Refolding {
    var refolding = Refolding()
    var items: Set<RecordID> = []
    for change in changes {
      let operation = change.operation
      guard operation.kind == LibraryKind.circulation,
        let item = operation[CirculationField.item]?.record
      else {
        refolding.subjects.formUnion(try subjects(of: change, in: reader))
        continue
      }
      if case .stated(let fact) = change {
        refolding.add(fact, about: .record(kind: LibraryKind.item, item))
      } else if items.insert(item).inserted {
        // Looked at once, however many of its facts were sealed.
        refolding.subjects.formUnion(try subjects(ofFactsAbout: item, in: reader))
      }
      refolding.subjects.formUnion(try blocked(operation, in: reader))
      refolding.subjects.formUnion(DeviceClock.subjects(of: operation))
    }
    return refolding
  }

  public func subjects(
    of changes: [Change], in reader: any RecordReading
  ) throws -> Set<Subject> {
    let refolding = try refolding(of: changes, in: reader)
    return try refolding.news.reduce(into: refolding.subjects) {
      $0.formUnion(try subjects(ofNewsAbout: $1.subject, in: reader))
    }
  }

  public func subjects(
    ofNewsAbout subject: Subject, in reader: any RecordReading
  ) throws -> [Subject] {
    guard case .record(LibraryKind.item, let item) = subject else { return [subject] }
    return try subjects(ofFactsAbout: item, in: reader)
  }

  public func goOn(
    _ subject: Subject, with facts: [PlacedFact], in replica: any RecordReading,
    standing: StandingRow
  ) throws -> Progress? {
    // News comes as it was stated; what notes are about is read anew, with all that the item met.
    let notes = try replica.clockNotes()
    guard notes.isEmpty || facts.allSatisfy({ notes.note(of: $0.stamp.dot) == nil }) else {
      return nil
    }
    let reader = replica.heeding(notes)
    guard case .record(LibraryKind.item, let id) = subject,
      let view = try reader.record(kind: LibraryKind.item, id), !view.state.isDead
    else { return nil }
    let patrons = try reader.survivors(ofPatronsIn: facts, CirculationField.patron)
    var open: CirculationFold.OpenLoan?
    if let loan = view.derived[ItemField.Derived.loan]?.record {
      guard let row = try standing(LoanColumn.tableName, .record(loan)),
        let checkout = try reader.fact(kind: LibraryKind.circulation, loan)
          .flatMap({ CirculationFact($0, patrons) }),
        let loan = Loan(row)
      else { return nil }
      open = CirculationFold.OpenLoan(
        loan: loan, checkout: checkout, since: view.derived[ItemField.Derived.since]?.integer)
    }
    let told = CirculationFold.goOn(
      from: open, uses: view.derived[ItemField.Derived.usesInHouse]?.integer ?? 0, with: facts,
      of: ItemProfile(view), subject: subject, hashing: hashing, patrons: patrons,
      policy: { try? reader.policy($0) })
    guard let told else { return nil }
    let state = try withheld(told, of: subject, in: reader, explains: false)
    guard state.reviews.isEmpty else { return nil }
    var progress = Progress()
    progress.rows =
      Self.rows(state, item: id, barcode: view[ItemField.barcode])
      + Self.rows(state.charges, item: id)
    let former = view.derived[ItemField.Derived.shelfKey]?.bytes
    progress.columns = Self.columns(
      state, view, at: former.map { ShelfPlace(of: view, state, moving: $0) })
    progress.rest = state.rest
    // Who asks whether the item is in the collection still (`askers`) knows that it is.
    progress.others = try queues(of: view[ItemField.bib].record, in: reader)
    return progress
  }
}

extension Loan {
  /// One that is open, from its row.
  init?(_ row: DerivedRow) {
    let values = row.values
    guard values[LoanColumn.standing]?.text == Standing.open.rawValue,
      let id = values[LoanColumn.id]?.record, let started = values[LoanColumn.started]?.integer
    else { return nil }
    self.init(
      id: id, patron: values[LoanColumn.patron]?.record,
      branch: values[LoanColumn.branch]?.text ?? "", started: started,
      due: values[LoanColumn.due]?.integer.map(CivilDate.init(day:)),
      renewals: values[LoanColumn.renewals]?.integer ?? 0,
      isDueInDoubt: values[LoanColumn.doubted] != nil)
  }
}
