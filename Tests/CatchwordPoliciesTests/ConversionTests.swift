import CatchwordLibrary
import CatchwordPolicies
import Foundation
import Testing

@Suite struct ConversionTests {
  private static let hours =
    "id\t" + (0..<7).map { "dow_\($0)_open\tdow_\($0)_close\tdow_\($0)_note" }.joined(separator: "\t")

  private static func week(_ id: String, _ spans: [String]) -> String {
    id + "\t" + spans.map { $0.replacing("-", with: "\t") + "\t\\N" }.joined(separator: "\t")
  }

  /// Two branches of a system, made up, in the shape of Evergreen's tables.
  private var evergreen: [String: String] {
    [
      "actor.org_unit.tsv": """
      id\tparent_ou\tou_type\tshortname\tname
      2\t1\t2\tSYS\tSystem
      4\t2\t3\tSYS-A\tBranch \\\\ A
      5\t2\t3\tSYS-B\tBranch B
      """,
      "actor.hours_of_operation.tsv": [
        Self.hours,
        Self.week(
          "4",
          [
            "09:00:00-17:00:00", "09:00:00-08:00:00", "00:00:00-00:00:00", "09:00:00-17:00:00",
            "09:00:00-17:00:00", "00:00:00-00:00:00", "00:00:00-00:00:00",
          ]),
        Self.week("9", Array(repeating: "09:00:00-17:00:00", count: 7)),
      ].joined(separator: "\n"),
      "actor.org_unit_closed.tsv": """
      id\torg_unit\tclose_start\tclose_end\tfull_day\tmulti_day\treason\temergency_closing
      1\t4\t2026-12-24 00:00:00.445-05\t2026-12-26 23:59:59.445-05\t1\t1\tWinter\t\\N
      2\t4\t2026-12-26 00:00:00.445-05\t2026-12-26 23:59:59.445-05\t1\t0\tAgain\t\\N
      3\t5\t2026-12-24 12:00:00-05\t2026-12-24 16:00:00-05\t0\t0\tParty\t\\N
      4\t1\t2026-12-24 00:00:00-05\t2026-12-24 23:59:59-05\t1\t0\tAll\t\\N
      """,
      "config.circ_modifier.tsv": "code\tname\nbook\tBook\ndvd\tDVD",
      "permission.grp_tree.tsv":
        "id\tname\tparent\tperm_interval\n11\tStudent\t2\t1 year\n12\tHomebound\t2\t\\N",
      "permission.grp_penalty_threshold.tsv":
        "id\tgrp\torg_unit\tpenalty\tthreshold\n1\t11\t1\t3\t5.00\n2\t11\t1\t1\t2.50\n3\t11\t4\t3\t1.00\n4\t11\t1\t9\t1",
      "config.rule_circ_duration.tsv":
        "id\tname\textended\tnormal\tshrt\tmax_renewals\n101\tbook\t28 days\t14 days\t7 days\t2\n102\tx\t1 day\t1 day\t1 day\t0",
      "config.rule_recurring_fine.tsv":
        "id\tname\thigh\tnormal\tlow\trecurrence_interval\tgrace_period\n101\tday\t0.50\t0.25\t0.10\t1 day\t3 days",
      "config.rule_max_fine.tsv": "id\tname\tamount\tis_percent\n101\tcap\t10.00\t0",
      "config.circ_matrix_matchpoint.tsv": """
      id\tactive\torg_unit\tgrp\tcirc_modifier\tcopy_location\tis_renewal\tcirculate\tduration_rule\trecurring_fine_rule\tmax_fine_rule\thard_due_date\trenewals\tgrace_period
      1\t1\t1\t1\tbook\t\\N\t\\N\t1\t101\t101\t101\t\\N\t\\N\t\\N
      2\t1\t4\t11\t\\N\t\\N\t\\N\t0\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N
      3\t0\t4\t11\t\\N\t\\N\t\\N\t0\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N
      4\t1\t1\t11\tdvd\t7\t\\N\t1\t101\t\\N\t\\N\t\\N\t\\N\t\\N
      5\t1\t1\t2\tbook\t\\N\t\\N\t1\t101\t\\N\t\\N\t\\N\t\\N\t\\N
      """,
      "config.circ_limit_set.tsv": "id\tname\n1\tSoftware",
    ]
  }

