package import CatchwordCore

/// A fact of erasure with its fields by name.
package struct ErasureFact: Hashable, Sendable {
  package let placed: PlacedFact
  package let action: ErasureAction

  /// - Returns: nil for an action that this version does not know; such facts are kept.
  package init?(_ placed: PlacedFact) {
    guard let action = placed[ErasureField.action].integer.flatMap(ErasureAction.init) else {
      return nil
    }
    self.placed = placed
    self.action = action
  }

  package var id: RecordID { placed.id }
  package var dot: Dot { placed.stamp.dot }
  package var loan: RecordID? { placed[ErasureField.loan].record }
  package var branch: String { placed[ErasureField.branch].text ?? "" }
  package var until: CivilDate? { placed[ErasureField.until].integer.map(CivilDate.init(day:)) }

  /// How a sentence names it: what, where, when, and its id.
  var phrase: String {
    let place = branch.isEmpty ? "an unnamed branch" : branch
    return "erasure at \(place) at \(instantText(placed.stamp.time)) (\(id))"
  }
}

/// What facts of erasure say about one person, whichever of their records those name.
package struct Anonymity: Hashable, Sendable {
  /// Loans that were closed on this day or before do not name them.
  package private(set) var until: CivilDate?
  /// Loans of which a desk reckoned that nothing is outstanding.
  package private(set) var loans: Set<RecordID> = []
  /// The facts by which they were erased, in fold order.
  package private(set) var erasures: [ErasureFact] = []

  /// - Parameter facts: in any order.
  package init(_ facts: [ErasureFact]) {
    // By themselves: what else was stated about the person must not change who comes first.
    erasures = FoldOrder.sorted(facts.filter { $0.action == .erase }.map(\.placed))
      .compactMap(ErasureFact.init)
    for fact in facts {
      switch fact.action {
      case .erase: break
      case .anonymise:
        if let loan = fact.loan {
          loans.insert(loan)
        } else {
          until = [until, fact.until].compactMap(\.self).max()
        }
      }
    }
  }

  package var isErased: Bool { !erasures.isEmpty }
}

/// Who is to be named no longer. An erasure concerns a person: all records that are one with the one
/// that it names, also those that were merged with it by somebody who had not heard.
extension RecordReading {
  /// Whether any erasure was ever stated: where not, nothing more need be asked.
  package func knowsErasures() throws -> Bool {
    try remembering(factsOf: LibraryKind.erasure, nil) {
      try greatest(
        ErasureField.network, kind: LibraryKind.erasure, where: ErasureField.network,
        is: .integer(1)) != nil
    }
  }

  /// The last day whose loans name nobody any longer, whoever had them.
  package func anonymisedUntil() throws -> CivilDate? {
    try remembering(factsOf: LibraryKind.erasure, nil) {
      try greatest(
        ErasureField.until, kind: LibraryKind.erasure, where: ErasureField.patron, is: .null
      ).map(CivilDate.init(day:))
    }
  }

  package func anonymity(of patron: RecordID) throws -> Anonymity {
    let facts = try patronsOne(with: patron).flatMap {
      try self.facts(kind: LibraryKind.erasure, where: ErasureField.patron, is: .record($0))
    }
    return Anonymity(facts.compactMap(ErasureFact.init))
  }

  /// Whether a patron, or anybody who is one with them, was erased: then nothing shows them.
  package func isErased(_ patron: RecordID) throws -> Bool {
    try knowsErasures() && anonymity(of: patron).isErased
  }

  /// By patron who stands for those whom facts name: the fact that erased them.
  func erasures(
    ofPatronsIn facts: [PlacedFact], _ field: Int
  ) throws -> [RecordID: RecordID] {
    guard try knowsErasures() else { return [:] }
    var found: [RecordID: RecordID] = [:]
    for patron in Set(facts.compactMap { $0[field].record }).sorted() {
      let survivor = try survivor(ofPatron: patron)
      if found[survivor] == nil {
        found[survivor] = try anonymity(of: survivor).erasures.first?.id
      }
    }
    return found
  }
}
