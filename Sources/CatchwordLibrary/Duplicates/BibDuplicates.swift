package import CatchwordCore

/// Gathers numbers of bibs, and says which bibs share some.
///
/// Holds identifiers alone, so that a catalogue of any size passes through. Nothing is merged by
/// this: the bibs of a cluster are candidates for somebody who looks at them (case 28).
package struct BibDuplicates: Sendable {
  /// Bibs that were taken.
  package private(set) var bibs = 0
  package private(set) var unreadableISBNs = 0
  private var bearers: [BibIdentifier: [RecordID]] = [:]

  package init() {}

  /// - Parameter bib: taken for the first time.
  package mutating func take(_ bib: RecordID, _ identifiers: BibIdentifiers) {
    bibs += 1
    unreadableISBNs += identifiers.unreadableISBNs
    for identifier in identifiers.identifiers { bearers[identifier, default: []].append(bib) }
  }

  /// Numbers that more bibs share than can be one edition; ascending.
  package func crowdedNumbers(_ weakest: DuplicateEvidence = .weak) -> [CrowdedNumber] {
    shared(weakest).filter { Self.isCrowded($0.key, $0.value) }
      .map { CrowdedNumber(identifier: $0.key, bibs: $0.value.count) }
      .sorted { $0.identifier < $1.identifier }
  }

  /// Strong ones first, then by their first number. Every two bibs of a cluster share each of its
  /// numbers: a chain, where the first is like the second and that like a third, is two clusters.
  ///
  /// - Parameter weakest: clusters whose evidence is weaker are left out.
  package func clusters(_ weakest: DuplicateEvidence = .weak) -> [BibCluster] {
    #if Mutants
      if RuleOut.sameNumbersReported.isAtWork { return [] }
    #endif
    var numbers: [[RecordID]: [BibIdentifier]] = [:]
    for (identifier, bibs) in shared(weakest) where !Self.isCrowded(identifier, bibs) {
      numbers[bibs.sorted(), default: []].append(identifier)
    }
    return numbers.map { BibCluster(bibs: $0.key, numbers: $0.value.sorted()) }
      .sorted { $0.numbers[0] < $1.numbers[0] }
  }

  private func shared(_ weakest: DuplicateEvidence) -> [BibIdentifier: [RecordID]] {
    bearers.filter { $0.value.count > 1 && $0.key.kind.evidence <= weakest }
  }

  private static func isCrowded(_ identifier: BibIdentifier, _ bibs: [RecordID]) -> Bool {
    switch identifier.kind.evidence {
    case .strong: bibs.count > Limits.bibsOfOneStrongNumber
    case .weak: bibs.count > Limits.bibsOfOneWeakNumber
    }
  }
}

/// Bibs that share the same numbers.
package struct BibCluster: Equatable, Sendable {
  /// Ascending; at least two.
  package let bibs: [RecordID]
  /// Ascending, at least one; so the first is the strongest.
  package let numbers: [BibIdentifier]

  package var evidence: DuplicateEvidence { numbers[0].kind.evidence }
}

/// A number that too many bibs share for it to say anything about two of them.
package struct CrowdedNumber: Equatable, Sendable {
  package let identifier: BibIdentifier
  package let bibs: Int
}
