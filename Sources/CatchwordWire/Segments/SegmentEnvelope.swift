package import CatchwordCore

/// What a segment's header says, believed only as far as the header alone can be checked: nothing
/// here is signed until `SegmentCodec.open` has verified it.
package struct SegmentEnvelope: Hashable, Sendable {
  package let network: ContentHash
  package let schemaVersion: Int
  package let log: LogID
  package let first: Int64
  package let last: Int64
  /// `ContentHash.none` for the first segment of a log.
  package let previous: ContentHash
  package let offset: ClockOffset
  /// Least and greatest time of the commits, seconds since 1970.
  package let earliest: Int64
  package let latest: Int64
  package let commitCount: Int
  package let operationCount: Int
  package let rawBytes: Int
  package let packedBytes: Int
  package let bodyHash: ContentHash
  /// Foreign logs by the eight bytes that stand in the header.
  package let context: [LogName: Head]
  /// SHA-256 of the header's bytes as received.
  package let chainHash: ContentHash

  package var name: SegmentName {
    SegmentName(log: log, first: first, last: last, hash: chainHash.short)
  }

  /// - Throws: `WireError.unknownWriter` for the least short name that nobody knows.
  package func context(resolve: (UInt64) -> WriterID?) throws(WireError) -> Context {
    var writers: [UInt64: WriterID] = [:]
    for short in Set(context.keys.map(\.writer)).sorted() {
      guard let writer = resolve(short), writer.short == short else { throw .unknownWriter(short) }
      writers[short] = writer
    }
    var resolved = Context()
    for (name, head) in context {
      guard let writer = writers[name.writer] else { throw .unknownWriter(name.writer) }
      resolved[LogID(writer: writer, lane: name.lane)] = head
    }
    return resolved
  }
}

/// A segment as bytes, and the hash by which the next one of its log names it.
package struct SealedSegment: Hashable, Sendable {
  package let bytes: [UInt8]
  package let chainHash: ContentHash
}

/// A segment that passed the door: signed by its writer, whole, and in canonical form.
package struct OpenedSegment: Hashable, Sendable {
  package let segment: Segment
  package let chainHash: ContentHash
  package let envelope: SegmentEnvelope
}
