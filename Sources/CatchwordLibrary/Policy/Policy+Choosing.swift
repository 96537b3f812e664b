#if Mutants
  import CatchwordCore
#endif

extension Policy {
  /// The terms of one lending, and where they come from.
  package struct Choice: Hashable, Sendable {
    package let terms: LendingTerms
    /// Index of the rule in `rules`; nil: `base`.
    package let rule: Int?
    /// Rules that apply too and are less specific, the most specific first.
    package let beaten: [Int]
  }

  /// The most specific rule that applies; `base` where none does.
  ///
  /// - Parameters:
  ///   - category: the patron's; nil where the patron has none.
  ///   - itemType: the item's; nil where it has none or is unknown.
  ///   - branch: whose desk it is.
  package func choice(
    category: ExactText?, itemType: ExactText?, branch: ExactText
  ) -> Choice {
    let chain = chain(of: branch)
    var applying: [(index: Int, specificity: LendingRule.Specificity)] = []
    for (index, rule) in rules.enumerated() {
      guard
        let specificity = rule.specificity(category: category, itemType: itemType, chain: chain)
      else { continue }
      applying.append((index, specificity))
    }
    applying.sort { a, b in
      a.specificity == b.specificity ? a.index < b.index : a.specificity > b.specificity
    }
    guard let first = applying.first else { return Choice(terms: base, rule: nil, beaten: []) }
    return Choice(
      terms: rules[first.index].terms, rule: first.index,
      beaten: applying.dropFirst().map(\.index))
  }

  /// The group in which an item that comes back stays; nil where it goes home.
  ///
  /// - Parameters:
  ///   - branch: where it came back.
  ///   - home: whose it is.
  package func floatingGroup(
    at branch: ExactText, home: ExactText, itemType: ExactText?
  ) -> FloatingGroup? {
    #if Mutants
      if RuleOut.floatingItems.isAtWork { return nil }
    #endif
    return floating.first { group in
      group.branches.contains(branch) && group.branches.contains(home)
        && (group.itemTypes.isEmpty || itemType.map(group.itemTypes.contains) == true)
    }
  }

  package func category(_ code: ExactText?) -> PatronCategory? {
    code.flatMap { code in categories.first { $0.code == code } }
  }

  package func limits(of category: ExactText?) -> PatronLimits {
    self.category(category)?.limits ?? limits
  }
}

extension LendingTerms {
  /// What a late return costs, in minor units.
  ///
  /// - Parameter openDays: days after the due date on which the branch was open
  ///   (`OpeningCalendar.openDays`).
  package func fine(openDays: Int64) -> Int64 {
    let days = max(0, min(openDays, PolicyLimits.days) - graceDays)
    return min(days * finePerDay, fineCap ?? .max)
  }
}

/// A due date and what decided it.
package struct DueDecision: Hashable, Sendable {
  package let due: CivilDate
  package let rule: DueRule

  package init(_ due: CivilDate, _ rule: DueRule) {
    self.due = due
    self.rule = rule
  }
}

/// How due dates are reckoned at one desk for one borrower.
package struct DueReckoning: Hashable, Sendable {
  package let terms: LendingTerms
  package let calendar: OpeningCalendar
  /// The last day of the borrower's card, where loans end with it.
  package let cardEnds: CivilDate?
  /// What a date is put down to that nothing moved.
  package let usual: DueRule

  package init(
    terms: LendingTerms, calendar: OpeningCalendar, cardEnds: CivilDate?, usual: DueRule
  ) {
    self.terms = terms
    self.calendar = calendar
    self.cardEnds = cardEnds
    self.usual = usual
  }

  /// - Returns: nil where the terms allow no loan, or no term is left.
  package func due(lentOn day: CivilDate) -> DueDecision? {
    switch terms.period {
    case .notForLoan: nil
    case .days(let days): decided(day.adding(days: days), from: day)
    case .term: terms.termEnds.first { $0 >= day }.map { settled($0, .termEnd, from: day) }
    }
  }

  /// From the day of the renewal or from the old due date, whichever is later.
  package func due(renewedOn day: CivilDate, until due: CivilDate?) -> DueDecision? {
    let start = max(day, due ?? day)
    switch terms.period {
    case .notForLoan: return nil
    case .days(let days):
      return decided(start.adding(days: terms.renewalDays ?? days), from: day)
    case .term:
      let next = terms.termEnds.first { $0 > start || $0 == start && due == nil }
      return next.map { settled($0, .termEnd, from: day) }
    }
  }

  private func decided(_ date: CivilDate, from day: CivilDate) -> DueDecision {
    if let end = terms.termEnds.first(where: { $0 >= day }), end < date {
      return settled(end, .termEnd, from: day)
    }
    return settled(date, usual, from: day)
  }

  /// Rolled to a day on which the branch can take it back, and cut by the card.
  private func settled(_ date: CivilDate, _ rule: DueRule, from day: CivilDate) -> DueDecision {
    let rolled = calendar.rolled(date)
    if let cardEnds, cardEnds < rolled { return DueDecision(max(cardEnds, day), .cardExpiry) }
    return DueDecision(rolled, rolled == date ? rule : .calendar)
  }
}
