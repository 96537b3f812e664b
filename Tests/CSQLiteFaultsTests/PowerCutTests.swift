import GRDB
import Testing

struct PowerCutTests {
  /// Runs with a fault at each I/O call in turn, then cuts the power.
  ///
  /// - Returns: what was wrong afterwards, each with the place of the fault.
  private func sweep(
    _ fault: Fault, _ damage: Damage, journal: String = "WAL", synchronous: String = "FULL",
    lying: Bool = false
  ) -> (calls: UInt64, complaints: [String]) {
    let transactions = 5
    let whole = TestDisk()
    let ledger = Ledger(path: whole.path("db"), journal: journal, synchronous: synchronous)
    #expect(ledger.write(transactions).acknowledged == transactions)
    var complaints: [String] = []
    for call in 1...whole.calls {
      let disk = TestDisk()
      if lying { disk.plan(.lie, forGood: true) }
      disk.plan(fault, at: call, seed: call)
      let ledger = Ledger(path: disk.path("db"), journal: journal, synchronous: synchronous)
      let progress = ledger.write(transactions)
      disk.cutAndReturn(damage, seed: call)
      disk.clearFaults()
      if let complaint = ledger.complaint(after: progress) {
        complaints.append("\(fault) at call \(call), \(damage): \(complaint)")
      }
    }
    return (whole.calls, complaints)
  }

  @Test(arguments: Damage.allCases, [Fault.cut, .cutAfter, .tear])
  func `what was acknowledged survives a cut at every call, and nothing is there by half`(
    _ damage: Damage, _ fault: Fault
  ) {
    let (calls, complaints) = sweep(fault, damage)
    #expect(calls > 50)
    #expect(complaints == [])
  }

  @Test(arguments: Damage.allCases)
  func `a rollback journal survives a cut at every call too`(_ damage: Damage) {
    #expect(sweep(.cut, damage, journal: "DELETE").complaints == [])
  }

  @Test func `without syncs a cut loses what was acknowledged`() {
    let complaints = sweep(.cut, .drop, synchronous: "OFF").complaints
    #expect(complaints.contains { $0.contains("lost") })
  }

  @Test func `without syncs a torn disk ruins the database`() {
    let complaints = sweep(.cut, .torn, synchronous: "OFF").complaints
    #expect(complaints.contains { !$0.contains("lost") })
  }

  @Test func `without syncs a killed process loses nothing`() {
    #expect(sweep(.cut, .keep, synchronous: "OFF").complaints == [])
  }

  @Test func `a sync that lies loses what was acknowledged`() {
    #expect(sweep(.cut, .drop, lying: true).complaints.contains { $0.contains("lost") })
    #expect(sweep(.cut, .keep, lying: true).complaints == [])
  }

  @Test(arguments: Damage.allCases)
  func `a cut in the middle of recovery changes nothing`(_ damage: Damage) {
    for call in UInt64(1)...20 {
      let disk = TestDisk()
      let ledger = Ledger(path: disk.path("db"))
      disk.plan(.tear, at: 60, seed: call)
      let progress = ledger.write(9)
      disk.cutAndReturn(damage, seed: call)
      disk.plan(.tear, at: call, seed: call)
      _ = try? ledger.find()
      disk.cutAndReturn(damage, seed: call + 1)
      disk.clearFaults()
      #expect(ledger.complaint(after: progress) == nil, "second cut at call \(call)")
    }
  }

  @Test func `without power every call fails, and closing works`() throws {
    let disk = TestDisk()
    let ledger = Ledger(path: disk.path("db"))
    let queue = try ledger.open()
    try queue.write { try $0.execute(sql: "CREATE TABLE entry (number, half, filler)") }
    disk.plan(.cut)
    #expect(throws: (any Error).self) { try ledger.append(1, to: queue) }
    #expect(throws: (any Error).self) { try ledger.append(1, to: queue) }
    #expect(throws: (any Error).self) { try ledger.open() }
    let calls = disk.calls
    try queue.close()
    #expect(disk.openFiles == 0)
    #expect(disk.calls == calls)
    disk.cutAndReturn(.drop)
    #expect(try ledger.find() == Ledger.Finding())
  }
}
