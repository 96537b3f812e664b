package import CatchwordCore

extension Limits {
  /// Bytes of one message of the session: 4,096 logs of as many writers fit twice.
  package static let messageBytes = 256 << 10
  /// Bytes of a whole segment: magic, length, header, signature, body.
  package static let segmentBytes = 4 + 4 + segmentHeaderBytes + 64 + segmentPackedBytes
  /// Operations in one segment, over all its commits.
  package static let segmentOperations = 1 << 18
  /// Values in one segment, over all its operations.
  package static let segmentValues = 1 << 20
  /// Bytes of all texts and bytes of one segment as values: repeated ones cost nothing in a column
  /// and everything in a table.
  package static let segmentValueBytes = 64 << 20
  /// Binary logarithm of the window that a zstd frame may ask for: 8 MiB.
  package static let zstdWindowLog: Int32 = 23
  /// Distinct shapes of operations in one segment.
  package static let segmentShapes = 4_096
  /// Columns in one segment's body.
  package static let segmentColumns = 4_096
  /// Keys by which a column may be sealed are numbered 0 to this; 0 means in clear.
  package static let columnKeys = Int(UInt32.max)
  /// Bytes of a replica's name in a message.
  package static let nameBytes = 128
  /// Bytes of a stable error code.
  package static let codeBytes = 64
  /// Bytes of a sentence for a person.
  package static let sentenceBytes = 512
  /// Paused logs that one message tells of; the rest is told the next time.
  package static let reportedTroubles = 256
  /// Segments that one head object names.
  package static let headSegments = 65_536
  /// Bytes of a head object.
  package static let headObjectBytes = 4 << 20
}
