import CatchwordCore

/// Segments one after another in one stream: four bytes of length, big-endian, then the segment
/// (Protocol §5.4).
///
/// Fed with chunks as a line delivers them; gives each segment as soon as it is whole, and never
/// holds more than one that is not.
package struct SegmentFrames: Sendable {
  private var pending: [UInt8] = []

  package init() {}

  /// - Returns: the segments that this chunk completed, in order.
  /// - Throws: `WireError.oversized` for a length above `Limits.segmentBytes`; the stream is then
  ///   lost, since nobody knows where the next segment begins.
  package mutating func append(_ chunk: some Sequence<UInt8>) throws(WireError) -> [[UInt8]] {
    pending.append(contentsOf: chunk)
    var segments: [[UInt8]] = []
    var position = 0
    while pending.count - position >= Self.lengthBytes {
      let body = position + Self.lengthBytes
      let length = pending[position..<body].reduce(0) { $0 << 8 | Int($1) }
      guard length <= Limits.segmentBytes else {
        throw .oversized(bytes: length, maximum: Limits.segmentBytes)
      }
      guard pending.count - body >= length else { break }
      segments.append(Array(pending[body..<body + length]))
      position = body + length
    }
    pending.removeFirst(position)
    return segments
  }

  /// False at the end of a stream means that it was cut inside a segment.
  package var isAtBoundary: Bool { pending.isEmpty }

  package static func frame(_ segment: [UInt8]) -> [UInt8] {
    precondition(segment.count <= Limits.segmentBytes, "a segment larger than any can be")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lengthBytes + segment.count)
    for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: segment.count >> shift)) }
    return bytes + segment
  }

  private static let lengthBytes = 4
}
