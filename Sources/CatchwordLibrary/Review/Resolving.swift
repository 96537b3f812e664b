public import CatchwordCore

/// Turns a person's decision about a review item into operations.
///
/// A conflict of fields is settled by writing; a conflict of facts by another fact, which holds
/// while all sides are among those it saw, and can be undone by voiding it.
public struct Resolving: Sendable {
  let hashing: Hashing

  public init(hashing: Hashing) { self.hashing = hashing }

  /// - Parameters:
  ///   - letter: the side to keep, `A`, `B` …
  ///   - note: why; it stands in the decision.
  ///   - reader: the replica as it is now: what the item did not show stays in conflict.
  ///   - mint: gives a fresh record id of this writer.
  /// - Throws: `ReviewError`, and whatever `reader` and `mint` throw.
  public func resolution(
    of item: ReviewItem, keep letter: String, note: String, at desk: Desk,
    in reader: any RecordReading, mint: () throws -> RecordID
  ) throws -> [Operation] {
    guard !ConflictCase.undecidable.contains(item.conflictCase) else {
      throw ReviewError.notResolvable
    }
    guard let side = item.sides.first(where: { $0.letter == letter }) else {
      throw ReviewError.noSuchSide(letter, offered: item.sides.map(\.letter))
    }
    guard let record = item.record else {
      return [decision(on: item, keeping: side, note: note, at: desk, try mint())]
    }
    guard let view = try reader.record(kind: item.kind, record) else {
      throw ReviewError.changedUnderneath
    }
    if item.conflictCase == ConflictCase.formerHeading {
      return try settleHeading(item, side, view, in: reader)
    }
    guard item.field != 0 else { return [try settleDeletion(item, side, view, in: reader)] }
    let dropped = try droppedHeadings(item, side, view, in: reader, mint)
    return [try settleField(item, side, view)] + dropped
  }

  /// Case 35: the field names the authority from now on, or somebody decided that it does not.
  private func settleHeading(
    _ item: ReviewItem, _ side: ReviewSide, _ view: RecordView, in reader: any RecordReading
  ) throws -> [Operation] {
    let written = view.state.registers[BibChildField.content]?.siblings.first?.stamp.dot
    guard written == item.sides.last?.dot else { throw ReviewError.changedUnderneath }
    let values = [FieldValue(BibChildField.authority, side.value)]
    guard let bib = view[BibChildField.bib].record,
      let parent = try reader.record(kind: LibraryKind.bib, bib)
    else { throw ReviewError.changedUnderneath }
    return Operation.writes(values, over: view) + [Operation.touch(parent)]
  }

  /// Of an authority's heading the sides that are given up become earlier headings: somebody may
  /// have typed them meanwhile.
  private func droppedHeadings(
    _ item: ReviewItem, _ side: ReviewSide, _ view: RecordView, in reader: any RecordReading,
    _ mint: () throws -> RecordID
  ) throws -> [Operation] {
    guard item.kind == LibraryKind.authority, item.field == AuthorityField.heading else {
      return []
    }
    let dropped = item.sides.filter { $0.letter != side.letter }
      .compactMap { $0.value.text.map { FieldContent($0) } }
    return try EarlierHeading.kept(dropped, of: view, in: reader, mint)
  }

  /// The folded form goes with the text that it is folded from.
  private func alongside(_ kept: Value, _ item: ReviewItem, _ view: RecordView) -> [FieldValue] {
    guard let text = kept.text else { return [] }
    let content = FieldContent(text)
    switch (item.kind, item.field) {
    case (LibraryKind.authority, AuthorityField.heading):
      let key = HeadingKey(tag: view[AuthorityField.tag].text ?? "", content)
      return [FieldValue(AuthorityField.key, key.map { .text($0.text) } ?? .null)]
    case (LibraryKind.authorityField, AuthorityChildField.content):
      guard !view[AuthorityChildField.key].isNull else { return [] }
      let key = HeadingKey(tag: view[AuthorityChildField.tag].text ?? "", content)
      return [FieldValue(AuthorityChildField.key, key.map { .text($0.text) } ?? .null)]
    default: return []
    }
  }

  /// Takes a decision about facts back: the conflict is open again.
  ///
  /// - Throws: `ReviewError.notResolved` where no decision stands. What was written into a field is
  ///   not taken back like this; write the other value.
  public func undo(
    of item: ReviewItem, reason: String, at desk: Desk, in replica: any RecordReading,
    mint: () throws -> RecordID
  ) throws -> [Operation] {
    let reader = try replica.heedingClockNotes()
    let facts: [PlacedFact]
    switch item.subject {
    case .record(LibraryKind.item, let id):
      facts = try reader.facts(of: id, reader.record(kind: LibraryKind.item, id))
    case .record(LibraryKind.hold, let bib):
      facts = try reader.bibsOne(with: bib).flatMap {
        try reader.facts(
          kind: LibraryKind.circulation, where: CirculationField.queue, is: .record($0))
      }
    case .record(LibraryKind.circulation, let patron):
      facts = try reader.accountFacts(of: patron)
    case .record(LibraryKind.fund, let fund): facts = try reader.fundDecisions(of: fund)
    case .text(LibraryKind.item, let barcode): facts = try reader.unboundFacts(barcode: barcode)
    default: facts = []
    }
    let undone = Set(facts.compactMap { $0[CirculationField.target].record })
    let order = Binding.renaming(
      FoldOrder.sorted(facts).compactMap(CirculationFact.init), for: item.subject,
      names: ConflictName(hashing: hashing))
    let decision = order.last {
      $0.action == .resolve && $0.conflict == item.id && !undone.contains($0.id)
    }
    guard let decision else { throw ReviewError.notResolved }
    var values = names(item.subject)
    values[CirculationField.action] = .integer(CirculationAction.void.rawValue)
    values[CirculationField.branch] = .text(desk.branch)
    values[CirculationField.target] = .record(decision.id)
    values[CirculationField.reason] = .text(reason)
    return [stated(values, try mint())]
  }

