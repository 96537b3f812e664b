package import CatchwordCore
package import CatchwordLibrary

/// A bib as a person reads it.
package struct BibCard: Equatable, Sendable {
  package let id: RecordID
  package let title: String
  package let author: String
  package let year: Int64?
  /// `live`, `needs review`, `merged` or `deleted`.
  package let status: String
  package let controlNumber: String?
  package let leader: String?
  /// In the order of their positions.
  package let fields: [FieldCard]
  /// Of the bib and of all that were merged into it; none where it is itself merged.
  package let items: [ItemCard]
  /// The bib that stands for this one.
  package let mergedInto: RecordID?
  /// Ascending: those for which this one stands.
  package let merged: [RecordID]
}

/// One MARC field of a bib, with the alternates of an open conflict.
package struct FieldCard: Equatable, Sendable {
  package let id: RecordID
  package let tag: String
  package let content: FieldContent
  package let alternates: [FieldContent]
  /// What is shown: the content, or the heading of its authority in it.
  package let shown: FieldContent
  /// The authority that controls it.
  package let authority: RecordID?
  /// Who wrote the content, then the alternates, as stamps.
  package let stamps: [Stamp]
}

/// An item: where it is, whether it may be lent, what is claimed about it.
package struct ItemCard: Equatable, Sendable {
  package let id: RecordID
  package let bib: RecordID?
  package let barcode: String?
  package let title: String
  package let callNumber: String?
  /// Which part of the work it is, as its label says.
  package let enumeration: String?
  package let itemType: String?
  package let owningBranch: String?
  package let shelvingLocation: String?
  /// The word staff read: `available`, `on loan`, `lost` …
  package let status: String
  /// `branch`, `loan`, `transit` or `unknown`.
  package let custody: String
  /// Where it is, was lent or is going.
  package let custodyBranch: String?
  /// Where it was sent from, while it is on its way.
  package let custodyFrom: String?
  /// Seconds since 1970 of the last sighting.
  package let since: Int64?
  package let eligibility: String
  package let claims: [String]
  package let loan: LoanCard?
  package let notes: [String]
  /// What belongs to it and is counted at the desk.
  package let parts: String?
  /// How often it was used in the house.
  package let usesInHouse: Int64
}

extension ItemCard {
  /// The order of a list for people: field after field, by bytes; what is absent comes first.
  func precedes(_ other: ItemCard, by fields: [KeyPath<ItemCard, String?>]) -> Bool {
    let texts = { (card: ItemCard) in fields.map { card[keyPath: $0] ?? "" } }
    return texts(self).lexicographicallyPrecedes(texts(other)) {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }
}

/// One loan. The patron is named by record id alone.
package struct LoanCard: Equatable, Sendable {
  package let id: RecordID
  package let item: RecordID?
  package let barcode: String?
  package let title: String
  package let patron: RecordID?
  package let branch: String
  /// Seconds since 1970.
  package let started: Int64
  package let due: CivilDate?
  package let renewals: Int64
  /// `open`, `disputed` or `closed`.
  package let standing: String
  package let closedAt: Int64?
  package let closedHow: String?
}

/// A patron with what they have at home.
package struct PatronCard: Equatable, Sendable {
  package let id: RecordID
  package let card: String
  package let name: String
  package let category: String
  package let branch: String
  package let expiry: CivilDate?
  /// Those of all patrons who are one with this one; none where another stands for it.
  package let loans: [LoanCard]
  /// The patron that stands for this one.
  package let mergedInto: RecordID?
  /// Ascending: those for whom this one stands.
  package let merged: [RecordID]
  package let isRetired: Bool
  package let isProvisional: Bool
  /// Whether the policy in force has their category as an institution.
  package let isInstitution: Bool
  /// Who answers for them, by the last digits of that card.
  package let guardian: String?
  /// For whom they answer, by the last digits of their cards.
  package let wards: [String]
  package let note: String?
}

/// One bib that a search found, with what each branch has of it.
package struct SearchHit: Equatable, Sendable {
  package struct Availability: Equatable, Sendable {
    package let branch: String
    package let items: Int
    package let available: Int
  }

  package let bib: RecordID
  package let title: String
  package let author: String
  package let year: Int64?
  package let callNumber: String?
  /// Ascending by branch.
  package let branches: [Availability]
}
