package import CatchwordCore

extension LibraryDeriving {
  /// The queues of a bib and of all that are one with it, if anybody ever waited for one of them.
  func queues(of bib: RecordID?, in reader: any RecordReading) throws -> [Subject] {
    guard let bib else { return [] }
    let bibs = try reader.bibsOne(with: bib)
    let isWanted = try bibs.contains {
      try reader.hasFacts(kind: LibraryKind.hold, where: HoldField.bib, is: .record($0))
    }
    return isWanted ? bibs.map { .record(kind: LibraryKind.hold, $0) } : []
  }

  func everyQueue(of bib: RecordID, in reader: any RecordReading) throws -> [Subject] {
    try reader.bibsOne(with: bib).map { .record(kind: LibraryKind.hold, $0) }
  }

  func deriveQueue(
    _ bib: RecordID, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    var derivation = Derivation()
    // What waits for a merged bib stands in the queue of the bib that it was merged into.
    guard try reader.survivor(ofBib: bib) == bib,
      let queue = try reader.holdQueue(of: bib, hashing: hashing)
    else { return derivation }
    derivation.rows = try withheld(queue, in: reader).map { Self.row($0, bib) }
    derivation.reviews = queue.reviews
    if explains { derivation.explanations = queue.explanations }
    return derivation
  }

  private static func row(_ hold: Hold, _ bib: RecordID) -> DerivedRow {
    var values: FieldMap = [
      HoldColumn.id: .record(hold.id),
      HoldColumn.bib: .record(bib),
      HoldColumn.pickup: .text(hold.pickup),
      HoldColumn.placed: .integer(hold.placed),
      HoldColumn.standing: .text(hold.standing.rawValue),
    ]
    values[HoldColumn.item] = hold.item.map { .record($0) }
    values[HoldColumn.part] = hold.part.map { .text($0) }
    values[HoldColumn.patron] = hold.patron.map { .record($0) }
    values[HoldColumn.position] = hold.position.map { .integer($0) }
    values[HoldColumn.server] = hold.server.map { .record($0) }
    values[HoldColumn.capture] = hold.capture.map { .record($0) }
    values[HoldColumn.shelved] = hold.shelved.map { .integer($0) }
    values[HoldColumn.endedBy] = hold.endedBy.map { .record($0) }
    values[HoldColumn.expiry] = (hold.expiry?.day).map { .integer($0) }
    values[HoldColumn.until] = (hold.until?.day).map { .integer($0) }
    return DerivedRow(table: HoldColumn.tableName, values: values)
  }

  static func rows(_ captures: [Capture], item: RecordID) -> [DerivedRow] {
    captures.map { capture in
      var values: FieldMap = [
        CaptureColumn.id: .record(capture.id),
        CaptureColumn.item: .record(item),
        CaptureColumn.hold: .record(capture.hold),
        CaptureColumn.branch: .text(capture.branch),
        CaptureColumn.pickup: .text(capture.pickup),
        CaptureColumn.time: .integer(capture.time),
      ]
      values[CaptureColumn.shelved] = capture.shelved.map { .integer($0) }
      values[CaptureColumn.open] = capture.isOpen ? .integer(1) : nil
      values[CaptureColumn.endedBy] = capture.endedBy.map { .record($0) }
      values[CaptureColumn.ending] = capture.ending.map { .text($0.rawValue) }
      return DerivedRow(table: CaptureColumn.tableName, values: values)
    }
  }
}

extension RecordReading {
  /// The holds of a bib, and of all that are one with it, as they stand now.
  ///
  /// - Returns: nil where nobody ever placed one.
  package func holdQueue(of bib: RecordID, hashing: Hashing) throws -> HoldQueue? {
    try heedingClockNotes().queue(of: bib, hashing: hashing)
  }

  private func queue(of bib: RecordID, hashing: Hashing) throws -> HoldQueue? {
    let bibs = try bibsOne(with: bib)
    let facts = try bibs.flatMap {
      try self.facts(kind: LibraryKind.hold, where: HoldField.bib, is: .record($0))
    }
    guard !facts.isEmpty else { return nil }
    let decisions = try bibs.flatMap {
      try self.facts(
        kind: LibraryKind.circulation, where: CirculationField.queue, is: .record($0))
    }
    let items = try bibs.flatMap { try self.items(of: $0) }.map { view in
      HoldItem(
        id: view.id, state: try circulation(of: view.id, view, hashing: hashing, explains: false),
        parts: PartName.all(in: view[ItemField.enumeration].text),
        facts: try self.facts(of: view.id, view))
    }
    return HoldQueue(
      facts, decisions: decisions, items: items, of: try survivor(ofBib: bib),
      patrons: try survivors(ofPatronsIn: facts, HoldField.patron),
      erased: try erasures(ofPatronsIn: facts, HoldField.patron), hashing: hashing)
  }
}
