/// Every bound of the server in one place, with who enforces it.
enum ServerLimits {
  // NIO's HTTP decoder, before a request reaches us; it answers 400 and closes.
  static let headerFieldBytes = 8 << 10
  static let headerListBytes = 32 << 10
  static let headerFields = 64

  // Hummingbird stops accepting beyond this; what comes later waits in the kernel's queue. Limits
  // per member and before authentication need TLS identities and come with them.
  static let connections = 256
  static let backlog = 64

  // Hummingbird closes connections on which no request is under way.
  static let idleSeconds: Int64 = 30

  /// Bytes of an answer written at once; much less than a window of the guard at the least rate.
  static let pieceBytes = 8 << 10

  // `Intake`, counted as the bytes arrive and whatever length was announced.
  static let messageBytes = 256 << 10
  static let pushBytes = 64 << 20
  /// Read and thrown away after a refusal, so that the peer gets to read why.
  static let drainedBytes = 1 << 20

  /// Bytes of segments that one visit to the replica takes into memory, at least one segment.
  static let fetchBatchBytes = 1 << 20
  /// A fetch is ended between two segments after this long; the peer asks for the rest anew. So
  /// the limit on a request, which a mebibyte at the least rate just keeps, cuts no honest peer off.
  static let fetchSeconds = 240
  /// Refused segments in one push after which the peer is not listened to any more.
  static let refusals = 64

  /// Seconds that requests under way have to end when the server is stopped.
  static let shutdownSeconds: Int64 = 10
  /// Failures to seal in a row, one a second, after which the server gives up.
  static let sealingFailures = 60
}

/// What `LineGuard` grants a peer, on the event loop, so that a slow one costs no task that would
/// have to notice. A value, so that a test need not wait as long as a line does.
package struct LineLimits: Equatable, Sendable {
  package var headMilliseconds: Int64 = 10_000
  package var requestMilliseconds: Int64 = 1_200_000
  package var leastBytesPerSecond = 1 << 10
  /// How often the guard looks, and how many of these intervals a peer may lag behind.
  package var intervalMilliseconds: Int64 = 5_000
  package var intervals = 6

  package init() {}

  /// Bytes that a peer owes in one interval.
  var leastBytesPerInterval: Int { leastBytesPerSecond * Int(intervalMilliseconds) / 1_000 }
}
