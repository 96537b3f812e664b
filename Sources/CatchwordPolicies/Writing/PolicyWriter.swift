package import CatchwordLibrary

extension PolicyFile {
  /// - Returns: a file that reads as the same policy; what says nothing beyond the defaults is left
  ///   out.
  package static func toml(_ policy: Policy) -> String {
    var writer = PolicyWriter(policy.canonical())
    writer.write()
    return writer.lines.joined(separator: "\n") + "\n"
  }
}

/// Writes one policy as TOML, always in the same order.
struct PolicyWriter {
  private let policy: Policy
  private(set) var lines: [String] = []

  init(_ policy: Policy) { self.policy = policy }

  mutating func write() {
    writeWhole()
    begin("[loans]")
    write(policy.base, over: nil)
    begin("[limits]")
    write(policy.limits, over: PatronLimits())
    for category in policy.categories.sorted(by: { $0.code < $1.code }) { write(category) }
    for rule in policy.rules { write(rule) }
    begin("[holds]")
    say("shelf_days", policy.holds.shelfDays)
    say("expiry_days", policy.holds.expiryDays, or: "unlimited")
    say("stale_days", policy.holds.staleTrapDays)
    writeGroups()
    for branch in policy.branches.sorted(by: { $0.code < $1.code }) { write(branch) }
  }

  private mutating func writeWhole() {
    say("policy", PolicyReader.version)
    say("name", policy.name)
    say("currency", policy.currency.code)
    if CurrencyCodes.digits(of: policy.currency.code.text) != policy.currency.digits {
      say("currency_digits", policy.currency.digits)
    }
    say("item_types", policy.itemTypes)
    say("retention_days", policy.retentionDays, or: "unlimited")
    say("claims_returned", policy.claimsReturned, or: "unlimited")
    say("lost_refund_days", policy.lostRefundDays)
    say("ends_with_card", policy.endsWithCard)
  }

  /// - Parameter base: what need not be said again; nil: everything is said.
  private mutating func write(_ terms: LendingTerms, over base: LendingTerms?) {
    func differs<Part: Equatable>(_ path: KeyPath<LendingTerms, Part>) -> Bool {
      base.map { $0[keyPath: path] != terms[keyPath: path] } ?? true
    }
    if differs(\.period) {
      switch terms.period {
      case .days(let days): say("days", days)
      case .term: say("loan", "term")
      case .notForLoan: say("loan", "no")
      }
    }
    if differs(\.termEnds), base != nil || !terms.termEnds.isEmpty {
      say("term_ends", dates: terms.termEnds)
    }
    if differs(\.renewals) { say("renewals", terms.renewals, or: "unlimited") }
    if differs(\.renewalDays) { say("renewal_days", terms.renewalDays, or: "loan") }
    if differs(\.isRemoteRenewalAllowed) { say("remote_renewal", terms.isRemoteRenewalAllowed) }
    if differs(\.graceDays) { say("grace_days", terms.graceDays) }
    if differs(\.finePerDay) { say("fine_per_day", terms.finePerDay) }
    if differs(\.fineCap) { say("fine_cap", terms.fineCap, or: "unlimited") }
    if differs(\.replacementFee) { say("replacement_fee", terms.replacementFee, or: "price") }
    if differs(\.processingFee) { say("processing_fee", terms.processingFee) }
    if differs(\.areHoldsAllowed) { say("holds", terms.areHoldsAllowed) }
  }

  private mutating func write(_ rule: LendingRule) {
    begin("[[rule]]")
    if !rule.branches.isEmpty { say("branch", rule.branches) }
    if !rule.categories.isEmpty { say("category", rule.categories) }
    if !rule.itemTypes.isEmpty { say("item_type", rule.itemTypes) }
    write(rule.terms, over: policy.base)
  }

  private mutating func write(_ limits: PatronLimits, over base: PatronLimits) {
    if limits.loans != base.loans { say("loans", limits.loans, or: "unlimited") }
    if limits.loansOfTypes != base.loansOfTypes {
      let each = limits.loansOfTypes.map {
        "{ types = \(Self.list($0.itemTypes)), loans = \($0.loans) }"
      }
      lines.append("loans_of = [\(each.joined(separator: ", "))]")
    }
    if limits.holds != base.holds { say("holds", limits.holds, or: "unlimited") }
    if limits.owed != base.owed { say("owed", limits.owed, or: "unlimited") }
    if limits.overdues != base.overdues { say("overdues", limits.overdues, or: "unlimited") }
    if limits.isStoppedByExpiry != base.isStoppedByExpiry {
      say("expired_card_stops", limits.isStoppedByExpiry)
    }
  }

