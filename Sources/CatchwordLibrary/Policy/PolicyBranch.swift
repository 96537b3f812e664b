/// A branch, a system of branches, or a stop of a bookmobile, with its calendar.
package struct PolicyBranch: Hashable, Sendable {
  package enum Sort: Int64, Hashable, Sendable, CaseIterable {
    case branch = 1
    /// Branches under one roof: rules, hours and closures hold for those below.
    case system = 2
    /// A place that is visited: open on its visits and at no other time.
    case stop = 3

    package var word: String {
      switch self {
      case .branch: "branch"
      case .system: "system"
      case .stop: "stop"
      }
    }
  }

  package var code: ExactText
  package var sort = Sort.branch
  /// The branch above, whose rules, hours and closures hold here too.
  package var parent: ExactText?
  /// Monday first, seven days; nil: those of the branch above, else every day.
  package var hours: [[OpenSpan]]?
  /// Days that are open besides the weekly ones: the visits of a stop. Ascending.
  package var visits: [CivilDate] = []
  package var closures: [PolicyClosure] = []

  package init(_ code: ExactText) { self.code = code }
}

/// From a minute of the day up to another.
package struct OpenSpan: Hashable, Sendable {
  package static let minutesPerDay: Int64 = 1_440

  package let from: Int64
  package let to: Int64

  package init(from: Int64, to: Int64) {
    self.from = from
    self.to = to
  }
}

/// Days on which a branch is closed, and why.
package struct PolicyClosure: Hashable, Sendable {
  package let first: CivilDate
  /// Not before `first`.
  package let last: CivilDate
  package let reason: ExactText
  /// Whether it comes again every year on the same days.
  package let isYearly: Bool

  package init(first: CivilDate, last: CivilDate, reason: ExactText, isYearly: Bool = false) {
    self.first = first
    self.last = last
    self.reason = reason
    self.isYearly = isYearly
  }

  package func contains(_ day: CivilDate) -> Bool {
    guard isYearly else { return first <= day && day <= last }
    let (a, b, c) = (first.components, last.components, day.components)
    let (from, to, now) = ((a.month, a.day), (b.month, b.day), (c.month, c.day))
    return from <= to ? from <= now && now <= to : from <= now || now <= to
  }

  /// Whether both close a day; a yearly closure and one of a certain year may.
  package func overlaps(_ other: PolicyClosure) -> Bool {
    guard isYearly == other.isYearly else { return false }
    if isYearly {
      return contains(other.first) || contains(other.last) || other.contains(first)
    }
    return first <= other.last && other.first <= last
  }
}
