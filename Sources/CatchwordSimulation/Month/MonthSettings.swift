/// How much goes on in a month, and how often people slip. The defaults are a well-run library: what
/// happens by the way happens to a few of a thousand.
package struct MonthSettings: Sendable {
  package var days: Int64 = 28
  package var books = 420
  package var readers = 160
  /// New readers and new books in the whole month.
  package var newReaders = 10
  package var newBooks = 14
  /// Days for which a book is lent, and what a day more costs, in cents.
  package var loanDays: Int64 = 10
  package var finePerDay: Int64 = 20
  package var replacement: Int64 = 2_500

  /// Of a hundred visits so many end with a wish.
  package var wishesPerCent = 30
  /// Of a hundred wishes so many are for one copy alone.
  package var itemWishesPerCent = 4
  /// Of a hundred readers whose book waits so many never come for it.
  package var noShowsPerCent = 8
  /// Of a hundred nights so many find a branch's line down; besides, one branch has none for days.
  package var linesDownPerCent = 8
  package var outageDays: Int64 = 3

  /// Of a thousand loans so many leave the house without a scan.
  package var forgottenLoansPerMille = 2
  /// Of a thousand books from the drop box so many get onto the shelf without a scan.
  package var forgottenReturnsPerMille = 6
  /// Of a thousand books out of a crate so many get onto the shelf without a scan.
  package var forgottenReceiptsPerMille = 5
  /// Of a thousand books so many go into the wrong crate.
  package var wrongCratesPerMille = 3
  /// Of a thousand loans so many begin with a scan of another book, taken back at once.
  package var wrongScansPerMille = 6
  /// Of a thousand returns so many are damaged.
  package var damagesPerMille = 4
  /// Of a thousand visits with books at home so many find one of them lost.
  package var lossesPerMille = 6
  /// Of a hundred visits after a loss so many are to say that it was found, paid for or not.
  package var findsPerCent = 8
  /// How far clocks that nobody keeps may be off when the month begins, in seconds, and drift.
  package var clockOffSeconds: Int64 = 120
  package var clockDriftPPM: Int64 = 40

  package init() {}
}
