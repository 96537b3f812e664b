import CatchwordCore

/// What a merge concerns, and what becomes of merges that contradict each other.
extension LibraryDeriving {
  /// A change of a bib concerns it, and where bibs are merged all that are or were one with it: their
  /// items and their queue stand where the redirects end, and who survives a circle depends on all.
  func subjects(ofBib change: Change, in reader: any RecordReading) throws -> [Subject] {
    let bibs = try records(mergedBy: change, .bib, in: reader)
    let authorities = try bibs.flatMap { try self.authorities(ofBib: $0, in: reader) }
    guard bibs.count > 1 else {
      return [.record(kind: LibraryKind.bib, change.operation.record)] + authorities
    }
    // Also queues of bibs that nobody waits for: holds may have stood there until now.
    return try authorities + funds(ofOrdersOf: bibs, in: reader)
      + bibs.flatMap {
        [Subject.record(kind: LibraryKind.bib, $0), .record(kind: LibraryKind.hold, $0)]
      }
  }

  /// A change of a card concerns whoever has it or had it too; a merge also concerns whatever facts
  /// name one of those who are or were one, since two lendings to one person are one loan.
  func subjects(ofPatron change: Change, in reader: any RecordReading) throws -> [Subject] {
    let merged = try records(mergedBy: change, .patron, in: reader)
    let cards =
      try [
        change.before.first { $0.field == PatronField.card }?.value,
        change.operation[PatronField.card],
      ] + merged.map { try reader.record(kind: LibraryKind.patron, $0)?[PatronField.card] }
    var patrons = Set(merged)
    for case .text(let card)? in Set(cards) {
      patrons.formUnion(try reader.patrons(card: card).map(\.id))
    }
    let subjects = patrons.sorted().map { Subject.record(kind: LibraryKind.patron, $0) }
    let erased = try subjects + erasedAccounts(of: merged, in: reader)
    guard merged.count > 1 || erased.count > subjects.count else { return subjects }
    return try erased + merged.flatMap { try self.subjects(naming: $0, in: reader) }
  }

  /// Items, barcodes and queues whose facts name a patron.
  func subjects(
    naming patron: RecordID, in reader: any RecordReading
  ) throws -> [Subject] {
    let scans = try reader.facts(
      kind: LibraryKind.circulation, where: CirculationField.patron, is: .record(patron))
    let wishes = try reader.facts(
      kind: LibraryKind.hold, where: HoldField.patron, is: .record(patron))
    var subjects: Set<Subject> = []
    for fact in scans {
      let operation = Operation(.fact, kind: fact.kind, record: fact.id, values: fact.values)
      subjects.formUnion(try self.subjects(ofFact: operation, in: reader))
    }
    for bib in Set(wishes.compactMap { $0[HoldField.bib].record }) {
      subjects.formUnion(try everyQueue(of: bib, in: reader))
    }
    return subjects.sorted()
  }

  /// All that are one with the changed record, or were so before: whoever lost the way here ends it
  /// now at one end of a redirect that changed.
  private func records(
    mergedBy change: Change, _ redirection: Redirection, in reader: any RecordReading
  ) throws -> [RecordID] {
    let before = change.before.first { $0.field == redirection.field }?.value
    let ends = [
      change.operation.record, before?.record, change.operation[redirection.field]?.record,
    ]
    var merged: Set<RecordID> = []
    for end in ends.compactMap({ $0 }) where !merged.contains(end) {
      merged.formUnion(try reader.one(with: end, redirection))
    }
    return merged.sorted()
  }

  /// Case 30, and the same of patrons: records that were merged into each other. The entry belongs to
  /// the least of the circle, so that it has one name whoever survives.
  func mergedInCircle(
    _ view: RecordView, _ redirection: Redirection, in reader: any RecordReading
  ) throws -> [ReviewItem] {
    guard !view[redirection.field].isNull else { return [] }
    let circle = try reader.circle(of: view.id, redirection)
    guard circle.first == view.id else { return [] }
    let survivor = try reader.survivor(of: view.id, redirection)
    let isBib = redirection == .bib
    let owner =
      isBib
      ? owner(try reader.items(ofOneWith: survivor))
      : try reader.record(kind: LibraryKind.patron, survivor)?[PatronField.branch].text ?? ""
    let merges = try circle.compactMap { id -> (stamp: Stamp, text: String)? in
      guard let record = try reader.record(kind: redirection.kind, id),
        let shown = record.state.registers[redirection.field]?.siblings.first,
        let target = shown.value.record
      else { return nil }
      return (shown.stamp, "\(isBib ? "Bib" : "Patron") \(id) was merged into \(target).")
    }
    let subject = Subject.record(kind: redirection.kind, view.id)
    return [
      ReviewItem(
        id: ConflictName(hashing: hashing).id(subject, .circle),
        conflictCase: isBib ? ConflictCase.mergedInCircle : ConflictCase.patronsMergedInCircle,
        severity: .b, owner: owner, subject: subject,
        summary: "\(circle.count) \(isBib ? "bibs" : "patrons") were merged into each other; "
          + "\(survivor) stands for all",
        sides: merges.sorted { $0.stamp < $1.stamp }.enumerated().map { index, merge in
          ReviewSide(
            letter: [ReviewSide].letter(index), text: merge.text, dot: merge.stamp.dot)
        },
        proposal: "Keep \(survivor), and take its own merge back with "
          + "`catchword \(isBib ? "bib" : "patron") unmerge`.")
    ]
  }
}
