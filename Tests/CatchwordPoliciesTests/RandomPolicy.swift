import CatchwordLibrary

extension Policy {
  /// A policy that any network could have.
  static func random(_ random: inout SplitMix) -> Policy {
    func number(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &random) }
    func maybe(_ range: ClosedRange<Int64>) -> Int64? { Bool.random(using: &random) ? number(range) : nil }
    let branches: [ExactText] = ["MAIN", "EAST", "caf\u{e9}", "cafe\u{301}", "CART"]
    let types: [ExactText] = ["BOOK", "DVD", "videodisc new \"r\"", "CD"]
    let categories: [ExactText] = ["ADULT", "CHILD", "Patron - Student"]
    func some(_ list: [ExactText]) -> [ExactText] { list.filter { _ in Bool.random(using: &random) } }
    func days(_ count: Int64) -> [CivilDate] {
      (0..<number(0...count)).map { _ in CivilDate(day: number(20_000...21_000)) }
    }
    func terms() -> LendingTerms {
      var terms = LendingTerms(Bool.random(using: &random) ? .days(number(0...90)) : .notForLoan)
      terms.termEnds = days(3)
      if !terms.termEnds.isEmpty, Bool.random(using: &random) { terms.period = .term }
      terms.renewals = maybe(0...9)
      terms.renewalDays = maybe(0...40)
      terms.isRemoteRenewalAllowed = Bool.random(using: &random)
      terms.graceDays = number(0...9)
      terms.finePerDay = number(0...500)
      terms.fineCap = maybe(0...5_000)
      terms.replacementFee = maybe(0...5_000)
      terms.processingFee = number(0...500)
      terms.areHoldsAllowed = Bool.random(using: &random)
      return terms
    }
    func limits() -> PatronLimits {
      var limits = PatronLimits()
      limits.loans = maybe(0...100)
      limits.loansOfTypes = Bool.random(using: &random) ? [.init(["DVD", "CD"], loans: number(0...9))] : []
      limits.holds = maybe(0...100)
      limits.owed = maybe(0...10_000)
      limits.overdues = maybe(0...100)
      limits.isStoppedByExpiry = Bool.random(using: &random)
      return limits
    }
    var policy = Policy(base: terms())
    policy.name = ExactText("Name \(number(0...9))")
    policy.currency = Currency(code: "KWD", digits: number(0...4))
    policy.itemTypes = types
    policy.limits = limits()
    policy.endsWithCard = Bool.random(using: &random)
    policy.categories = categories.map { code in
      var category = PatronCategory(code, limits())
      category.sort = PatronCategory.Sort.allCases.randomElement(using: &random) ?? .person
      category.paysFines = Bool.random(using: &random)
      return category
    }
    for _ in 0..<number(0...6) {
      let rule = LendingRule(
        categories: some(categories), itemTypes: some(types), branches: some(branches), terms())
      if !policy.rules.contains(where: rule.isAmbiguous) { policy.rules.append(rule) }
    }
    policy.holds.shelfDays = number(0...20)
    policy.holds.expiryDays = maybe(1...400)
    policy.holds.staleTrapDays = number(0...9)
    if Bool.random(using: &random) {
      var group = FloatingGroup("discs", ["MAIN", "EAST"])
      group.itemTypes = some(types)
      group.itemsPerTitle = maybe(1...9)
      policy.floating = [group]
      policy.travel.pairs = [TravelTimes.Pair("MAIN", "EAST", minutes: number(0...90))]
    }
    policy.travel.minutes = number(0...90)
    policy.juveniles.ageLimit = number(0...21)
    policy.juveniles.refusedTypes = some(types)
    policy.juveniles.needsGuardian = Bool.random(using: &random)
    policy.retentionDays = maybe(0...999)
    policy.claimsReturned = maybe(0...9)
    policy.lostRefundDays = number(0...999)
    policy.branches = branches.enumerated().map { index, code in
      var branch = PolicyBranch(code)
      branch.sort = PolicyBranch.Sort.allCases.randomElement(using: &random) ?? .branch
      if index > 0, Bool.random(using: &random) { branch.parent = branches[index - 1] }
      if Bool.random(using: &random) {
        branch.hours = (0..<7).map { _ in
          Bool.random(using: &random) ? [OpenSpan(from: number(0...600), to: number(700...1_440))] : []
        }
      }
      branch.visits = days(5)
      branch.closures = (0..<number(0...3)).map { index in
        let first = CivilDate(day: 20_000 + index * 100)
        return PolicyClosure(
          first: first, last: first.adding(days: number(0...20)), reason: ExactText("closed \(index)"),
          isYearly: index == 2)
      }
      return branch
    }
    return policy
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
