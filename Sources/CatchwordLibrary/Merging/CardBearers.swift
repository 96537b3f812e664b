package import CatchwordCore

extension RecordReading {
  /// Living patrons with a card that is still good, one for each person, who had it first first:
  /// patrons who were merged are one person (case 26).
  package func persons(card: String) throws -> [RecordView] {
    let bearers = try patrons(card: card).filter {
      try $0[PatronField.retired].integer != 1 && !isErased($0.id)
    }
    guard bearers.count > 1 else { return bearers }
    var persons: Set<RecordID> = []
    return try SharedNumbers.byAge(bearers, PatronField.card).filter {
      persons.insert(try survivor(ofPatron: $0.id)).inserted
    }
  }

  /// The record that stands for a patron: whose limits and days count.
  package func standing(for patron: RecordView) throws -> RecordView {
    let survivor = try survivor(ofPatron: patron.id)
    return survivor == patron.id
      ? patron : try record(kind: LibraryKind.patron, survivor) ?? patron
  }
}

extension DeskRules {
  /// Whose card it is.
  ///
  /// - Parameter chosen: who it is where several have the card; any patron who is one with them.
  /// - Returns: the patron as the card names them, who may be merged into another one.
  func patron(
    _ card: String, _ chosen: RecordID? = nil, in reader: any RecordReading
  ) throws -> RecordView {
    guard !card.isEmpty else { throw DeskError.emptyScan }
    let persons = try reader.persons(card: card)
    if let chosen {
      let survivor = try reader.survivor(ofPatron: chosen)
      guard
        let person = try persons.first(where: { try reader.survivor(ofPatron: $0.id) == survivor })
      else { throw DeskError.cardOfOthers }
      return person
    }
    if persons.count > 1 { throw DeskError.ambiguousCard(persons: persons.map(Self.alias)) }
    if let person = persons.first { return person }
    let bearers = try reader.patrons(card: card)
    if !bearers.isEmpty {
      throw try bearers.allSatisfy { try reader.isErased($0.id) }
        ? DeskError.cardNoLongerValid : DeskError.retiredCard
    }
    if try !reader.bearers(of: card).isEmpty { throw DeskError.thatIsItemBarcode }
    throw DeskError.unknownCard
  }

  /// An id and a branch: where the card is the same its end says nothing, and a name is nobody's
  /// business who stands in the queue.
  private static func alias(_ patron: RecordView) -> String {
    let branch = patron[PatronField.branch].text.map { " of \($0)" } ?? ""
    return "\(patron.id)\(branch)"
  }
}
