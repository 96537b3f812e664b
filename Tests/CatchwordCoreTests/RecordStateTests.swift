import CatchwordCore
import Testing

/// The laws of replicated records, on generated histories (R4, R5).
@Suite struct RecordStateTests {
  @Test func `every causal delivery order gives the same state`() {
    for seed in Effort.seeds(400) {
      let world = World(seed: seed)
      var order = SeededGenerator(seed: seed &* 31)
      let first = world.delivered(in: &order)
      for _ in 0..<4 {
        let other = world.delivered(in: &order)
        expect(other.state == first.state, seed)
        expect(bytes(other.state) == bytes(first.state), seed)
        expect(other.frontier == first.frontier, seed)
      }
    }
  }

  @Test func `merging states is the same as applying the union of their commits`() {
    for seed in Effort.seeds(400) {
      let world = World(seed: seed)
      for a in world.replicas {
        for b in world.replicas {
          let union = world.union(a, b)
          expect(merge(a, b).state == union.state, seed)
          expect(bytes(merge(a, b).state) == bytes(union.state), seed)
          expect(merge(a, b).frontier == union.frontier, seed)
        }
      }
    }
  }

  @Test func `merging is commutative, associative and idempotent`() {
    for seed in Effort.seeds(200) {
      let world = World(seed: seed)
      for a in world.replicas {
        expect(merge(a, a).state == a.state, seed)
        for b in world.replicas {
          expect(merge(a, b).state == merge(b, a).state, seed)
          expect(merge(merge(a, b), b).state == merge(a, b).state, seed)
          for c in world.replicas {
            expect(merge(merge(a, b), c).state == merge(a, merge(b, c)).state, seed)
          }
        }
      }
    }
  }

  @Test func `a written value stands until a commit that had seen it replaces it`() {
    for seed in Effort.seeds(400) {
      let world = World(seed: seed)
      var order = SeededGenerator(seed: seed)
      let state = world.delivered(in: &order).state
      for entry in world.entries {
        for field in World.registers {
          guard let value = lastValue(of: field, in: entry) else { continue }
          let register = state.registers[field] ?? Register()
          let stands = register.siblings.first { $0.stamp.dot == entry.dot }
          expect((stands == nil) == isReplaced(entry, field, in: world), seed)
          guard let stands else { continue }
          expect(stands.value == value, seed)
          // Shown, or an alternate in an open conflict.
          expect(register.shown == value || register.alternates.contains(stands), seed)
        }
      }
    }
  }

  @Test func `an added element stands until a commit that had seen it removes it`() {
    for seed in Effort.seeds(400) {
      let world = World(seed: seed)
      var order = SeededGenerator(seed: seed)
      let state = world.delivered(in: &order).state
      for entry in world.entries {
        for operation in entry.commit.operations where operation.action == .add {
          for each in operation.values {
            let isPresent = state.sets[each.field]?.elements.contains(each.value) ?? false
            let isTaken = world.entries.contains { later in
              (later.dot == entry.dot || later.past.hasSeen(entry.dot))
                && later.commit.operations.contains {
                  $0.action == .remove && $0[each.field] == each.value
                }
            }
            #expect(isPresent || isTaken, "seed \(seed)")
          }
        }
      }
    }
  }

  @Test func `a counter is the sum of all increments`() {
    for seed in Effort.seeds(200) {
      let world = World(seed: seed)
      var order = SeededGenerator(seed: seed)
      let state = world.delivered(in: &order).state
      let increments = world.entries.flatMap(\.commit.operations).filter {
        $0.action == .increment
      }
      let sum = increments.reduce(Int64(0)) { $0 + ($1[World.counter]?.integer ?? 0) }
      #expect((state.counters[World.counter]?.value ?? 0) == sum, "seed \(seed)")
    }
  }