  private func decision(
    on item: ReviewItem, keeping side: ReviewSide, note: String, at desk: Desk, _ id: RecordID
  ) -> Operation {
    var values = names(item.subject)
    values[CirculationField.action] = .integer(CirculationAction.resolve.rawValue)
    values[CirculationField.branch] = .text(desk.branch)
    values[CirculationField.conflict] = .bytes(item.id.word.bytes)
    values[CirculationField.kept] = .bytes(SideName.bytes(side.dot))
    values[CirculationField.sides] = .bytes(item.sides.flatMap { SideName.bytes($0.dot) })
    if !note.isEmpty { values[CirculationField.reason] = .text(note) }
    return stated(values, id)
  }

  private func names(_ subject: Subject) -> [Int: Value] {
    switch subject {
    case .record(LibraryKind.hold, let bib): [CirculationField.queue: .record(bib)]
    case .record(LibraryKind.circulation, let patron): [CirculationField.account: .record(patron)]
    case .record(LibraryKind.fund, let fund): [CirculationField.fund: .record(fund)]
    case .record(_, let id): [CirculationField.item: .record(id)]
    case .text(_, let barcode): [CirculationField.barcode: .text(barcode)]
    }
  }

  private func stated(_ values: [Int: Value], _ id: RecordID) -> Operation {
    Operation(
      .fact, kind: LibraryKind.circulation, record: id,
      values: values.map { FieldValue($0.key, $0.value) })
  }

  /// Writes the kept value over the sides that the item showed, and over no others.
  private func settleField(
    _ item: ReviewItem, _ side: ReviewSide, _ view: RecordView
  ) throws(ReviewError) -> Operation {
    let siblings = view.state.registers[item.field]?.siblings ?? []
    guard let kept = siblings.first(where: { $0.stamp.dot == side.dot }) else {
      throw .changedUnderneath
    }
    let shown = Set(item.sides.map(\.dot))
    let values = Set(siblings.filter { shown.contains($0.stamp.dot) }.map(\.value))
    let settled = Set(siblings.filter { values.contains($0.value) }.map(\.stamp.dot))
    let standing = Set(siblings.map(\.stamp.dot)).subtracting(settled)
      .union(view.state.survivedDeletions.map(\.stamp.dot))
    return Operation(
      .write, kind: item.kind, record: view.id,
      values: [FieldValue(item.field, kept.value)] + alongside(kept.value, item, view),
      keeps: standing.sorted())
  }

  /// A keeps the record by writing what it shows anyway; B deletes it again.
  private func settleDeletion(
    _ item: ReviewItem, _ side: ReviewSide, _ view: RecordView, in reader: any RecordReading
  ) throws -> Operation {
    guard view.state.tombstones.contains(where: { $0.stamp.dot == item.sides.last?.dot }) else {
      throw ReviewError.changedUnderneath
    }
    if side.letter != item.sides.last?.letter {
      let field = Self.touchable(item.kind)
      let isTouched = [LibraryKind.bib, LibraryKind.authority].contains(item.kind)
      let value = isTouched ? Value.integer(1) : view[field]
      let alternates = view.state.registers[field]?.alternates.map(\.stamp.dot) ?? []
      return Operation(
        .write, kind: item.kind, record: view.id, values: [FieldValue(field, value)],
        keeps: alternates)
    }
    if item.kind == LibraryKind.bib, try reader.survivor(ofBib: view.id) == view.id,
      try !reader.liveItems(ofOneWith: view.id).isEmpty
    {
      throw ReviewError.itemsStillAttached
    }
    return Operation(.delete, kind: item.kind, record: view.id)
  }

  /// A field whose rewriting changes nothing.
  private static func touchable(_ kind: Int) -> Int {
    switch kind {
    case LibraryKind.bib: BibField.touched
    case LibraryKind.bibField: BibChildField.tag
    case LibraryKind.authority: AuthorityField.touched
    case LibraryKind.authorityField: AuthorityChildField.tag
    case LibraryKind.item: ItemField.bib
    case LibraryKind.patron: PatronField.card
    case LibraryKind.fund: FundField.code
    default: BranchField.code
    }
  }
}

/// Why a review item could not be resolved.
public enum ReviewError: Error, Hashable, Sendable {
  case noSuchSide(String, offered: [String])
  case changedUnderneath
  case itemsStillAttached
  case notResolvable
  case notResolved

  /// Stable, for scripts.
  public var code: String {
    switch self {
    case .noSuchSide: "no-such-side"
    case .changedUnderneath: "changed-underneath"
    case .itemsStillAttached: "items-attached"
    case .notResolvable: "not-resolvable"
    case .notResolved: "not-resolved"
    }
  }
}

extension ReviewError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSuchSide(let letter, let offered):
      "There is no side \(letter); keep one of \(offered.joined(separator: ", "))."
    case .changedUnderneath:
      "The conflict changed since it was shown; look at it again and decide anew."
    case .itemsStillAttached:
      "Items still name this bib; delete or move them before deleting it."
    case .notResolvable: "Nothing can be kept here; do what the proposal says instead."
    case .notResolved: "This conflict has no resolution that could be undone."
    }
  }
}
