package import CatchwordCore

/// Why the store refused or failed, each with the place and what to do about it.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another process held the write lock for too long.
  case busy(path: String, waitedMilliseconds: Int)
  /// There is no replica here, or there is one already.
  case notFound(path: String)
  case exists(path: String)
  /// The database was written with a newer schema than this program knows.
  case newerSchema(stored: Int, known: Int)
  /// A write or a flush failed. Nothing since the last receipt is durable.
  case ioFailure(path: String, detail: String)
  case corrupt(path: String, detail: String)
  /// An operation does not fit the schema; `field` is empty where the whole operation is meant.
  case invalidOperation(kind: String, field: String, reason: String)
  /// A bound of `Limits` would be passed.
  case limit(name: String, value: Int, maximum: Int)
  /// A merge was asked for while own commits are unsealed.
  case tailNotSealed(commits: Int)
  /// One commit alone is larger than a segment may be.
  case commitTooLarge(lane: Lane, number: Int64)
  /// A segment that was handed in contradicts itself or the schema.
  case malformedSegment(log: LogID, first: Int64, reason: String)
  /// Another process of this directory began a new writer: open the replica again.
  case outlived(by: WriterID)
  /// The database contradicts itself.
  case invariant(String)

  package var description: String {
    switch self {
    case .busy(let path, let waited):
      "\(path): another process has held the write lock for \(waited) ms; "
        + "let it finish, or end it, and try again"
    case .notFound(let path): "\(path): no replica here; create or join one first"
    case .exists(let path):
      "\(path): a replica is here already; open it, or choose another directory"
    case .newerSchema(let stored, let known):
      "the replica was written with schema \(stored), this program knows \(known); update the program"
    case .ioFailure(let path, let detail):
      "\(path): \(detail); check the disk, then repeat what was not acknowledged"
    case .corrupt(let path, let detail):
      "\(path): \(detail); keep a copy of the file and take a snapshot from another member"
    case .invalidOperation(let kind, let field, let reason):
      "\(kind)\(field.isEmpty ? "" : ".\(field)"): \(reason)"
    case .limit(let name, let value, let maximum):
      "\(name): \(value) is more than the \(maximum) allowed; split the change"
    case .tailNotSealed(let commits):
      "\(commits) own commits are not sealed; seal them before merging"
    case .commitTooLarge(let lane, let number):
      "commit \(number) of lane \(lane.name) does not fit a segment; write smaller transactions"
    case .malformedSegment(let log, let first, let reason):
      "segment of \(log) from \(first): \(reason); its log pauses until its writer is looked into"
    case .outlived(let writer):
      "another process found this replica restored or copied, and it goes on as writer "
        + "\(writer.key.hex.prefix(16)); nothing is lost: do it again"
    case .invariant(let detail):
      "the replica contradicts itself: \(detail); run rebuild, and report this"
    }
  }
}

/// What `pack` throws when a run of commits is too large for one segment; the store halves the run.
package enum SealingError: Error, Hashable, Sendable {
  case tooLarge
}
