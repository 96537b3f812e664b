/// A deletion that stands on a record.
public struct Tombstone: Hashable, Sendable {
  public let stamp: Stamp
  /// Whether some write of the record was unknown to the deletion: then the write wins, the record
  /// lives on with its content, and a conflict says so.
  public var survived: Bool

  public init(stamp: Stamp, survived: Bool) {
    self.stamp = stamp
    self.survived = survived
  }
}

/// One record as the set of applied commits left it.
///
/// Invariants: 1. every sibling's dot stands under its field once; 2. the state depends only on the
/// set of commits applied, provided that each came after its causal past in the lane (R4); 3. a
/// record is dead exactly while a tombstone stands that no write survived.
public struct RecordState: Hashable, Sendable {
  public let kind: Int
  public private(set) var registers: [Int: Register] = [:]
  public private(set) var sets: [Int: ElementSet] = [:]
  public private(set) var counters: [Int: Counter] = [:]
  /// Ascending by stamp.
  public private(set) var tombstones: [Tombstone] = []

  public init(kind: Int) { self.kind = kind }

  /// Rebuilds a state that a store kept in rows.
  package init(
    kind: Int, registers: [Int: Register], sets: [Int: ElementSet] = [:],
    counters: [Int: Counter] = [:], tombstones: [Tombstone] = []
  ) {
    self.kind = kind
    self.registers = registers
    self.sets = sets
    self.counters = counters
    self.tombstones = tombstones.sorted { $0.stamp < $1.stamp }
  }

  public var isDead: Bool { tombstones.contains { !$0.survived } }

  /// Deletions that a concurrent write outlived: an open conflict where there are any.
  public var survivedDeletions: [Tombstone] { tombstones.filter(\.survived) }

  public func shown(_ field: Int) -> Value { registers[field]?.shown ?? .null }

  /// Every dot that a present conflict of this record involves: what a form shows and may settle.
  public var conflictingDots: [Dot] {
    let siblings = registers.values.filter { !$0.alternates.isEmpty }.flatMap(\.siblings)
    return Set(siblings.map(\.stamp.dot) + survivedDeletions.map(\.stamp.dot)).sorted()
  }

  /// Applies one operation of a commit whose causal past in the lane is applied already.
  ///
  /// Facts are not states: a fact is added once and stays, so `.fact` writes its fields as they are.
  public mutating func apply(_ operation: Operation, _ arrival: Arrival) {
    precondition(operation.kind == kind, "an operation of another kind")
    // What changes nothing leaves no trace, so it must not outlive a deletion in one order of arrival
    // and not in the other.
    if operation.values.isEmpty && operation.action != .delete { return }
    switch operation.action {
    case .delete:
      tombstones.removeAll {
        $0.stamp.dot == arrival.past.dot || arrival.past.hasSeen($0.stamp.dot)
      }
      let isUnseen = { (dot: Dot) in dot != arrival.past.dot && !arrival.past.hasSeen(dot) }
      #if Mutants
        if Planted.tombstonesPurgedAtOnce.isAtWork {
          self = RecordState(kind: kind)
          return
        }
        if Planted.deletionBeatsEdit.isAtWork {
          bury(Tombstone(stamp: arrival.stamp, survived: false))
          return
        }
      #endif
      bury(Tombstone(stamp: arrival.stamp, survived: hasContent(isUnseen)))
      return
    case .write, .fact:
      for each in operation.values {
        registers[each.field, default: Register()].write(each.value, arrival)
      }
    case .add:
      for each in operation.values {
        sets[each.field, default: ElementSet()].add(each.value, arrival)
      }
    case .remove:
      for each in operation.values {
        sets[each.field, default: ElementSet()].remove(each.value, arrival)
      }
    case .increment:
      for each in operation.values {
        counters[each.field, default: Counter()].increment(by: each.value.integer ?? 0, arrival)
      }
    }
    tombstones.removeAll { arrival.supersedes($0.stamp.dot) }
    #if Mutants
      if Planted.deletionBeatsEdit.isAtWork { return }
    #endif
    for index in tombstones.indices where !arrival.past.hasSeen(tombstones[index].stamp.dot) {
      tombstones[index].survived = true
    }
  }

  private mutating func bury(_ tombstone: Tombstone) {
    tombstones.append(tombstone)
    tombstones.sort { $0.stamp < $1.stamp }
  }
}

extension RecordState {
  /// State-based merge of the same record on two replicas, each with its frontier in the lane.
  ///
  /// Commutative, associative and idempotent, and equal to applying the union of both replicas'
  /// commits: the laws that tests hold against `apply`.
  public func merging(
    _ other: RecordState, lane: Lane, frontier: Frontier, otherFrontier: Frontier
  ) -> RecordState {
    precondition(kind == other.kind, "records of two kinds cannot be one")
    let here = { (dot: Dot) in frontier.covers(dot, in: lane) }
    let there = { (dot: Dot) in otherFrontier.covers(dot, in: lane) }
    var merged = RecordState(kind: kind)
    for field in Set(registers.keys).union(other.registers.keys) {
      merged.registers[field] = (registers[field] ?? Register())
        .merging(other.registers[field] ?? Register(), seenHere: here, seenThere: there)
    }
    for field in Set(sets.keys).union(other.sets.keys) {
      merged.sets[field] = (sets[field] ?? ElementSet())
        .merging(other.sets[field] ?? ElementSet(), seenHere: here, seenThere: there)
    }
    for field in Set(counters.keys).union(other.counters.keys) {
      merged.counters[field] = (counters[field] ?? Counter())
        .merging(other.counters[field] ?? Counter())
    }
    merged.tombstones = mergedTombstones(other, here: here, there: there)
    return merged
  }

  /// A tombstone stays as a sibling does. It is survived if either side knows a write that outlived
  /// it, or if it meets content here that its own side had not seen when both were apart.
  private func mergedTombstones(
    _ other: RecordState, here: (Dot) -> Bool, there: (Dot) -> Bool
  ) -> [Tombstone] {
    var all: [Tombstone] = []
    for tombstone in tombstones {
      let dot = tombstone.stamp.dot
      if let twin = other.tombstones.first(where: { $0.stamp.dot == dot }) {
        all.append(
          Tombstone(stamp: tombstone.stamp, survived: tombstone.survived || twin.survived))
      } else if !there(dot) {
        let met = other.hasContent { !here($0) }
        all.append(Tombstone(stamp: tombstone.stamp, survived: tombstone.survived || met))
      }
    }
    for tombstone in other.tombstones {
      let dot = tombstone.stamp.dot
      guard !tombstones.contains(where: { $0.stamp.dot == dot }), !here(dot) else { continue }
      let met = hasContent { !there($0) }
      all.append(Tombstone(stamp: tombstone.stamp, survived: tombstone.survived || met))
    }
    return all.sorted { $0.stamp < $1.stamp }
  }

  private func hasContent(_ matches: (Dot) -> Bool) -> Bool {
    registers.values.contains { $0.siblings.contains { matches($0.stamp.dot) } }
      || sets.values.contains { $0.hasTrace(matches) }
      || counters.values.contains {
        $0.parts.contains { matches(Dot(writer: $0.key, number: $0.value.number)) }
      }
  }
}
