/// Every bound that the protocol names. A peer that exceeds one is refused, whatever its intent.
public enum Limits {
  /// Commits in one segment.
  public static let segmentCommits = 4_096
  /// Bytes of a segment's body as it travels.
  public static let segmentPackedBytes = 1 << 20
  /// Bytes of a segment's body unpacked.
  public static let segmentRawBytes = 8 << 20
  /// Bytes of a segment's header: 4,096 context entries fit.
  public static let segmentHeaderBytes = 128 << 10
  /// Logs that one context or frontier may name.
  public static let knownLogs = 4_096
  /// Operations in one commit: 512 imported records with their child records.
  public static let commitOperations = 65_536
  /// Bytes of one commit as `Operation.weight` counts them: little enough that any commit fits a
  /// segment by itself, however badly it packs.
  public static let commitBytes = 1_000_000
  /// Records of an import that share one commit.
  public static let importRecordsPerCommit = 512
  /// Bytes of one text or bytes value.
  public static let valueBytes = 1 << 20
  /// Fields that a kind may declare; they are numbered 1 to this.
  public static let fieldsPerKind = 63
  /// Record kinds that a schema may declare; they are numbered 1 to this.
  public static let kinds = 1_023
  /// Spaces that one segment may name.
  public static let segmentSpaces = 8_192
  /// Bytes of a source's name.
  public static let sourceNameBytes = 64
  /// Bytes of a staff name in a commit.
  public static let staffBytes = 128
  /// Siblings that one write may keep beside itself.
  public static let keptDots = 64
  /// Seconds by which wall and monotonic clock may part within a segment.
  public static let clockStepSeconds: Int64 = 60
  /// Segments that a replica holds back while they wait for others.
  public static let heldSegments = 256
  /// Commits of segments that are merged in one transaction: a day of a large branch. A desk waits for
  /// its end, so there are not many times as many as in one segment.
  public static let groupCommits = 3 * segmentCommits
  /// Bytes of such segments as they travel, all together: as many as one may have.
  public static let groupPackedBytes = segmentPackedBytes
  /// The same unpacked, which bounds what is in memory.
  public static let groupRawBytes = segmentRawBytes
  /// How long what arrives is gathered to be merged together, by clocks that tell whole seconds.
  public static let gatheringMilliseconds: Int64 = 2_000
  /// Numbers of a writer's own space that a segment of somebody else can take from it at once.
  public static let reservedNumbers: Int64 = 1 << 20
  /// Bytes of segments that a replica which lost them takes back before it begins a new writer; what
  /// goes beyond is fetched afterwards.
  public static let returnedBytes = 16 << 20
}
