package import CatchwordLibrary

extension PolicyConversion {
  /// Tables of Evergreen that say something of lending, by the names of their files.
  package static let evergreenTables = [
    "actor.org_unit", "actor.hours_of_operation", "actor.org_unit_closed",
    "config.circ_modifier", "permission.grp_tree", "permission.grp_penalty_threshold",
    "config.rule_circ_duration", "config.rule_recurring_fine", "config.rule_max_fine",
    "config.circ_matrix_matchpoint", "config.circ_limit_set", "config.floating_group",
  ].map { $0 + ".tsv" }

  /// Reads an export of Evergreen's tables.
  ///
  /// - Parameters:
  ///   - files: texts by the names in `evergreenTables`; those that are absent count nothing.
  ///   - currency: Evergreen's tables name none.
  package static func evergreen(
    _ files: [String: String], name: String, currency: Currency
  ) throws(ConversionError) -> PolicyConversion {
    for needed in ["actor.org_unit.tsv", "config.circ_matrix_matchpoint.tsv"]
    where files[needed] == nil { throw .tableMissing(needed) }
    var tables: [String: CopyTable] = [:]
    for file in evergreenTables {
      if let text = files[file] { tables[file] = try CopyTable(file, text) }
    }
    var policy = Policy.standard
    policy.name = ExactText(name)
    policy.currency = currency
    var evergreen = EvergreenConversion(tables, PolicyConversion(policy))
    evergreen.run()
    return evergreen.conversion
  }
}

/// One run over Evergreen's tables.
struct EvergreenConversion {
  private let tables: [String: CopyTable]
  private(set) var conversion: PolicyConversion
  /// Codes of the branches by their ids.
  private var branches: [String: ExactText] = [:]
  /// Codes of the categories by their ids.
  private var categories: [String: ExactText] = [:]
  /// What stands above what is in the tables: stock rows that the export leaves out.
  private var roots: Set<String> = []
  private var usedDurations: Set<String> = []
  private var usedFines: Set<String> = []
  private var usedCaps: Set<String> = []

  init(_ tables: [String: CopyTable], _ conversion: PolicyConversion) {
    self.tables = tables
    self.conversion = conversion
  }

  private func rows(_ table: String) -> [CopyTable.Row] { tables[table + ".tsv"]?.rows ?? [] }

  mutating func run() {
    readUnits()
    readHours()
    readClosings()
    readModifiers()
    readGroups()
    readThresholds()
    readMatchpoints()
    account("config.rule_circ_duration", usedDurations)
    account("config.rule_recurring_fine", usedFines)
    account("config.rule_max_fine", usedCaps)
    for row in rows("config.circ_limit_set") {
      conversion.leave(
        "config.circ_limit_set", row.key,
        because: "the tables that say which items it counts are not in the export")
    }
    for row in rows("config.floating_group") {
      conversion.leave(
        "config.floating_group", row.key, because: "the table of its members is not in the export")
    }
    conversion.remark(
      "Where no rule applies, the standard 21 days hold: Evergreen's stock rules are not in the "
        + "export. Set [loans] by hand.")
    conversion.finish()
  }

  // MARK: Branches

  private mutating func readUnits() {
    let table = "actor.org_unit"
    let units = rows(table)
    for row in units {
      if let id = row["id"], let code = row["shortname"] { branches[id] = ExactText(code) }
    }
    let parents = Set(units.compactMap { $0["parent_ou"] })
    for row in units {
      guard let id = row["id"], let code = branches[id] else {
        conversion.leave(table, row.key, because: "it has no short name")
        continue
      }
      var branch = PolicyBranch(code)
      var remarks: [String] = []
      // Type 2 is a system; libraries that also have libraries below stay branches.
      if row["ou_type"] == "2" && parents.contains(id) { branch.sort = .system }
      if let above = row["parent_ou"] {
        branch.parent = branches[above]
        if branch.parent == nil {
          roots.insert(above)
          remarks.append("the unit above, \(above), is not in the export and stands for all")
        }
      }
      conversion.change { $0.branches.append(branch) }
      conversion.take(table, row.key, remarks)
    }
  }

