import GRDB
import Testing

struct SharingTests {
  private func open(
    _ path: String, journal: String = "WAL", waitingSeconds: Double = 0
  ) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(waitingSeconds)
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = \(journal)") }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  private func count(_ database: Database) throws -> Int? {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM book")
  }

  @Test func `a second connection reads beside the first, and keeps its snapshot`() throws {
    let disk = TestDisk()
    let (writer, reader) = (try open(disk.path("db")), try open(disk.path("db")))
    try writer.write { try $0.execute(sql: "CREATE TABLE book (title TEXT)") }
    try writer.write { try $0.execute(sql: "INSERT INTO book VALUES ('Dune')") }
    try reader.read { database in
      #expect(try count(database) == 1)
      try writer.write { try $0.execute(sql: "INSERT INTO book VALUES ('Emma')") }
      #expect(try count(database) == 1)
    }
    #expect(try reader.read(count) == 2)
  }

  @Test func `a connection that may only read sees the log of the one that writes`() throws {
    let disk = TestDisk()
    let writer = try open(disk.path("db"))
    try writer.write { try $0.execute(sql: "CREATE TABLE book (title TEXT)") }
    var configuration = Configuration()
    configuration.readonly = true
    let reader = try DatabaseQueue(path: disk.path("db"), configuration: configuration)
    #expect(try reader.read(count) == 0)
    try writer.write { try $0.execute(sql: "INSERT INTO book VALUES ('Dune')") }
    #expect(try reader.read(count) == 1)
  }

  @Test func `a second writer is told to wait, and its waiting takes no time`() throws {
    let disk = TestDisk()
    let first = try open(disk.path("db"))
    let second = try open(disk.path("db"), waitingSeconds: 3_600)
    try first.write { try $0.execute(sql: "CREATE TABLE book (title TEXT)") }
    try first.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let error = #expect(throws: DatabaseError.self) {
      try second.write { try $0.execute(sql: "INSERT INTO book VALUES ('Emma')") }
    }
    #expect(error?.resultCode == .SQLITE_BUSY)
    try first.inDatabase { try $0.execute(sql: "ROLLBACK") }
    try second.write { try $0.execute(sql: "INSERT INTO book VALUES ('Emma')") }
    #expect(try first.read(count) == 1)
  }

  @Test func `with a rollback journal the writer waits for the readers and lets none in`() throws {
    let disk = TestDisk()
    let writer = try open(disk.path("db"), journal: "DELETE")
    let (reader, late) = (
      try open(disk.path("db"), journal: "DELETE"), try open(disk.path("db"), journal: "DELETE")
    )
    try writer.write { try $0.execute(sql: "CREATE TABLE book (title TEXT)") }
    #expect(try late.read(count) == 0)
    try reader.inDatabase { database in
      try database.execute(sql: "BEGIN")
      #expect(try count(database) == 0)
    }
    try writer.inDatabase { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      try database.execute(sql: "INSERT INTO book VALUES ('Dune')")
      let error = #expect(throws: DatabaseError.self) { try database.execute(sql: "COMMIT") }
      #expect(error?.resultCode == .SQLITE_BUSY)
    }
    let error = #expect(throws: DatabaseError.self) { try late.read(count) }
    #expect(error?.resultCode == .SQLITE_BUSY)
    try reader.inDatabase { try $0.execute(sql: "COMMIT") }
    try writer.inDatabase { try $0.execute(sql: "COMMIT") }
    #expect(try late.read(count) == 1)
  }

  @Test func `the second connection reads on when the first is closed`() throws {
    let disk = TestDisk()
    let (writer, reader) = (try open(disk.path("db")), try open(disk.path("db")))
    try writer.write { try $0.execute(sql: "CREATE TABLE book (title TEXT)") }
    #expect(try reader.read(count) == 0)
    try writer.close()
    #expect(try reader.read(count) == 0)
    try reader.write { try $0.execute(sql: "INSERT INTO book VALUES ('Dune')") }
    #expect(try reader.read(count) == 1)
    try reader.close()
    #expect(disk.openFiles == 0)
  }
}
