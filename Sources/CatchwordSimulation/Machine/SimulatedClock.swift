import Catchword

/// True time, as only the simulator knows it.
package final class TrueTime {
  package var now: Moment

  package init(_ now: Moment = .opening) { self.now = now }
}

/// A host's clocks: off by a little, drifting, set by hand, dead after a flat battery.
package final class SimulatedClock: MachineClock {
  private let truth: TrueTime
  /// How the wall clock was set, from when on; ascending. A report draws its error from them.
  package private(set) var settings: [Setting]
  private var bootedAt: Moment
  private(set) var boot = 1
  private let name: String

  /// How far a wall clock is off from a moment on, until somebody sets it again.
  package struct Setting: Hashable, Sendable {
    package var from: Moment
    package var offsetMilliseconds: Int64 = 0
    /// Parts of a million by which it runs fast.
    package var driftPPM: Int64 = 0
    /// Whether NTP keeps it.
    package var isSynchronized = false

    package func errorMilliseconds(at moment: Moment) -> Int64 {
      if isSynchronized { return 0 }
      let elapsed = moment.milliseconds - from.milliseconds
      return offsetMilliseconds + elapsed / 1_000 * driftPPM / 1_000
    }
  }

  package init(_ truth: TrueTime, name: String, isSynchronized: Bool) {
    self.truth = truth
    self.name = name
    settings = [Setting(from: truth.now, isSynchronized: isSynchronized)]
    bootedAt = truth.now.adding(milliseconds: -Self.uptimeMilliseconds)
  }

  /// Machines were on for an hour when a simulation begins.
  private static let uptimeMilliseconds: Int64 = 3_600_000

  /// By how much the wall clock is off now, in milliseconds.
  package var errorMilliseconds: Int64 { setting.errorMilliseconds(at: truth.now) }

  package var isSynchronized: Bool { setting.isSynchronized }

  private var setting: Setting { settings[settings.count - 1] }

  private func set(_ setting: Setting) { settings.append(setting) }

  package var wallSeconds: Int64 {
    let total = truth.now.milliseconds + errorMilliseconds
    let seconds = total >= 0 ? total / 1_000 : -((-total + 999) / 1_000)
    return Moment.epochSeconds + seconds
  }

  package var monotonicMilliseconds: Int64 {
    (truth.now.milliseconds - bootedAt.milliseconds) / 1_000 * 1_000
  }

  package var bootID: String { "\(name)-boot-\(boot)" }

  package func today(offsetSeconds: Int64) -> Int64 {
    let seconds = wallSeconds &+ offsetSeconds
    return seconds >= 0 ? seconds / 86_400 : -((-seconds + 86_399) / 86_400)
  }

  /// Sets the wall clock so far from the truth; nobody keeps it by NTP any more.
  package func set(offMilliseconds: Int64) {
    set(
      Setting(
        from: truth.now, offsetMilliseconds: offMilliseconds, driftPPM: setting.driftPPM))
  }

  package func drift(ppm: Int64) {
    set(
      Setting(
        from: truth.now, offsetMilliseconds: errorMilliseconds, driftPPM: ppm,
        isSynchronized: setting.isSynchronized))
  }

  /// NTP keeps the clock from now on.
  package func synchronize() { set(Setting(from: truth.now, isSynchronized: true)) }

  package func reboot() {
    boot += 1
    bootedAt = truth.now
  }
}

/// Chance for one host's keys and ids.
package final class SeededEntropy: Entropy {
  private var stream: Stream

  package init(_ stream: Stream) { self.stream = stream }

  package func bytes(_ count: Int) -> [UInt8] { stream.bytes(count) }
}
