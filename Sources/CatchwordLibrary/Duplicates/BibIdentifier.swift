/// A number in a bib that says what it describes, in its normal form.
package struct BibIdentifier: Hashable, Sendable {
  package enum Kind: Comparable, Hashable, Sendable, CaseIterable {
    case oclc
    case lccn
    case isbn

    package var name: String {
      switch self {
      case .oclc: "OCLC"
      case .lccn: "LCCN"
      case .isbn: "ISBN"
      }
    }

    /// The first two number records of one edition. An ISBN numbers what is sold: a set and its
    /// volumes bear each other's, reprints keep theirs, and publishers use theirs again.
    package var evidence: DuplicateEvidence { self == .isbn ? .weak : .strong }
  }

  package let kind: Kind
  /// ASCII, such as `9780306406157`.
  package let number: String

  /// - Parameter text: as a cataloguer writes it; OCLC's with `(OCoLC)` or one of its letters.
  package init(_ kind: Kind, _ text: String) throws(IdentifierProblem) {
    self.kind = kind
    switch kind {
    case .oclc: number = try OCLCNumber(text).normalForm
    case .lccn: number = try LCCN(text).normalForm
    case .isbn: number = try ISBN(text).normalForm
    }
  }

  /// As a record holds it. Reading that again gives the same identifier.
  package var written: String { kind == .oclc ? "(OCoLC)\(number)" : number }
}

extension BibIdentifier: Comparable {
  package static func < (a: BibIdentifier, b: BibIdentifier) -> Bool {
    a.kind == b.kind ? a.number.utf8.lexicographicallyPrecedes(b.number.utf8) : a.kind < b.kind
  }
}

extension BibIdentifier: CustomStringConvertible {
  package var description: String { "\(kind.name) \(number)" }
}

/// How much a likeness says; what is strong comes first.
package enum DuplicateEvidence: Comparable, Hashable, Sendable {
  case strong
  case weak

  package var name: String { self == .strong ? "strong" : "weak" }
}
