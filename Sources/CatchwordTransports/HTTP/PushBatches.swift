/// Cuts a long push into requests that each end in reasonable time.
///
/// What a request delivered is durable and acknowledged when it ends, so on a slow line small
/// requests lose less; on a fast one large ones save round trips. Starts at a mebibyte and adapts.
struct PushBatches {
  private static let smallestBytes = 64 << 10
  private static let largestBytes = 16 << 20
  /// Below this a request may be twice as large, above twice this half as large.
  private static let aim = Duration.seconds(15)

  private let segments: [[UInt8]]
  private var index = 0
  private var budget = 1 << 20

  init(_ segments: [[UInt8]]) { self.segments = segments }

  var isAtEnd: Bool { index == segments.count }

  /// At least one segment where any is left: an empty push still asks for the peer's heads.
  mutating func next() -> ArraySlice<[UInt8]> {
    let start = index
    var bytes = 0
    while index < segments.count, index == start || bytes + segments[index].count <= budget {
      bytes += segments[index].count
      index += 1
    }
    return segments[start..<index]
  }

  mutating func took(_ duration: Duration) {
    if duration < Self.aim {
      budget = min(Self.largestBytes, budget * 2)
    } else if duration > Self.aim * 2 {
      budget = max(Self.smallestBytes, budget / 2)
    }
  }
}
