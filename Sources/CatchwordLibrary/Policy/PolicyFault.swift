/// Something in a policy that cannot hold, and what to do about it.
package struct PolicyFault: Hashable, Sendable {
  /// Where it stands, by the index of the entry in the policy that was checked.
  package enum Place: Hashable, Sendable {
    case whole
    case base
    case rule(Int)
    case limits
    case category(Int)
    case holds
    case floating(Int)
    case travel
    case pair(Int)
    case juveniles
    case branch(Int)
    case closure(branch: Int, Int)
  }

  package let place: Place
  /// The key that a file gives it by; empty for the whole entry.
  package let key: String
  /// Stable, for scripts.
  package let code: String
  /// A sentence and its remedy.
  package let text: String

  package init(_ place: Place, _ key: String, _ code: String, _ text: String) {
    self.place = place
    self.key = key
    self.code = code
    self.text = text
  }
}

extension Policy {
  /// Everything that is wrong, not only the first.
  ///
  /// - Parameter known: codes of branches that the network has besides those declared here; empty:
  ///   none are known.
  package func faults(known: [ExactText] = []) -> [PolicyFault] {
    var check = PolicyCheck(self, known: known)
    check.run()
    check.checkAmbiguity()
    return check.faults
  }

  /// Whether the policy can be acted under: all of `faults` but the comparison of every rule with
  /// every other, which costs too much for each scan and decides nothing that a tie does not.
  var isUsable: Bool {
    var check = PolicyCheck(self, known: [])
    check.run()
    return check.faults.isEmpty
  }
}

/// One pass over a policy.
struct PolicyCheck {
  let policy: Policy
  /// Empty where nothing is known: then no branch is unknown.
  let branches: Set<ExactText>
  let categories: Set<ExactText>
  let itemTypes: Set<ExactText>
  private(set) var faults: [PolicyFault] = []

  init(_ policy: Policy, known: [ExactText]) {
    self.policy = policy
    branches = Set(policy.branches.map(\.code) + known)
    categories = Set(policy.categories.map(\.code))
    itemTypes = Set(policy.itemTypes)
  }

  mutating func run() {
    checkWhole()
    check(policy.base, at: .base)
    checkRules()
    check(policy.limits, at: .limits)
    for (index, category) in policy.categories.prefix(PolicyLimits.codes).enumerated() {
      check(category.limits, over: policy.limits, at: .category(index))
      check(code: category.code, at: .category(index), "category")
    }
    checkRepeats(policy.categories.map(\.code), "category") { .category($0) }
    checkGroups()
    checkBranches()
  }

  mutating func report(_ place: PolicyFault.Place, _ key: String, _ code: String, _ text: String) {
    faults.append(PolicyFault(place, key, code, text))
  }

  /// Whether a whole number lies within its bounds.
  mutating func check(
    _ value: Int64?, _ key: String, at place: PolicyFault.Place, upTo maximum: Int64,
    from minimum: Int64 = 0
  ) {
    guard let value, !(minimum...maximum).contains(value) else { return }
    let bound = value < minimum ? "below \(minimum)" : "above \(maximum)"
    report(
      place, key, "out-of-bounds",
      "\(key) is \(value), which is \(bound); give \(minimum) to \(maximum).")
  }

  private mutating func checkWhole() {
    let code = policy.currency.code.text
    if code.utf8.count != 3 || !code.utf8.allSatisfy({ (0x41...0x5a).contains($0) }) {
      report(
        .whole, "currency", "bad-currency",
        "\"\(code)\" is no currency; write its three letters in ISO 4217, such as \"EUR\".")
    }
    check(policy.currency.digits, "currency_digits", at: .whole, upTo: 4)
    check(policy.retentionDays, "retention_days", at: .whole, upTo: PolicyLimits.days)
    check(policy.claimsReturned, "claims_returned", at: .whole, upTo: PolicyLimits.count)
    check(policy.lostRefundDays, "lost_refund_days", at: .whole, upTo: PolicyLimits.days)
    check(policy.holds.shelfDays, "shelf_days", at: .holds, upTo: PolicyLimits.days)
    check(policy.holds.expiryDays, "expiry_days", at: .holds, upTo: PolicyLimits.days, from: 1)
    check(policy.holds.staleTrapDays, "stale_days", at: .holds, upTo: PolicyLimits.days)
    check(policy.juveniles.ageLimit, "age_limit", at: .juveniles, upTo: 120)
    checkTypes(policy.juveniles.refusedTypes, "refused_types", at: .juveniles)
    checkLists()
  }

