import CatchwordCore
import CatchwordStore
import GRDB
import Testing

/// Going on from where a subject was at rest; that it gives what a fold of everything gives, the
/// random worlds of `ModelTests` show after every step.
struct RestTests {
  private func status(_ book: RecordID, _ replica: TestReplica) throws -> String? {
    try replica.book(book)?.derived[TestSchema.Book.status]?.text
  }

  private func seen(_ book: RecordID, _ replica: TestReplica) throws -> [String: Int64] {
    let rows = try replica.store.read {
      try $0.derivedRows(table: "seen", of: .record(kind: TestSchema.book, book))
    }
    return rows.reduce(into: [:]) { $0[$1.values[1]?.text ?? ""] = $1.values[2]?.integer }
  }

  @Test func `who knew of everything goes on, and nothing before is read`() throws {
    let replica = try TestReplica(1, tells: true)
    let book = try replica.newBook("Dune")
    try replica.scan(book, at: 1)
    #expect(try status(book, replica) == "ann@\(noon + 1)")
    try replica.scan(book, at: 2)
    #expect(try status(book, replica) == "went on: ann@\(noon + 2)")
    #expect(try seen(book, replica) == ["ann": 2])
    try replica.store.checkInvariants()
  }

  @Test func `who did not know of the last fact makes everything fold`() throws {
    let (first, second) = (try TestReplica(1, tells: true), try TestReplica(2, tells: true))
    let book = try first.newBook("Dune")
    try second.pull(from: first)
    try first.scan(book, at: 1)
    try second.scan(book, at: 2)
    try first.pull(from: second)
    #expect(try status(book, first) == "ann@\(noon + 2)")
    // Nobody knew of both, so there is nothing to go on from.
    try second.pull(from: first)
    try second.scan(book, at: 3)
    #expect(try status(book, second) == "ann@\(noon + 3)")
    // Who says that has seen both.
    try second.scan(book, at: 4)
    #expect(try status(book, second) == "went on: ann@\(noon + 4)")
    try first.pull(from: second)
    #expect(try seen(book, first) == ["ann": 4])
    for each in [first, second] { try each.store.checkInvariants() }
  }

  @Test func `what else happens to a subject makes everything fold`() throws {
    let replica = try TestReplica(1, tells: true)
    let book = try replica.newBook("Dune")
    try replica.scan(book, at: 1)
    try replica.write(at: 2) { transaction in
      try transaction.stage(replica.titleWrite(book, "Emma"))
      try transaction.stage(
        Operation(
          .fact, kind: TestSchema.scan, record: try transaction.mint(),
          values: [FieldValue(2, .record(book))]))
    }
    #expect(try status(book, replica) == "ann@\(noon + 2)")
    try replica.store.checkInvariants()
  }

  @Test func `a file of a program that knew no rest is folded again`() throws {
    let replica = try TestReplica(1, tells: true)
    let book = try replica.newBook("Dune")
    try replica.scan(book, at: 1)
    try replica.store.close()
    let file = try DatabaseQueue(path: replica.scratch.path + "/catchword.sqlite")
    try file.write { database in
      try database.execute(sql: "ALTER TABLE record_book DROP COLUMN rest_writer")
      try database.execute(sql: "ALTER TABLE record_book DROP COLUMN rest_number")
      try database.execute(sql: "UPDATE record_book SET derived_status = 'old'")
      try database.execute(sql: "UPDATE replica SET schema_shape = x'00'")
    }
    try file.close()
    replica.store = try ReplicaStore(
      opening: replica.scratch.path, schema: TestSchema.make(),
      deriving: TestDeriving(hashing: testHashing, tells: true), hashing: testHashing)
    #expect(try status(book, replica) == "ann@\(noon + 1)")
    try replica.scan(book, at: 2)
    #expect(try status(book, replica) == "went on: ann@\(noon + 2)")
    try replica.store.checkInvariants()
  }
}
