import CatchwordCore
import CatchwordStore
import Testing

/// Segments that are merged in one transaction end as segments merged one by one.
struct GroupTests {
  private func arrived(_ segments: [StoredSegment]) throws -> [ArrivedSegment] {
    try segments.map { ArrivedSegment(segment: try TestWire.decode($0.bytes), sealed: $0.sealed) }
  }

  /// As a door does with what arrives together; whatever a group leaves over comes next.
  private func receive(_ segments: [StoredSegment], by replica: TestReplica) throws {
    var rest = segments[...]
    while let next = rest.first {
      let outcomes = try replica.store.merge(arrived(Array(rest)))
      rest = rest.dropFirst(outcomes.count)
      if outcomes.isEmpty {
        try replica.receive(next)
        rest = rest.dropFirst()
      } else {
        try replica.mergeReady()
      }
    }
  }

  private func expectSame(_ one: TestReplica, _ other: TestReplica, _ label: String) throws {
    #expect(try one.frontier() == other.frontier(), "\(label)")
    #expect(try one.digests() == other.digests(), "\(label)")
    #expect(try one.segments() == other.segments(), "\(label)")
    let (first, second) = (try one.store.read(Standing.init), try other.store.read(Standing.init))
    #expect(first == second, "\(label)")
  }

  /// What digests do not tell.
  private struct Standing: Equatable {
    let held: Int
    let reviews: [ReviewItem]
    let alarms: [String]
    let paused: [LogID: String]

    init(_ reader: StoreReader) throws {
      held = try reader.heldCount()
      reviews = try reader.reviews(ReviewFilter())
      alarms = try reader.alarms().map(\.text)
      paused = try reader.pausedLogs()
    }
  }

  @Test func `however segments are grouped and ordered, they end as if each came alone`() throws {
    for seed in 2_000..<2_024 {
      let world = try RandomWorld(seed: seed, members: 3)
      for _ in 0..<20 { try world.step() }
      try world.settle()
      var segments = world.members[0].history
      var dice = Dice(seed)
      // Two of three times as no sender sends them: then many wait, and come again.
      if dice.roll(3) > 0 { segments = segments.shuffled(using: &dice) + segments }
      let (alone, together) = (try TestReplica(8), try TestReplica(8))
      while !segments.isEmpty {
        let count = 1 + dice.roll(segments.count)
        for segment in segments.prefix(count) { try alone.receive(segment) }
        try receive(Array(segments.prefix(count)), by: together)
        try expectSame(alone, together, "seed \(seed)")
        segments.removeFirst(count)
      }
      try together.store.checkInvariants()
      #expect(try together.digests() == world.members[0].replica.digests(), "seed \(seed)")
      let before = try together.digests()
      #expect(try together.store.rebuild(decode: TestWire.decode) == before, "seed \(seed)")
    }
  }

  @Test func `two histories of a log end alike, whatever they came with`() throws {
    let (original, copy, other) = (try TestReplica(1), try TestReplica(1), try TestReplica(2))
    for replica in [original, copy] {
      let book = try replica.newBook("Dune", at: 1)
      try replica.scan(book, at: 2)
      try replica.seal()
      for second in 3..<6 {
        try replica.setTitle(book, replica === copy ? "Emma \(second)" : "Dune \(second)", at: Int64(second))
        try replica.scan(book, at: Int64(replica === copy ? second : second + 10))
        try replica.seal()
      }
    }
    try other.pull(from: original)
    try other.newBook("Ulysses", at: 7)
    try other.seal()
    let segments = Set(try original.segments() + copy.segments() + other.segments()).sorted {
      ($0.name.log, $0.name.first, $0.name.hash) < ($1.name.log, $1.name.first, $1.name.hash)
    }
    for seed in 0..<12 {
      var dice = Dice(seed)
      let order = seed == 0 ? segments : segments.shuffled(using: &dice)
      let (alone, together) = (try TestReplica(8), try TestReplica(8))
      for segment in order { try alone.receive(segment) }
      try receive(order, by: together)
      try expectSame(alone, together, "order \(seed)")
      try together.store.checkInvariants()
      #expect(try together.store.read { try $0.alarms() }.count == 2)
    }
  }

  @Test func `a group ends behind what lets a held segment be merged`() throws {
    let (ann, bob) = (try TestReplica(1), try TestReplica(2))
    let book = try ann.newBook("Dune")
    try ann.seal()
    for second in 1...3 {
      try ann.setTitle(book, "Dune \(second)", at: Int64(second))
      try ann.seal()
    }
    let segments = try ann.segments()
    let order = [segments[1], segments[0], segments[3], segments[2]]
    let log = LogID(writer: ann.writer, lane: .catalog)
    #expect(
      try bob.store.merge(arrived(order)) == [
        .waiting(.predecessor(log, held: 0, needed: 1)), .applied,
      ])
    #expect(try bob.store.heldSegmentsNowReady() == [segments[1]])
    #expect(try bob.frontier()[log]?.number == 1)
  }

  @Test func `where one cannot be merged, nothing of its group is, and alone it harms itself alone`() throws {
    let (ann, bob) = (try TestReplica(1), try TestReplica(2))
    try ann.scan(try ann.newBook("Dune"))
    try ann.seal()
    let good = try arrived(ann.segments())
    let log = LogID(writer: testWriter(3), lane: .catalog)
    let bad = Segment(
      log: log, schemaVersion: 1, previous: .none, context: Context(), offset: .unmeasured,
      commits: [
        Commit(
          number: 1, sequence: 1, clock: clock(0), staff: "",
          operations: [
            Operation(.fact, kind: TestSchema.scan, record: RecordID(space: .source("x"), number: 1))
          ])
      ])
    let empty = try bob.digests()
    #expect(throws: StoreError.self) {
      try bob.store.merge(good + [ArrivedSegment(segment: bad, sealed: TestWire.pack(bad))])
    }
    #expect(try bob.frontier().isEmpty && bob.digests() == empty)
    #expect(try bob.store.read { try $0.pausedLogs() }.isEmpty)
    #expect(throws: StoreError.self) { try bob.store.merge(bad, sealed: TestWire.pack(bad)) }
    #expect(try bob.store.merge(good).allSatisfy { $0 == .applied })
    #expect(try Set(bob.store.read { try $0.pausedLogs() }.keys) == [log])
    #expect(try bob.frontier() == ann.frontier() && bob.digests() == ann.digests())
    try bob.store.checkInvariants()
  }

  @Test func `a group is refused while own commits are unsealed`() throws {
    let (ann, bob) = (try TestReplica(1), try TestReplica(2))
    try ann.newBook("Dune")
    try ann.seal()
    try bob.newBook("Emma")
    #expect(throws: StoreError.tailNotSealed(commits: 1)) {
      try bob.store.merge(arrived(ann.segments()))
    }
  }
}
