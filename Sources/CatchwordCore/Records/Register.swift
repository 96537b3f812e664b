/// One value that stands in a register, with its stamp.
public struct Sibling: Hashable, Sendable {
  public let value: Value
  public let stamp: Stamp
  /// Siblings that this value's writer saw and left standing; they are never shown before it.
  public let keeps: [Dot]

  public init(value: Value, stamp: Stamp, keeps: [Dot] = []) {
    self.value = value
    self.stamp = stamp
    self.keeps = keeps
  }
}

/// A register: one value as a rule, several where writers did not know of each other.
///
/// Laws: the siblings depend only on the set of writes applied, in any causal order (R4); a value
/// leaves only when a write that had seen it did not keep it (R5). Equal concurrent values stay
/// separate siblings, because a later write may have seen one of them and not the other; they are
/// no conflict.
public struct Register: Hashable, Sendable {
  /// Shown first, then descending by stamp.
  public private(set) var siblings: [Sibling]

  public init(_ siblings: [Sibling] = []) { self.siblings = Self.ordered(siblings) }

  public var shown: Value { siblings.first?.value ?? .null }

  /// Values that differ from the shown one: an open conflict where there are any.
  public var alternates: [Sibling] { siblings.filter { $0.value != shown } }

  /// Of two writes of one field in one commit, the later stands.
  public mutating func write(_ value: Value, _ arrival: Arrival) {
    let standing = siblings.filter { !arrival.supersedes($0.stamp.dot) }
    #if Mutants
      if Planted.loserDroppedWithoutConflict.isAtWork {
        siblings =
          (standing + [Sibling(value: value, stamp: arrival.stamp)])
          .max { $0.stamp < $1.stamp }.map { [$0] } ?? []
        return
      }
    #endif
    siblings = Self.ordered(
      standing + [Sibling(value: value, stamp: arrival.stamp, keeps: arrival.keeps)])
  }

  /// State-based merge of two replicas' registers, each seen with its frontier in the lane.
  ///
  /// A sibling stays if both hold it, or if the other side has not yet seen it.
  public func merging(
    _ other: Register, seenHere: (Dot) -> Bool, seenThere: (Dot) -> Bool
  ) -> Register {
    let mine = Set(siblings.map(\.stamp.dot))
    let theirs = Set(other.siblings.map(\.stamp.dot))
    let kept = siblings.filter { theirs.contains($0.stamp.dot) || !seenThere($0.stamp.dot) }
    let gained = other.siblings.filter { !mine.contains($0.stamp.dot) && !seenHere($0.stamp.dot) }
    return Register(kept + gained)
  }

  /// Kept siblings come after all that are not kept; within each, the greatest stamp first.
  ///
  /// Dots that no sibling bears any more are forgotten: they never come back.
  private static func ordered(_ unordered: [Sibling]) -> [Sibling] {
    // Nearly every register has one value and keeps nothing: no sets for those.
    if unordered.count <= 1 && unordered.allSatisfy({ $0.keeps.isEmpty }) { return unordered }
    let dots = Set(unordered.map(\.stamp.dot))
    let siblings = unordered.map { sibling in
      sibling.keeps.allSatisfy(dots.contains)
        ? sibling
        : Sibling(
          value: sibling.value, stamp: sibling.stamp, keeps: sibling.keeps.filter(dots.contains))
    }
    guard siblings.count > 1 else { return siblings }
    #if Mutants
      if Planted.setOrderDecidesTheWinner.isAtWork { return Array(Set(siblings)) }
      if Planted.tieWithoutTotalOrder.isAtWork {
        return siblings.sorted { $0.stamp.time > $1.stamp.time }
      }
    #endif
    let kept = Set(siblings.flatMap(\.keeps))
    return siblings.sorted { a, b in
      let (keptA, keptB) = (kept.contains(a.stamp.dot), kept.contains(b.stamp.dot))
      return keptA == keptB ? a.stamp > b.stamp : !keptA
    }
  }
}
