/// Who had seen what, asked by the places of two commits.
///
/// Writers are ranked by their bytes and commits laid out in one list, so that an oracle which asks
/// this of every pair gets its answer from an array.
struct Past: Sendable {
  /// Ascending by lane, writer and number; of two under one number only one, since a history that
  /// holds both is flawed and both would be the same commit for anybody who sees one of them.
  let commits: [OracleCommit]
  let dots: [OracleDot]
  private let rank: [Int]
  private let sight: [[Int64]]

  init(_ history: History) {
    let writers = Set(history.commits.map(\.writer))
      .sorted { $0.lexicographicallyPrecedes($1) }
    let ranks = Dictionary(uniqueKeysWithValues: writers.enumerated().map { ($1, $0) })
    let sorted = history.commits.sorted { a, b in
      (a.lane.rawValue, ranks[a.writer] ?? 0, a.number)
        < (b.lane.rawValue, ranks[b.writer] ?? 0, b.number)
    }
    var commits: [OracleCommit] = []
    for commit in sorted {
      if let last = commits.last, last.lane == commit.lane, last.number == commit.number,
        last.writer == commit.writer
      {
        continue
      }
      commits.append(commit)
    }
    self.commits = commits
    dots = commits.map { OracleDot(writer: $0.writer, number: $0.number) }
    rank = commits.map { ranks[$0.writer] ?? 0 }
    sight = commits.map { commit in
      writers.map { commit.seen[OracleLog(writer: $0, lane: commit.lane)] ?? 0 }
    }
  }

  /// Whether commit `b` was known when commit `a` was made: both are places in `commits`.
  func saw(_ a: Int, _ b: Int) -> Bool {
    rank[a] == rank[b]
      ? commits[b].number < commits[a].number : sight[a][rank[b]] >= commits[b].number
  }

  func isSameWriter(_ a: Int, _ b: Int) -> Bool { rank[a] == rank[b] }

  /// The order that picks which of several is shown: time, writer, number.
  func isLess(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (commits[a].time, commits[b].time)
    return x == y ? dots[a] < dots[b] : x < y
  }
}
