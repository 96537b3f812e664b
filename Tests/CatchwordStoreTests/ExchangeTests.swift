import CatchwordCore
import CatchwordStore
import Testing

struct ExchangeTests {
  @Test func `a segment applied twice changes nothing`() throws {
    let (ann, bob) = (try TestReplica(1), try TestReplica(2))
    try ann.scan(try ann.newBook("Dune"))
    try bob.pull(from: ann)
    let before = (try bob.digests(), try bob.frontier())
    for segment in try ann.segments() {
      let outcome = try bob.store.merge(TestWire.decode(segment.bytes), sealed: segment.sealed)
      #expect(outcome == .alreadyHeld)
    }
    #expect(try bob.digests() == before.0)
    #expect(try bob.frontier() == before.1)
    #expect(try bob.frontier() == ann.frontier())
    #expect(try bob.digests() == ann.digests())
  }

  @Test func `segments travel byte for byte`() throws {
    let (ann, bob, cid) = (try TestReplica(1), try TestReplica(2), try TestReplica(3))
    try ann.newBook("Dune")
    try bob.pull(from: ann)
    try cid.pull(from: bob)
    #expect(try cid.segments() == ann.segments())
  }

  @Test func `a merge is refused while own commits are unsealed`() throws {
    let (ann, bob) = (try TestReplica(1), try TestReplica(2))
    try ann.newBook("Dune")
    try ann.seal()
    try bob.newBook("Emma")
    let segment = try ann.segments()[0]
    #expect(throws: StoreError.tailNotSealed(commits: 1)) {
      try bob.store.merge(TestWire.decode(segment.bytes), sealed: segment.sealed)
    }
  }

  @Test func `a segment waits for its predecessor, is held, and applied when it has come`() throws {
    let (ann, bob) = (try TestReplica(1), try TestReplica(2))
    let id = try ann.newBook("Dune")
    try ann.seal()
    try ann.setTitle(id, "Dune Messiah")
    try ann.seal()
    let segments = try ann.segments()
    let log = LogID(writer: ann.writer, lane: .catalog)
    let late = try TestWire.decode(segments[1].bytes)
    #expect(
      try bob.store.merge(late, sealed: segments[1].sealed)
        == .waiting(.predecessor(log, held: 0, needed: 1)))
    #expect(try bob.store.hold(late, sealed: segments[1].sealed))
    #expect(try bob.store.heldSegmentsNowReady().isEmpty)
    let first = try bob.store.merge(TestWire.decode(segments[0].bytes), sealed: segments[0].sealed)
    #expect(first == .applied)
    let ready = try bob.store.heldSegmentsNowReady()
    #expect(ready == [segments[1]])
    #expect(try bob.store.merge(late, sealed: ready[0].sealed) == .applied)
    #expect(try bob.store.read { try $0.heldCount() } == 0)
    #expect(try bob.digests() == ann.digests())
  }

  @Test func `a segment waits for what its writer had seen in its lane, not in others`() throws {
    let (ann, bob, cid) = (try TestReplica(1), try TestReplica(2), try TestReplica(3))
    let id = try ann.newBook("Dune")
    try bob.pull(from: ann)
    try bob.setTitle(id, "Dune, annotated")
    try bob.scan(id)
    try bob.seal()
    let own = try bob.segments().filter { $0.name.log.writer == bob.writer }
    for segment in own {
      let outcome = try cid.store.merge(TestWire.decode(segment.bytes), sealed: segment.sealed)
      if segment.name.log.lane == .circulation {
        #expect(outcome == .applied)
      } else {
        let missing = LogID(writer: ann.writer, lane: .catalog)
        #expect(outcome == .waiting(.context(missing, held: 0, needed: 1)))
      }
    }
    // The fact is kept and folded before its book is known.
    let seen = try cid.store.read {
      try $0.derivedRows(table: "seen", of: .record(kind: TestSchema.book, id))
    }
    #expect(seen == [DerivedRow(table: "seen", values: [1: .text("ann"), 2: .integer(1)])])
    #expect(try cid.book(id) == nil)
    #expect(
      try cid.store.read { try $0.derivedColumns(kind: TestSchema.book, id) }[2] == .integer(1))
    try cid.pull(from: bob)
    #expect(try cid.book(id)?[1] == .text("Dune, annotated"))
    #expect(try cid.digests() == bob.digests())
    try cid.store.checkInvariants()
  }

  @Test func `concurrent titles are both kept, shown as a conflict, and settled by naming them`()
    throws
  {
    let (ann, bob) = (try TestReplica(1), try TestReplica(2))
    let id = try ann.newBook("Dune")
    try bob.pull(from: ann)
    try ann.setTitle(id, "Dune (hardcover)", at: 10)
    try bob.setTitle(id, "Dune (paperback)", at: 20)
    try ann.pull(from: bob)
    try bob.pull(from: ann)
    for replica in [ann, bob] {
      #expect(try replica.book(id)?[1] == .text("Dune (paperback)"))
      let reviews = try replica.store.read { try $0.reviews(ReviewFilter(owner: "main")) }
      #expect(reviews.count == 1)
      #expect(reviews.first?.sides.count == 2)
      #expect(try replica.store.read { try $0.review(reviews[0].id) } == reviews[0])
    }
    try ann.setTitle(id, "Dune", at: 30)
    try bob.pull(from: ann)
    #expect(try bob.store.read { try $0.reviews(ReviewFilter()) }.isEmpty)
    #expect(try bob.digests() == ann.digests())
  }

  @Test func `a segment that contradicts the schema is kept apart and pauses its log`() throws {
    let bob = try TestReplica(2)
    let log = LogID(writer: testWriter(1), lane: .catalog)
    let segment = Segment(
      log: log, schemaVersion: 1, previous: .none, context: Context(), offset: .unmeasured,
      commits: [
        Commit(
          number: 1, sequence: 1, clock: clock(0), staff: "",
          operations: [
            Operation(
              .fact, kind: TestSchema.scan, record: RecordID(space: .source("x"), number: 1))
          ])
      ])
    #expect(throws: StoreError.self) {
      try bob.store.merge(segment, sealed: TestWire.pack(segment))
    }
    #expect(try bob.store.read { try $0.pausedLogs() }.keys.contains(log))
    #expect(try bob.frontier().isEmpty)
    #expect(try bob.store.read { try $0.factCount(kind: TestSchema.scan) } == 0)
  }

  @Test func `of one fact stated twice the copy with the lesser dot stays everywhere`() throws {
    let replicas = [try TestReplica(1), try TestReplica(2)]
    let fact = RecordID(space: .source("koha:loan"), number: 4)
    for (index, replica) in replicas.enumerated() {
      try replica.write {
        try $0.stage(
          Operation(
            .fact, kind: TestSchema.scan, record: fact,
            values: [FieldValue(1, .text("copy \(index)"))]))
      }
    }
    try replicas[0].pull(from: replicas[1])
    try replicas[1].pull(from: replicas[0])
    for replica in replicas {
      let kept = try replica.store.read { try $0.fact(kind: TestSchema.scan, fact) }
      #expect(kept?[1] == .text("copy 0"))
      try replica.store.checkInvariants()
    }
    #expect(try replicas[0].digests() == replicas[1].digests())
  }
}
