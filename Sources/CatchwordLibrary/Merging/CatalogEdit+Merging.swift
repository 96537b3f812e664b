import CatchwordCore

/// Merging by redirect, and taking it back: one field of the record that gives way, and a note there.
extension CatalogEdit {
  /// - Parameter into: any of the bibs that are one with the one meant: redirects are followed.
  func mergeBib(
    _ bib: RecordID, into other: RecordID, _ reason: String, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    let views = try mergeable(bib, other, .bib, reason, in: reader)
    let note = try note(
      on: bib, "merged into \(other)", reason, in: reader, mint)
    // The touch lets a deletion of the other one lose that did not know what it would take along.
    let operations =
      Operation.writes([FieldValue(BibField.redirect, .record(other))], over: views.from)
      + [note, Operation.touch(views.into)]
    return CatalogPlan(operations: operations, record: bib)
  }

  func unmergeBib(
    _ bib: RecordID, _ reason: String, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> CatalogPlan {
    let (view, other) = try merged(bib, .bib, reason, in: reader)
    let note = try note(on: bib, "separated from \(other)", reason, in: reader, mint)
    let operations = Operation.writes([FieldValue(BibField.redirect, .null)], over: view) + [note]
    return CatalogPlan(operations: operations, record: bib)
  }

  func mergePatron(
    _ patron: RecordID, into other: RecordID, _ reason: String, in reader: any RecordReading
  ) throws -> CatalogPlan {
    let view = try mergeable(patron, other, .patron, reason, in: reader).from
    return CatalogPlan(
      operations: Operation.writes(
        [
          FieldValue(PatronField.note, note(on: view, "merged into \(other)", reason)),
          FieldValue(PatronField.redirect, .record(other)),
        ], over: view), record: patron)
  }

  func unmergePatron(
    _ patron: RecordID, _ reason: String, in reader: any RecordReading
  ) throws -> CatalogPlan {
    let (view, other) = try merged(patron, .patron, reason, in: reader)
    return CatalogPlan(
      operations: Operation.writes(
        [
          FieldValue(PatronField.note, note(on: view, "separated from \(other)", reason)),
          FieldValue(PatronField.redirect, .null),
        ], over: view), record: patron)
  }

  /// The items that would lose their title with a bib: its own, and where it stands for others theirs.
  func itemsLost(with bib: RecordID, in reader: any RecordReading) throws -> [RecordView] {
    try reader.survivor(ofBib: bib) == bib
      ? reader.liveItems(ofOneWith: bib) : reader.liveItems(of: bib)
  }

  private func mergeable(
    _ id: RecordID, _ other: RecordID, _ redirection: Redirection, _ reason: String,
    in reader: any RecordReading
  ) throws -> (from: RecordView, into: RecordView) {
    guard !reason.isEmpty else { throw CatalogError.noReason }
    let (from, into) = (
      try live(redirection.kind, id, in: reader), try live(redirection.kind, other, in: reader)
    )
    guard id != other else { throw CatalogError.mergedWithItself }
    if let before = from[redirection.field].record { throw CatalogError.mergedAlready(before) }
    guard try reader.survivor(of: other, redirection) != id else {
      throw CatalogError.mergedTheOtherWay(other)
    }
    return (from, into)
  }

  private func merged(
    _ id: RecordID, _ redirection: Redirection, _ reason: String, in reader: any RecordReading
  ) throws -> (view: RecordView, other: RecordID) {
    guard !reason.isEmpty else { throw CatalogError.noReason }
    // Also one who is erased by the merge alone: whoever was no such person comes back by this.
    guard let view = try reader.record(kind: redirection.kind, id), !view.state.isDead else {
      _ = try live(redirection.kind, id, in: reader)
      throw CatalogError.notMerged
    }
    guard let other = view[redirection.field].record else { throw CatalogError.notMerged }
    return (view, other)
  }

  /// MARC 21's place for what was done to a record and why: 583 $a action, $x note for staff.
  private func note(
    on bib: RecordID, _ action: String, _ reason: String, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> Operation {
    let content = FieldContent(
      indicators: " ", " ", subfields: [.init("a", action), .init("x", reason)])
    let fields = try reader.liveFields(of: bib)
    let place = FieldPlaces.between(fields, FieldPlaces.last(of: Self.noteTag, in: fields))
    return creation(
      of: NewField(tag: Self.noteTag, content: content), id: try mint(), in: bib, at: place)
  }

  private static var noteTag: String { "583" }

  private func note(on patron: RecordView, _ action: String, _ reason: String) -> Value {
    let earlier = patron[PatronField.note].text.map { $0.isEmpty ? "" : $0 + "\n" } ?? ""
    return .text("\(earlier)\(action): \(reason)")
  }
}
