/// Where the parts of a replica lie in its directory.
struct ReplicaFolder: Equatable, Sendable {
  let path: String

  init(_ path: String) { self.path = path }

  var database: String { path + "/catchword.sqlite" }
  /// The writer's private key, 32 bytes; never in a backup, never copied.
  var writerKey: String { path + "/writer.key" }
  /// The key of a writer that is about to begin; there for a moment only.
  var nextKey: String { path + "/writer.key.next" }
  /// The network's secret, 32 bytes, alike in every replica.
  var networkSecret: String { path + "/network.secret" }
  /// What may have left this replica: see `GuardFile`.
  var guardFile: String { path + "/guard" }
}
