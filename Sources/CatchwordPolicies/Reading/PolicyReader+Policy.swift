import CatchwordLibrary

extension PolicyReader {
  static let version: Int64 = 1

  static let rootKeys = [
    "policy", "name", "currency", "currency_digits", "item_types", "retention_days",
    "claims_returned", "lost_refund_days", "ends_with_card", "loans", "rule", "limits", "category",
    "holds", "floating", "travel", "juveniles", "branch",
  ]

  static let holdKeys = ["shelf_days", "expiry_days", "stale_days"]
  static let groupKeys = ["name", "branches", "item_types", "items_per_title"]
  static let travelKeys = ["minutes", "between"]
  static let pairKeys = ["branches", "minutes"]
  static let juvenileKeys = ["age_limit", "refused_types", "needs_guardian"]

  /// The whole file, in its own order.
  mutating func policy(_ entries: TOMLEntries) -> Policy {
    let root = Table(entries: entries, path: [])
    expect(Self.rootKeys, in: root)
    checkVersion(root)
    var policy = Policy.standard
    policy.name = text("name", in: root) ?? ""
    readCurrency(root, &policy)
    policy.itemTypes = codes("item_types", in: root)
    policy.retentionDays = number("retention_days", in: root, word: "unlimited") ?? nil
    policy.claimsReturned = number("claims_returned", in: root, word: "unlimited") ?? nil
    policy.lostRefundDays = integer("lost_refund_days", in: root) ?? 0
    policy.endsWithCard = flag("ends_with_card", in: root) ?? false
    if let loans = table("loans", in: root) {
      expect(Self.termKeys, in: loans)
      policy.base = terms(loans, over: policy.base)
    }
    let base = policy.base
    policy.rules = tables("rule", in: root).map { rule($0, over: base) }
    if let table = table("limits", in: root) {
      expect(Self.limitKeys, in: table)
      policy.limits = limits(table, over: policy.limits)
    }
    let limits = policy.limits
    policy.categories = named("category", in: root).map { category($0, $1, over: limits) }
    readHolds(root, &policy.holds)
    policy.floating = tables("floating", in: root).enumerated().map { group($1, $0) }
    readTravel(root, &policy.travel)
    readJuveniles(root, &policy.juveniles)
    policy.branches = named("branch", in: root).map { branch($0, $1) }
    return policy
  }

  /// Tables in a table, by their names: `[branch.MAIN]`.
  private mutating func named(_ key: String, in root: Table) -> [(ExactText, Table)] {
    guard let all = table(key, in: root) else { return [] }
    return all.entries.keys.compactMap { name in
      table(name, in: all).map { (ExactText(name), $0) }
    }
  }

  private mutating func checkVersion(_ root: Table) {
    guard root.entries["policy"] != nil else {
      return find(
        [], "no-version",
        "the file does not say which layout it has; begin it with policy = \(Self.version)")
    }
    guard let version = integer("policy", in: root), version != Self.version else { return }
    find(
      ["policy"], "unknown-version",
      "layout \(version) is not known here; write policy = \(Self.version), or update the program")
  }

  private mutating func readCurrency(_ root: Table, _ policy: inout Policy) {
    guard let code = text("currency", in: root) else {
      if root.entries["currency"] == nil {
        find(
          [], "no-currency", "the file names no currency; write one such as currency = \"EUR\"")
      }
      return
    }
    policy.currency.code = code
    if let known = CurrencyCodes.digits(of: code.text) {
      policy.currency.digits = known
    } else if root.entries["currency_digits"] == nil {
      find(
        ["currency"], "bad-currency",
        "\"\(code)\" is no currency in ISO 4217; write one such as \"EUR\", or say "
          + "currency_digits too")
    }
    policy.currency.digits = integer("currency_digits", in: root) ?? policy.currency.digits
    digits = policy.currency.digits
  }

  private mutating func readHolds(_ root: Table, _ holds: inout HoldRules) {
    guard let table = table("holds", in: root) else { return }
    expect(Self.holdKeys, in: table)
    holds.shelfDays = integer("shelf_days", in: table) ?? holds.shelfDays
    holds.expiryDays = number("expiry_days", in: table, word: "unlimited") ?? holds.expiryDays
    holds.staleTrapDays = integer("stale_days", in: table) ?? holds.staleTrapDays
  }

