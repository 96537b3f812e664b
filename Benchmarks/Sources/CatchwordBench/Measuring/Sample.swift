import CDisk
import Glibc

/// What one run of one side cost.
struct Sample: Codable, Sendable {
  /// Seconds by the wall.
  var wall = 0.0
  /// Seconds of this process's processor time, the kernel's for it included.
  var processor = 0.0
  /// Calls of fsync and fdatasync.
  var flushes = 0

  /// Times `body` alone.
  static func taken(_ body: () throws -> Void) rethrows -> Sample {
    let before = Sample.now
    try body()
    let after = Sample.now
    return Sample(
      wall: after.wall - before.wall, processor: after.processor - before.processor,
      flushes: after.flushes - before.flushes)
  }

  mutating func add(_ other: Sample) {
    wall += other.wall
    processor += other.processor
    flushes += other.flushes
  }

  private static var now: Sample {
    Sample(
      wall: seconds(CLOCK_MONOTONIC), processor: seconds(CLOCK_PROCESS_CPUTIME_ID),
      flushes: cdisk_flushes())
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension [Sample] {
  var leastProcessor: Double { map(\.processor).min() ?? .nan }
}

extension [Double] {
  /// Of an even count the mean of the two in the middle.
  var median: Double {
    let sorted = sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

/// Runs of both sides, taken in turns so that whatever else the machine does hits both.
struct Pair: Codable, Sendable {
  var plain: [Sample] = []
  var catchword: [Sample] = []

  /// Sides take turns at going first.
  static func alternating(
    runs: Int, plain: () throws -> Sample, catchword: () throws -> Sample
  ) throws -> Pair {
    var pair = Pair()
    for run in 0..<runs {
      if run % 2 == 0 { pair.plain.append(try plain()) }
      pair.catchword.append(try catchword())
      if run % 2 == 1 { pair.plain.append(try plain()) }
    }
    return pair
  }

  var plainWall: Double { plain.map(\.wall).median }
  var catchwordWall: Double { catchword.map(\.wall).median }
  /// Medians, one by the other.
  var ratio: Double { catchwordWall / plainWall }
  var processorRatio: Double {
    catchword.map(\.processor).median / plain.map(\.processor).median
  }
  /// Of the least that either side took, which a busy machine disturbs less.
  var leastProcessorRatio: Double { catchword.leastProcessor / plain.leastProcessor }
  /// Of each run with the run of the other side beside it, ascending.
  var ratios: [Double] { zip(catchword, plain).map { $0.wall / $1.wall }.sorted() }
}
