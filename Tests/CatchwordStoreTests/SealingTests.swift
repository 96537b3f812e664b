import CatchwordCore
import CatchwordStore
import Testing

struct SealingTests {
  private let corrected = ClockOffset(seconds: -600, source: .handshake)

  @Test func `an offset found at sealing stamps rows again and folds them again`() throws {
    let replica = try TestReplica(1)
    let id = try replica.newBook("Dune", at: 0)
    try replica.scan(id, at: 10)
    #expect(try replica.book(id)?.derived[1] == .text("ann@\(noon + 10)"))
    try replica.seal(corrected)
    let view = try #require(try replica.book(id))
    #expect(view.derived[1] == .text("ann@\(noon - 590)"))
    #expect(view.state.registers[1]?.siblings[0].stamp.time == noon - 600)
    let facts = try replica.store.read {
      try $0.facts(kind: TestSchema.scan, where: 2, is: .record(id))
    }
    #expect(facts[0].stamp.time == noon - 590)
    #expect(facts[0].offset == corrected)
    try replica.store.checkInvariants()
    let other = try TestReplica(2)
    try other.pull(from: replica)
    #expect(try other.digests() == replica.digests())
  }

  @Test func `a new boot and a clock that was set each start a new segment`() throws {
    let replica = try TestReplica(1)
    let readings = [
      clock(0), clock(30), clock(60, boot: 2),
      ClockReading(wallSeconds: noon + 4_000, boot: 2, monotonicMilliseconds: 61_000),
    ]
    for reading in readings {
      _ = try replica.store.write(clock: reading, staff: "", offset: .unmeasured) {
        try $0.stage(replica.titleWrite(try $0.mint(), "x"))
      }
    }
    var asked: [ClockReading] = []
    let names = try replica.store.sealTail(
      schemaVersion: 1,
      offsetOf: {
        asked.append($0)
        return ClockOffset(seconds: $0.boot, source: .handshake)
      }, pack: TestWire.pack)
    #expect(names.map(\.first) == [1, 3, 4])
    #expect(asked == [readings[0], readings[2], readings[3]])
    try replica.store.checkInvariants()
  }

  @Test func `a run that is too large is halved until it fits`() throws {
    let replica = try TestReplica(1)
    for number in 0..<7 { try replica.newBook("\(number)") }
    let names = try replica.store.sealTail(offset: .unmeasured, schemaVersion: 1) { segment in
      guard segment.commits.count <= 2 else { throw SealingError.tooLarge }
      return TestWire.pack(segment)
    }
    #expect(names.map(\.last).last == 7)
    #expect(names.allSatisfy { $0.last - $0.first < 2 })
    try replica.store.checkInvariants()
    #expect(throws: StoreError.commitTooLarge(lane: .catalog, number: 8)) {
      try replica.newBook("too large")
      _ = try replica.store.sealTail(offset: .unmeasured, schemaVersion: 1) { _ in
        throw SealingError.tooLarge
      }
    }
    #expect(try replica.store.read { try $0.unsealedCount(.catalog) } == 1)
  }

  @Test func `sealing nothing gives nothing`() throws {
    #expect(try TestReplica(1).seal().isEmpty)
  }
}
