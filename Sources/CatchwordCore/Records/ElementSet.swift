/// A set whose elements go only when every addition of them had been seen by a removal.
public struct ElementSet: Hashable, Sendable {
  /// The additions that stand, by element.
  public private(set) var additions: [Value: Set<Stamp>] = [:]

  /// Per writer: the number of its last commit that removed something. A removal leaves no element
  /// to show for it, yet the record was edited, and a deletion that had not seen the edit must
  /// find it in whichever order the two arrive (R4).
  public private(set) var removals: [WriterID: Int64] = [:]

  public init(_ additions: [Value: Set<Stamp>] = [:], removals: [WriterID: Int64] = [:]) {
    self.additions = additions.filter { !$0.value.isEmpty }
    self.removals = removals
  }

  /// Ascending.
  public var elements: [Value] { additions.keys.sorted() }

  public mutating func add(_ element: Value, _ arrival: Arrival) {
    let standing = (additions[element] ?? []).filter { !arrival.supersedes($0.dot) }
    additions[element] = standing.union([arrival.stamp])
  }

  /// Also takes back what the same commit added.
  public mutating func remove(_ element: Value, _ arrival: Arrival) {
    let dot = arrival.stamp.dot
    let standing = (additions[element] ?? []).filter { !arrival.supersedes($0.dot) }
    additions[element] = standing.isEmpty ? nil : standing
    removals[dot.writer] = max(removals[dot.writer] ?? 0, dot.number)
  }

  public func merging(
    _ other: ElementSet, seenHere: (Dot) -> Bool, seenThere: (Dot) -> Bool
  ) -> ElementSet {
    var merged: [Value: Set<Stamp>] = [:]
    for element in Set(additions.keys).union(other.additions.keys) {
      let mine = additions[element] ?? []
      let theirs = other.additions[element] ?? []
      let kept = mine.filter { theirs.contains($0) || !seenThere($0.dot) }
      let gained = theirs.filter { !mine.contains($0) && !seenHere($0.dot) }
      merged[element] = kept.union(gained)
    }
    return ElementSet(merged, removals: removals.merging(other.removals, uniquingKeysWith: max))
  }

  /// Whether any change that shows in this set bears a dot that matches.
  func hasTrace(_ matches: (Dot) -> Bool) -> Bool {
    additions.values.contains { $0.contains { matches($0.dot) } }
      || removals.contains { matches(Dot(writer: $0.key, number: $0.value)) }
  }
}

/// The sum of all increments, kept by writer so that two states can be joined.
public struct Counter: Hashable, Sendable {
  /// Per writer: the number of its last commit that counted, and its own sum.
  public private(set) var parts: [WriterID: Part] = [:]

  public struct Part: Hashable, Sendable {
    public var number: Int64
    public var sum: Int64
  }

  public init(_ parts: [WriterID: Part] = [:]) { self.parts = parts }

  /// Wraps rather than traps: a hostile increment must not stop a replica.
  public var value: Int64 { parts.values.reduce(0) { $0 &+ $1.sum } }

  public mutating func increment(by amount: Int64, _ arrival: Arrival) {
    let dot = arrival.stamp.dot
    let sum = parts[dot.writer]?.sum ?? 0
    parts[dot.writer] = Part(number: dot.number, sum: sum &+ amount)
  }

  /// A writer's own increments are totally ordered, so the further of two parts contains the other.
  public func merging(_ other: Counter) -> Counter {
    Counter(parts.merging(other.parts) { $0.number >= $1.number ? $0 : $1 })
  }
}
