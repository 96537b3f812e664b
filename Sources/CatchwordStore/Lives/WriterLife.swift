package import CatchwordCore

/// How a replica came to go on as another writer: one life ended, the next began.
package struct WriterLife: Hashable, Sendable {
  /// What showed that the former writer must not go on. The raw value stands in the database.
  package enum Cause: String, Hashable, Sendable, CaseIterable {
    /// A peer holds commits of this replica that it does not hold itself.
    case witness
    /// The directory stands in another place than it was left in, and the place it was left in
    /// cannot be seen.
    case moved
    /// The directory it was copied from is still there.
    case copied
    /// There is no key, as in a backup.
    case keyMissing = "key-missing"
    /// There is no guard file, as in a copy of some files only.
    case guardMissing = "guard-missing"
    /// The database is older than the files beside it.
    case databaseRestored = "database-restored"
  }

  /// Wall clock in seconds since 1970.
  package let beganAt: Int64
  package let cause: Cause
  /// The peer, or the place of the original; empty where nobody is named.
  package let detail: String
  package let former: WriterID
  package let writer: WriterID
  /// Where a witness holds the former writer's logs to end.
  package let lost: [Lane: Head]
  /// Commits that the witness holds and this replica did not.
  package let lostCommits: Int64
  /// Commits that nobody else can have had from here, written again by the new writer.
  package let reissued: Int64

  package init(
    beganAt: Int64, cause: Cause, detail: String, former: WriterID, writer: WriterID,
    lost: [Lane: Head], lostCommits: Int64, reissued: Int64
  ) {
    self.beganAt = beganAt
    self.cause = cause
    self.detail = detail
    self.former = former
    self.writer = writer
    self.lost = lost
    self.lostCommits = lostCommits
    self.reissued = reissued
  }
}

/// Under which name a commit goes on that its writer acknowledged and never sent.
package struct ReissuedCommit: Hashable, Sendable {
  package let former: LogID
  package let formerNumber: Int64
  /// SHA-256 of `Commit.canonicalBytes`, as it was acknowledged.
  package let formerHash: ContentHash
  package let log: LogID
  package let number: Int64
  package let hash: ContentHash
}
