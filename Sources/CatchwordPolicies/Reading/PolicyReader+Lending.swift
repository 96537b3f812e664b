import CatchwordLibrary

extension PolicyReader {
  static let termKeys = [
    "loan", "days", "term_ends", "renewals", "renewal_days", "remote_renewal", "grace_days",
    "fine_per_day", "fine_cap", "replacement_fee", "processing_fee", "holds",
  ]
  static let ruleKeys = ["category", "item_type", "branch"]
  static let ofTypesKeys = ["types", "loans"]
  static let categoryKeys = ["kind", "fines"]
  static let limitKeys = [
    "loans", "loans_of", "holds", "owed", "overdues", "expired_card_stops",
  ]

  /// - Parameter base: gives what the table leaves out.
  mutating func terms(_ table: Table, over base: LendingTerms) -> LendingTerms {
    var terms = base
    let days = integer("days", in: table)
    let word = word("loan", in: table, [("days", "days"), ("term", "term"), ("no", "no")])
    switch word {
    case "term": terms.period = .term
    case "no": terms.period = .notForLoan
    default:
      if let days { terms.period = .days(days) }
      let isOfDays = if case .days = terms.period { true } else { false }
      if word != nil && !isOfDays {
        find(table.path + ["loan"], "no-days", "loan is \"days\" and days is missing; say how many")
      }
    }
    if days != nil, let word, word != "days" {
      find(
        table.path + ["days"], "days-without-loan",
        "days is given and loan is \"\(word)\"; drop one of them")
    }
    terms.termEnds = dates("term_ends", in: table) ?? terms.termEnds
    terms.renewals = number("renewals", in: table, word: "unlimited") ?? terms.renewals
    terms.renewalDays = number("renewal_days", in: table, word: "loan") ?? terms.renewalDays
    terms.isRemoteRenewalAllowed =
      flag("remote_renewal", in: table) ?? terms.isRemoteRenewalAllowed
    terms.graceDays = integer("grace_days", in: table) ?? terms.graceDays
    terms.finePerDay = amount("fine_per_day", in: table) ?? terms.finePerDay
    terms.fineCap = amount("fine_cap", in: table, word: "unlimited") ?? terms.fineCap
    terms.replacementFee =
      amount("replacement_fee", in: table, word: "price") ?? terms.replacementFee
    terms.processingFee = amount("processing_fee", in: table) ?? terms.processingFee
    terms.areHoldsAllowed = flag("holds", in: table) ?? terms.areHoldsAllowed
    return terms
  }

  mutating func rule(_ table: Table, over base: LendingTerms) -> LendingRule {
    expect(Self.ruleKeys + Self.termKeys, in: table)
    return LendingRule(
      categories: codes("category", in: table), itemTypes: codes("item_type", in: table),
      branches: codes("branch", in: table), terms(table, over: base))
  }

  mutating func limits(_ table: Table, over base: PatronLimits) -> PatronLimits {
    var limits = base
    limits.loans = number("loans", in: table, word: "unlimited") ?? limits.loans
    limits.holds = number("holds", in: table, word: "unlimited") ?? limits.holds
    limits.owed = amount("owed", in: table, word: "unlimited") ?? limits.owed
    limits.overdues = number("overdues", in: table, word: "unlimited") ?? limits.overdues
    limits.isStoppedByExpiry =
      flag("expired_card_stops", in: table) ?? limits.isStoppedByExpiry
    if table.entries["loans_of"] != nil {
      limits.loansOfTypes = tables("loans_of", in: table).map { each in
        expect(Self.ofTypesKeys, in: each)
        if each.entries["loans"] == nil {
          find(each.path, "no-loans", "loans is missing; say how many of these types")
        }
        return PatronLimits.OfTypes(
          codes("types", in: each), loans: integer("loans", in: each) ?? 0)
      }
    }
    return limits
  }

  mutating func category(
    _ code: ExactText, _ table: Table, over base: PatronLimits
  ) -> PatronCategory {
    expect(Self.categoryKeys + Self.limitKeys, in: table)
    var category = PatronCategory(code, limits(table, over: base))
    let words = PatronCategory.Sort.allCases.map { ($0.word, $0) }
    category.sort = word("kind", in: table, words) ?? .person
    category.paysFines = flag("fines", in: table) ?? (category.sort == .person)
    return category
  }
}
