import CSQLiteFaults
import Foundation
import GRDB
import Testing

struct SnapshotTests {
  @Test func `a snapshot of a disk in use can be restored, and cloned to another disk`() throws {
    let (disk, clone) = (TestDisk(), TestDisk())
    let ledger = Ledger(path: disk.path("db"))
    let queue = try ledger.open()
    try queue.write { try $0.execute(sql: "CREATE TABLE entry (number, half, filler)") }
    try ledger.append(1, to: queue)
    let snapshot = try #require(csf_disk_snapshot(disk.disk))
    defer { csf_disk_free(snapshot) }
    let before = disk.hash
    try ledger.append(2, to: queue)
    try queue.close()
    #expect(try ledger.find() == Ledger.Finding(rows: 4, latest: 2))
    #expect(disk.replace("note", with: [1]) == 0)
    #expect(disk.hash != before)

    csf_disk_assign(disk.disk, snapshot)
    csf_disk_assign(clone.disk, snapshot)
    #expect(disk.hash == before)
    #expect(clone.hash == before)
    #expect(csf_disk_bytes(clone.disk) == csf_disk_bytes(snapshot))
    #expect(disk.contents("note") == nil)
    for path in [disk.path("db"), clone.path("db")] {
      #expect(try Ledger(path: path).find() == Ledger.Finding(rows: 2, latest: 1))
    }
  }

  @Test func `what a snapshot held is durable`() throws {
    let disk = TestDisk()
    let ledger = Ledger(path: disk.path("db"), synchronous: "OFF")
    #expect(ledger.write(4).acknowledged == 4)
    let snapshot = try #require(csf_disk_snapshot(disk.disk))
    defer { csf_disk_free(snapshot) }
    csf_disk_assign(disk.disk, snapshot)
    disk.cutAndReturn(.drop)
    #expect(try ledger.find() == Ledger.Finding(rows: 8, latest: 4))
  }

  /// - Returns: the hash of a disk after a transaction, half of another, and a power cut.
  private static func run(_ seed: UInt64, _ damage: Damage) throws -> UInt64 {
    let disk = TestDisk()
    csf_seed(seed)
    let ledger = Ledger(path: disk.path("db"))
    let queue = try ledger.open()
    try queue.write { try $0.execute(sql: "CREATE TABLE entry (number, half, filler)") }
    try queue.write { database in
      try database.execute(sql: "INSERT INTO entry VALUES (random(), datetime('now'), 0)")
    }
    disk.plan(.tear, at: 3, seed: seed)
    #expect(throws: DatabaseError.self) { try ledger.append(2, to: queue) }
    try queue.close()
    disk.cutAndReturn(damage, seed: seed)
    return disk.hash
  }

  // In a process of its own: SQLite has one generator, from which other tests draw as well.
  @Test func `two runs with one seed leave the same bytes, two seeds do not`() async {
    await #expect(processExitsWith: .success) {
      for damage in Damage.allCases {
        let (first, second) = (try SnapshotTests.run(7, damage), try SnapshotTests.run(7, damage))
        let other = try SnapshotTests.run(8, damage)
        #expect(first == second)
        #expect(first != other)
      }
    }
  }

  @Test func `a path on no simulated disk is a real file`() throws {
    let disk = TestDisk()
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let ledger = Ledger(path: folder.appending(path: "db").path)
    #expect(ledger.write(4).acknowledged == 4)
    #expect(try ledger.find() == Ledger.Finding(rows: 8, latest: 4))
    let header = try Data(contentsOf: folder.appending(path: "db")).prefix(15)
    #expect(header == Data("SQLite format 3".utf8))
    #expect(disk.calls == 0)
  }
}
