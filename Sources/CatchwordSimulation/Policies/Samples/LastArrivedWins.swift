import CatchwordCore

/// Shows whatever arrived last. Broken on purpose.
///
/// Sample of what not to do: sides arrive in another order on every replica, so every replica shows
/// something else. `PolicyKit.check` says so by the law of commutativity.
public struct LastArrivedWins: ConflictPolicy {
  public init() {}

  public func decide(_ conflict: FieldConflict) -> PolicyDecision {
    let shown = conflict.sides[conflict.sides.count - 1]
    return .showing(
      shown, review: conflict.contradicts(shown) ? .b : nil,
      because: "it arrived last")
  }
}
