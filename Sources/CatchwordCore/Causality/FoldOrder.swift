/// A fact with its place in causality and time.
public struct PlacedFact: Hashable, Sendable {
  public let id: RecordID
  public let kind: Int
  public let values: [FieldValue]
  public let stamp: Stamp
  /// Over all lanes of its writer.
  public let sequence: Int64
  public let past: CausalPast
  public let staff: String
  /// How well `stamp.time` is known.
  public let offset: ClockOffset

  public init(
    id: RecordID, kind: Int, values: [FieldValue], stamp: Stamp, sequence: Int64,
    past: CausalPast, staff: String, offset: ClockOffset
  ) {
    self.id = id
    self.kind = kind
    self.values = values
    self.stamp = stamp
    self.sequence = sequence
    self.past = past
    self.staff = staff
    self.offset = offset
  }

  public subscript(field: Int) -> Value { values.first { $0.field == field }?.value ?? .null }

  /// Whether the other fact was known where and when this one was made.
  public func hasSeen(_ other: PlacedFact) -> Bool {
    other.stamp.dot.writer == stamp.dot.writer
      ? other.sequence < sequence || (other.sequence == sequence && other.id < id)
      : past.hasSeen(other.stamp.dot)
  }

  public func isConcurrent(with other: PlacedFact) -> Bool {
    self != other && !hasSeen(other) && !other.hasSeen(self)
  }
}

/// The one order in which every replica folds a set of facts.
///
/// Repeatedly takes, among the facts with no unplaced causal predecessor in the set, the least by
/// (time, writer, sequence). Sorting by causality and then by time is no order at all: it can be
/// cyclic, and then depends on arrival.
public enum FoldOrder {
  public static func sorted(_ facts: [PlacedFact]) -> [PlacedFact] {
    let chains = Dictionary(grouping: facts) { $0.stamp.dot.writer }
      .sorted { $0.key < $1.key }
      .map { chain in
        chain.value.sorted { ($0.sequence, $0.id) < ($1.sequence, $1.id) }
      }
    var next = Array(repeating: 0, count: chains.count)
    var order: [PlacedFact] = []
    order.reserveCapacity(facts.count)
    while order.count < facts.count {
      let heads = chains.indices.compactMap {
        next[$0] < chains[$0].count ? chains[$0][next[$0]] : nil
      }
      // A writer's chain is in its own order, so only the heads can be unplaced predecessors.
      let free = heads.filter { head in !heads.contains { $0 != head && head.hasSeen($0) } }
      guard let least = free.min(by: precedes) else {
        preconditionFailure("contexts form a cycle: facts claim to have seen each other")
      }
      order.append(least)
      let chain = chains.firstIndex { $0[0].stamp.dot.writer == least.stamp.dot.writer }!
      next[chain] += 1
    }
    return order
  }

  private static func precedes(_ a: PlacedFact, _ b: PlacedFact) -> Bool {
    if a.stamp.time != b.stamp.time { return a.stamp.time < b.stamp.time }
    if a.stamp.dot.writer != b.stamp.dot.writer { return a.stamp.dot.writer < b.stamp.dot.writer }
    return (a.sequence, a.id) < (b.sequence, b.id)
  }
}
