import CatchwordCore
import CatchwordStore
import Testing

/// The plain in-memory fold of the same commits: what a store must equal after every step.
struct Model {
  struct Key: Hashable {
    let kind: Int
    let id: RecordID
  }

  var states: [Key: RecordState] = [:]
  var facts: [RecordID: PlacedFact] = [:]
  var frontier = Frontier()

  mutating func apply(_ segment: Segment, chainHash: ContentHash) {
    for commit in segment.commits { apply(commit, segment) }
    frontier[segment.log] = Head(number: segment.last, hash: chainHash.short)
  }

  mutating func apply(_ commit: Commit, _ segment: Segment) {
    let past = segment.past(of: commit)
    let stamp = Stamp(dot: past.dot, time: segment.time(of: commit))
    for operation in commit.operations {
      if operation.action == .fact {
        let fact = PlacedFact(
          id: operation.record, kind: operation.kind, values: operation.values, stamp: stamp,
          sequence: commit.sequence, past: past, staff: commit.staff, offset: segment.offset)
        if let standing = facts[fact.id], standing.stamp.dot < stamp.dot { continue }
        facts[fact.id] = fact
        continue
      }
      let key = Key(kind: operation.kind, id: operation.record)
      states[key, default: RecordState(kind: operation.kind)]
        .apply(operation, Arrival(stamp: stamp, past: past, keeps: operation.keeps))
    }
  }

  func digest(_ lane: Lane) -> Digest {
    var digest = Digest.empty
    for (key, state) in states where TestSchema.make().kind(key.kind)?.lane == lane {
      if let bytes = state.canonicalBytes(id: key.id) { digest.insert(testHashing.sha256(bytes)) }
    }
    return digest
  }

  func expectEquals(_ store: ReplicaStore, _ place: Comment) throws {
    try store.read { reader in
      for (key, state) in states {
        #expect(try reader.record(kind: key.kind, key.id)?.state == state, place)
      }
      for (id, fact) in facts {
        #expect(try reader.fact(kind: fact.kind, id) == fact, place)
      }
      let digests = try reader.digests()
      for lane in Lane.allCases { #expect(digests.lanes[lane] == digest(lane), place) }
      #expect(try reader.frontier() == frontier, place)
      let books = states.filter { $0.key.kind == TestSchema.book }
      #expect(try reader.recordCount(kind: TestSchema.book, liveOnly: false) == books.count, place)
      #expect(
        try reader.recordCount(kind: TestSchema.book) == books.filter { !$0.value.isDead }.count,
        place)
    }
  }
}
