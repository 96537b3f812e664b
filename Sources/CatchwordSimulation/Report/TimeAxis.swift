import Foundation

/// Where moments stand on paper: time from left to right, in systems one below another like music.
///
/// Every moment at which something happens is a stop. Between stops time is even, at one rate for
/// the whole run; only pauses that would be long and empty are cut short, and get a mark, and
/// dialogues of milliseconds are drawn apart so that they can be read. Labels push stops apart where
/// they must.
struct TimeAxis {
  struct Key: Hashable, Comparable {
    let at: Moment
    /// Several things at one host in one moment stand side by side.
    var ordinal = 0

    static func < (a: Key, b: Key) -> Bool { (a.at, a.ordinal) < (b.at, b.ordinal) }
  }

  struct Place {
    let system: Int
    let x: Double
  }

  struct System {
    let stops: Range<Int>
    /// Where its lanes end.
    var width: Double
  }

  /// Of a system, without the gutter for names.
  static let fullWidth = 1_030.0
  /// Between a system's edges and its first and last stop.
  static let margin = 16.0

  private(set) var keys: [Key]
  private(set) var systems: [System] = []
  private var places: [Place] = []
  private var indexOf: [Key: Int] = [:]
  /// Pixels a millisecond where time is even.
  private let rate: Double
  /// Pauses before stops that are drawn shorter than they were.
  private(set) var shortened: Set<Int> = []

  /// - Parameters:
  ///   - keys: all stops.
  ///   - room: what must fit at each stop; asked once a stop, from left to right.
  ///   - isWhole: whether something is under way from the stop before to this one, so that a system
  ///     should not end there.
  init(_ keys: Set<Key>, room: (Int, Key, Double) -> Room, isWhole: (Moment, Moment) -> Bool) {
    self.keys = keys.sorted()
    for (index, key) in self.keys.enumerated() { indexOf[key] = index }
    rate = Self.rate(self.keys)
    var xs: [Double] = []
    var ends: [Double] = []
    for (index, key) in self.keys.enumerated() {
      let least = index == 0 ? 0 : xs[index - 1] + Self.width(gap(before: index), rate)
      let room = room(index, key, least)
      xs.append(room.x)
      ends.append(room.end)
    }
    for index in self.keys.indices.dropFirst() {
      let milliseconds = Double(gap(before: index))
      if milliseconds >= 2_000 && milliseconds * rate > 1.6 * (xs[index] - xs[index - 1]) {
        shortened.insert(index)
      }
    }
    divide(xs, ends, isWhole)
  }

  /// Where a stop came to stand, and how far what stands there reaches.
  struct Room {
    let x: Double
    let end: Double
  }

  func gap(before index: Int) -> Int64 {
    keys[index].at.milliseconds - keys[index - 1].at.milliseconds
  }

  /// So that the middle pause between events is as wide as a thumb; but where events are days apart,
  /// nights are cut short all the same, else two days would look like one.
  private static func rate(_ keys: [Key]) -> Double {
    let gaps = zip(keys, keys.dropFirst())
      .map { $1.at.milliseconds - $0.at.milliseconds }.filter { $0 >= 2_000 }.sorted()
    let middle = gaps.isEmpty ? 60_000 : min(gaps[gaps.count / 2], 2 * 3_600_000)
    return 26 / Double(middle)
  }

  private static func width(_ milliseconds: Int64, _ rate: Double) -> Double {
    if milliseconds == 0 { return 11 }
    if milliseconds < 2_000 { return 7 + 3.2 * log10(1 + Double(milliseconds) / 4) }
    let even = Double(milliseconds) * rate
    return even > 96 ? 60 : max(15, even)
  }

  // MARK: Systems

  private mutating func divide(
    _ xs: [Double], _ ends: [Double], _ isWhole: (Moment, Moment) -> Bool
  ) {
    let most = Self.fullWidth - 2 * Self.margin
    var first = 0
    while first < keys.count {
      let start = xs[first]
      var next = first + 1
      while next < keys.count, ends[next] - start <= most { next += 1 }
      if next < keys.count { next = bestEnd(first, next, xs, isWhole) }
      let end = (first..<next).map { ends[$0] }.max() ?? start
      let stretch = end > start ? min(1.3, most / (end - start)) : 1
      let number = systems.count
      for index in first..<next {
        places.append(Place(system: number, x: Self.margin + (xs[index] - start) * stretch))
      }
      let last = places[next - 1].x
      let reach = (first..<next).map { places[$0].x + ends[$0] - xs[$0] }.max() ?? last
      systems.append(
        System(stops: first..<next, width: min(Self.fullWidth, max(last, reach) + Self.margin)))
      first = next
    }
    // All but the last end alike, as lines of print do.
    for index in systems.indices.dropLast() { systems[index].width = Self.fullWidth }
  }

