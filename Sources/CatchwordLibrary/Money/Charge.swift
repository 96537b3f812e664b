public import CatchwordCore

/// Something that a patron owes, with all that was done about it (G5).
public struct Charge: Hashable, Sendable {
  public enum Standing: String, Hashable, Sendable {
    case owed
    /// The item is back, so nothing is owed for its loss; or the loan was none.
    case reversed
    /// A late return of what was paid for as lost.
    case covered
    /// A late return whose day nobody knows: what was settled so far is all there is (G7).
    case settled
  }

  /// The fact that stated it; for a late return, the loan.
  public let id: RecordID
  public let kind: ChargeKind
  public internal(set) var patron: RecordID?
  public internal(set) var loan: RecordID?
  /// Minor units; nil for a late return, which follows from the loan and the policy.
  public let amount: Int64?
  /// Code in ISO 4217; empty for a late return that nothing was paid for.
  public let currency: String
  public internal(set) var branch: String
  /// Seconds since 1970.
  public internal(set) var stated: Int64
  public internal(set) var standing = Standing.owed
  /// The sighting by which nothing is owed any longer.
  public internal(set) var endedBy: RecordID?
  /// Minor units, as the two below.
  public internal(set) var paid: Int64 = 0
  public internal(set) var waived: Int64 = 0
  public internal(set) var refunded: Int64 = 0
  public internal(set) var due: CivilDate?
  /// Nil while the item is out.
  public internal(set) var returned: CivilDate?
  /// The policy fact by which a late return is reckoned; nil: the standard policy.
  public internal(set) var policy: RecordID?

  /// What a late return came to as far as desks reckoned that knew of the return; nil where none did.
  package internal(set) var reckoned: Int64?

  /// What is still to be paid, where a charge comes to `amount` minor units.
  public func owed(of amount: Int64) -> Int64 { max(0, amount - waived - (paid - refunded)) }

  /// What was paid beyond what is owed and was not given back.
  public func credit(of amount: Int64) -> Int64 {
    max(0, paid - refunded - max(0, amount - waived))
  }
}
