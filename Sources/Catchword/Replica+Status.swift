package import CatchwordCore
import CatchwordLibrary
import CatchwordStore
import CatchwordWire

/// Where a replica stands: what it has not given away yet, and what waits for a person.
package struct ReplicaStatus: Equatable, Sendable {
  package let branch: String
  package let writer: WriterID
  package let networkName: String
  package let network: ContentHash
  package let unsealedCommits: Int
  package let bibs: Int
  package let items: Int
  package let openLoans: Int
  package let peers: [Peer]
  /// Logs that cannot go on, a sentence each.
  package let paused: [String]
  /// What an administrator must look into, a sentence each.
  package let alarms: [String]
  package let heldSegments: Int
  /// Open review items by severity.
  package let conflicts: [Severity: Int]
  package let clockOffset: ClockOffset
  /// How this replica became another writer, a sentence each, oldest first.
  package let lives: [String]
}

/// A commit as `log` lists it.
package struct LoggedCommit: Equatable, Sendable {
  /// As its writer named it, when the number may stand twice where the log forked; or as it is read.
  package let log: LogID
  /// The log or arm in which it is held here.
  package let run: LogID
  package let commit: Commit
  package let hash: ContentHash
  package let time: Int64
  /// What it had seen of foreign logs.
  package let context: Context
  package let isSealed: Bool

  package init(
    log: LogID, run: LogID, commit: Commit, hash: ContentHash, time: Int64, context: Context,
    isSealed: Bool
  ) {
    self.log = log
    self.run = run
    self.commit = commit
    self.hash = hash
    self.time = time
    self.context = context
    self.isSealed = isSealed
  }
}

extension Replica {
  package func status() throws -> ReplicaStatus {
    let reading = try readClock()
    let open = try reviews()
    let offset = try offset(of: reading)
    let (peers, name) = (try peers(), try networkName())
    return try store.read { reader in
      ReplicaStatus(
        branch: branch, writer: writer, networkName: name, network: network,
        unsealedCommits: try reader.unsealedCounts().values.reduce(0, +),
        bibs: try reader.recordCount(kind: LibraryKind.bib),
        items: try reader.recordCount(kind: LibraryKind.item),
        openLoans: domain.hasLoans
          ? try reader.derivedRows(
            table: LoanColumn.tableName, where: LoanColumn.standing, is: .text("open")
          ).count : 0,
        peers: peers,
        paused: try reader.pausedLogs().sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" },
        alarms: try reader.alarms().map(\.text),
        heldSegments: try reader.heldCount(),
        conflicts: Dictionary(grouping: open, by: \.severity).mapValues(\.count),
        clockOffset: offset, lives: try reader.lives().map { try sentence($0, in: reader) })
    }
  }

  /// Seals, then gives the frontier and the digests of what it stands for.
  package func frontierAndDigests() throws -> (frontier: Frontier, digests: StateDigests) {
    try seal()
    return try store.read { (try $0.frontier(), try $0.digests()) }
  }

  /// Every commit held, log by log in order; sealed ones are read back from their segments.
  ///
  /// - Parameter writer: only this writer's.
  package func commits(
    of writer: WriterID? = nil, each: (LoggedCommit) throws -> Void
  ) throws {
    let logs = try store.read { try $0.frontier().sorted.map(\.log) }
    let tails = Lane.allCases.map { LogID(writer: self.writer, lane: $0) }
    let trunks = Dictionary(uniqueKeysWithValues: try arms().map { ($0.arm, $0.trunk) })
    for log in Set(logs + tails).sorted() {
      guard writer == nil || (trunks[log] ?? log).writer == writer else { continue }
      var after: Int64 = 0
      while let next = try segment(of: log, after: after) {
        let segment = try reopen(next)
        for commit in segment.commits {
          try each(
            LoggedCommit(
              log: segment.log, run: log, commit: commit,
              hash: hashing.sha256(commit.canonicalBytes(log: segment.log)),
              time: segment.time(of: commit), context: segment.context, isSealed: true))
        }
        after = next.name.last
      }
      guard log.writer == self.writer else { continue }
      let context = try store.read { try $0.frontier().without(writer: self.writer) }
      for commit in try store.read({ try $0.tailCommits(log.lane) }) {
        let offset = try offset(of: commit.clock)
        try each(
          LoggedCommit(
            log: log, run: log, commit: commit,
            hash: hashing.sha256(commit.canonicalBytes(log: log)),
            time: commit.clock.wallSeconds + offset.seconds, context: context, isSealed: false))
      }
    }
  }

  /// Opens a segment that this replica stores, hence proved before.
  func reopen(_ stored: StoredSegment) throws -> Segment {
    try resolved(
      codec.reinspect(stored.bytes, chainHash: stored.name.hash), writersByShortName())
  }

  /// Makes all state anew from the log; digests must come out the same.
  ///
  /// - Returns: digests before and after.
  package func rebuild() throws -> (before: StateDigests, after: StateDigests) {
    try seal()
    let before = try store.read { try $0.digests() }
    let byShortName = try writersByShortName()
    let after = try store.rebuild { try read($0, byShortName).segment }
    return (before, after)
  }

  /// What `doctor` finds wrong, a sentence each; empty where all is well.
  package func examine() throws -> [String] {
    try store.checkInvariants()
    let status = try status()
    var findings = status.alarms + status.paused
    if status.heldSegments > 0 {
      let waiting =
        status.heldSegments == 1 ? "1 segment waits" : "\(status.heldSegments) segments wait"
      findings.append("\(waiting) for others; sync with the peer that has those")
    }
    return findings
  }
}