  private mutating func group(_ table: Table, _ index: Int) -> FloatingGroup {
    expect(Self.groupKeys, in: table)
    let name = text("name", in: table) ?? ExactText("group \(index + 1)")
    var group = FloatingGroup(name, codes("branches", in: table))
    group.itemTypes = codes("item_types", in: table)
    group.itemsPerTitle = number("items_per_title", in: table, word: "unlimited") ?? nil
    return group
  }

  private mutating func readTravel(_ root: Table, _ travel: inout TravelTimes) {
    guard let table = table("travel", in: root) else { return }
    expect(Self.travelKeys, in: table)
    travel.minutes = integer("minutes", in: table) ?? travel.minutes
    for pair in tables("between", in: table) {
      expect(Self.pairKeys, in: pair)
      let codes = codes("branches", in: pair)
      guard codes.count == 2 else {
        find(
          pair.path, "not-a-pair", "branches names \(codes.count); name the two ends of the way")
        travel.pairs.append(TravelTimes.Pair("", "", minutes: 0))
        continue
      }
      let minutes = integer("minutes", in: pair)
      if minutes == nil && pair.entries["minutes"] == nil {
        find(pair.path, "no-minutes", "minutes is missing; say how long the way takes")
      }
      travel.pairs.append(TravelTimes.Pair(codes[0], codes[1], minutes: minutes ?? 0))
    }
  }

  private mutating func readJuveniles(_ root: Table, _ rules: inout JuvenileRules) {
    guard let table = table("juveniles", in: root) else { return }
    expect(Self.juvenileKeys, in: table)
    rules.ageLimit = integer("age_limit", in: table) ?? 0
    rules.refusedTypes = codes("refused_types", in: table)
    rules.needsGuardian = flag("needs_guardian", in: table) ?? false
  }

  /// The library's own check, with the line of each fault.
  mutating func report(_ faults: [PolicyFault], in draft: Policy) {
    for fault in faults {
      var path = Self.path(of: fault.place, in: draft)
      // A pair that could not be read was told already.
      if case .pair(let index) = fault.place, draft.travel.pairs[index].second == "" { continue }
      if !fault.key.isEmpty { path.append(fault.key) }
      find(path, fault.code, fault.text)
    }
  }

  private static func path(of place: PolicyFault.Place, in draft: Policy) -> [String] {
    switch place {
    case .whole: []
    case .base: ["loans"]
    case .rule(let index): ["rule", "#\(index)"]
    case .limits: ["limits"]
    case .category(let index): ["category", draft.categories[index].code.text]
    case .holds: ["holds"]
    case .floating(let index): ["floating", "#\(index)"]
    case .travel: ["travel"]
    case .pair(let index): ["travel", "between", "#\(index)"]
    case .juveniles: ["juveniles"]
    case .branch(let index): ["branch", draft.branches[index].code.text]
    case .closure(let branch, let index):
      ["branch", draft.branches[branch].code.text, "closure", "#\(index)"]
    }
  }
}

extension PolicyFile {
  /// Every key that a file may have, wherever it stands.
  package static var keys: [String] {
    let all =
      PolicyReader.rootKeys + PolicyReader.termKeys + PolicyReader.ruleKeys + PolicyReader.limitKeys
      + PolicyReader.ofTypesKeys + PolicyReader.categoryKeys + PolicyReader.holdKeys
      + PolicyReader.groupKeys + PolicyReader.travelKeys + PolicyReader.pairKeys
      + PolicyReader.juvenileKeys + PolicyReader.branchKeys + PolicyReader.weekdays
      + PolicyReader.closureKeys
    return Set(all).sorted()
  }
}

/// Currencies in use by ISO 4217, and the digits of their minor units.
package enum CurrencyCodes {
  private static let none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
  private static let three = "BHD IQD JOD KWD LYD OMR TND"
  private static let two = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
    CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD \
    HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD \
    MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON \
    RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD \
    TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
    """

  /// - Returns: nil for what is no currency.
  package static func digits(of code: String) -> Int64? {
    for (list, digits) in [(two, 2), (none, 0), (three, 3)] {
      if list.split(separator: " ").contains(where: { $0.utf8.elementsEqual(code.utf8) }) {
        return Int64(digits)
      }
    }
    return nil
  }
}
