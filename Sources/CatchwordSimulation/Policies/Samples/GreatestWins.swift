import CatchwordCore

/// Shows the latest value, and lets a person look at the others. An edit outlives a deletion.
///
/// Sample: the simplest policy that keeps all laws, and what the notice board does by itself.
public struct GreatestWins: ConflictPolicy {
  public init() {}

  public func decide(_ conflict: FieldConflict) -> PolicyDecision {
    let shown = conflict.greatestEdit ?? conflict.greatest
    return .showing(
      shown, review: conflict.contradicts(shown) ? .b : nil,
      because: "an edit stays before a deletion, and the latest edit before the others")
  }
}
