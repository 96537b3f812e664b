import CatchwordCore
import Testing

/// The plain form of commits: what was written is read back, and nothing else is taken for it.
@Suite struct CommitBytesTests {
  @Test func `operations come back as they were written`() throws {
    for seed in Effort.seeds(400) {
      let operations = operations(seed)
      var reader = ByteReader(bytes(operations))
      #expect(try reader.operations() == operations, "seed \(seed)")
      try reader.expectEnd()
    }
  }

  @Test func `every truncation is refused`() {
    for seed in Effort.seeds(40) {
      let whole = bytes(operations(seed))
      for length in 0..<whole.count {
        var reader = ByteReader(whole[..<length])
        #expect(throws: ByteError.self, "seed \(seed)") { try reader.operations() }
      }
    }
  }

  /// Equal operations have equal bytes and no others: a flipped bit is refused, or it reads as
  /// operations whose own bytes are just these.
  @Test func `whatever is accepted encodes to the very bytes it was read from`() throws {
    for seed in Effort.seeds(150) {
      let whole = bytes(operations(seed))
      var random = SeededGenerator(seed: seed)
      for _ in 0..<60 {
        var damaged = whole
        damaged[random.number(0...(whole.count - 1))] ^= 1 << UInt8(random.number(0...7))
        var reader = ByteReader(damaged)
        guard let read = try? reader.operations() else { continue }
        #expect(bytes(read) == Array(damaged[..<reader.position]), "seed \(seed)")
      }
    }
  }

  @Test func `fields and kept dots must ascend`() {
    let record = RecordID(space: .writer(World.writer(1)), number: 1)
    let one = Operation(.write, kind: 1, record: record, values: [FieldValue(2, .null)])
    var twice = bytes([one])
    // Action, kind, space, number: the count of values stands behind them.
    let count = 1 + 1 + 1 + 33 + 1
    #expect(twice[count] == 1)
    twice[count] = 2
    twice.insert(contentsOf: [2, 0], at: count + 1)
    var reader = ByteReader(twice)
    #expect(throws: ByteError.unordered(at: count + 3)) { try reader.operations() }
  }

  @Test func `a commit's bytes name its log, number, clocks, staff and operations`() {
    let log = LogID(writer: World.writer(1), lane: .circulation)
    let plain = commit()
    let variants = [
      commit(number: 8), commit(sequence: 10), commit(wall: 1), commit(boot: 2),
      commit(monotonic: 6), commit(staff: "bo"), commit(operations: operations(3)),
    ]
    let all = [plain] + variants
    var seen = Set(all.map { $0.canonicalBytes(log: log) })
    seen.insert(plain.canonicalBytes(log: LogID(writer: World.writer(2), lane: .circulation)))
    seen.insert(plain.canonicalBytes(log: LogID(writer: World.writer(1), lane: .catalog)))
    #expect(seen.count == all.count + 2)
    #expect(commit().canonicalBytes(log: log) == plain.canonicalBytes(log: log))
  }

  @Test func `values given in any order make the same operation`() {
    let record = RecordID(space: .writer(World.writer(1)), number: 1)
    let values = [FieldValue(1, .integer(1)), FieldValue(2, .text("two"))]
    let kept = [Dot(writer: World.writer(1), number: 1), Dot(writer: World.writer(2), number: 1)]
    #expect(
      Operation(.write, kind: 1, record: record, values: values, keeps: kept)
        == Operation(
          .write, kind: 1, record: record, values: values.reversed(), keeps: kept.reversed()))
  }

  private func bytes(_ operations: [Operation]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(operations: operations)
    return writer.bytes
  }

  private func commit(
    number: Int64 = 7, sequence: Int64 = 9, wall: Int64 = -5, boot: Int64 = 1,
    monotonic: Int64 = 5, staff: String = "al", operations: [Operation] = []
  ) -> Commit {
    Commit(
      number: number, sequence: sequence,
      clock: ClockReading(wallSeconds: wall, boot: boot, monotonicMilliseconds: monotonic),
      staff: staff, operations: operations)
  }

  private func operations(_ seed: UInt64) -> [Operation] {
    var random = SeededGenerator(seed: seed)
    return (0..<random.number(1...5)).map { _ in
      Operation(
        random.element(of: Operation.Action.allCases), kind: random.number(1...Limits.kinds),
        record: id(&random),
        values: (0..<random.number(0...4)).map { FieldValue($0 * 9 + 1, value(&random)) },
        keeps: (0..<random.number(0...2)).map {
          Dot(writer: World.writer($0), number: Int64(random.number(1...70_000)))
        })
    }
  }

  private func value(_ random: inout SeededGenerator) -> Value {
    switch random.number(1...5) {
    case 1: .null
    case 2: .integer(Int64(bitPattern: random.next()))
    case 3: .text(random.element(of: ["", "Moby-Dick", "caf\u{e9}", "cafe\u{301}", "\u{0}🐋"]))
    case 4: .bytes((0..<random.number(0...200)).map { UInt8($0) })
    default: .record(id(&random))
    }
  }

  private func id(_ random: inout SeededGenerator) -> RecordID {
    let spaces = [Space.writer(World.writer(random.number(1...3))), .source("koha:valley:item")]
    let number = Int64(bitPattern: random.next()) & RecordID.maximumNumber
    return RecordID(space: random.element(of: spaces), number: number)
  }
}
