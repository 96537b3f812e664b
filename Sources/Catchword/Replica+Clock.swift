package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

extension Replica {
  /// A moment as this machine knows it.
  struct Now {
    let reading: ClockReading
    /// How far the wall clock is off, as far as anybody measured it.
    let offset: ClockOffset
    /// How long ago this replica met one of its peers; nil where it has none.
    let silenceSeconds: Int64?
    /// The last moment of which it was certain, in seconds since 1970.
    let knownSeconds: Int64?

    func deskClock(_ clock: any MachineClock) -> DeskClock {
      DeskClock(of: clock, reading, offset: offset, knownSeconds: knownSeconds)
    }
  }

  /// Asked in the transaction of every action, which spares one of its own.
  ///
  /// - Parameter reading: what the clocks say.
  func now(_ reading: ClockReading, in reader: StoreReader) throws -> Now {
    let offset = try Self.measurement(in: reader)?.offset(of: reading) ?? unmeasured
    let peers = Peer.all(in: try reader.setting(Setting.peers))
    let silence =
      peers.isEmpty
      ? nil : reading.wallSeconds &- (peers.compactMap(\.lastSuccess).max() ?? 0)
    return Now(
      reading: reading, offset: offset, silenceSeconds: silence,
      knownSeconds: try reader.setting(Setting.knownTime).flatMap { Int64($0) })
  }

  /// What the clocks say now. A boot that this replica has not met before gets the next number.
  func readClock() throws -> ClockReading {
    ClockReading(
      wallSeconds: clock.wallSeconds, boot: try bootNumber(),
      monotonicMilliseconds: clock.monotonicMilliseconds)
  }

  /// The number of the machine's present start, which it keeps.
  private func bootNumber() throws -> Int64 {
    let id = clock.bootID
    if let boot, boot.id == id { return boot.number }
    let (knownID, known) = try store.read { reader in
      (
        try reader.setting(Setting.bootID),
        try reader.setting(Setting.bootNumber).flatMap { Int64($0) } ?? 0
      )
    }
    let number = knownID == id ? known : known + 1
    if knownID != id { try remember([Setting.bootID: id, Setting.bootNumber: "\(number)"]) }
    boot = (id, number)
    return number
  }

  /// How far readings' wall clocks are off, as far as anybody measured it.
  ///
  /// A clock that NTP keeps needs no measurement by a peer.
  func clockOffsets() throws -> (ClockReading) -> ClockOffset {
    let measured = try store.read { try Self.measurement(in: $0) }
    let unmeasured = unmeasured
    return { reading in measured?.offset(of: reading) ?? unmeasured }
  }

  private var unmeasured: ClockOffset {
    clock.isSynchronized ? ClockOffset(seconds: 0, source: .synchronized) : .unmeasured
  }

  func offset(of reading: ClockReading) throws -> ClockOffset { try clockOffsets()(reading) }

  func adopt(_ offset: ClockOffset) throws { try remember(settings(adopting: offset)) }

  /// What is remembered of an offset that is known from now on.
  func settings(adopting offset: ClockOffset) throws -> [String: String] {
    let reading = try readClock()
    return [
      Setting.clock: ClockMeasurement(offset, at: reading).text,
      Setting.knownTime: "\(reading.wallSeconds &+ offset.seconds)",
    ]
  }

  /// Keeps what this replica knows about itself; makes no commit and travels nowhere.
  func remember(_ settings: [String: String]) throws {
    let nobody = ClockReading(wallSeconds: 0, boot: 0, monotonicMilliseconds: 0)
    _ = try store.write(clock: nobody, staff: "", offset: .unmeasured) { transaction in
      try transaction.remember(settings)
    }
  }

  private static func measurement(in reader: StoreReader) throws -> ClockMeasurement? {
    try reader.setting(Setting.clock).flatMap(ClockMeasurement.init(text:))
  }
}

extension WriteTransaction {
  func remember(_ settings: [String: String]) throws {
    for (key, value) in settings.sorted(by: { $0.key < $1.key }) { try setSetting(key, value) }
  }
}

extension DeskClock {
  /// - Parameter knownSeconds: the last moment that was certain, in seconds since 1970; nil where none
  ///   ever was: then nobody can doubt the clock.
  package init(
    of clock: any MachineClock, _ reading: ClockReading, offset: ClockOffset, knownSeconds: Int64?
  ) {
    let doubted = knownSeconds.flatMap { known in
      offset.source == .none && Self.isDoubtful(reading.wallSeconds, knownSeconds: known)
        ? known : nil
    }
    self.init(
      day: CivilDate(day: clock.today(offsetSeconds: 0)),
      isMeasured: offset.source.isMeasured,
      doubtedSince: doubted.map {
        CivilDate(day: clock.today(offsetSeconds: $0 &- reading.wallSeconds))
      })
  }

  /// What staff's word about the day makes of a clock; nil where it was compared with a better one.
  package static func offset(
    by day: CivilDate, on clock: any MachineClock, known offset: ClockOffset
  ) -> ClockOffset? {
    guard !offset.source.isMeasured else { return nil }
    let days = day.day - clock.today(offsetSeconds: 0)
    return ClockOffset(seconds: days * 86_400, source: .staff)
  }
}