  private mutating func checkLists() {
    for (count, maximum, name) in [
      (policy.rules.count, PolicyLimits.rules, "rules"),
      (policy.branches.count, PolicyLimits.branches, "branches"),
      (policy.categories.count, PolicyLimits.codes, "categories"),
      (policy.itemTypes.count, PolicyLimits.codes, "item types"),
      (policy.floating.count, PolicyLimits.codes, "floating groups"),
      (policy.travel.pairs.count, PolicyLimits.codes, "pairs of branches"),
    ] where count > maximum {
      report(.whole, "", "too-many", "There are \(count) \(name); \(maximum) are the most.")
    }
    for type in policy.itemTypes { check(code: type, at: .whole, "item_types") }
    if policy.name.text.utf8.count > PolicyLimits.textBytes {
      report(
        .whole, "name", "too-long",
        "The name has more than \(PolicyLimits.textBytes) bytes; shorten it.")
    }
  }

  mutating func check(code: ExactText, at place: PolicyFault.Place, _ key: String) {
    guard !(1...PolicyLimits.textBytes).contains(code.text.utf8.count) else { return }
    report(
      place, key, "bad-code",
      "A code has 1 to \(PolicyLimits.textBytes) bytes; this one has \(code.text.utf8.count).")
  }

  mutating func checkRepeats(
    _ codes: [ExactText], _ key: String, _ place: (Int) -> PolicyFault.Place
  ) {
    var seen: Set<ExactText> = []
    for (index, code) in codes.enumerated() where !seen.insert(code).inserted {
      report(place(index), key, "repeated", "\(code) stands twice; keep one of them.")
    }
  }

  mutating func checkTypes(_ types: [ExactText], _ key: String, at place: PolicyFault.Place) {
    for type in types {
      check(code: type, at: place, key)
      guard !itemTypes.isEmpty, !itemTypes.contains(type) else { continue }
      report(
        place, key, "unknown-item-type",
        "Item type \"\(type)\" is not among item_types" + Nearest.hint(type, itemTypes)
          + "; add it there or correct it.")
    }
  }

  mutating func checkBranch(_ code: ExactText, _ key: String, at place: PolicyFault.Place) {
    check(code: code, at: place, key)
    guard !branches.isEmpty, !branches.contains(code) else { return }
    report(
      place, key, "unknown-branch",
      "Branch \"\(code)\" is not known" + Nearest.hint(code, branches)
        + "; declare it with [branch.\(code)] or correct it.")
  }
}

/// The known word that a mistyped one most likely meant.
package enum Nearest {
  /// - Returns: `, did you mean "X"?`, without end; empty where nothing is near.
  static func hint(_ word: ExactText, _ known: Set<ExactText>) -> String {
    of(word.text, known.map(\.text)).map { " (did you mean \"\($0)\"?)" } ?? ""
  }

  /// - Returns: nil where no known word is within a third of the letters, case apart.
  package static func of(_ word: String, _ known: [String]) -> String? {
    let typed = Array(word.lowercased().utf8.prefix(64))
    let near = known.map { candidate in
      (distance(typed, Array(candidate.lowercased().utf8.prefix(64))), candidate)
    }.min { a, b in
      a.0 == b.0 ? a.1.utf8.lexicographicallyPrecedes(b.1.utf8) : a.0 < b.0
    }
    guard let near, near.0 <= max(1, typed.count / 3) else { return nil }
    return near.1
  }

  /// Insertions, deletions, replacements, and neighbours that changed places.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var (before, row) = ([Int](), Array(0...b.count))
    for (i, x) in a.enumerated() {
      var next = [i + 1]
      for (j, y) in b.enumerated() {
        var least = min(row[j + 1] + 1, next[j] + 1, row[j] + (x == y ? 0 : 1))
        if i > 0, j > 0, x == b[j - 1], y == a[i - 1] { least = min(least, before[j - 1] + 1) }
        next.append(least)
      }
      (before, row) = (row, next)
    }
    return row[b.count]
  }
}
