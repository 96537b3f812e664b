package import CatchwordCore

/// Why bytes were refused, or could not be made. Every case carries the facts; `code` is stable, for
/// scripts and peers, `sentence` is for a person.
package enum WireError: Error, Hashable, Sendable {
  // Sealing.
  /// The commits make a segment larger than allowed, by bytes or by a count: seal fewer of them.
  case tooLarge(Int, maximum: Int)
  /// The segment breaks a rule that the store should have kept.
  case unsealable(Rule)

  // Opening, in the order of the door.
  case oversized(bytes: Int, maximum: Int)
  case notASegment
  case truncated
  case badHeader(HeaderFault)
  case unknownFormat(Int)
  case otherNetwork(ContentHash)
  case badSignature
  /// The context names a writer that the caller could not resolve: keep the segment and wait.
  case unknownWriter(UInt64)
  case bodyHashDiffers
  case badFrame(FrameFault)
  case badColumn(kind: Int, field: Int, ColumnFault)
  case badCommits(Rule)
  /// The bytes say something that has a shorter or other canonical form.
  case notCanonical
  case sealedColumn(keyID: Int)

  // Messages and names.
  case badMessage(String)
  case badName

  /// What is wrong with a header.
  package enum HeaderFault: String, Hashable, Sendable {
    case notProtobuf = "it is not a header message"
    case notCanonical = "its fields are not in their canonical form"
    case network = "the network's id does not have 32 bytes"
    case writer = "the writer's key does not have 32 bytes"
    case lane = "the lane is unknown"
    case numbers = "the numbers of commits do not fit together"
    case previous = "the hash of the previous segment is missing or superfluous"
    case clock = "the source of the clock offset is unknown"
    case counts = "the counts are outside the limits"
    case sizes = "the sizes of the body are outside the limits"
    case bodyHash = "the hash of the body does not have 32 bytes"
    case context = "the context is malformed"
    case schemaVersion = "the schema version is outside the limits"
  }

  /// What is wrong with a zstd frame.
  package enum FrameFault: String, Hashable, Sendable {
    case lengthDiffers = "the body has another length than declared"
    case noContentSize = "the frame does not say how large it unpacks"
    case contentSizeDiffers = "the frame unpacks to another size than declared"
    case damaged = "the frame is damaged"
    case window = "the frame asks for too large a window"
    case notOneFrame = "something follows the frame"
  }

  /// What is wrong with one column.
  package enum ColumnFault: Error, Hashable, Sendable {
    case bytes(ByteError)
    case unordered
    case unexpected
    case missing
    case countDiffers(Int, expected: Int)
    case encoding(UInt8)
    case index(Int, count: Int)
    case number(Int64)
    case wrongType(FieldType, expected: FieldType)
    case confidentialInClear
    case dictionary
    case notUTF8
    /// Texts and bytes take more than a segment may hold once they are values.
    case tooMuch
  }

  /// Rules that commits of a segment keep.
  package enum Rule: String, Hashable, Sendable {
    case commitCount = "the number of commits is not between 1 and the limit"
    case numbers = "numbers of commits are not consecutive"
    case sequence = "sequences are not positive and ascending"
    case clock = "a clock reading is out of range"
    case time = "the time range in the header is not that of the commits"
    case operationCount = "the count of operations is not that in the header or above the limit"
    case kind = "the number of a kind is out of range"
    case lane = "a kind of record stands in a lane that is not its own"
    case fields = "fields of an operation are not ascending, or out of range"
    case values = "an operation of this action cannot carry these values"
    case keeps = "kept dots are not ascending, or too many"
    case mixedTypes = "values of one field have several types"
    case valueBytes = "a value, a staff name or a name is too long"
    case context = "the context names the segment's own writer, or too many logs"
    case header = "the first segment alone has no predecessor"
  }
}