  @Test func `Evergreen's tables become a policy, and every row is accounted for`() throws {
    let dollars = Currency(code: "USD", digits: 2)
    let conversion = try PolicyConversion.evergreen(evergreen, name: "Made up", currency: dollars)
    let accounts = conversion.accounts.map { "\($0.table) \($0.read)=\($0.taken)+\($0.notTaken)" }
    #expect(
      accounts == [
        "actor.org_unit 3=3+0", "actor.hours_of_operation 2=1+1", "actor.org_unit_closed 4=1+3",
        "config.circ_modifier 2=2+0", "permission.grp_tree 2=2+0", "permission.grp_penalty_threshold 4=2+2",
        "config.circ_matrix_matchpoint 5=2+3", "config.rule_circ_duration 2=1+1",
        "config.rule_recurring_fine 1=1+0", "config.rule_max_fine 1=1+0", "config.circ_limit_set 1=0+1",
      ])
    #expect(conversion.rows.allSatisfy { $0.isTaken || !$0.remark.isEmpty })
    let policy = conversion.policy
    let book = policy.choice(category: "Student", itemType: "book", branch: "SYS-B").terms
    #expect(book.period == .days(14) && book.renewals == 2 && book.finePerDay == 25)
    #expect(book.fineCap == 1_000 && book.graceDays == 3)
    let student = policy.choice(category: "Student", itemType: "book", branch: "SYS-A").terms
    #expect(student.period == .notForLoan)
    #expect(policy.limits(of: "Student").loans == 5 && policy.limits(of: "Student").owed == 249)
    let calendar = policy.calendar(of: "SYS-A")
    #expect(calendar.rolled(CivilDate(day: 20_811)).description == "2026-12-28")
    try expectAccepted(conversion)
  }

  @Test func `a table that cannot be read is named`() {
    let dollars = Currency(code: "USD", digits: 2)
    #expect(throws: ConversionError.tableMissing("actor.org_unit.tsv")) {
      try PolicyConversion.evergreen([:], name: "", currency: dollars)
    }
    var files = evergreen
    files["config.circ_modifier.tsv"] = "code\tname\nbook"
    #expect(throws: ConversionError.self) {
      try PolicyConversion.evergreen(files, name: "", currency: dollars)
    }
    #expect(throws: ConversionError.tableMissing("organisations.json")) {
      try PolicyConversion.rero([:], name: "")
    }
    #expect(throws: ConversionError.self) {
      try PolicyConversion.rero(["organisations.json": "[{]"], name: "")
    }
  }

  @Test func `RERO's records become a policy, and every record is accounted for`() throws {
    func ref(_ kind: String, _ pid: String) -> String { "{\"$ref\": \"https://example.org/api/\(kind)/\(pid)\"}" }
    let files = [
      "organisations.json": """
      [{"pid": "1", "code": "north", "default_currency": "EUR"}, {"pid": "2", "code": "south", "default_currency": "CHF"}]
      """,
      "libraries.json": """
      [{"pid": "1", "code": "L", "organisation": \(ref("organisations", "1")),
        "opening_hours": [{"day": "monday", "is_open": true, "times": [{"start_time": "09:00", "end_time": "12:00"}]},
                          {"day": "sunday", "is_open": false, "times": []}],
        "exception_dates": [
          {"title": "Winter", "is_open": false, "start_date": "2026-12-22", "end_date": "2027-01-06"},
          {"title": "Holiday", "is_open": false, "start_date": "2019-08-01", "repeat": {"interval": 1, "period": "yearly"}},
          {"title": "Stock", "is_open": false, "start_date": "2019-08-05", "repeat": {"interval": 1, "period": "monthly"}},
          {"title": "Noon", "is_open": false, "start_date": "2026-11-30", "times": [{"start_time": "12:00", "end_time": "18:00"}]},
          {"title": "Fair", "is_open": true, "start_date": "2026-11-29", "times": [{"start_time": "12:00", "end_time": "18:00"}]}]},
       {"pid": "2", "code": "L", "organisation": \(ref("organisations", "2"))}]
      """,
      "patron_types.json": """
      [{"pid": "1", "name": "Standard", "organisation": \(ref("organisations", "1")),
        "limits": {"checkout_limits": {"global_limit": 25, "library_limit": 8}, "overdue_items_limits": {"default_value": 3}}},
       {"pid": "2", "name": "Standard", "organisation": \(ref("organisations", "2"))}]
      """,
      "item_types.json": """
      [{"pid": "1", "name": "Book", "organisation": \(ref("organisations", "1"))},
       {"pid": "2", "name": "Film", "organisation": \(ref("organisations", "1"))}]
      """,
      "circulation_policies.json": """
      [{"pid": "1", "name": "Default", "organisation": \(ref("organisations", "1")), "checkout_duration": 30,
        "number_renewals": 3, "renewal_duration": 30, "allow_requests": true, "pickup_hold_duration": 10, "is_default": true},
       {"pid": "2", "name": "None", "organisation": \(ref("organisations", "1")), "allow_requests": false, "is_default": false,
        "settings": [{"patron_type": \(ref("patron_types", "1")), "item_type": \(ref("item_types", "2"))}]},
       {"pid": "3", "name": "Here", "organisation": \(ref("organisations", "1")), "checkout_duration": 7, "is_default": false,
        "libraries": [\(ref("libraries", "1"))],
        "settings": [{"patron_type": \(ref("patron_types", "1")), "item_type": \(ref("item_types", "1"))}]},
       {"pid": "4", "name": "Again", "organisation": \(ref("organisations", "1")), "is_default": true},
       {"pid": "5", "name": "Nobody", "organisation": \(ref("organisations", "1")), "is_default": false}]
      """,
    ]
    let conversion = try PolicyConversion.rero(files, name: "Made up")
    let accounts = conversion.accounts.map { "\($0.table) \($0.read)=\($0.taken)+\($0.notTaken)" }
    #expect(
      accounts == [
        "organisations 2=2+0", "exception_dates 5=3+2", "libraries 2=2+0", "patron_types 2=2+0",
        "item_types 2=2+0", "circulation_policies 5=3+2",
      ])
    let policy = conversion.policy
    func days(_ category: ExactText, _ type: ExactText, _ branch: ExactText) -> LendingTerms.Period {
      policy.choice(category: category, itemType: type, branch: branch).terms.period
    }
    #expect(days("north Standard", "Book", "L") == .days(7))
    #expect(days("north Standard", "Film", "L") == .notForLoan)
    #expect(days("north Standard", "Book", "north") == .days(30))
    #expect(days("south Standard", "Book", "L-2") == .days(21))
    #expect(policy.limits(of: "north Standard").overdues == 2 && policy.holds.shelfDays == 10)
    let calendar = policy.calendar(of: "L")
    #expect(calendar.isOpen(CivilDate(day: 20_786)) && !calendar.isOpen(CivilDate(day: 20_787 + 1)))
    try expectAccepted(conversion)
  }

  @Test(.enabled(if: SharedTables.arePresent, SharedTables.missing))
  func `the tables of a real consortium are accounted for to the last row`() throws {
    let files = try SharedTables.read("evergreen-concerto", PolicyConversion.evergreenTables)
    let conversion = try PolicyConversion.evergreen(
      files, name: "", currency: Currency(code: "USD", digits: 2))
    var read: [String: Int] = [:]
    for (name, text) in files {
      read[String(name.dropLast(4))] = text.split(separator: "\n").count - 1
    }
    for account in conversion.accounts {
      #expect(account.read == read[account.table], "\(account.table)")
      #expect(account.read == account.taken + account.notTaken)
    }
    let closed = try #require(conversion.accounts.first { $0.table == "actor.org_unit_closed" })
    #expect(closed.read == 1_091 && closed.notTaken == 38)
    #expect(conversion.policy.branches.count == 22)
    try expectAccepted(conversion)
  }

  @Test(.enabled(if: SharedTables.arePresent, SharedTables.missing))
  func `the records of a real network are accounted for to the last one`() throws {
    let files = try SharedTables.read("rero-ils", PolicyConversion.reroFiles)
    let conversion = try PolicyConversion.rero(files, name: "")
    let accounts = Dictionary(
      uniqueKeysWithValues: conversion.accounts.map { ($0.table, [$0.read, $0.taken]) })
    #expect(accounts["circulation_policies"] == [13, 13] && accounts["libraries"] == [24, 24])
    #expect(conversion.policy.branches.filter { $0.hours != nil }.count == 23)
    try expectAccepted(conversion)
  }

  /// The check accepts what the conversion wrote, and reads the same from it.
  private func expectAccepted(_ conversion: PolicyConversion) throws {
    let reading = read(PolicyFile.toml(conversion.policy))
    #expect(reading.findings.isEmpty, "\(reading.findings)")
    #expect(reading.policy == conversion.policy)
    #expect(try Policy(bytes: conversion.policy.bytes) == conversion.policy)
  }
}

/// Exports of real systems, found beside the checkout; they are not ours to keep here.
enum SharedTables {
  static let missing = Comment(
    rawValue: "SKIPPED: the shared data are not at ../shared/data beside the checkout")

  static let root = SampleTests.checkout.deletingLastPathComponent().appendingPathComponent("shared/data")

  static var arePresent: Bool {
    let isPresent = FileManager.default.fileExists(atPath: root.appendingPathComponent("README.md").path)
    if !isPresent { print(missing) }
    return isPresent
  }

  static func read(_ folder: String, _ names: [String]) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in names {
      let place = root.appendingPathComponent(folder).appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: place.path) else { continue }
      files[name] = try String(contentsOf: place, encoding: .utf8)
    }
    return files
  }
}
