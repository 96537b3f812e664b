import CatchwordCore
import CatchwordStore
import Testing

struct LocalWriteTests {
  @Test func `a receipt's hash is that of the commit, in the tail and in the segment`() throws {
    let replica = try TestReplica(1)
    let log = LogID(writer: replica.writer, lane: .catalog)
    let (_, receipts) = try replica.write { transaction in
      let first = try transaction.mint()
      let second = try transaction.mint()
      // Staged against the order of minting, then changed again in the same commit.
      try transaction.stage(replica.titleWrite(second, "Emma"))
      try transaction.stage(replica.titleWrite(first, "Dune"))
      try transaction.stage(replica.titleWrite(second, "Emma, again"))
    }
    let receipt = try #require(receipts.first)
    let tail = try replica.store.read { try $0.tailCommits(.catalog) }
    #expect(tail.count == 1)
    #expect(testHashing.sha256(tail[0].canonicalBytes(log: log)) == receipt.hash)
    try replica.seal()
    let segment = try TestWire.decode(replica.segments()[0].bytes)
    #expect(testHashing.sha256(segment.commits[0].canonicalBytes(log: log)) == receipt.hash)
  }

  @Test func `an update spills the commit that made the row, whose bytes stay the same`() throws {
    let replica = try TestReplica(1)
    let log = LogID(writer: replica.writer, lane: .catalog)
    let id = try replica.newBook("Dune")
    let before = try replica.store.read { try $0.tailCommits(.catalog) }
    try replica.setTitle(id, "Dune Messiah", at: 5)
    try replica.write(at: 6) { try $0.stage(Operation(.delete, kind: TestSchema.book, record: id)) }
    let after = try replica.store.read { try $0.tailCommits(.catalog) }
    #expect(after.count == 3)
    #expect(after[0] == before[0])
    #expect(after[0].canonicalBytes(log: log) == before[0].canonicalBytes(log: log))
    #expect(after[2].operations[0].action == .delete)
    try replica.store.checkInvariants()
  }

  @Test func `what a transaction throws leaves nothing`() throws {
    struct Refused: Error {}
    let replica = try TestReplica(1)
    let id = try replica.newBook("Dune")
    let before = try replica.digests()
    #expect(throws: Refused.self) {
      try replica.write { transaction in
        try transaction.stage(replica.titleWrite(id, "Gone"))
        try transaction.stage(replica.titleWrite(try transaction.mint(), "Gone too"))
        try transaction.setSetting("key", "value")
        throw Refused()
      }
    }
    #expect(try replica.digests() == before)
    #expect(try replica.book(id)?[TestSchema.Book.title] == .text("Dune"))
    #expect(try replica.store.read { try $0.tailCommits(.catalog) }.count == 1)
    #expect(try replica.store.read { try $0.setting("key") } == nil)
    try replica.store.checkInvariants()
  }

  @Test func `a transaction that stages nothing makes no commit`() throws {
    let replica = try TestReplica(1)
    let (id, receipts) = try replica.write { try $0.mint() }
    #expect(receipts.isEmpty)
    #expect(try replica.store.read { try $0.tailIsEmpty })
    #expect(try replica.write { try $0.mint() }.0 != id)
  }

  @Test func `one transaction makes one commit a lane, sequenced`() throws {
    let replica = try TestReplica(1)
    let (_, receipts) = try replica.write { transaction in
      try transaction.stage(replica.titleWrite(try transaction.mint(), "Dune"))
      try transaction.stage(
        Operation(
          .fact, kind: TestSchema.scan, record: try transaction.mint(),
          values: [FieldValue(1, .text("301"))]))
      try transaction.stage(replica.titleWrite(try transaction.mint(), "Emma"))
    }
    #expect(receipts.map(\.lane) == [.circulation, .catalog])
    #expect(Set(receipts.map(\.sequence)) == [1, 2])
    #expect(receipts.map(\.number) == [1, 1])
  }

  @Test func `staged operations are seen at once, and folded when asked`() throws {
    let replica = try TestReplica(1)
    try replica.write { transaction in
      let id = try transaction.mint()
      try transaction.stage(replica.titleWrite(id, "Dune"))
      #expect(try transaction.record(kind: TestSchema.book, id)?[1] == .text("Dune"))
      try transaction.stage(
        Operation(
          .fact, kind: TestSchema.scan, record: try transaction.mint(),
          values: [FieldValue(2, .record(id))]))
      #expect(try transaction.record(kind: TestSchema.book, id)?.derived.isEmpty == true)
      try transaction.refold()
      let folded = try transaction.record(kind: TestSchema.book, id)?.derived
      #expect(folded?[TestSchema.Book.scans] == .integer(1))
    }
    try replica.store.checkInvariants()
  }

  @Test(arguments: [
    Operation(.write, kind: 99, record: RecordID(space: .source("x"), number: 1)),
    Operation(.write, kind: 3, record: RecordID(space: .source("x"), number: 1)),
    Operation(
      .write, kind: 1, record: RecordID(space: .source("x"), number: 1),
      values: [FieldValue(40, .null)]),
    Operation(
      .write, kind: 1, record: RecordID(space: .source("x"), number: 1),
      values: [FieldValue(1, .integer(4))]),
    Operation(
      .write, kind: 1, record: RecordID(space: .source("x"), number: 1),
      values: [FieldValue(6, .text("a set"))]),
    Operation(
      .add, kind: 1, record: RecordID(space: .source("x"), number: 1),
      values: [FieldValue(6, .null)]),
  ])
  func `an operation that does not fit the schema is refused`(operation: Operation) throws {
    let replica = try TestReplica(1)
    #expect(throws: StoreError.self) { try replica.write { try $0.stage(operation) } }
    #expect(try replica.store.read { try $0.tailIsEmpty })
  }

  @Test func `a fact is stated once`() throws {
    let replica = try TestReplica(1)
    let fact = Operation(
      .fact, kind: TestSchema.scan, record: RecordID(space: .source("koha:loan"), number: 4),
      values: [FieldValue(1, .text("301"))])
    try replica.write { try $0.stage(fact) }
    #expect(throws: StoreError.self) { try replica.write { try $0.stage(fact) } }
  }

  @Test func `two processes on one directory take turns`() throws {
    let replica = try TestReplica(1)
    let other = try replica.opened()
    let id = try replica.newBook("Dune")
    for turn in 0..<10 {
      try replica.setTitle(id, "here \(turn)", at: Int64(turn))
      _ = try other.write(clock: clock(Int64(turn)), staff: "bob", offset: .unmeasured) {
        try $0.stage(replica.titleWrite(id, "there \(turn)"))
      }
      if turn == 5 { try replica.seal() }
    }
    #expect(try replica.book(id)?[1] == .text("there 9"))
    let numbers = try other.read { try $0.tailCommits(.catalog) }.map(\.number)
    #expect(numbers == Array(14...21))
    try replica.store.checkInvariants()
    try other.checkInvariants()
  }

  @Test func `who waits too long for the lock is told so`() throws {
    let replica = try TestReplica(1)
    let other = try replica.opened(lockTimeoutMilliseconds: 20)
    try replica.write { _ in
      #expect(throws: StoreError.self) {
        try other.write(clock: clock(0), staff: "", offset: .unmeasured) { _ in }
      }
    }
  }

  @Test func `after a failed write the file is looked at before the next`() throws {
    let replica = try TestReplica(1)
    try replica.newBook("Dune")
    try replica.store.verify()
    try replica.newBook("Emma")
    try replica.store.checkInvariants()
  }
}
