/// Every bound of a policy. A file or a fact that exceeds one is refused.
package enum PolicyLimits {
  /// Bytes of a policy in its canonical form.
  package static let contentBytes = 512 << 10
  /// Bytes of one code, name or reason.
  package static let textBytes = 256
  /// Rules of one policy.
  package static let rules = 2_000
  /// Codes that one list may name.
  package static let codes = 1_000
  /// Branches of one policy.
  package static let branches = 1_000
  /// Days, closures or pairs that one list may hold.
  package static let dates = 5_000
  /// Spans of opening on one weekday.
  package static let spans = 8
  /// Branches above one another.
  package static let branchDepth = 8
  /// Days of any period: a hundred years.
  package static let days: Int64 = 36_525
  /// Things counted: loans, holds, renewals.
  package static let count: Int64 = 1_000_000
  /// Minor units of any amount.
  package static let amount: Int64 = 1_000_000_000
  /// Days that are looked at for the next one that is open.
  package static let searchedDays: Int64 = 800
}
