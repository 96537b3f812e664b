package import CatchwordCore

/// Due dates as they stand now (cases 41 and 42): a date that was told is a floor, and closures that
/// were added since move it to the next day on which the branch is open.
package struct DueDates {
  private let reader: any RecordReading
  private let policy: Policy
  private var calendars: [ExactText: OpeningCalendar] = [:]

  package init(under inForce: PolicyInForce, in reader: any RecordReading) {
    self.reader = reader
    policy = inForce.policy
  }

  /// - Parameter branch: the lending branch.
  package mutating func standing(_ due: CivilDate, at branch: String) throws -> CivilDate {
    #if Mutants
      if RuleOut.closureAddedLater.isAtWork { return due }
    #endif
    let code = ExactText(branch)
    if let calendar = calendars[code] { return calendar.rolled(due) }
    let calendar = policy.calendar(
      of: code, closures: try reader.closures(of: policy.chain(of: code)))
    calendars[code] = calendar
    return calendar.rolled(due)
  }
}
