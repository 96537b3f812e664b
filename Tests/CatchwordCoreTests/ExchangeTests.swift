import CatchwordCore
import Testing

/// What replicas say to each other, and segments as values.
@Suite struct ExchangeTests {
  private let a = World.writer(1)
  private let b = World.writer(2)

  @Test func `logs are named by eight bytes of their writer and sorted by urgency`() {
    let log = LogID(writer: a, lane: .patrons)
    #expect(LogName(log) == LogName(writer: a.short, lane: .patrons))
    let names = [
      LogName(writer: 2, lane: .members), LogName(writer: 1, lane: .circulation),
      LogName(writer: 2, lane: .circulation), LogName(writer: 1, lane: .catalog),
    ]
    for seed in Effort.seeds(20) {
      var random = SeededGenerator(seed: seed)
      #expect(names.shuffled(using: &random).sorted() == names, "seed \(seed)")
      let heads = names.shuffled(using: &random).map { ($0, Head(number: 1, hash: 0)) }
      let have = Have(heads: Dictionary(uniqueKeysWithValues: heads), digests: digests())
      #expect(have.sorted.map(\.name) == names, "seed \(seed)")
    }
    #expect(Want(log: names[0], after: 9) < Want(log: names[1], after: 0))
    #expect(Want(log: names[0], after: 1) < Want(log: names[0], after: 2))
  }

  @Test func `a frontier can be told by short names`() {
    var frontier = Frontier()
    frontier[LogID(writer: a, lane: .catalog)] = Head(number: 3, hash: 7)
    #expect(
      frontier.byShortName == [LogName(writer: a.short, lane: .catalog): Head(number: 3, hash: 7)])
    #expect(!frontier.isEmpty && Frontier().isEmpty)
  }

  @Test func `a hello is equal to itself and to no other`() {
    let hello = hello(wall: 5)
    #expect(hello == self.hello(wall: 5))
    #expect(hello != self.hello(wall: 6))
    #expect(Have(heads: [:], digests: digests()) == Have(heads: [:], digests: digests()))
  }

  @Test func `a segment knows its range, its times and what its commits had seen`() {
    var context = Context()
    context[LogID(writer: b, lane: .circulation)] = Head(number: 4, hash: 0)
    let commits = (Int64(5)...7).map { number in
      Commit(
        number: number, sequence: number,
        clock: ClockReading(wallSeconds: 1_000 + number, boot: 1, monotonicMilliseconds: 0),
        staff: "", operations: [])
    }
    let segment = Segment(
      log: LogID(writer: a, lane: .circulation), schemaVersion: 1, previous: .none,
      context: context, offset: ClockOffset(seconds: -60, source: .handshake), commits: commits)
    #expect(segment.first == 5 && segment.last == 7)
    #expect(segment.time(of: commits[0]) == 945)
    let past = segment.past(of: commits[1])
    #expect(past.hasSeen(Dot(writer: a, number: 5)) && !past.hasSeen(Dot(writer: a, number: 6)))
    #expect(past.hasSeen(Dot(writer: b, number: 4)) && !past.hasSeen(Dot(writer: b, number: 5)))
    #expect(ClockOffset.unmeasured.source == .none)
  }

  @Test func `names of writers, hashes, logs and records read as people expect`() {
    let hex = String(repeating: "0", count: 62)
    #expect("\(a)" == "01\(hex.dropLast(2))01")
    #expect("\(ContentHash.none)" == String(repeating: "0", count: 64))
    #expect("\(Digest.empty)" == String(repeating: "0", count: 64))
    #expect("\(LogID(writer: a, lane: .catalog))".hasSuffix("/catalog"))
    #expect(Lane.allCases.map(\.name) == ["members", "circulation", "patrons", "catalog"])
    #expect("\(RecordID(space: .writer(a), number: 7))" == "0100000000000000.7")
    #expect("\(RecordID(space: .source("koha:valley:item"), number: 7))" == "koha:valley:item.7")
    #expect(WriterID(hex: a.key.hex) == a)
    #expect(ContentHash(Word256(9, 0, 0, 0)).short == 9)
    #expect(ContentHash.none < ContentHash(Word256(9, 0, 0, 0)))
    let hashing = Hashing { ContentHash(Word256(UInt64($0.count), 0, 0, 0)) }
    #expect(hashing.sha256([1, 2, 3]).short == 3)
  }

  private func hello(wall: Int64) -> Hello {
    Hello(
      format: 1, schemaVersion: 1, network: .none, writer: a, name: "MAIN", frontierDigest: .none,
      digests: digests(), wallSeconds: wall, isClockSynchronized: false)
  }

  private func digests() -> StateDigests {
    StateDigests(lanes: [.catalog: .empty], derived: .empty, derivingVersion: 1)
  }
}
