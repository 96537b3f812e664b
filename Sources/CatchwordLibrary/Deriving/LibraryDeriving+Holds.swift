package import CatchwordCore

extension LibraryDeriving {
  /// The queue of holds of a bib, if there ever was one.
  func queues(of bib: RecordID?, in reader: any RecordReading) throws -> [Subject] {
    guard let bib,
      try !reader.facts(kind: LibraryKind.hold, where: HoldField.bib, is: .record(bib)).isEmpty
    else { return [] }
    return [.record(kind: LibraryKind.hold, bib)]
  }

  func deriveQueue(
    _ bib: RecordID, in reader: any RecordReading, explains: Bool
  ) throws -> Derivation {
    var derivation = Derivation()
    guard let queue = try reader.holdQueue(of: bib, hashing: hashing) else { return derivation }
    derivation.rows = queue.holds.map { Self.row($0, bib) }
    derivation.reviews = queue.reviews
    if explains { derivation.explanations = queue.explanations }
    return derivation
  }

  private static func row(_ hold: Hold, _ bib: RecordID) -> DerivedRow {
    var values: [Int: Value] = [
      HoldColumn.id: .record(hold.id),
      HoldColumn.bib: .record(bib),
      HoldColumn.pickup: .text(hold.pickup),
      HoldColumn.placed: .integer(hold.placed),
      HoldColumn.standing: .text(hold.standing.rawValue),
    ]
    values[HoldColumn.item] = hold.item.map { .record($0) }
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
      var values: [Int: Value] = [
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
  /// The holds of a bib as they stand now.
  ///
  /// - Returns: nil where nobody ever placed one.
  package func holdQueue(of bib: RecordID, hashing: Hashing) throws -> HoldQueue? {
    let facts = try facts(kind: LibraryKind.hold, where: HoldField.bib, is: .record(bib))
    guard !facts.isEmpty else { return nil }
    let decisions = try self.facts(
      kind: LibraryKind.circulation, where: CirculationField.queue, is: .record(bib))
    let items = try items(of: bib).map { view in
      HoldItem(
        id: view.id, state: try circulation(of: view.id, view, hashing: hashing, explains: false),
        facts: try self.facts(of: view.id, view))
    }
    return HoldQueue(facts, decisions: decisions, items: items, of: bib, hashing: hashing)
  }
}
