import CatchwordCore

/// What this replica was before, and what of it goes on.
extension StoreReader {
  /// The former lives, oldest first: how each ended, and as whom the replica went on.
  package func lives() throws -> [WriterLife] { try tables.lives() }

  /// Commits that a former writer acknowledged and that go on under another name; ascending by
  /// their former log and number. A commit may go on several times, from life to life.
  package func reissued() throws -> [ReissuedCommit] { try tables.reissued() }
}