  private mutating func edit(_ code: ExactText, _ body: (inout PolicyBranch) -> Void) {
    conversion.change { policy in
      guard let index = policy.branches.firstIndex(where: { $0.code == code }) else { return }
      body(&policy.branches[index])
    }
  }

  private mutating func readHours() {
    let table = "actor.hours_of_operation"
    for row in rows(table) {
      guard let code = row["id"].flatMap({ branches[$0] }) else {
        conversion.leave(table, row.key, because: "the unit is not in the export")
        continue
      }
      var remarks: [String] = []
      let days = (0..<7).map { day -> [OpenSpan] in
        let (opens, closes) = (row["dow_\(day)_open"] ?? "", row["dow_\(day)_close"] ?? "")
        guard let from = Self.minute(opens), let to = Self.minute(closes) else {
          remarks.append("\(PolicyReader.weekdays[day]) has no hours and counts as closed")
          return []
        }
        if from == to { return [] }
        if from < to { return [OpenSpan(from: from, to: to)] }
        // Only whole days matter for lending, so the day stays an open one.
        remarks.append(
          "\(PolicyReader.weekdays[day]) closes at \(closes), before it opens at \(opens); taken "
            + "as open until midnight")
        return [OpenSpan(from: from, to: OpenSpan.minutesPerDay)]
      }
      edit(code) { $0.hours = days }
      conversion.take(table, row.key, remarks)
    }
  }

