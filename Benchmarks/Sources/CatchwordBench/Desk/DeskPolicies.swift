import CatchwordLibrary

/// A policy of the size that a consortium has: 25 branches with 44 closures each, rules by type of
/// item, limits that make the desk look at what a patron has and owes.
enum DeskPolicies {
  static let branches = (1...25).map { "B\($0)" }
  static let itemTypes = ["book", "disc", "map", "kit"]

  static func consortium(from day: CivilDate) -> Policy {
    var terms = LendingTerms(.days(21))
    terms.renewals = 10
    terms.finePerDay = 10
    terms.fineCap = 500
    var policy = Policy(base: terms)
    policy.name = "Consortium"
    policy.itemTypes = itemTypes.map { ExactText($0) }
    policy.rules = itemTypes.enumerated().map { index, type in
      var terms = terms
      terms.period = .days(Int64(7 + 7 * index))
      return LendingRule(itemTypes: [ExactText(type)], terms)
    }
    policy.limits.loans = 50
    policy.limits.owed = 1_000
    policy.limits.holds = 20
    policy.branches = branches.map { code in
      var branch = PolicyBranch(ExactText(code))
      branch.hours = (0..<7).map { $0 == 6 ? [] : [OpenSpan(from: 540, to: 1_080)] }
      branch.closures = (0..<44).map { index in
        let first = day.adding(days: Int64(30 + 9 * index))
        return PolicyClosure(first: first, last: first, reason: ExactText("holiday \(index)"))
      }
      return branch
    }
    return policy
  }
}
