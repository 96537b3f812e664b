package import CatchwordCore

extension RecordReading {
  /// The living fields of a bib in their order.
  package func liveFields(of bib: RecordID) throws -> [RecordView] {
    try fields(of: bib).filter { !$0.state.isDead }
  }

  /// All fields of a bib that ever were, in their order.
  package func fields(of bib: RecordID) throws -> [RecordView] {
    try records(kind: LibraryKind.bibField, where: BibChildField.bib, is: .record(bib))
      .sorted { a, b in
        let (first, second) = (a[BibChildField.position], b[BibChildField.position])
        return first == second ? a.id < b.id : first < second
      }
  }

  /// The items of a bib that no deletion of their records removed, ascending by id.
  package func items(of bib: RecordID) throws -> [RecordView] {
    try records(kind: LibraryKind.item, where: ItemField.bib, is: .record(bib))
      .filter { !$0.state.isDead }
  }

  /// The items of a bib that are neither deleted nor marked deleted, as they were folded last: for
  /// those who ask at the door, not for the fold.
  package func liveItems(of bib: RecordID) throws -> [RecordView] {
    try items(of: bib).filter { !$0.isMarkedDeleted }
  }

  /// Facts that name the item by its id.
  package func statedFacts(about item: RecordID) throws -> [PlacedFact] {
    try facts(kind: LibraryKind.circulation, where: CirculationField.item, is: .record(item))
  }
}

extension RecordView {
  /// Whether its facts made the item a deleted one, as they were folded last.
  var isMarkedDeleted: Bool {
    derived[ItemField.Derived.eligibility]?.text == Eligibility.deleted.rawValue
  }
}

extension Operation {
  /// Tells a bib that something of its own changed, so that a deletion that did not know loses.
  /// Settles no conflict of the bib.
  package static func touch(_ bib: RecordView) -> Operation {
    Operation(
      .write, kind: LibraryKind.bib, record: bib.id,
      values: [FieldValue(BibField.touched, .integer(1))], keeps: bib.state.conflictingDots)
  }
}

extension Operation {
  /// Writes that replace what is shown, settle the alternates they name and keep all others.
  ///
  /// What a write keeps holds for all its fields, and one commit may stand under several of them;
  /// so every field in conflict is written by an operation of its own.
  package static func writes(
    _ values: [FieldValue], over view: RecordView, settling settles: [Dot] = []
  ) -> [Operation] {
    let stones = view.state.survivedDeletions.map(\.stamp.dot).filter { !settles.contains($0) }
    let isInConflict = { (each: FieldValue) in
      !(view.state.registers[each.field]?.alternates ?? []).isEmpty
    }
    let quiet = values.filter { !isInConflict($0) }
    var operations: [Operation] = []
    if !quiet.isEmpty {
      operations.append(
        Operation(.write, kind: view.state.kind, record: view.id, values: quiet, keeps: stones))
    }
    for each in values.filter(isInConflict).sorted(by: { $0.field < $1.field }) {
      let alternates = view.state.registers[each.field]?.alternates.map(\.stamp.dot) ?? []
      let keeps = stones + alternates.filter { !settles.contains($0) }
      operations.append(
        Operation(.write, kind: view.state.kind, record: view.id, values: [each], keeps: keeps))
    }
    return operations
  }
}

/// Places of fields within a bib: integers with gaps.
package enum FieldPlaces {
  package static let step: Int64 = 1_024

  /// A place after the field at `index` and before its successor; `index` −1 is before all. Where
  /// no gap is left the place is the predecessor's, and ids decide.
  package static func between(_ fields: [RecordView], _ index: Int) -> Int64 {
    let before = index >= 0 ? place(fields[index]) : 0
    guard index + 1 < fields.count else { return before + step }
    let next = place(fields[index + 1])
    return before + (next - before) / 2
  }

  /// The index of the last field whose tag does not come after `tag`; −1 where all do.
  package static func last(of tag: String, in fields: [RecordView]) -> Int {
    fields.lastIndex { field in
      let other = field[BibChildField.tag].text ?? ""
      return !tag.utf8.lexicographicallyPrecedes(other.utf8)
    } ?? -1
  }

  /// Within bounds that no arithmetic overflows: positions come from other replicas too.
  package static func place(_ field: RecordView) -> Int64 {
    min(max(field[BibChildField.position].integer ?? 0, -(1 << 40)), 1 << 40)
  }
}