  private mutating func write(_ category: PatronCategory) {
    begin("[category.\(Self.key(category.code))]")
    if category.sort != .person { say("kind", ExactText(category.sort.word)) }
    if category.paysFines != (category.sort == .person) { say("fines", category.paysFines) }
    write(category.limits, over: policy.limits)
  }

  private mutating func writeGroups() {
    for group in policy.floating {
      begin("[[floating]]")
      say("name", group.name)
      say("branches", group.branches)
      if !group.itemTypes.isEmpty { say("item_types", group.itemTypes) }
      if let most = group.itemsPerTitle { say("items_per_title", most) }
    }
    begin("[travel]")
    say("minutes", policy.travel.minutes)
    for pair in policy.travel.pairs {
      begin("[[travel.between]]")
      say("branches", [pair.first, pair.second])
      say("minutes", pair.minutes)
    }
    begin("[juveniles]")
    say("age_limit", policy.juveniles.ageLimit)
    say("refused_types", policy.juveniles.refusedTypes)
    say("needs_guardian", policy.juveniles.needsGuardian)
  }

  private mutating func write(_ branch: PolicyBranch) {
    let key = "branch.\(Self.key(branch.code))"
    begin("[\(key)]")
    if branch.sort != .branch { say("kind", ExactText(branch.sort.word)) }
    if let parent = branch.parent { say("parent", parent) }
    if let hours = branch.hours {
      let days = zip(PolicyReader.weekdays, hours).filter { !$0.1.isEmpty }.map { day, spans in
        "\(day) = \(Self.list(spans.map(Self.span)))"
      }
      lines.append("hours = {" + (days.isEmpty ? "" : " \(days.joined(separator: ", ")) ") + "}")
    }
    if !branch.visits.isEmpty { say("visits", dates: branch.visits) }
    let order = branch.closures.sorted { ($0.first, $0.last) < ($1.first, $1.last) }
    for closure in order {
      begin("[[\(key).closure]]")
      lines.append("from = \(closure.first)")
      if closure.last != closure.first { lines.append("to = \(closure.last)") }
      if !closure.reason.text.isEmpty { say("reason", closure.reason) }
      if closure.isYearly { say("yearly", true) }
    }
  }
}

/// The forms of TOML that we write.
extension PolicyWriter {
  private mutating func begin(_ header: String) { lines += ["", header] }

  private mutating func say(_ key: String, _ number: Int64) { lines.append("\(key) = \(number)") }

  private mutating func say(_ key: String, _ number: Int64?, or word: String) {
    lines.append("\(key) = " + (number.map(String.init) ?? "\"\(word)\""))
  }

  private mutating func say(_ key: String, _ flag: Bool) { lines.append("\(key) = \(flag)") }

  private mutating func say(_ key: String, _ text: ExactText) {
    lines.append("\(key) = \(Self.quoted(text))")
  }

  private mutating func say(_ key: String, _ codes: [ExactText]) {
    lines.append("\(key) = \(Self.list(codes))")
  }

  private mutating func say(_ key: String, dates: [CivilDate]) {
    lines.append("\(key) = [\(dates.map(\.description).joined(separator: ", "))]")
  }

  private static func list(_ codes: [ExactText]) -> String {
    "[\(codes.map(quoted).joined(separator: ", "))]"
  }

  private static func span(_ span: OpenSpan) -> ExactText {
    let clock = { (minute: Int64) in
      [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
    return ExactText("\(clock(span.from))-\(clock(span.to))")
  }

  /// A key as it may stand in a header: bare where it can.
  private static func key(_ code: ExactText) -> String {
    let isBare =
      !code.text.isEmpty
      && code.text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
          || $0 == 0x2d || $0 == 0x5f
      }
    return isBare ? code.text : quoted(code)
  }

  static func quoted(_ code: ExactText) -> String {
    var text = "\""
    for scalar in code.text.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