  private static func minute(_ text: String) -> Int64? {
    let parts = text.split(separator: ":").map { Int64($0) }
    guard parts.count >= 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour),
      (0..<60).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }

  private mutating func readClosings() {
    let table = "actor.org_unit_closed"
    for row in rows(table) {
      guard let unit = row["org_unit"], let code = branches[unit] else {
        conversion.leave(
          table, row.key, because: "unit \(row["org_unit"] ?? "none") is not in the export")
        continue
      }
      // The date as the library wrote it: the offset behind it is the library's own.
      guard let first = Self.date(row["close_start"]), let last = Self.date(row["close_end"]),
        first <= last
      else {
        conversion.leave(table, row.key, because: "its dates cannot be read")
        continue
      }
      guard row["full_day"] == "1" || row["multi_day"] == "1" else {
        conversion.leave(table, row.key, because: "it closes a part of a day; whole days count")
        continue
      }
      let closure = PolicyClosure(
        first: first, last: last, reason: ExactText(row["reason"] ?? ""))
      let known = conversion.policy.branch(code)?.closures ?? []
      if let other = known.first(where: closure.overlaps) {
        conversion.leave(
          table, row.key, because: "\(code) is closed then already: \(other.reason)")
        continue
      }
      edit(code) { $0.closures.append(closure) }
      conversion.take(table, row.key)
    }
  }

  private static func date(_ text: String?) -> CivilDate? {
    text.flatMap { try? CivilDate(parsing: String($0.prefix(10))) }
  }

  // MARK: Patrons and items

  private mutating func readModifiers() {
    let table = "config.circ_modifier"
    for row in rows(table) {
      guard let code = row["code"] else {
        conversion.leave(table, row.key, because: "it has no code")
        continue
      }
      conversion.change { $0.itemTypes.append(ExactText(code)) }
      conversion.take(table, row.key)
    }
  }

  private mutating func readGroups() {
    let table = "permission.grp_tree"
    for row in rows(table) {
      guard let id = row["id"], let name = row["name"] else {
        conversion.leave(table, row.key, because: "it has no name")
        continue
      }
      categories[id] = ExactText(name)
      let limits = conversion.policy.limits
      conversion.change { $0.categories.append(PatronCategory(ExactText(name), limits)) }
      let interval = row["perm_interval"].map { "cards last \($0): set when registering" }
      conversion.take(table, row.key, [interval].compactMap { $0 })
    }
    for row in rows(table) {
      if let parent = row["parent"], categories[parent] == nil { roots.insert("group \(parent)") }
    }
  }

  private mutating func readThresholds() {
    let table = "permission.grp_penalty_threshold"
    for row in rows(table) {
      guard let code = row["grp"].flatMap({ categories[$0] }) else {
        let group = row["grp"] ?? "none"
        conversion.leave(table, row.key, because: "group \(group) is not in the export")
        continue
      }
      guard let unit = row["org_unit"], unit == "1" || roots.contains(unit) else {
        conversion.leave(
          table, row.key, because: "it holds at one unit; limits here hold in the whole network")
        continue
      }
      let digits = conversion.policy.currency.digits
      guard let threshold = Self.amount(row["threshold"], digits: digits) else {
        conversion.leave(table, row.key, because: "its threshold cannot be read")
        continue
      }
      var scale: Int64 = 1
      for _ in 0..<digits { scale *= 10 }
      var remark: [String] = []
      conversion.change { policy in
        guard let index = policy.categories.firstIndex(where: { $0.code == code }) else { return }
        switch row["penalty"] {
        case "1":
          policy.categories[index].limits.owed = max(0, threshold - 1)
          remark = ["Evergreen stops at the amount, this policy above it"]
        case "2":
          policy.categories[index].limits.overdues = max(0, threshold / scale - 1)
          remark = ["Evergreen stops at the number, this policy above it"]
        case "3": policy.categories[index].limits.loans = threshold / scale
        default: remark = ["not a limit"]
        }
      }
      if remark == ["not a limit"] {
        conversion.leave(
          table, row.key, because: "penalty \(row["penalty"] ?? "none") is no limit known here")
      } else {
        conversion.take(table, row.key, remark)
      }
    }
  }

  // MARK: Rules

  /// Columns that a matchpoint may narrow by and a rule here does not know.
  private static let foreignCriteria = [
    "copy_location", "marc_type", "marc_form", "marc_bib_level", "marc_vr_format",
    "copy_circ_lib", "copy_owning_lib", "user_home_ou", "ref_flag", "juvenile_flag", "is_renewal",
    "usr_age_lower_bound", "usr_age_upper_bound", "item_age",
  ]

  private mutating func readMatchpoints() {
    let table = "config.circ_matrix_matchpoint"
    for row in rows(table) {
      if row["active"] != "1" {
        conversion.leave(table, row.key, because: "it is not active")
        continue
      }
      if let column = Self.foreignCriteria.first(where: { row[$0] != nil }) {
        conversion.leave(
          table, row.key, because: "it narrows by \(column), which rules here do not know")
        continue
      }
      var remarks: [String] = []
      guard let rule = rule(row, &remarks) else {
        conversion.leave(table, row.key, because: remarks.last ?? "it cannot be read")
        continue
      }
      if conversion.add(rule) {
        conversion.take(table, row.key, remarks)
      } else {
        conversion.leave(table, row.key, because: "an earlier row is as specific")
      }
    }
  }

  private mutating func rule(_ row: CopyTable.Row, _ remarks: inout [String]) -> LendingRule? {
    var terms = conversion.policy.base
    if row["circulate"] == "0" { terms.period = .notForLoan }
    if let id = row["duration_rule"] { apply(duration: id, to: &terms, &remarks) }
    if let id = row["recurring_fine_rule"] { apply(fine: id, to: &terms, &remarks) }
    if let id = row["max_fine_rule"] { apply(cap: id, to: &terms, &remarks) }
    if let renewals = row["renewals"].flatMap({ Int64($0) }) { terms.renewals = renewals }
    if let grace = Self.days(row["grace_period"]) { terms.graceDays = grace }
    if row["hard_due_date"] != nil {
      remarks.append("its fixed due date is in a table that is not in the export")
    }
    var rule = LendingRule(terms)
    if let unit = row["org_unit"], unit != "1", !roots.contains(unit) {
      guard let code = branches[unit] else {
        remarks.append("unit \(unit) is not in the export")
        return nil
      }
      rule.branches = [code]
    }
    if let group = row["grp"], group != "1", !roots.contains("group \(group)") {
      guard let code = categories[group] else {
        remarks.append("group \(group) is not in the export")
        return nil
      }
      rule.categories = [code]
    }
    if let modifier = row["circ_modifier"] {
      guard conversion.policy.itemTypes.contains(ExactText(modifier)) else {
        remarks.append("modifier \(modifier) is not in the export")
        return nil
      }
      rule.itemTypes = [ExactText(modifier)]
    }
    return rule
  }

  private mutating func apply(
    duration id: String, to terms: inout LendingTerms, _ remarks: inout [String]
  ) {
    guard let row = rows("config.rule_circ_duration").first(where: { $0["id"] == id }) else {
      return remarks.append("duration rule \(id) is not in the export; the usual days hold")
    }
    usedDurations.insert(id)
    if let days = Self.days(row["normal"]), terms.period != .notForLoan {
      terms.period = .days(days)
    } else if terms.period != .notForLoan {
      remarks.append("its duration \(row["normal"] ?? "none") is not in days; the usual days hold")
    }
    terms.renewals = row["max_renewals"].flatMap { Int64($0) } ?? terms.renewals
  }

  private mutating func apply(
    fine id: String, to terms: inout LendingTerms, _ remarks: inout [String]
  ) {
    guard let row = rows("config.rule_recurring_fine").first(where: { $0["id"] == id }) else {
      return remarks.append("fine rule \(id) is not in the export")
    }
    usedFines.insert(id)
    if let grace = Self.days(row["grace_period"]) { terms.graceDays = grace }
    let amount = Self.amount(row["normal"], digits: conversion.policy.currency.digits)
    if let amount, Self.days(row["recurrence_interval"]) == 1 || amount == 0 {
      terms.finePerDay = amount
    } else {
      remarks.append("its fine is not by the day and is left out")
    }
  }

  private mutating func apply(
    cap id: String, to terms: inout LendingTerms, _ remarks: inout [String]
  ) {
    guard let row = rows("config.rule_max_fine").first(where: { $0["id"] == id }) else {
      return remarks.append("cap \(id) is not in the export; fines have none")
    }
    usedCaps.insert(id)
    if row["is_percent"] == "1" {
      remarks.append("its cap is a share of the price and is left out")
    } else {
      terms.fineCap = Self.amount(row["amount"], digits: conversion.policy.currency.digits)
    }
  }

  private mutating func account(_ table: String, _ used: Set<String>) {
    for row in rows(table) {
      if let id = row["id"], used.contains(id) {
        conversion.take(table, row.key)
      } else {
        conversion.leave(table, row.key, because: "no row that was taken uses it")
      }
    }
  }

  /// - Returns: nil for what is no whole number of days.
  private static func days(_ text: String?) -> Int64? {
    let words = text?.split(separator: " ") ?? []
    guard words.count == 2, ["day", "days"].contains(words[1]) else { return nil }
    return Int64(words[0]).flatMap { (0...PolicyLimits.days).contains($0) ? $0 : nil }
  }

  /// A decimal in minor units; nil where it has more digits than the currency, or is none.
  static func amount(_ text: String?, digits: Int64) -> Int64? {
    let parts = text?.split(separator: ".", omittingEmptySubsequences: false) ?? []
    guard (1...2).contains(parts.count), let whole = Int64(parts[0]), whole >= 0,
      whole <= PolicyLimits.amount
    else { return nil }
    var fraction = parts.count == 2 ? Array(parts[1].utf8) : []
    guard fraction.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    while fraction.count > digits {
      guard fraction.removeLast() == 0x30 else { return nil }
    }
    while fraction.count < digits { fraction.append(0x30) }
    return fraction.reduce(whole) { $0 * 10 + Int64($1 - 0x30) }
  }
}
