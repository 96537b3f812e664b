package import CatchwordCore

/// How far the wall clock is off, as last measured, carried forward by the monotonic clock.
///
/// A measurement holds within one boot only: after a restart nobody knows how long the machine was
/// off. It says what time it truly was at one monotonic instant, so a wall clock that somebody sets
/// in the middle of a day changes the offset and not the time.
package struct ClockMeasurement: Equatable, Sendable {
  let boot: Int64
  /// True time in seconds since 1970, less the monotonic clock in seconds.
  let trueMinusMonotonicSeconds: Int64
  let source: ClockOffset.Source

  init(boot: Int64, trueMinusMonotonicSeconds: Int64, source: ClockOffset.Source) {
    self.boot = boot
    self.trueMinusMonotonicSeconds = trueMinusMonotonicSeconds
    self.source = source
  }

  package init(_ offset: ClockOffset, at reading: ClockReading) {
    self.init(
      boot: reading.boot,
      trueMinusMonotonicSeconds: reading.wallSeconds + offset.seconds
        - reading.monotonicMilliseconds / 1_000,
      source: offset.source)
  }

  /// The offset that gives a reading its true time; nil for readings of another boot.
  package func offset(of reading: ClockReading) -> ClockOffset? {
    #if Mutants
      if Planted.measurementSurvivesTheBoot.isAtWork, reading.boot != boot {
        return ClockMeasurement(
          boot: reading.boot, trueMinusMonotonicSeconds: trueMinusMonotonicSeconds, source: source
        ).offset(of: reading)
      }
    #endif
    guard reading.boot == boot else { return nil }
    let truth = trueMinusMonotonicSeconds + reading.monotonicMilliseconds / 1_000
    return ClockOffset(seconds: truth - reading.wallSeconds, source: source)
  }

  var text: String { "\(boot) \(trueMinusMonotonicSeconds) \(source.rawValue)" }

  init?(text: String) {
    let parts = text.split(separator: " ").compactMap { Int64($0) }
    guard parts.count == 3, let raw = UInt8(exactly: parts[2]),
      let source = ClockOffset.Source(rawValue: raw)
    else { return nil }
    self.init(boot: parts[0], trueMinusMonotonicSeconds: parts[1], source: source)
  }
}
