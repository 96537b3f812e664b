import CatchwordCore
import CatchwordStore
import Testing

struct SchemaTests {
  private let shelf = Field(20, "shelf", .text, isIndexed: true)
  private let device = Field(20, "device", .text, isIndexed: true)
  private let notice = Kind(
    30, "notice", lane: .catalog, fields: [Field(1, "text", .text, isIndexed: true)])
  private let visit = Kind(
    31, "visit", lane: .circulation, form: .fact,
    fields: [Field(1, "place", .text, isIndexed: true)])

  private var newer: Schema {
    TestSchema.make(
      version: 2, moreBookFields: [shelf], moreScanFields: [device], moreKinds: [notice, visit])
  }

  /// Writes that only the newer schema knows.
  private func fill(_ replica: TestReplica) throws -> (book: RecordID, notice: RecordID) {
    let book = try replica.newBook("Dune")
    let (notice, _) = try replica.write { transaction in
      let shelf = [FieldValue(20, .text("A 4"))]
      try transaction.stage(
        Operation(.write, kind: TestSchema.book, record: book, values: shelf))
      try transaction.stage(
        Operation(
          .fact, kind: TestSchema.scan, record: try transaction.mint(),
          values: [FieldValue(2, .record(book)), FieldValue(20, .text("cart"))]))
      let id = try transaction.mint()
      try transaction.stage(
        Operation(.write, kind: 30, record: id, values: [FieldValue(1, .text("closed"))]))
      try transaction.stage(
        Operation(
          .fact, kind: 31, record: try transaction.mint(),
          values: [FieldValue(1, .text("school"))]))
      return id
    }
    return (book, notice)
  }

  @Test func `a new nullable field costs no commit`() throws {
    let replica = try TestReplica(1)
    let id = try replica.newBook("Dune")
    let before = (try replica.digests(), try replica.frontier())
    try replica.store.close()
    replica.store = try replica.opened(schema: newer)
    #expect(try replica.digests() == before.0)
    #expect(try replica.frontier() == before.1)
    #expect(try replica.store.read { try $0.tailCommits(.catalog) }.count == 1)
    try replica.write {
      try $0.stage(
        Operation(
          .write, kind: TestSchema.book, record: id, values: [FieldValue(20, .text("B 1"))]))
    }
    let found = try replica.store.read {
      try $0.records(kind: TestSchema.book, where: 20, is: .text("B 1"))
    }
    #expect(found.map(\.id) == [id])
    try replica.store.checkInvariants()
  }

  @Test func `an older program keeps, counts and forwards what it does not know`() throws {
    let (new, old) = (try TestReplica(1, schema: newer), try TestReplica(2))
    let third = try TestReplica(3, schema: newer)
    let (book, notice) = try fill(new)
    try old.pull(from: new)
    #expect(try old.digests() == new.digests())
    #expect(try old.book(book)?[20] == .text("A 4"))
    try old.setTitle(book, "Dune Messiah", at: 9)
    try third.pull(from: old)
    #expect(try third.digests() == old.digests())
    #expect(try third.book(book)?[20] == .text("A 4"))
    let rebuilt = try old.store.rebuild(decode: TestWire.decode)
    #expect(try rebuilt == third.digests())
    #expect(try third.store.read { try $0.record(kind: 30, notice) }?[1] == .text("closed"))
    try old.store.checkInvariants()
  }

  @Test func `what was kept finds its columns when the program is updated`() throws {
    let (new, old) = (try TestReplica(1, schema: newer), try TestReplica(2))
    let (book, notice) = try fill(new)
    try old.pull(from: new)
    try old.store.close()
    old.store = try old.opened(schema: newer)
    try old.store.read { reader in
      let books = try reader.records(kind: TestSchema.book, where: 20, is: .text("A 4"))
      #expect(books.map(\.id) == [book])
      #expect(try reader.records(kind: 30, where: 1, is: .text("closed")).map(\.id) == [notice])
      #expect(try reader.facts(kind: 31, where: 1, is: .text("school")).count == 1)
      #expect(try reader.facts(kind: TestSchema.scan, where: 20, is: .text("cart")).count == 1)
    }
    #expect(try old.digests() == new.digests())
    try old.store.checkInvariants()
  }

  @Test func `a file of a newer schema is not opened by an older program`() throws {
    let replica = try TestReplica(1, schema: newer)
    try replica.store.close()
    #expect(throws: StoreError.newerSchema(stored: 2, known: 1)) { try replica.opened() }
  }

  @Test func `a newer fold folds again when the file is opened`() throws {
    let replica = try TestReplica(1)
    let id = try replica.newBook("Dune")
    try replica.scan(id)
    let before = try replica.digests()
    try replica.store.close()
    replica.store = try replica.opened(derivingVersion: 2)
    #expect(try replica.digests().derived == before.derived)
    #expect(try replica.digests().derivingVersion == 2)
  }

  @Test func `a place without a replica, and one with, are told apart`() throws {
    let replica = try TestReplica(1)
    #expect(throws: StoreError.exists(path: replica.scratch.path + "/catchword.sqlite")) {
      try ReplicaStore.create(
        at: replica.scratch.path, schema: newer, deriving: TestDeriving(hashing: testHashing),
        hashing: testHashing, writer: replica.writer)
    }
    let empty = Scratch()
    #expect(throws: StoreError.notFound(path: empty.path + "/catchword.sqlite")) {
      try ReplicaStore(
        opening: empty.path, schema: newer, deriving: TestDeriving(hashing: testHashing),
        hashing: testHashing)
    }
  }
}
