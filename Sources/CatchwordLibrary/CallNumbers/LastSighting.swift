package import CatchwordCore

extension RecordReading {
  /// The last time that somebody had an item in hand, in fold order; nil before any.
  package func lastSighting(
    of id: RecordID, _ view: RecordView, hashing: Hashing
  ) throws -> CirculationFact? {
    let subject = Subject.record(kind: LibraryKind.item, id)
    let facts = try heedingClockNotes().facts(of: id, view)
    let order = FoldOrder.sorted(facts).compactMap(CirculationFact.init)
    let undoing = Undoing(
      order, subject: subject, names: ConflictName(hashing: hashing), tell: nil)
    return order.last { $0.isSighting && !undoing.isUndone($0) }
  }
}

extension CirculationFact {
  /// The shelving location where an inventory met the item; nil for other facts, and where none
  /// was named.
  package var shelfRead: String? {
    action == .inventory ? placed[CirculationField.location].text : nil
  }
}
