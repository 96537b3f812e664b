import Catchword
import CatchwordStore
import CatchwordWire

/// A machine whose clock stands where it is set, so that what is done has a time of its own.
final class BenchClock: MachineClock {
  /// Seconds since 1970.
  var wallSeconds: Int64
  private let start: Int64

  init(_ start: Int64) {
    self.start = start
    wallSeconds = start
  }

  var monotonicMilliseconds: Int64 { (wallSeconds - start) * 1_000 + 217 }
  var bootID: String { "bench" }
  var isSynchronized: Bool { true }

  func today(offsetSeconds: Int64) -> Int64 { (wallSeconds + offsetSeconds) / 86_400 }

  /// The system's disk and chance under this clock.
  var machine: Machine { Machine(disk: SystemDisk(), clock: self, entropy: SystemEntropy()) }
}