  /// The rule itself, word by word, over the whole history: a deletion survives exactly when some
  /// change of the record and the deletion did not know of each other.
  @Test func `a standing deletion is survived exactly when an edit was concurrent with it`() {
    for seed in Effort.seeds(600) {
      let world = World(seed: seed)
      var order = SeededGenerator(seed: seed)
      for tombstone in world.delivered(in: &order).state.tombstones {
        let dot = tombstone.stamp.dot
        let deletion = world.entries.first { $0.dot == dot }
        let hasConcurrentEdit = world.entries.contains { entry in
          let isEdit = entry.commit.operations.contains { $0.action != .delete }
          return isEdit && entry.dot != dot && !entry.past.hasSeen(dot)
            && deletion?.past.hasSeen(entry.dot) == false
        }
        #expect(tombstone.survived == hasConcurrentEdit, "seed \(seed)")
      }
    }
  }

  @Test func `a state rebuilt from its parts has the same bytes`() {
    for seed in Effort.seeds(200) {
      for replica in World(seed: seed).replicas {
        let state = replica.state
        let rebuilt = RecordState(
          kind: state.kind,
          registers: state.registers.mapValues { Register($0.siblings.shuffled()) },
          sets: state.sets, counters: state.counters, tombstones: state.tombstones.shuffled())
        expect(rebuilt == state, seed)
        expect(bytes(rebuilt) == bytes(state), seed)
      }
    }
  }

  @Test func `a set that lost its last element leaves no trace in the digest`() {
    let writer = World.writer(1)
    var state = RecordState(kind: World.kind)
    apply(.write, [FieldValue(1, .integer(1))], as: Dot(writer: writer, number: 1), to: &state)
    let before = bytes(state)
    apply(.add, [FieldValue(3, .integer(1))], as: Dot(writer: writer, number: 2), to: &state)
    #expect(bytes(state) != before)
    apply(.remove, [FieldValue(3, .integer(1))], as: Dot(writer: writer, number: 3), to: &state)
    #expect(bytes(state) == before)
  }

  @Test func `the generated histories reach what the laws speak of`() {
    var alternates = 0
    var survived = 0
    var dead = 0
    var kept = 0
    for seed in Effort.seeds(400) {
      let world = World(seed: seed)
      var order = SeededGenerator(seed: seed)
      let state = world.delivered(in: &order).state
      alternates += state.registers.values.filter { !$0.alternates.isEmpty }.count
      survived += state.survivedDeletions.count
      dead += world.replicas.filter(\.state.isDead).count
      kept += state.registers.values.flatMap(\.siblings).filter { !$0.keeps.isEmpty }.count
    }
    #expect(alternates > 50 && survived > 20 && dead > 20 && kept > 20)
  }

  @Test func `two deletions in one commit are one`() {
    let dot = Dot(writer: World.writer(1), number: 1)
    var state = RecordState(kind: World.kind)
    apply(.delete, [], as: dot, to: &state)
    apply(.delete, [], as: dot, to: &state)
    #expect(state.tombstones.count == 1)
    #expect(state.isDead)
  }

  // MARK: what the laws are said with

  /// Says the seed and not the states, which fill pages.
  private func expect(
    _ holds: Bool, _ seed: UInt64, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(holds, "seed \(seed)", sourceLocation: sourceLocation)
  }

  private func bytes(_ state: RecordState) -> [UInt8]? { state.canonicalBytes(id: World.record) }

  private func merge(_ a: World.Replica, _ b: World.Replica) -> World.Replica {
    var merged = a
    merged.state = a.state.merging(
      b.state, lane: World.lane, frontier: a.frontier, otherFrontier: b.frontier)
    merged.frontier = a.frontier.merging(b.frontier)
    return merged
  }

  private func lastValue(of field: Int, in entry: World.Entry) -> Value? {
    entry.commit.operations.last { $0.action == .write && $0[field] != nil }?[field]
  }

  private func isReplaced(_ entry: World.Entry, _ field: Int, in world: World) -> Bool {
    world.entries.contains { later in
      later.past.hasSeen(entry.dot)
        && later.commit.operations.contains {
          $0.action == .write && $0[field] != nil && !$0.keeps.contains(entry.dot)
        }
    }
  }

  private func apply(
    _ action: Operation.Action, _ values: [FieldValue], as dot: Dot, to state: inout RecordState
  ) {
    let past = CausalPast(dot: dot, lane: World.lane, context: Context())
    state.apply(
      Operation(action, kind: World.kind, record: World.record, values: values),
      Arrival(stamp: Stamp(dot: dot, time: 0), past: past))
  }
}
