package import Catchword
package import CatchwordCore
package import CatchwordLibrary

/// What a host runs: the real replica on SQLite (`ReplicaEngine`), or the engine in memory
/// (`MemoryEngine`). Both hold the same rules, and every check judges both.
package protocol Engine: AnyObject {
  var writer: WriterID { get }
  /// The branch whose desk it serves.
  var branch: String { get }
  var network: ContentHash { get }

  func perform(_ action: DeskAction, staff: String) throws -> Performed<DeskAnswer>
  func perform(_ edit: CatalogEdit, staff: String) throws -> Performed<RecordID>
  /// Commits what `plan` makes of the present state, for domains without a desk.
  func commit(
    staff: String, _ plan: (any RecordReading, () throws -> RecordID) throws -> [Operation]
  ) throws -> Performed<Void>
  func resolve(_ id: String, keep letter: String, note: String, staff: String) throws
    -> Performed<ReviewItem>
  func undoResolution(_ id: String, reason: String, staff: String) throws -> Performed<ReviewItem>

  func sync(over transport: any Transport, lanes: Set<Lane>) throws -> SyncReport
  func answer(_ hello: Hello) throws -> Hello
  func answer(_ have: Have) throws -> Have
  func segments(for wants: [Want], each: ([UInt8]) throws -> Void) throws
  /// - Returns: for each segment what became of it, or why it was refused.
  func receive(all segments: [[UInt8]]) throws -> [Result<Reception, ReceiveError>]
  func standing() throws -> Have

  /// The last commit of every log, unsealed ones included.
  func ends() throws -> [LogID: Int64]
  /// Seals first, so that the digests are those of the frontier.
  func frontierAndDigests() throws -> (frontier: Frontier, digests: StateDigests)
  func reviews() throws -> [ReviewItem]
  /// Every commit held, with what its segment says of its past.
  func log(_ each: (LoggedCommit) throws -> Void) throws
  /// Every sealed commit as it is read, arms of forked logs under their own names (R8).
  func readings(_ each: (LoggedCommit) throws -> Void) throws
  /// Arms of forked logs, each with the log as its writer named it.
  func arms() throws -> [LogID: LogID]
  /// Hashes of the commits in a segment.
  func contents(of segment: [UInt8]) throws -> [ContentHash]
  func read<T>(_ body: (any StateReading) throws -> T) throws -> T
  func rebuild() throws -> (before: StateDigests, after: StateDigests)
  /// - Throws: what the engine says of itself where it contradicts itself.
  func checkInvariants() throws
  /// Sentences of `status`: what became of the replica, and what an administrator must know.
  func sentences() throws -> [String]
  /// Commits written again under another writer.
  func reissued() throws -> [RenamedCommit]
  func close()
}

/// A commit that a rolled-back or copied replica wrote again as a new writer: hashes, which name log
/// and number too.
package struct RenamedCommit: Hashable, Sendable {
  package let old: ContentHash
  package let new: ContentHash

  package init(old: ContentHash, new: ContentHash) {
    self.old = old
    self.new = new
  }
}

/// One commit by its place.
package struct CommitName: Hashable, Sendable, Comparable {
  package let log: LogID
  package let number: Int64

  package init(log: LogID, number: Int64) {
    self.log = log
    self.number = number
  }

  package static func < (a: CommitName, b: CommitName) -> Bool {
    a.log == b.log ? a.number < b.number : a.log < b.log
  }
}

/// Everything that a picture of converged state is made of.
package protocol StateReading: RecordReading, StateListing {
  func explanations(of subject: Subject) throws -> [String]
}
