import CatchwordCore
import Testing

/// The one order of facts, over sets made by writers whose clocks say anything at all.
@Suite struct FoldOrderTests {
  @Test func `the order does not depend on how the facts arrived`() {
    for seed in Effort.seeds(400) {
      var random = SeededGenerator(seed: seed)
      let facts = facts(&random)
      let order = FoldOrder.sorted(facts)
      for _ in 0..<5 {
        let isSame = FoldOrder.sorted(facts.shuffled(using: &random)) == order
        #expect(isSame, "seed \(seed)")
      }
    }
  }

  @Test func `every fact comes once, and after all that it had seen`() {
    for seed in Effort.seeds(400) {
      var random = SeededGenerator(seed: seed)
      let facts = facts(&random)
      let order = FoldOrder.sorted(facts)
      #expect(Set(order) == Set(facts) && order.count == facts.count, "seed \(seed)")
      for (index, fact) in order.enumerated() {
        let isCausal = order[..<index].allSatisfy { !$0.hasSeen(fact) }
        #expect(isCausal, "seed \(seed)")
      }
    }
  }

  @Test func `any part of a set can be ordered`() {
    for seed in Effort.seeds(400) {
      var random = SeededGenerator(seed: seed)
      let part = facts(&random).filter { _ in random.once(in: 2) }
      let order = FoldOrder.sorted(part)
      let isSame = FoldOrder.sorted(part.reversed()) == order
      #expect(isSame && order.count == part.count, "seed \(seed)")
    }
  }

  @Test func `it is the least free fact that is taken`() {
    for seed in Effort.seeds(400) {
      var random = SeededGenerator(seed: seed)
      var rest = facts(&random)
      for taken in FoldOrder.sorted(rest) {
        let free = rest.filter { fact in !rest.contains { fact.hasSeen($0) } }
        let least = free.min { key($0) < key($1) }
        let isLeast = least == taken
        #expect(isLeast, "seed \(seed)")
        rest.removeAll { $0 == taken }
      }
    }
  }

  @Test func `a wrong clock does not lift a fact over what it had seen`() {
    let first = fact(World.writer(2), 1, time: 1_000_000, seen: [:])
    let second = fact(World.writer(1), 1, time: 5, seen: [World.writer(2): 1])
    #expect(FoldOrder.sorted([second, first]).map(\.id) == [first.id, second.id])
    #expect(second.hasSeen(first) && !first.isConcurrent(with: second))
  }

  private func key(_ fact: PlacedFact) -> (Int64, WriterID, Int64) {
    (fact.stamp.time, fact.stamp.dot.writer, fact.sequence)
  }

  /// Two to four writers with arbitrary clocks, who hear of each other now and then. Not every
  /// commit is a fact of the set, so contexts also name what is not in it.
  private func facts(_ random: inout SeededGenerator) -> [PlacedFact] {
    let writers = (1...random.number(2...4)).map(World.writer)
    var seen = writers.map { _ in [WriterID: Int64]() }
    var facts: [PlacedFact] = []
    for _ in 0..<random.number(4...14) {
      let one = random.number(0...(writers.count - 1))
      if random.once(in: 3) {
        let other = random.number(0...(writers.count - 1))
        seen[one].merge(seen[other], uniquingKeysWith: max)
      }
      let number = (seen[one][writers[one]] ?? 0) + 1
      let context = seen[one].filter { $0.key != writers[one] }
      seen[one][writers[one]] = number
      if !random.once(in: 4) {
        let time = Int64(random.number(0...3))
        facts.append(fact(writers[one], number, time: time, seen: context))
      }
    }
    return facts
  }

  private func fact(
    _ writer: WriterID, _ number: Int64, time: Int64, seen: [WriterID: Int64]
  ) -> PlacedFact {
    let dot = Dot(writer: writer, number: number)
    var context = Context()
    for (other, last) in seen {
      context[LogID(writer: other, lane: .circulation)] = Head(number: last, hash: 0)
    }
    return PlacedFact(
      id: RecordID(space: .writer(writer), number: number), kind: 1, values: [],
      stamp: Stamp(dot: dot, time: time), sequence: number * 2,
      past: CausalPast(dot: dot, lane: .circulation, context: context), staff: "",
      offset: .unmeasured)
  }
}
