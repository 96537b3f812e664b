import CatchwordCore
import Testing

@Suite struct FrontierTests {
  @Test func `merging is commutative, associative and idempotent, forks included`() {
    for seed in Effort.seeds(400) {
      var random = SeededGenerator(seed: seed)
      let (a, b, c) = (frontier(&random), frontier(&random), frontier(&random))
      #expect(a.merging(b) == b.merging(a), "seed \(seed)")
      #expect(a.merging(b).merging(c) == a.merging(b.merging(c)), "seed \(seed)")
      #expect(a.merging(a) == a, "seed \(seed)")
    }
  }

  @Test func `a merged frontier dominates both and nothing less does`() {
    for seed in Effort.seeds(400) {
      var random = SeededGenerator(seed: seed)
      let (a, b, c) = (frontier(&random), frontier(&random), frontier(&random))
      let merged = a.merging(b)
      #expect(merged.dominates(a) && merged.dominates(b), "seed \(seed)")
      #expect(c.dominates(merged) == (c.dominates(a) && c.dominates(b)), "seed \(seed)")
      #expect(a.dominates(Frontier()), "seed \(seed)")
    }
  }

  @Test func `a dot is covered exactly when its number is not beyond the head`() {
    let log = LogID(writer: World.writer(1), lane: .catalog)
    var frontier = Frontier()
    #expect(!frontier.covers(Dot(writer: log.writer, number: 1), in: .catalog))
    frontier[log] = Head(number: 4, hash: 0)
    #expect(frontier.covers(Dot(writer: log.writer, number: 4), in: .catalog))
    #expect(!frontier.covers(Dot(writer: log.writer, number: 5), in: .catalog))
    #expect(!frontier.covers(Dot(writer: log.writer, number: 1), in: .patrons))
  }

  @Test func `canonical bytes do not depend on the order in which heads were set`() {
    for seed in Effort.seeds(200) {
      var random = SeededGenerator(seed: seed)
      let whole = frontier(&random)
      var again = Frontier()
      for (log, head) in whole.sorted.shuffled(using: &random) { again[log] = head }
      #expect(again.canonicalBytes == whole.canonicalBytes, "seed \(seed)")
    }
  }

  @Test func `canonical bytes tell frontiers apart`() {
    var seen: [[UInt8]: Frontier] = [:]
    for seed in Effort.seeds(400) {
      var random = SeededGenerator(seed: seed)
      let frontier = frontier(&random)
      #expect(seen[frontier.canonicalBytes, default: frontier] == frontier, "seed \(seed)")
      seen[frontier.canonicalBytes] = frontier
    }
  }

  @Test func `logs are exchanged lane by lane, the urgent ones first`() {
    var frontier = Frontier()
    for writer in [2, 1] {
      for lane in Lane.allCases.reversed() {
        frontier[LogID(writer: World.writer(writer), lane: lane)] = Head(number: 1, hash: 0)
      }
    }
    let lanes = frontier.sorted.map(\.log.lane)
    #expect(lanes == lanes.sorted())
    #expect(lanes.first == .members)
    #expect(frontier.sorted.prefix(2).map(\.log.writer) == [World.writer(1), World.writer(2)])
    #expect(frontier.without(writer: World.writer(1)).count == 4)
    #expect(frontier.restricted(to: [.patrons]).count == 2)
  }

  private func frontier(_ random: inout SeededGenerator) -> Frontier {
    var frontier = Frontier()
    for writer in 1...4 {
      for lane in Lane.allCases where !random.once(in: 3) {
        frontier[LogID(writer: World.writer(writer), lane: lane)] = Head(
          number: Int64(random.number(1...4)), hash: UInt64(random.number(0...1)))
      }
    }
    return frontier
  }
}
