/// Rules, limits, groups, branches and their calendars.
extension PolicyCheck {
  /// - Parameter base: what the terms were derived from; its own faults are told there.
  mutating func check(
    _ terms: LendingTerms, over base: LendingTerms? = nil, at place: PolicyFault.Place
  ) {
    let (days, count, amount) = (PolicyLimits.days, PolicyLimits.count, PolicyLimits.amount)
    if terms.period != base?.period, case .days(let length) = terms.period {
      check(length, "days", at: place, upTo: days)
    }
    if terms.period == .term && terms.termEnds.isEmpty {
      report(
        place, "term_ends", "no-term-ends",
        "Loans last until the end of the term and no term ends; list the dates in term_ends.")
    }
    if terms.termEnds.count > PolicyLimits.dates {
      report(place, "term_ends", "too-many", "There are \(terms.termEnds.count) term ends.")
    }
    let fields: [(KeyPath<LendingTerms, Int64?>, String, Int64)] = [
      (\.renewals, "renewals", count), (\.renewalDays, "renewal_days", days),
      (\.fineCap, "fine_cap", amount), (\.replacementFee, "replacement_fee", amount),
      (\.graceDays.optional, "grace_days", days), (\.finePerDay.optional, "fine_per_day", amount),
      (\.processingFee.optional, "processing_fee", amount),
    ]
    for (field, key, maximum) in fields where base?[keyPath: field] != terms[keyPath: field] {
      check(terms[keyPath: field], key, at: place, upTo: maximum)
    }
  }

  mutating func checkRules() {
    for (index, rule) in policy.rules.prefix(PolicyLimits.rules).enumerated() {
      let place = PolicyFault.Place.rule(index)
      check(rule.terms, over: policy.base, at: place)
      checkTypes(rule.itemTypes, "item_type", at: place)
      for branch in rule.branches { checkBranch(branch, "branch", at: place) }
      for category in rule.categories {
        check(code: category, at: place, "category")
        guard !categories.isEmpty, !categories.contains(category) else { continue }
        report(
          place, "category", "unknown-category",
          "Category \"\(category)\" is not declared" + Nearest.hint(category, categories)
            + "; declare it with [category.\"\(category)\"] or correct it.")
      }
    }
  }

  mutating func checkAmbiguity() {
    let scopes = policy.rules.prefix(PolicyLimits.rules).map { rule in
      [Set(rule.branches), Set(rule.categories), Set(rule.itemTypes)]
    }
    for later in scopes.indices {
      let earlier = scopes[..<later].firstIndex { scope in
        zip(scope, scopes[later]).allSatisfy { a, b in
          a.isEmpty && b.isEmpty || !a.isDisjoint(with: b)
        }
      }
      guard let earlier else { continue }
      report(
        .rule(later), "", "equally-specific",
        "This rule and rule \(earlier + 1) are equally specific: both hold for "
          + Self.meeting(policy.rules[earlier], policy.rules[later])
          + "; narrow one of them, or make them one.")
    }
  }

  /// A lending that both rules hold for.
  private static func meeting(_ a: LendingRule, _ b: LendingRule) -> String {
    let words = [
      ("category", a.categories.first(where: b.categories.contains)),
      ("item type", a.itemTypes.first(where: b.itemTypes.contains)),
      ("branch", a.branches.first(where: b.branches.contains)),
    ].compactMap { name, code in code.map { "\(name) \($0)" } }
    return words.isEmpty ? "everything" : words.joined(separator: ", ")
  }

  /// - Parameter base: what the limits were derived from; its own faults are told there.
  mutating func check(
    _ limits: PatronLimits, over base: PatronLimits? = nil, at place: PolicyFault.Place
  ) {
    let fields: [(KeyPath<PatronLimits, Int64?>, String, Int64)] = [
      (\.loans, "loans", PolicyLimits.count), (\.holds, "holds", PolicyLimits.count),
      (\.owed, "owed", PolicyLimits.amount), (\.overdues, "overdues", PolicyLimits.count),
    ]
    for (field, key, maximum) in fields where base?[keyPath: field] != limits[keyPath: field] {
      check(limits[keyPath: field], key, at: place, upTo: maximum)
    }
    guard limits.loansOfTypes != base?.loansOfTypes else { return }
    for each in limits.loansOfTypes {
      check(each.loans, "loans_of", at: place, upTo: PolicyLimits.count)
      checkTypes(each.itemTypes, "loans_of", at: place)
      guard each.itemTypes.isEmpty else { continue }
      report(place, "loans_of", "no-types", "A limit on types names none; name them in types.")
    }
  }

