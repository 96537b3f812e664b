/// The rules that will become policy data; until then they stand here and nowhere else.
package enum LoanRule {
  /// Days for which an item is lent, and by which a renewal extends the loan.
  package static let days: Int64 = 21
  /// Two different branches cannot both have one item in hand within less than this (case 2).
  package static let minimumTravelSeconds: Int64 = 20 * 60

  package static func due(lentOn day: CivilDate) -> CivilDate { day.adding(days: days) }

  /// From the day of the renewal or from the old due date, whichever is later.
  package static func due(renewedOn day: CivilDate, until due: CivilDate?) -> CivilDate {
    max(day, due ?? day).adding(days: days)
  }
}
