package import Catchword
package import CatchwordCore

/// What checks look at.
extension MemoryEngine {
  package func ends() throws -> [LogID: Int64] { store.state.ends }

  package func frontierAndDigests() throws -> (frontier: Frontier, digests: StateDigests) {
    try seal()
    return (store.state.frontier, try store.digests())
  }

  package func log(_ each: (LoggedCommit) throws -> Void) throws {
    let logs = Set(store.state.logs.keys).union(Lane.allCases.map(store.state.own)).sorted()
    for log in logs {
      for sealed in store.state.logs[log]?.segments ?? [] {
        let segment = sealed.segment
        for commit in segment.commits {
          try each(
            LoggedCommit(
              log: log, run: log, commit: commit,
              hash: FastHash.hashing.sha256(commit.canonicalBytes(log: log)),
              time: segment.time(of: commit), context: segment.context, isSealed: true))
        }
      }
      guard log.writer == writer else { continue }
      for tail in store.state.tails[Int(log.lane.rawValue)] {
        let offset = offset(of: tail.commit.clock)
        try each(
          LoggedCommit(
            log: log, run: log, commit: tail.commit, hash: tail.hash,
            time: tail.commit.clock.wallSeconds &+ offset.seconds, context: store.state.foreign,
            isSealed: false))
      }
    }
  }

  /// No log forks here.
  package func readings(_ each: (LoggedCommit) throws -> Void) throws {
    try log { if $0.isSealed { try each($0) } }
  }

  package func arms() throws -> [LogID: LogID] { [:] }

  package func contents(of segment: [UInt8]) throws -> [ContentHash] {
    let segment = try MemoryWire.open(segment).segment
    return segment.commits.map {
      FastHash.hashing.sha256($0.canonicalBytes(log: segment.log))
    }
  }

  package func rebuild() throws -> (before: StateDigests, after: StateDigests) {
    try seal()
    let before = try store.digests()
    try store.rebuild()
    return (before, try store.digests())
  }

  package func sentences() throws -> [String] {
    try checkInvariants()
    let paused = store.state.logs.compactMapValues(\.paused).sorted { $0.key < $1.key }
    var findings = store.state.alarms + paused.map { "\($0.key): \($0.value)" }
    let held = store.state.held.count
    if held > 0 {
      let waiting = held == 1 ? "1 segment waits" : "\(held) segments wait"
      findings.append("\(waiting) for others; sync with the peer that has those")
    }
    return findings
  }

  package func reissued() throws -> [RenamedCommit] { [] }

  /// 1. A log's head is the end of its last segment; segments are contiguous and chained. 2. The tail
  /// of each own log starts after its head and has no gap. 3. Shelves and their indexes agree.
  /// 4. Each digest is the sum over what stands. 5. Nothing is pending that nobody would fold.
  package func checkInvariants() throws {
    try store.fold()
    let state = store.state
    for (log, held) in state.logs { try check(held, of: log) }
    for lane in Lane.allCases {
      var number = state.logs[state.own(lane)]?.number ?? 0
      for tail in state.tails[Int(lane.rawValue)] {
        guard tail.commit.number == number + 1 else {
          throw MemoryTrouble("tail of \(lane.name): \(tail.commit.number) follows \(number)")
        }
        number += 1
      }
      guard state.ends[state.own(lane)] ?? 0 == number else {
        throw MemoryTrouble("\(lane.name) does not end at \(number)")
      }
    }
    for shelf in state.tables.allRecords { try shelf.checkInvariants() }
    for shelf in state.tables.allFacts { try shelf.checkInvariants() }
    let (lanes, derived) = state.tables.digestsAnew(FastHash.hashing)
    guard try store.stateDigests(lanes, derived) == store.digests() else {
      throw MemoryTrouble("a digest is not the sum of what stands")
    }
  }

  private func check(_ held: MemoryLog, of log: LogID) throws {
    var (number, hash) = (Int64(0), UInt64(0))
    for sealed in held.segments {
      let segment = sealed.segment
      guard segment.log == log, segment.first == number + 1,
        segment.previous == MemoryWire.chainHash(hash)
      else { throw MemoryTrouble("\(log): the chain breaks at \(segment.first)") }
      (number, hash) = (segment.last, sealed.hash)
    }
    guard held.number == number, held.hash == hash else {
      throw MemoryTrouble("\(log): the head is not the end of the last segment")
    }
  }
}
