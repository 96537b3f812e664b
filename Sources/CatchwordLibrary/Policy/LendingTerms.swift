/// What a borrower is granted, and what it costs to go beyond. Money is in minor units.
package struct LendingTerms: Hashable, Sendable {
  /// How long a loan lasts.
  package enum Period: Hashable, Sendable {
    case notForLoan
    /// 0 is the same day.
    case days(Int64)
    /// Until the next of `termEnds`.
    case term
  }

  package var period: Period
  /// Ascending. A loan of days ends at the next of them at the latest.
  package var termEnds: [CivilDate] = []
  /// Nil: without limit.
  package var renewals: Int64?
  /// Nil: as many as the loan has.
  package var renewalDays: Int64?
  /// Whether a loan is renewed without the item in hand.
  package var isRemoteRenewalAllowed = true
  /// Open days after the due date that cost nothing.
  package var graceDays: Int64 = 0
  /// For each open day.
  package var finePerDay: Int64 = 0
  /// The most that one loan costs; nil: without limit.
  package var fineCap: Int64?
  /// For a lost item; nil: its own price.
  package var replacementFee: Int64?
  package var processingFee: Int64 = 0
  package var areHoldsAllowed = true

  package init(_ period: Period) { self.period = period }
}

/// Terms for some categories of patrons, types of items and branches; an empty list means all.
package struct LendingRule: Hashable, Sendable {
  /// Ascending, each once, as the two below.
  package var categories: [ExactText]
  package var itemTypes: [ExactText]
  package var branches: [ExactText]
  package var terms: LendingTerms

  package init(
    categories: [ExactText] = [], itemTypes: [ExactText] = [], branches: [ExactText] = [],
    _ terms: LendingTerms
  ) {
    self.categories = categories
    self.itemTypes = itemTypes
    self.branches = branches
    self.terms = terms
  }

  /// How near a rule is to a lending. Greater wins.
  ///
  /// The order is total: a rule that names the branch beats one that names a branch above it, which
  /// beats one that names none; among those, one that names the patron's category beats one that
  /// does not; among those, one that names the item's type. Two different rules can be equally near
  /// only where all three lists meet, and a policy with such rules is refused.
  package struct Specificity: Hashable, Sendable, Comparable {
    /// 0: no branch named; else greater the nearer the named branch is.
    package let branch: Int
    package let category: Int
    package let itemType: Int

    package static func < (a: Specificity, b: Specificity) -> Bool {
      (a.branch, a.category, a.itemType) < (b.branch, b.category, b.itemType)
    }
  }

  /// - Parameter chain: the branch and those above it, the nearest first.
  /// - Returns: nil where the rule does not apply.
  package func specificity(
    category: ExactText?, itemType: ExactText?, chain: [ExactText]
  ) -> Specificity? {
    let distance = chain.firstIndex { branches.contains($0) }
    guard branches.isEmpty || distance != nil,
      categories.isEmpty || category.map(categories.contains) == true,
      itemTypes.isEmpty || itemType.map(itemTypes.contains) == true
    else { return nil }
    return Specificity(
      branch: distance.map { PolicyLimits.branchDepth + 1 - $0 } ?? 0,
      category: categories.isEmpty ? 0 : 1, itemType: itemTypes.isEmpty ? 0 : 1)
  }

  /// Whether some lending finds both equally near.
  package func isAmbiguous(with other: LendingRule) -> Bool {
    Self.meet(branches, other.branches) && Self.meet(categories, other.categories)
      && Self.meet(itemTypes, other.itemTypes)
  }

  private static func meet(_ a: [ExactText], _ b: [ExactText]) -> Bool {
    a.isEmpty && b.isEmpty || a.contains(where: b.contains)
  }
}