  /// The longest pause in the last third of a system in which nothing is under way.
  private func bestEnd(
    _ first: Int, _ next: Int, _ xs: [Double], _ isWhole: (Moment, Moment) -> Bool
  ) -> Int {
    let third = xs[first] + (xs[next - 1] - xs[first]) * 0.66
    let candidates = (first + 1...next).filter {
      (xs[$0] >= third || $0 == next) && !isWhole(keys[$0 - 1].at, keys[$0].at)
        && gap(before: $0) > 0
    }
    return candidates.max { (gap(before: $0), $0) < (gap(before: $1), $1) } ?? next
  }

  // MARK: Answers

  func place(_ key: Key) -> Place { places[indexOf[key] ?? nearest(key.at)] }
  func place(_ moment: Moment) -> Place { place(Key(at: moment)) }
  func place(ofStop index: Int) -> Place { places[index] }
  func index(_ moment: Moment) -> Int { indexOf[Key(at: moment)] ?? nearest(moment) }

  private func nearest(_ moment: Moment) -> Int {
    min(keys.firstIndex { $0.at >= moment } ?? keys.count - 1, keys.count - 1)
  }

  /// The part of a time that lies in a system, and whether it goes on beyond its edges.
  struct Part {
    let from: Double
    let to: Double
    let goesOnLeft: Bool
    let goesOnRight: Bool
    var width: Double { to - from }
  }

  /// - Parameter until: nil for what lasts to the end of the run.
  func part(from: Moment, until: Moment?, in system: Int) -> Part? {
    let stops = systems[system].stops
    let first = index(from)
    let last = until.map { index($0) } ?? Int.max
    guard first < stops.upperBound, last >= stops.lowerBound else { return nil }
    let goesOnLeft = first < stops.lowerBound
    let goesOnRight = last >= stops.upperBound
    return Part(
      from: goesOnLeft ? 0 : places[first].x,
      to: goesOnRight ? systems[system].width : places[last].x, goesOnLeft: goesOnLeft,
      goesOnRight: goesOnRight)
  }

  // MARK: Ticks

  struct Tick {
    let x: Double
    let at: Moment
    /// The first time after a pause that was cut short, or of a system.
    let isStart: Bool
  }

  private static let steps: [Int64] = [
    1, 5, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
  ].map { $0 * 1_000 }

  /// How far round times stand apart that deserve a tick.
  var stepMilliseconds: Int64 {
    Self.steps.first { Double($0) * rate >= 24 } ?? Self.steps[Self.steps.count - 1]
  }

  /// All other stops that stand apart from the one before.
  func otherTicks(in system: Int) -> [Tick] {
    systems[system].stops.dropFirst().filter { gap(before: $0) >= 2_000 }.map {
      Tick(x: places[$0].x, at: keys[$0].at, isStart: false)
    }
  }

  /// Round times where time is even, and the first time after each pause that was cut short.
  func ticks(in system: Int) -> [Tick] {
    let step = stepMilliseconds
    var ticks: [Tick] = []
    for index in systems[system].stops {
      let here = places[index]
      let at = keys[index].at
      guard index > systems[system].stops.lowerBound, !shortened.contains(index) else {
        ticks.append(Tick(x: here.x, at: at, isStart: true))
        continue
      }
      let (before, beforeAt) = (places[index - 1], keys[index - 1].at)
      var round = (beforeAt.milliseconds / step + 1) * step
      while round <= at.milliseconds {
        let share =
          Double(round - beforeAt.milliseconds) / Double(at.milliseconds - beforeAt.milliseconds)
        ticks.append(
          Tick(
            x: before.x + (here.x - before.x) * share, at: Moment(milliseconds: round),
            isStart: false))
        round += step
      }
    }
    return ticks
  }
}
