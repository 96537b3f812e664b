package import CatchwordCore

/// What leads from a record that staff merged into another one to that other: a register, so a merge
/// can be taken back, and two merges that did not know of each other are alternates.
///
/// Nothing moves when records are merged. Facts and items keep the ids that they name, and whoever
/// reads them follows the redirects, so that what names a merged record afterwards follows too
/// (cases 25 and 29).
package enum Redirection: Sendable, CaseIterable {
  case bib
  case patron

  package var kind: Int { self == .bib ? LibraryKind.bib : LibraryKind.patron }
  package var field: Int { self == .bib ? BibField.redirect : PatronField.redirect }

  package init?(ofKind kind: Int) {
    guard let redirection = Self.allCases.first(where: { $0.kind == kind }) else { return nil }
    self = redirection
  }
}

extension RecordReading {
  /// The bib that stands for this one: the end of its redirects, else itself.
  package func survivor(ofBib bib: RecordID) throws -> RecordID { try survivor(of: bib, .bib) }

  /// All bibs that are one with this one, itself among them, ascending.
  package func bibsOne(with bib: RecordID) throws -> [RecordID] {
    #if Mutants
      if RuleOut.mergedBibsAreOne.isAtWork { return [bib] }
    #endif
    return try one(with: bib, .bib)
  }

  /// The patron that stands for this one: the end of its redirects, else itself.
  package func survivor(ofPatron patron: RecordID) throws -> RecordID {
    try survivor(of: patron, .patron)
  }

  /// All patrons that are one with this one, itself among them, ascending.
  package func patronsOne(with patron: RecordID) throws -> [RecordID] {
    try one(with: patron, .patron)
  }

  /// The items of a bib and of all that are one with it, but for deleted records; ascending by id.
  package func items(ofOneWith bib: RecordID) throws -> [RecordView] {
    try bibsOne(with: bib).flatMap { try items(of: $0) }.sorted { $0.id < $1.id }
  }

  /// The same without what is marked deleted: for those who ask at the door, not for the fold.
  package func liveItems(ofOneWith bib: RecordID) throws -> [RecordView] {
    try items(ofOneWith: bib).filter { !$0.isMarkedDeleted }
  }

  /// Whom each patron that facts name is one with.
  ///
  /// - Parameter field: the field of the facts that names a patron.
  package func survivors(
    ofPatronsIn facts: [PlacedFact], _ field: Int
  ) throws -> PatronSurvivors {
    var survivors = PatronSurvivors.themselves
    guard try mayHold(kind: LibraryKind.patron, field: PatronField.redirect) else {
      return survivors
    }
    for patron in Set(facts.compactMap { $0[field].record }).sorted() {
      survivors[patron] = try survivor(ofPatron: patron)
    }
    return survivors
  }

  package func survivor(of id: RecordID, _ redirection: Redirection) throws -> RecordID {
    #if Mutants
      if redirection == .bib && RuleOut.bibFollowsRedirect.isAtWork { return id }
      if redirection == .patron && RuleOut.patronFollowsRedirect.isAtWork { return id }
    #endif
    guard try mayHold(kind: redirection.kind, field: redirection.field) else { return id }
    let path = try path(from: id, redirection)
    guard !path.circle.isEmpty else { return path.end }
    let orders = try path.circle.map { member in
      KeepOrder(
        try record(kind: redirection.kind, member), id: member,
        items: redirection == .bib ? try items(of: member).count : 0)
    }
    return orders.min()?.id ?? path.end
  }

  /// The circle of redirects that a record stands in, ascending; empty where it stands in none (case
  /// 30). One stands in a circle with others only: a redirect to itself leads nowhere.
  package func circle(of id: RecordID, _ redirection: Redirection) throws -> [RecordID] {
    let circle = try path(from: id, redirection).circle
    return circle.contains(id) ? circle.sorted() : []
  }

  package func one(with id: RecordID, _ redirection: Redirection) throws -> [RecordID] {
    guard try mayHold(kind: redirection.kind, field: redirection.field) else { return [id] }
    var found: Set<RecordID> = [id]
    var waiting = [id]
    while let next = waiting.popLast() {
      let merged = try records(
        kind: redirection.kind, where: redirection.field, is: .record(next))
      for each in try merged.map(\.id) + [target(of: next, redirection)].compactMap({ $0 })
      where found.insert(each).inserted { waiting.append(each) }
    }
    return found.sorted()
  }

  /// Where redirects lead: to the last record, or into a circle.
  private func path(
    from id: RecordID, _ redirection: Redirection
  ) throws -> (end: RecordID, circle: [RecordID]) {
    var trail = [id]
    var end = id
    while let next = try target(of: end, redirection) {
      if let start = trail.firstIndex(of: next) { return (end, Array(trail[start...])) }
      trail.append(next)
      end = next
    }
    return (end, [])
  }

  private func target(of id: RecordID, _ redirection: Redirection) throws -> RecordID? {
    let target = try record(kind: redirection.kind, id)?[redirection.field].record
    return target == id ? nil : target
  }
}

/// Who stands for whom among the patrons that some facts name.
package struct PatronSurvivors: Sendable {
  package static let themselves = PatronSurvivors()

  private var others: [RecordID: RecordID] = [:]

  package subscript(patron: RecordID) -> RecordID {
    get { others[patron] ?? patron }
    set { others[patron] = newValue == patron ? nil : newValue }
  }
}
