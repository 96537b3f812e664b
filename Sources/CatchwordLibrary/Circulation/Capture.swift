public import CatchwordCore

/// An item that was put aside for a hold, as the facts of the item fold to it.
public struct Capture: Hashable, Sendable {
  public enum Ending: String, Hashable, Sendable {
    /// Somebody borrowed it, whoever that was.
    case lent
    /// Somebody took it off the hold shelf.
    case released
    /// It was put aside for another hold.
    case recaptured
    /// Somebody who knew of it marked it lost or missing.
    case lost
  }

  /// The fact that put it aside.
  public let id: RecordID
  /// The fact that placed the hold.
  public let hold: RecordID
  /// Where it was captured.
  public let branch: String
  /// Where it is to be fetched.
  public let pickup: String
  /// Seconds since 1970.
  public let time: Int64
  /// Seconds since 1970 of the first sighting at the pickup branch; nil before any.
  public var shelved: Int64?
  public var endedBy: RecordID?
  public var ending: Ending?

  public var isOpen: Bool { ending == nil }
}
