/// How much a patron may have, and what makes the desk stop. Nil means without limit.
package struct PatronLimits: Hashable, Sendable {
  /// Loans at once of some types of items together.
  package struct OfTypes: Hashable, Sendable {
    /// Ascending, each once.
    package var itemTypes: [ExactText]
    package var loans: Int64

    package init(_ itemTypes: [ExactText], loans: Int64) {
      self.itemTypes = itemTypes
      self.loans = loans
    }
  }

  /// Loans at once.
  package var loans: Int64?
  package var loansOfTypes: [OfTypes] = []
  /// Holds at once.
  package var holds: Int64?
  /// Minor units; who owes more is stopped.
  package var owed: Int64?
  /// Who has more overdue items is stopped.
  package var overdues: Int64?
  /// Whether a card that has expired stops the desk.
  package var isStoppedByExpiry = true

  package init() {}
}

/// A category of patrons: people, teachers, institutions.
package struct PatronCategory: Hashable, Sendable {
  package enum Sort: Int64, Hashable, Sendable, CaseIterable {
    case person = 1
    case teacher = 2
    case institution = 3

    package var word: String {
      switch self {
      case .person: "person"
      case .teacher: "teacher"
      case .institution: "institution"
      }
    }
  }

  package var code: ExactText
  package var sort = Sort.person
  /// Whether fines accrue at all.
  package var paysFines = true
  package var limits: PatronLimits

  package init(_ code: ExactText, _ limits: PatronLimits) {
    self.code = code
    self.limits = limits
  }
}

/// What children may not borrow.
package struct JuvenileRules: Hashable, Sendable {
  /// Patrons below this age are juvenile; 0: nobody is.
  package var ageLimit: Int64 = 0
  /// Types of items not lent to them. Ascending, each once.
  package var refusedTypes: [ExactText] = []
  package var needsGuardian = false

  package init() {}

  /// - Returns: whole years on a day; somebody born on 29 February is a year older on 1 March.
  package static func age(of birth: CivilDate, on day: CivilDate) -> Int64 {
    let (born, now) = (birth.components, day.components)
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day) ? 1 : 0)
  }
}
