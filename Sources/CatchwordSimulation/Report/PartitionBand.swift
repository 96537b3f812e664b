/// Cuts of one time that part two groups of hosts: what a reader sees as one partition.
struct PartitionBand {
  /// Lanes on the one side, ascending; frames from here are lost where the cut is one-way.
  let side: [Int]
  let other: [Int]
  let isOneWay: Bool
  let from: Moment
  let until: Moment?
  /// The lane under which it is drawn.
  let gap: Int
  /// Whether it fills the gap: one side is above it, the other below it.
  let isBetween: Bool

  /// Puts cuts together that began and ended together.
  static func bands(of cuts: [CutLine], lanes: Int) -> [PartitionBand] {
    struct Time: Hashable {
      let from: Moment
      let until: Moment?
      let isOneWay: Bool
    }
    var groups: [Time: [CutLine]] = [:]
    for cut in cuts {
      groups[Time(from: cut.from, until: cut.until, isOneWay: cut.way != .both), default: []]
        .append(cut)
    }
    let times = groups.keys.sorted {
      let ends = ($0.until?.milliseconds ?? .max, $1.until?.milliseconds ?? .max)
      return ($0.from.milliseconds, ends.0, $0.isOneWay ? 1 : 0)
        < ($1.from.milliseconds, ends.1, $1.isOneWay ? 1 : 0)
    }
    return times.flatMap { time -> [PartitionBand] in
      var pairs = Set((groups[time] ?? []).flatMap { Self.pairs($0) })
      var bands: [PartitionBand] = []
      while let (side, other) = Self.takeLargest(&pairs, isOneWay: time.isOneWay) {
        bands.append(
          PartitionBand(
            side, other, isOneWay: time.isOneWay, from: time.from, until: time.until, lanes: lanes))
      }
      return bands
    }
  }

  private init(
    _ side: [Int], _ other: [Int], isOneWay: Bool, from: Moment, until: Moment?, lanes: Int
  ) {
    self.side = side
    self.other = other
    self.isOneWay = isOneWay
    self.from = from
    self.until = until
    let (low, high) = side[0] < other[0] ? (side, other) : (other, side)
    if low[low.count - 1] + 1 == high[0] {
      gap = low[low.count - 1]
      isBetween = true
    } else {
      let small = side.count <= other.count ? side : other
      gap = min(small[0], max(0, lanes - 2))
      isBetween = false
    }
  }

  private struct Pair: Hashable {
    let from: Int
    let to: Int
  }

  /// Ordered pairs; a cut of both ways stands in both orders.
  private static func pairs(_ cut: CutLine) -> [Pair] {
    switch cut.way {
    case .both: [Pair(from: cut.upper, to: cut.lower), Pair(from: cut.lower, to: cut.upper)]
    case .down: [Pair(from: cut.upper, to: cut.lower)]
    case .up: [Pair(from: cut.lower, to: cut.upper)]
    }
  }

  /// The host with the most lines down and all that it cannot reach, with whoever shares its lot.
  private static func takeLargest(
    _ pairs: inout Set<Pair>, isOneWay: Bool
  ) -> (side: [Int], other: [Int])? {
    let reach = Dictionary(grouping: pairs, by: \.from).mapValues { Set($0.map(\.to)) }
    let best = reach.keys.sorted().max { a, b in
      let (first, second) = (reach[a]?.count ?? 0, reach[b]?.count ?? 0)
      return first == second ? a > b : first < second
    }
    guard let best, let other = reach[best] else { return nil }
    let side = reach.keys.filter { reach[$0] == other }.sorted()
    for from in side {
      for to in other {
        pairs.remove(Pair(from: from, to: to))
        if !isOneWay { pairs.remove(Pair(from: to, to: from)) }
      }
    }
    return (side, other.sorted())
  }
}
