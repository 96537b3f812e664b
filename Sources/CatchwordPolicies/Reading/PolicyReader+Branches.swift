import CatchwordLibrary

extension PolicyReader {
  static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  static let branchKeys = ["kind", "parent", "hours", "visits", "closure"]
  static let closureKeys = ["from", "to", "reason", "yearly"]

  mutating func branch(_ code: ExactText, _ table: Table) -> PolicyBranch {
    expect(Self.branchKeys, in: table)
    var branch = PolicyBranch(code)
    let words = PolicyBranch.Sort.allCases.map { ($0.word, $0) }
    branch.sort = word("kind", in: table, words) ?? .branch
    branch.parent = text("parent", in: table)
    branch.hours = self.table("hours", in: table).map { hours($0) }
    branch.visits = dates("visits", in: table) ?? []
    branch.closures = tables("closure", in: table).map { closure($0) }
    return branch
  }

  /// Days that are not named are closed.
  private mutating func hours(_ table: Table) -> [[OpenSpan]] {
    expect(Self.weekdays, in: table)
    return Self.weekdays.map { day in
      codes(day, in: table).compactMap { text in
        if let span = Self.span(text.text) { return span }
        find(
          table.path + [day], "bad-hours",
          "\(day) is \"\(text)\"; write hours such as \"09:00-12:30\"")
        return nil
      }
    }
  }

  /// - Returns: `09:00-12:30` in minutes; nil for anything else.
  static func span(_ text: String) -> OpenSpan? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { minute($0) }
    guard ends.count == 2, let from = ends[0], let to = ends[1] else { return nil }
    return OpenSpan(from: from, to: to)
  }

  private static func minute(_ text: Substring) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == 0x3a else { return nil }
    let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int64($0) - 0x30 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
    guard minute < 60, hour * 60 + minute <= OpenSpan.minutesPerDay else { return nil }
    return hour * 60 + minute
  }

  private mutating func closure(_ table: Table) -> PolicyClosure {
    expect(Self.closureKeys, in: table)
    let first = date("from", in: table)
    if first == nil && table.entries["from"] == nil {
      find(table.path, "no-date", "from is missing; say the first day that is closed")
    }
    let start = first ?? CivilDate(day: 0)
    return PolicyClosure(
      first: start, last: date("to", in: table) ?? start,
      reason: text("reason", in: table) ?? "", isYearly: flag("yearly", in: table) ?? false)
  }
}
