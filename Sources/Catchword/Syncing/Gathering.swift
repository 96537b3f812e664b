import CatchwordCore

/// Segments that arrived and are not received yet, so that what comes quickly is merged together.
///
/// On a slow line each is handed over as it comes, and of a quick one what came within two seconds:
/// so that little has to come again after a power cut. Whoever gathers hands over what is left when the
/// line ends, however it ends, and tells nobody before that what is held here.
package struct Gathering: Sendable {
  private var segments: [[UInt8]] = []
  private var bytes = 0
  private var handedOverAt: Int64

  /// - Parameter milliseconds: by a clock that nobody sets, as in all that follows.
  package init(atMilliseconds milliseconds: Int64) { handedOverAt = milliseconds }

  /// - Returns: whether it is time to hand over.
  package mutating func add(_ segment: [UInt8], atMilliseconds milliseconds: Int64) -> Bool {
    segments.append(segment)
    bytes += segment.count
    return bytes >= Limits.groupPackedBytes
      || milliseconds - handedOverAt >= Limits.gatheringMilliseconds
  }

  /// - Returns: all that was gathered, in the order in which it came.
  package mutating func take() -> [[UInt8]] {
    defer {
      segments = []
      bytes = 0
    }
    return segments
  }

  /// What was taken is received.
  package mutating func handedOver(atMilliseconds milliseconds: Int64) {
    handedOverAt = milliseconds
  }
}