  mutating func checkGroups() {
    for (index, group) in policy.floating.prefix(PolicyLimits.codes).enumerated() {
      for branch in group.branches { checkBranch(branch, "branches", at: .floating(index)) }
      checkTypes(group.itemTypes, "item_types", at: .floating(index))
      check(
        group.itemsPerTitle, "items_per_title", at: .floating(index), upTo: PolicyLimits.count,
        from: 1)
      guard Set(group.branches).count < 2 else { continue }
      report(
        .floating(index), "branches", "lonely-group",
        "Items float among two branches or more; name them in branches.")
    }
    checkRepeats(policy.floating.map(\.name), "name") { .floating($0) }
    let day: Int64 = 24 * 60
    check(policy.travel.minutes, "minutes", at: .travel, upTo: day)
    for (index, pair) in policy.travel.pairs.prefix(PolicyLimits.codes).enumerated() {
      check(pair.minutes, "minutes", at: .pair(index), upTo: day)
      for code in [pair.first, pair.second] { checkBranch(code, "branches", at: .pair(index)) }
      let earlier = policy.travel.pairs[..<index]
      if earlier.contains(where: { $0.first == pair.first && $0.second == pair.second }) {
        report(
          .pair(index), "branches", "repeated",
          "\(pair.first) and \(pair.second) stand twice; keep one of them.")
      }
    }
  }

  mutating func checkBranches() {
    checkRepeats(policy.branches.map(\.code), "") { .branch($0) }
    for (index, branch) in policy.branches.prefix(PolicyLimits.branches).enumerated() {
      let place = PolicyFault.Place.branch(index)
      check(code: branch.code, at: place, "")
      if let parent = branch.parent {
        checkBranch(parent, "parent", at: place)
        if !isGrounded(branch) {
          report(
            place, "parent", "parents-in-a-circle",
            "\(branch.code) stands above itself, or more than \(PolicyLimits.branchDepth) branches "
              + "stand above it; name another parent.")
        }
      }
      checkHours(branch, at: place)
      if branch.visits.count > PolicyLimits.dates || branch.closures.count > PolicyLimits.dates {
        report(
          place, "", "too-many",
          "\(branch.code) has more than \(PolicyLimits.dates) visits or closures; drop old ones.")
      } else {
        checkClosures(branch, at: index)
      }
    }
  }

  private func isGrounded(_ branch: PolicyBranch) -> Bool {
    var above = branch.parent
    for _ in 0..<PolicyLimits.branchDepth {
      guard let code = above else { return true }
      above = policy.branch(code)?.parent
    }
    return above == nil
  }

  private mutating func checkHours(_ branch: PolicyBranch, at place: PolicyFault.Place) {
    guard let hours = branch.hours else { return }
    if hours.count != 7 {
      report(place, "hours", "bad-hours", "A week has seven days; hours has \(hours.count).")
    }
    for spans in hours {
      var end: Int64 = -1
      for span in spans.sorted(by: { $0.from < $1.from }) {
        if span.from < 0 || span.to > OpenSpan.minutesPerDay || span.from >= span.to
          || span.from < end || spans.count > PolicyLimits.spans
        {
          report(
            place, "hours", "bad-hours",
            "Hours of \(branch.code) overlap or end before they begin; write \"09:00-12:30\".")
          return
        }
        end = span.to
      }
    }
  }

  private mutating func checkClosures(_ branch: PolicyBranch, at index: Int) {
    let order = branch.closures.indices.sorted {
      (branch.closures[$0].first, $0) < (branch.closures[$1].first, $1)
    }
    var latest: PolicyClosure?
    var yearly: [PolicyClosure] = []
    for number in order {
      let closure = branch.closures[number]
      let place = PolicyFault.Place.closure(branch: index, number)
      if closure.last < closure.first {
        report(
          place, "to", "ends-before-it-begins",
          "A closure of \(branch.code) ends on \(closure.last), before it begins on "
            + "\(closure.first); swap them.")
        continue
      }
      if closure.reason.text.utf8.count > PolicyLimits.textBytes {
        report(place, "reason", "too-long", "The reason is too long; shorten it.")
      }
      // More yearly ones than days in a year overlap anyway.
      let others = closure.isYearly ? Array(yearly.prefix(366)) : [latest].compactMap { $0 }
      if let other = others.first(where: closure.overlaps) {
        report(
          place, "from", "closures-overlap",
          "\(branch.code) is closed twice on \(closure.first): \(other.reason) "
            + "(\(other.first) to \(other.last)) and \(closure.reason); make them one.")
      }
      if closure.isYearly {
        yearly.append(closure)
      } else if latest.map({ $0.last < closure.last }) ?? true {
        latest = closure
      }
    }
  }
}

extension Int64 {
  /// So that a field that is always there stands in one table with those that may be absent.
  fileprivate var optional: Int64? { self }
}
