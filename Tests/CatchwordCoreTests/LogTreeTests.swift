import CatchwordCore
import Testing

@Suite struct LogTreeTests {
  private let log = LogID(writer: WriterID(Word256(7, 0, 0, 1)), lane: .circulation)
  private let hashing = Hashing { bytes in
    var word: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { word = (word ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return ContentHash(Word256(word, word &* 3, word &* 5, word &* 7))
  }

  private func hash(_ number: UInt64) -> ContentHash { ContentHash(Word256(number, 1, 2, 3)) }

  /// - Parameter previous: 0 for the first of a log.
  private func link(_ first: Int64, _ last: Int64, _ number: UInt64, after previous: UInt64) -> ChainLink {
    ChainLink(first: first, last: last, hash: hash(number), previous: previous == 0 ? .none : hash(previous))
  }

  private func arm(_ number: UInt64) -> LogID {
    LogID(writer: LogTree.arm(of: log, startingWith: hash(number), hashing: hashing), lane: log.lane)
  }

  private func runs(_ links: [ChainLink]) -> [LogID: [ChainLink]] { LogTree.runs(of: log, links, hashing: hashing) }

  @Test func `a log that never forked is itself, as far as it hangs together`() {
    let links = [link(1, 3, 1, after: 0), link(4, 4, 2, after: 1)]
    #expect(runs(links) == [log: links])
    #expect(runs(links.reversed()) == [log: links])
    #expect(runs([links[1]]).isEmpty)
    #expect(runs([]).isEmpty)
    #expect(runs(links + [link(6, 6, 3, after: 2)]) == [log: links])
  }

  @Test func `two segments after one begin two arms`() {
    let trunk = link(1, 3, 1, after: 0)
    let (left, right) = (link(4, 4, 2, after: 1), link(4, 9, 3, after: 1))
    let more = link(5, 6, 4, after: 2)
    let expected = [log: [trunk], arm(2): [left, more], arm(3): [right]]
    #expect(runs([trunk, left, right, more]) == expected)
    #expect(runs([more, right, trunk, left]) == expected)
  }

  @Test func `a fork at the first segment leaves no trunk`() {
    let (left, right) = (link(1, 2, 1, after: 0), link(1, 1, 2, after: 0))
    #expect(runs([left, right]) == [arm(1): [left], arm(2): [right]])
  }

  @Test func `an arm that forks keeps its name up to there`() {
    let links = [
      link(1, 1, 1, after: 0), link(2, 2, 2, after: 1), link(2, 2, 3, after: 1), link(3, 3, 4, after: 2),
      link(4, 4, 5, after: 4), link(4, 4, 6, after: 4), link(4, 4, 7, after: 4),
    ]
    #expect(
      runs(links) == [
        log: [links[0]], arm(2): [links[1], links[3]], arm(3): [links[2]], arm(5): [links[4]], arm(6): [links[5]],
        arm(7): [links[6]],
      ])
    // Who does not know the other side of the first fork takes the same for the trunk.
    #expect(runs(links.filter { $0 != links[2] })[log] == [links[0], links[1], links[3]])
  }

  @Test func `an arm's name depends on writer, lane and hash`() {
    let other = LogID(writer: log.writer, lane: .catalog)
    let stranger = LogID(writer: WriterID(Word256(8, 0, 0, 1)), lane: log.lane)
    let names = [log, other, stranger].flatMap { log in
      [hash(1), hash(2)].map { LogTree.arm(of: log, startingWith: $0, hashing: hashing) }
    }
    #expect(Set(names).count == 6)
  }
}
