import CSQLiteFaults
import Testing

/// Writes as SQLite issues them, and what is left of them after a power cut.
struct PendingWriteTests {
  private let disk = TestDisk()

  private func settled(_ damage: Damage, seed: UInt64 = 0, _ body: () throws -> Void) rethrows {
    try body()
    disk.cutAndReturn(damage, seed: seed)
  }

  private func block(_ byte: UInt8, _ count: Int) -> [UInt8] {
    [UInt8](repeating: byte, count: count)
  }

  @Test func `what was synced stays, what was not goes, each file for itself`() throws {
    try settled(.drop) {
      let (log, table) = (try RawFile(disk.path("log")), try RawFile(disk.path("table")))
      #expect(log.write([1, 2, 3], at: 0) == 0)
      #expect(table.write([4, 5], at: 0) == 0)
      #expect(csf_disk_pending_writes(disk.disk) == 2)
      #expect(log.sync() == 0)
      #expect(csf_disk_pending_writes(disk.disk) == 1)
      #expect(log.write([9], at: 1) == 0)
      #expect(log.truncate(to: 2) == 0)
      #expect(disk.contents("log") == [1, 9])
    }
    #expect(disk.contents("log") == [1, 2, 3])
    #expect(disk.contents("table") == [])
  }

  @Test func `a prefix is kept in the order of the writes, over all files`() throws {
    var seen: Set<Int> = []
    for seed in UInt64(0)..<64 {
      try settled(.prefix, seed: seed) {
        let (log, table) = (try RawFile(disk.path("log")), try RawFile(disk.path("table")))
        #expect(log.truncate(to: 0) == 0 && table.truncate(to: 0) == 0)
        #expect(log.sync() == 0 && table.sync() == 0)
        #expect(log.write([1], at: 0) == 0)
        #expect(table.write([2], at: 0) == 0)
        #expect(log.write([3], at: 1) == 0)
      }
      let (log, table) = (disk.contents("log"), disk.contents("table"))
      let states: [([UInt8], [UInt8])] = [([], []), ([1], []), ([1], [2]), ([1, 3], [2])]
      let state = states.firstIndex { $0.0 == log && $0.1 == table }
      seen.insert(try #require(state))
    }
    #expect(seen == [0, 1, 2, 3])
  }

  @Test func `of a subset a later write can stay without an earlier one`() throws {
    var seen: Set<[UInt8]> = []
    for seed in UInt64(0)..<64 {
      #expect(disk.replace("log", with: [7, 7]) == 0)
      try settled(.subset, seed: seed) {
        let log = try RawFile(disk.path("log"))
        #expect(log.write([1], at: 0) == 0)
        #expect(log.write([2], at: 1) == 0)
      }
      seen.insert(try #require(disk.contents("log")))
    }
    #expect(seen == [[7, 7], [1, 7], [7, 2], [1, 2]])
  }

  @Test func `a torn write is torn between sectors`() throws {
    let (old, new) = (block(1, 2_048), block(2, 2_048))
    var isTorn = false
    for seed in UInt64(0)..<64 {
      #expect(disk.replace("table", with: old) == 0)
      try settled(.torn, seed: seed) {
        let table = try RawFile(disk.path("table"))
        #expect(table.write(new, at: 256) == 0)
      }
      let found = try #require(disk.contents("table"))
      #expect(found.prefix(256) == old.prefix(256))
      #expect(found.count <= 2_304)
      for (start, end) in [(256, 512), (512, 1_024), (1_024, 1_536), (1_536, 2_048)] {
        #expect(Set(found[start..<end]).count == 1)
      }
      #expect(found.dropFirst(2_048).allSatisfy { $0 == 2 || $0 == 0 })
      isTorn = isTorn || Set(found[256..<2_048]).count == 2
    }
    #expect(isTorn)
  }

  @Test func `a fault that tears issues some sectors, even where nothing else is lost`() throws {
    let (old, new) = (block(1, 2_048), block(2, 2_048))
    #expect(disk.replace("table", with: old) == 0)
    var counts: Set<Int> = []
    for seed in UInt64(0)..<64 {
      #expect(disk.replace("table", with: old) == 0)
      try settled(.keep) {
        let table = try RawFile(disk.path("table"))
        disk.plan(.tear, seed: seed)
        #expect(table.write(new, at: 0) == 0x30A)
        #expect(csf_power_is_cut(disk.disk))
      }
      let found = try #require(disk.contents("table"))
      counts.insert(found.count { $0 == 2 })
    }
    #expect(counts == [0, 512, 1_024, 1_536, 2_048])
  }

  @Test func `rot below a pending write shows when the write is lost`() throws {
    for (damage, expected) in [(Damage.keep, [UInt8](arrayLiteral: 9, 9, 9)), (.drop, [1, 3])] {
      #expect(disk.replace("note", with: [1, 2]) == 0)
      try settled(damage) {
        let note = try RawFile(disk.path("note"))
        #expect(note.write([9, 9, 9], at: 0) == 0)
        #expect(csf_rot(disk.disk, disk.path("note"), 1, 0))
        #expect(!csf_rot(disk.disk, disk.path("note"), 2, 0))
        #expect(disk.contents("note") == [9, 9, 9])
      }
      #expect(disk.contents("note") == expected)
    }
  }

  @Test func `a file is replaced whole or not at all, whatever fails`() {
    let (old, new) = (block(1, 700), block(2, 1_500))
    for fault in Fault.allCases where fault != .lie {
      for damage in Damage.allCases {
        for call in UInt64(1)...6 {
          #expect(disk.replace("note", with: old) == 0)
          disk.plan(fault, at: call, seed: call)
          let code = disk.replace("note", with: new)
          disk.clearFaults()
          disk.cutAndReturn(damage, seed: call)
          let found = disk.contents("note")
          let place = "\(fault), \(damage), call \(call)"
          #expect(found == new || (code != 0 && found == old), "\(place)")
        }
      }
    }
    #expect(csf_file_remove(disk.disk, disk.path("note")) == 0)
    #expect(!csf_file_exists(disk.disk, disk.path("note")))
  }
}
