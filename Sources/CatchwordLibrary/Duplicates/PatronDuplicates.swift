package import CatchwordCore

/// Gathers who patrons are, and says who may have two cards (case 25).
///
/// Same name and same day of birth is strong. Same name and branch, where a day of birth is missing,
/// is weak: namesakes are common. Two who state different days are never in one cluster.
package struct PatronDuplicates: Sendable {
  /// Patrons that were taken.
  package private(set) var patrons = 0
  private var days: [FoldedName: [Int64: [Patron]]] = [:]
  private var undated: [FoldedName: [Patron]] = [:]

  private struct Patron: Sendable {
    let id: RecordID
    let branch: [UInt8]
  }

  package init() {}

  /// - Parameters:
  ///   - patron: taken for the first time.
  ///   - birthDate: civil day.
  package mutating func take(
    _ patron: RecordID, name: String, birthDate: Int64?, branch: String
  ) {
    patrons += 1
    guard let name = FoldedName(name) else { return }
    let patron = Patron(id: patron, branch: Array(branch.utf8))
    if let birthDate {
      days[name, default: [:]][birthDate, default: []].append(patron)
    } else {
      undated[name, default: []].append(patron)
    }
  }

  /// Strong ones first, then by ids.
  package func clusters() -> [PatronCluster] {
    #if Mutants
      if RuleOut.namesakesReported.isAtWork { return [] }
    #endif
    let strong = days.values.flatMap(\.values).filter { $0.count > 1 }
      .map { PatronCluster(.strong, $0.map(\.id)) }
    var weak: [PatronCluster] = []
    for (name, bearers) in undated {
      let dated = (days[name] ?? [:]).values
      for (branch, bearers) in Dictionary(grouping: bearers, by: \.branch) {
        let ids = bearers.map(\.id)
        let likes = dated.map { $0.filter { $0.branch == branch }.map(\.id) }
          .filter { !$0.isEmpty }
        if likes.isEmpty, ids.count > 1 { weak.append(PatronCluster(.weak, ids)) }
        weak += likes.map { PatronCluster(.weak, ids + $0) }
      }
    }
    return strong.sorted { $0.comesBefore($1) } + weak.sorted { $0.comesBefore($1) }
  }
}

/// Patrons that are likely one person, by ids alone: who they are is for those who may look it up.
package struct PatronCluster: Equatable, Sendable {
  package let evidence: DuplicateEvidence
  /// Ascending; at least two.
  package let patrons: [RecordID]

  init(_ evidence: DuplicateEvidence, _ patrons: [RecordID]) {
    self.evidence = evidence
    self.patrons = patrons.sorted()
  }

  fileprivate func comesBefore(_ other: PatronCluster) -> Bool {
    patrons.lexicographicallyPrecedes(other.patrons)
  }
}
