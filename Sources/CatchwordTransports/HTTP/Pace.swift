import Glibc

/// Keeps one direction of one request below a rate, and notices when the session's time is up.
///
/// libcurl 7.88 has a limiter of its own, which reads up to a hundred buffers before it pauses
/// (measured: 200 KB at once under a cap of 20 kB/s); on a phone line that is the whole sync. So
/// its callbacks wait here, and the small receive buffer makes the peer wait with them.
struct Pace {
  /// Time saved up by late waking that may be spent at once.
  private static let credit = Duration.milliseconds(100)

  private let rate: Int?
  private let deadline: ContinuousClock.Instant?
  private var freeAt = ContinuousClock.now
  private(set) var isLate = false

  init(_ options: TransportOptions) {
    rate = options.maximumRate.map { max(1, $0) }
    deadline = options.deadline
  }

  /// Bytes to move at once: an eighth of a second's worth, within what libcurl's buffers take.
  var pieceBytes: Int { rate.map { max(256, min(16_384, $0 / 8)) } ?? 65_536 }

  /// Waits as long as the bytes may take.
  ///
  /// - Returns: false when there is no time left.
  mutating func pass(_ bytes: Int) -> Bool {
    let now = ContinuousClock.now
    if let rate {
      let seconds = Double(bytes) / Double(rate)
      freeAt = max(freeAt, now - Self.credit) + .seconds(seconds)
      let wait = min(freeAt, deadline ?? freeAt) - now
      if wait > .zero { Self.sleep(wait) }
    }
    if let deadline, .now >= deadline { isLate = true }
    return !isLate
  }

  private static func sleep(_ duration: Duration) {
    let parts = duration.components
    let wanted = timespec(
      tv_sec: Int(parts.seconds), tv_nsec: Int(parts.attoseconds / 1_000_000_000))
    // A signal that ends it early makes one piece early, and the next one late.
    withUnsafePointer(to: wanted) { _ = nanosleep($0, nil) }
  }
}
