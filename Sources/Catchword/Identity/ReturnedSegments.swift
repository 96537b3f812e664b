import CatchwordCore
import CatchwordStore

/// Own segments that peers hold and this replica has lost, as they come back: kept aside until a new
/// writer has begun, since only then may they be merged. Bounded; what goes beyond is fetched later.
struct ReturnedSegments {
  /// Bytes as they came, in the order in which they came.
  private(set) var bytes: [[UInt8]] = []
  private(set) var segments: [ReturnedSegment] = []
  private(set) var isFull = false
  private var size = 0

  /// - Returns: false where there is no more room.
  mutating func append(_ segment: ReturnedSegment, _ sealed: [UInt8]) -> Bool {
    if segments.contains(where: { $0.chainHash == segment.chainHash }) { return true }
    guard size + sealed.count <= Limits.returnedBytes else {
      isFull = true
      return false
    }
    size += sealed.count
    segments.append(segment)
    bytes.append(sealed)
    return true
  }

  /// Whether the segment that ends with this head is here.
  func holds(_ head: Head, of log: LogID) -> Bool {
    segments.contains {
      $0.log == log && $0.chainHash.short == head.hash
        && $0.first + Int64($0.commits.count) - 1 == head.number
    }
  }
}
