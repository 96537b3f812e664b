import CatchwordCore
import CatchwordStore

extension Replica {
  /// What the clocks say now. A boot that this replica has not met before gets the next number.
  func readClock() throws -> ClockReading {
    let bootID = clock.bootID
    let known = try store.read { reader in
      (try reader.setting(Setting.bootID), try reader.setting(Setting.bootNumber))
    }
    var number = known.1.flatMap { Int64($0) } ?? 0
    if known.0 != bootID {
      number += 1
      try remember([Setting.bootID: bootID, Setting.bootNumber: "\(number)"])
    }
    return ClockReading(
      wallSeconds: clock.wallSeconds, boot: number,
      monotonicMilliseconds: clock.monotonicMilliseconds)
  }

  /// How far readings' wall clocks are off, as far as anybody measured it.
  ///
  /// A clock that NTP keeps needs no measurement by a peer.
  func clockOffsets() throws -> (ClockReading) -> ClockOffset {
    let measured = try measurement()
    let unmeasured =
      clock.isSynchronized ? ClockOffset(seconds: 0, source: .synchronized) : .unmeasured
    return { reading in measured?.offset(of: reading) ?? unmeasured }
  }

  func offset(of reading: ClockReading) throws -> ClockOffset { try clockOffsets()(reading) }

  func adopt(_ offset: ClockOffset) throws {
    let measurement = ClockMeasurement(offset, at: try readClock())
    try remember([Setting.clock: measurement.text])
  }

  /// Keeps what this replica knows about itself; makes no commit and travels nowhere.
  func remember(_ settings: [String: String]) throws {
    let nobody = ClockReading(wallSeconds: 0, boot: 0, monotonicMilliseconds: 0)
    _ = try store.write(clock: nobody, staff: "", offset: .unmeasured) { transaction in
      for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
        try transaction.setSetting(key, value)
      }
    }
  }

  private func measurement() throws -> ClockMeasurement? {
    try store.read { try $0.setting(Setting.clock) }.flatMap(ClockMeasurement.init(text:))
  }
}
