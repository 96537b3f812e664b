import CatchwordCore

/// What somebody is charged for.
public enum ChargeKind: Int64, Sendable, Hashable, CaseIterable {
  /// A late return. Nobody states it: what it comes to follows from the loan and the policy.
  case overdue = 1
  /// For an item that is lost.
  case replacement = 2
  /// For the work with a lost item.
  case processing = 3
  case damage = 4
  /// A new card.
  case card = 5
  case other = 6
  /// Money that was left at the desk for nothing in particular.
  case deposit = 7

  /// - Parameter word: as `word` gives it.
  public init?(word: String) {
    guard let kind = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = kind
  }

  /// The word on the command line and in a sentence.
  public var word: String {
    switch self {
    case .overdue: "overdue"
    case .replacement: "replacement"
    case .processing: "processing"
    case .damage: "damage"
    case .card: "card"
    case .other: "other"
    case .deposit: "deposit"
    }
  }

  /// Whether it is owed only while the item of the loan is lost.
  var isForLoss: Bool { self == .replacement || self == .processing }

  /// Whether staff may state it.
  public var isStated: Bool { self != .overdue && self != .deposit }
}

/// How money changed hands.
public enum PaymentMethod: Int64, Sendable, Hashable, CaseIterable {
  case cash = 1
  case card = 2
  case cheque = 3
  /// From what the patron has to their credit: no drawer sees it.
  case credit = 4

  /// - Parameter word: as `word` gives it.
  public init?(word: String) {
    guard let method = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = method
  }

  /// The word on the command line and in a sentence.
  public var word: String {
    switch self {
    case .cash: "cash"
    case .card: "card"
    case .cheque: "cheque"
    case .credit: "credit"
    }
  }
}

/// Why a patron is not to borrow.
public enum BlockKind: Int64, Sendable, Hashable, CaseIterable {
  /// The card was reported stolen or lost: who shows it may be somebody else.
  case stolen = 1
  case other = 2
}

/// Columns of the derived table of charges; a row belongs to its item, or to the patron's account
/// where no item is concerned.
public enum ChargeColumn {
  /// The fact that stated it; for a late return the loan's checkout.
  public static let id = 1
  /// `ChargeKind.rawValue`.
  public static let kind = 2
  public static let patron = 3
  public static let item = 4
  public static let loan = 5
  /// Minor units; null for a late return, which is reckoned when somebody asks.
  public static let amount = 6
  /// Code in ISO 4217; null for a late return that nothing was paid for yet.
  public static let currency = 7
  /// The branch that charges.
  public static let branch = 8
  /// Seconds since 1970.
  public static let stated = 9
  /// `Charge.Standing.rawValue`.
  public static let standing = 10
  /// The sighting by which nothing is owed any longer.
  public static let endedBy = 11
  /// Minor units, as the two below.
  public static let paid = 12
  public static let waived = 13
  public static let refunded = 14
  /// Civil day.
  public static let due = 15
  /// Civil day on which the item came back; null while it is out.
  public static let returned = 16
  /// The policy fact by which a late return is reckoned.
  public static let policy = 17

  public static let tableName = "charge"

  static let table = DerivedTable(
    tableName,
    fields: [
      Field(id, "id", .record, isIndexed: true),
      Field(kind, "kind", .integer),
      Field(patron, "patron", .record, isConfidential: true, isIndexed: true),
      Field(item, "item", .record),
      Field(loan, "loan", .record),
      Field(amount, "amount", .integer),
      Field(currency, "currency", .text),
      Field(branch, "branch", .text),
      Field(stated, "stated", .integer),
      Field(standing, "standing", .text),
      Field(endedBy, "ended_by", .record),
      Field(paid, "paid", .integer),
      Field(waived, "waived", .integer),
      Field(refunded, "refunded", .integer),
      Field(due, "due", .integer),
      Field(returned, "returned", .integer),
      Field(policy, "policy", .record),
    ])
}
