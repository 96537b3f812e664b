import CSQLiteFaults
import GRDB
import Testing

struct FaultTests {
  private func opened(_ disk: TestDisk) throws -> (ledger: Ledger, queue: DatabaseQueue) {
    let ledger = Ledger(path: disk.path("db"))
    #expect(ledger.write(2).acknowledged == 2)
    return (ledger, try ledger.open())
  }

  private func code(_ body: () throws -> Void) -> ResultCode? {
    #expect(throws: DatabaseError.self) { try body() }?.resultCode
  }

  @Test func `a full disk refuses, and the database goes on when there is room`() throws {
    let disk = TestDisk()
    let (ledger, queue) = try opened(disk)
    csf_set_capacity(disk.disk, csf_disk_bytes(disk.disk) + 20_000)
    var latest = 2
    let refusal = code {
      while latest < 1_000 {
        try ledger.append(latest + 1, to: queue)
        latest += 1
      }
    }
    #expect(refusal == .SQLITE_FULL)
    #expect(latest > 2)
    #expect(csf_disk_bytes(disk.disk) <= 40_000)
    csf_set_capacity(disk.disk, 0)
    try ledger.append(latest + 1, to: queue)
    let found = try ledger.find()
    #expect(found == Ledger.Finding(rows: 2 * (latest + 1), latest: latest + 1))
  }

  @Test func `an error that happens once fails one transaction`() throws {
    let disk = TestDisk()
    let (ledger, queue) = try opened(disk)
    disk.plan(.error)
    #expect(code { try ledger.append(3, to: queue) } == .SQLITE_IOERR)
    try ledger.append(3, to: queue)
    #expect(try ledger.find() == Ledger.Finding(rows: 6, latest: 3))
  }

  @Test func `an error for good fails everything until it is cleared`() throws {
    let disk = TestDisk()
    let (ledger, queue) = try opened(disk)
    disk.plan(.error, forGood: true)
    for _ in 1...5 { #expect(code { try ledger.append(3, to: queue) } == .SQLITE_IOERR) }
    disk.clearFaults()
    try ledger.append(3, to: queue)
    #expect(try ledger.find() == Ledger.Finding(rows: 6, latest: 3))
  }

  @Test(arguments: [Fault.error, .full])
  func `a failure at any call leaves the database whole`(_ fault: Fault) throws {
    let whole = TestDisk()
    #expect(Ledger(path: whole.path("db")).write(5).acknowledged == 5)
    for call in 1...whole.calls {
      let disk = TestDisk()
      disk.plan(fault, at: call)
      let ledger = Ledger(path: disk.path("db"))
      let progress = ledger.write(5)
      disk.cutAndReturn(.drop)
      #expect(ledger.complaint(after: progress) == nil, "\(fault) at call \(call)")
    }
  }

  @Test func `a call that writes nothing uses a full disk up`() throws {
    let disk = TestDisk()
    #expect(disk.replace("note", with: [1, 2, 3]) == 0)
    disk.plan(.full)
    #expect(disk.contents("note") == [1, 2, 3])
    #expect(disk.replace("note", with: [4]) == 0)
    #expect(csf_disk_counts(disk.disk).faults == 0)
  }

  @Test func `rot in a page is seen by the integrity check`() throws {
    let disk = TestDisk()
    let ledger = Ledger(path: disk.path("db"))
    #expect(ledger.write(6).acknowledged == 6)
    #expect(ledger.complaint(after: .init(attempted: 6, acknowledged: 6)) == nil)
    // The second page is the table's root; its first byte says what kind of page it is.
    #expect(csf_rot(disk.disk, disk.path("db"), 1_024, 6))
    #expect(ledger.complaint(after: .init(attempted: 6, acknowledged: 6)) != nil)
    #expect(!csf_rot(disk.disk, disk.path("db"), 1 << 30, 0))
    #expect(!csf_rot(disk.disk, disk.path("no such file"), 0, 0))
  }

  @Test func `every call takes its time`() throws {
    let disk = TestDisk()
    csf_set_delay(disk.disk, 250)
    #expect(Ledger(path: disk.path("db")).write(2).acknowledged == 2)
    let counts = csf_disk_counts(disk.disk)
    #expect(counts.calls > 20)
    #expect(csf_take_delay(disk.disk) == counts.calls * 250)
    #expect(csf_take_delay(disk.disk) == 0)
    #expect(counts.syncs > 2)
    #expect(counts.writes > counts.syncs)
    #expect(counts.bytes_written > 4_096)
  }
}
