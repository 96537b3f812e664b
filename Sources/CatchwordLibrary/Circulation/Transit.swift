public import CatchwordCore

/// One journey of an item between two branches, as the facts of the item fold to it.
public struct Transit: Hashable, Sendable {
  public enum Ending: String, Hashable, Sendable {
    /// Somebody saw it where it was sent to.
    case received
    /// Somebody saw it at a branch to which it was not sent (case 15), or back where it came from.
    case elsewhere
    /// Somebody borrowed it on the way (case 14).
    case lent
    /// Somebody who knew that it was on its way marked it lost or missing.
    case lost
  }

  /// The fact that sent it.
  public let id: RecordID
  public let from: String
  public let to: String
  /// Seconds since 1970.
  public let sent: Int64
  /// All three nil while it is on its way.
  public var endedAt: Int64?
  public var endedBy: RecordID?
  public var ending: Ending?

  public var isOpen: Bool { ending == nil }

  mutating func end(by fact: CirculationFact, _ ending: Ending) {
    endedAt = max(fact.time, sent)
    endedBy = fact.id
    self.ending = ending
  }
}
