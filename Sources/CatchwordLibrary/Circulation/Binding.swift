import CatchwordCore

/// Decisions that were made while no item bore the barcode.
///
/// A conflict's name holds its subject, so what was asked about a bare barcode has another name once
/// an item bears it. The doubt is the same, and so the decision counts for the item.
enum Binding {
  /// - Parameter order: the facts of a subject, with those that a barcode alone binds to it.
  /// - Returns: the same, decisions about the barcode under the names that the item's conflicts have.
  static func renaming(
    _ order: [CirculationFact], for subject: Subject, names: ConflictName
  ) -> [CirculationFact] {
    guard case .record = subject,
      order.contains(where: { $0.item == nil && $0.action == .resolve })
    else { return order }
    let bare = order.filter { $0.item == nil }
    let currencies = Set(bare.map(\.currency)).sorted()
    var renamed: [ContentHash: ContentHash] = [:]
    for fact in bare {
      guard let barcode = fact.placed[CirculationField.barcode].text else { continue }
      let scanned = Subject.text(kind: LibraryKind.item, barcode)
      for doubt in doubts(fact.id, currencies) {
        renamed[names.id(scanned, doubt)] = names.id(subject, doubt)
      }
    }
    return order.map { fact in
      guard fact.item == nil, let name = fact.conflict.flatMap({ renamed[$0] }) else { return fact }
      return fact.about(name)
    }
  }

  private static func doubts(
    _ fact: RecordID, _ currencies: [ExactText]
  ) -> [ConflictName.Doubt] {
    [
      .loan(fact), .sighting(fact), .mark(fact), .undo(fact), .transit(fact), .charge(fact),
    ] + currencies.flatMap { [.payments(fact, $0), .fine(fact, $0)] }
  }
}
