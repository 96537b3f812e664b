/// A fact with its place in causality and time.
///
/// It never changes, and folds hand it from list to list: its parts stand in one place, and a copy is a
/// copy of their address.
public struct PlacedFact: Hashable, Sendable {
  private struct Parts: Hashable, Sendable {
    let id: RecordID
    let kind: Int
    let values: [FieldValue]
    let stamp: Stamp
    let sequence: Int64
    let past: CausalPast
    let staff: String
    let offset: ClockOffset
  }

  private indirect enum Place: Hashable, Sendable {
    case of(Parts)
  }

  private let place: Place

  private var parts: Parts {
    switch place {
    case .of(let parts): parts
    }
  }

  public var id: RecordID { parts.id }
  public var kind: Int { parts.kind }
  public var values: [FieldValue] { parts.values }
  public var stamp: Stamp { parts.stamp }
  /// Over all lanes of its writer.
  public var sequence: Int64 { parts.sequence }
  public var past: CausalPast { parts.past }
  public var staff: String { parts.staff }
  /// How well `stamp.time` is known.
  public var offset: ClockOffset { parts.offset }

  public init(
    id: RecordID, kind: Int, values: [FieldValue], stamp: Stamp, sequence: Int64,
    past: CausalPast, staff: String, offset: ClockOffset
  ) {
    place = .of(
      Parts(
        id: id, kind: kind, values: values, stamp: stamp, sequence: sequence, past: past,
        staff: staff, offset: offset))
  }

  public subscript(field: Int) -> Value { values.first { $0.field == field }?.value ?? .null }

  /// Whether the other fact was known where and when this one was made.
  public func hasSeen(_ other: PlacedFact) -> Bool {
    other.stamp.dot.writer == stamp.dot.writer
      ? other.sequence < sequence || (other.sequence == sequence && other.id < id)
      : past.hasSeen(other.stamp.dot)
  }

  /// Whether a commit of the same lane was known, whatever it stated.
  public func hasSeen(_ dot: Dot) -> Bool { past.hasSeen(dot) }

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
    // Most news of an item is one device's.
    if facts.allSatisfy({ $0.stamp.dot.writer == facts[0].stamp.dot.writer }) {
      return facts.sorted { ($0.sequence, $0.id) < ($1.sequence, $1.id) }
    }
    // Facts are large, so their places are sorted. A writer's chain is in its own order, so only
    // the heads of chains, which `rest` keeps last, can be unplaced predecessors.
    var rest = chains(facts)
    var order: [PlacedFact] = []
    order.reserveCapacity(facts.count)
    while order.count < facts.count {
      var least: (chain: Int, fact: Int)?
      for (chain, places) in rest.enumerated() {
        guard let head = places.last else { continue }
        if let least, !precedes(facts[head], facts[least.fact]) { continue }
        let waits = rest.indices.contains { other in
          other != chain && rest[other].last.map { facts[head].hasSeen(facts[$0]) } == true
        }
        if !waits { least = (chain, head) }
      }
      guard let least else {
        preconditionFailure("contexts form a cycle: facts claim to have seen each other")
      }
      order.append(facts[least.fact])
      rest[least.chain].removeLast()
    }
    return order
  }

  /// The places of facts by writer, latest first.
  private static func chains(_ facts: [PlacedFact]) -> [[Int]] {
    var chains: [WriterID: [Int]] = [:]
    for place in facts.indices { chains[facts[place].stamp.dot.writer, default: []].append(place) }
    // Which chain comes first decides nothing: `precedes` is a total order over writers.
    return chains.values.map { places in
      places.sorted { (facts[$0].sequence, facts[$0].id) > (facts[$1].sequence, facts[$1].id) }
    }
  }

  private static func precedes(_ a: PlacedFact, _ b: PlacedFact) -> Bool {
    if a.stamp.time != b.stamp.time { return a.stamp.time < b.stamp.time }
    if a.stamp.dot.writer != b.stamp.dot.writer { return a.stamp.dot.writer < b.stamp.dot.writer }
    return (a.sequence, a.id) < (b.sequence, b.id)
  }
}
