package import CatchwordCore

/// An entry of a queue, as it was last seen.
package struct MonthEntry: Sendable {
  package let conflictCase: Int
  package let severity: Severity
  package let owner: String
  package let summary: String
  package let sides: [String]
  /// When it was first seen, and where last.
  package let since: Moment
  package let seenAt: String
  /// Whether it stands in a queue when everybody holds everything.
  package var isOpen = true

  init(_ item: ReviewItem, since: Moment, seenAt: String) {
    conflictCase = item.conflictCase
    severity = item.severity
    owner = item.owner
    summary = item.summary
    sides = item.sides.map { "\($0.letter) \($0.text)" }
    self.since = since
    self.seenAt = seenAt
  }
}
