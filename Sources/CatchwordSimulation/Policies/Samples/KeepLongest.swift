import CatchwordCore

/// Shows the longest text, because most was said there; of other values the latest.
///
/// Sample: an order of one's own. What makes it lawful is that ties end in the total order of sides,
/// so that no two sides are ever equally good.
public struct KeepLongest: ConflictPolicy {
  public init() {}

  public func decide(_ conflict: FieldConflict) -> PolicyDecision {
    let longest = conflict.sides.max { a, b in
      (Self.length(a), a) < (Self.length(b), b)
    }
    let shown = longest ?? conflict.greatest
    return .showing(
      shown, review: conflict.contradicts(shown) ? .c : nil,
      because: "the longest text says most; of equally long ones the latest is shown")
  }

  /// In bytes; a deletion is shorter than anything, a cleared field shorter than an empty one.
  private static func length(_ side: FieldConflict.Side) -> Int {
    if side.deletesRecord { return -2 }
    return side.value.text?.utf8.count ?? (side.value.isNull ? -1 : 0)
  }
}
