package import CatchwordCore

/// All that the store must know to end one life and begin the next.
package struct Renewal {
  /// Whether the unsent commits' own records keep their ids.
  package enum Identities: Hashable, Sendable {
    /// They were all made before the copy was: who has the original may send them too, and what is
    /// stated twice under one id is one.
    case kept
    /// Some may have been made after the copy was, and another life gave out the same numbers.
    case rewritten
  }

  package let writer: WriterID
  /// The first commit of the new writer, about the record with this id.
  package let introduction: (RecordID) -> Operation
  package let clock: ClockReading
  package let offset: ClockOffset
  package let cause: WriterLife.Cause
  package let detail: String
  /// Up to where segments of each own log may have left; a lane that is not named never did. Nil
  /// where that is not known: then whatever is sealed may have.
  package let left: [Lane: Head]?
  package let identities: Identities
  /// Where the witness holds the former writer's logs to end.
  package let lost: [Lane: Head]
  /// Segments of the former writer that the witness handed over and that are not held here.
  package let returned: [ReturnedSegment]

  package init(
    writer: WriterID, introduction: @escaping (RecordID) -> Operation, clock: ClockReading,
    offset: ClockOffset, cause: WriterLife.Cause, detail: String, left: [Lane: Head]?,
    identities: Identities, lost: [Lane: Head] = [:], returned: [ReturnedSegment] = []
  ) {
    self.writer = writer
    self.introduction = introduction
    self.clock = clock
    self.offset = offset
    self.cause = cause
    self.detail = detail
    self.left = left
    self.identities = identities
    self.lost = lost
    self.returned = returned
  }
}

/// A segment of this replica's own writer that came back: its place in the chain, and the hashes of
/// its commits' canonical bytes.
package struct ReturnedSegment: Hashable, Sendable {
  package let log: LogID
  package let first: Int64
  package let previous: ContentHash
  package let chainHash: ContentHash
  package let commits: [ContentHash]

  package init(_ segment: Segment, chainHash: ContentHash, hashing: Hashing) {
    log = segment.log
    first = segment.first
    previous = segment.previous
    self.chainHash = chainHash
    commits = segment.commits.map { hashing.sha256($0.canonicalBytes(log: segment.log)) }
  }
}
