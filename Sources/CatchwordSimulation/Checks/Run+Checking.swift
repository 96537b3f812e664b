import Catchword
import CatchwordCore
import CatchwordStore

/// The checks on a whole history; their numbers stand in `Documentation/Rules.md`.
extension Run {
  /// All checks at the end of a run: everybody has met everybody on sound lines.
  package func checkEverything() throws {
    let everybody = living.filter(\.isReachable)
    guard let first = everybody.first else { return }
    try checkDigests(everybody)
    held("C1")
    let log = try use(first) { engine in
      var log: [LoggedCommit] = []
      try engine.log { log.append($0) }
      return log
    }
    try checkNothingLost(log)
    held("C3")
    held("C7")
    try checkPasts(log)
    held("C5")
    try checkTimes(log)
    held("C8")
    // Whoever knows the newest schema can draw all of it.
    try checkAgainstOracle(everybody.first { $0.isUpgraded } ?? first, log)
    // One host a run is looked at from within: the others have its digests.
    let inspected = everybody[Int(plan.seed % UInt64(everybody.count))]
    try checkRebuilding(inspected)
    held("C18")
    try use(inspected) { engine in
      do { try engine.checkInvariants() } catch {
        throw CheckFailure("engine", "\(inspected.name): \(error)", host: inspected.name)
      }
    }
    held("engine")
    noteExplanations(log, first)
  }

  /// C1.
  private func checkDigests(_ everybody: [Host]) throws {
    var known: (host: String, frontier: Frontier, digests: StateDigests)?
    for host in everybody {
      let (frontier, digests) = try use(host) { try $0.frontierAndDigests() }
      guard let first = known else {
        known = (host.name, frontier, digests)
        continue
      }
      guard frontier == first.frontier else {
        throw CheckFailure(
          "C1", kind: "frontier",
          "\(host.name) holds \(describe(frontier)); \(first.host) holds "
            + describe(first.frontier), host: host.name)
      }
      for lane in Lane.allCases where digests.lanes[lane] != first.digests.lanes[lane] {
        throw CheckFailure(
          "C1", kind: lane.name,
          "\(host.name) and \(first.host) hold the same commits; their \(lane.name) differ",
          host: host.name)
      }
      guard digests.derived == first.digests.derived else {
        throw CheckFailure(
          "C1", kind: "derived",
          "\(host.name) and \(first.host) hold the same commits and fold them differently",
          host: host.name)
      }
    }
  }

  /// C3 and C7: what was acknowledged is there, under its number and with its content.
  private func checkNothingLost(_ log: [LoggedCommit]) throws {
    var hashes: [CommitName: ContentHash] = [:]
    for each in log {
      let name = CommitName(log: each.log, number: each.commit.number)
      guard hashes.updateValue(each.hash, forKey: name) == nil else {
        throw CheckFailure("C7", kind: name.log.lane.name, "\(describe(name)) stands twice")
      }
    }
    let renamed = try renamedCommits()
    for each in acknowledged where !each.isLostWithDisk {
      if hashes[each.name] == each.hash { continue }
      if let new = renamed[each.name], hashes[new] != nil { continue }
      let held = hashes[each.name] == nil ? "is gone" : "has other content now"
      throw CheckFailure(
        hashes[each.name] == nil ? "C3" : "C7", kind: each.name.log.lane.name,
        "\(describe(each.name)), acknowledged at \(each.host) at \(each.at), \(held)",
        host: each.host)
    }
  }

  /// Commits that were written again under another name, by their first.
  func renamedCommits() throws -> [CommitName: CommitName] {
    var renamed: [CommitName: CommitName] = [:]
    for host in living where host.isReachable {
      for each in try use(host, { try $0.reissued() }) { renamed[each.old] = each.new }
    }
    // A commit may be written again more than once.
    return renamed.mapValues { name in
      var last = name
      var hops = 0
      while let next = renamed[last], hops < renamed.count {
        last = next
        hops += 1
      }
      return last
    }
  }

  /// C5: what a commit claims to have seen is what its replica held when it was made.
  private func checkPasts(_ log: [LoggedCommit]) throws {
    var pasts: [CommitName: LoggedCommit] = [:]
    for each in log { pasts[CommitName(log: each.log, number: each.commit.number)] = each }
    for each in acknowledged where !each.isLostWithDisk {
      // Before it meets a witness, a rolled-back replica may give one number out again.
      guard let logged = pasts[each.name], logged.hash == each.hash else { continue }
      let past = logged.context
      let claimed = past.heads.mapValues(\.number).filter { $0.value > 0 }
      guard claimed != each.seen.filter({ $0.value > 0 }) else { continue }
      throw CheckFailure(
        "C5", kind: each.name.log.lane.name,
        "\(describe(each.name)) claims another past than \(each.host) had at \(each.at)",
        host: each.host)
    }
  }

  /// C8: where a clock was right when a commit was made, so is the commit's time, whoever told whom
  /// what time it was.
  private func checkTimes(_ log: [LoggedCommit]) throws {
    var times: [CommitName: Int64] = [:]
    var hashes: [CommitName: ContentHash] = [:]
    for each in log {
      let name = CommitName(log: each.log, number: each.commit.number)
      (times[name], hashes[name]) = (each.time, each.hash)
    }
    for each in acknowledged where each.clockErrorMilliseconds == 0 && !each.isLostWithDisk {
      guard let time = times[each.name], hashes[each.name] == each.hash else { continue }
      let off = time - each.at.unixSeconds
      guard abs(off) > Self.mostSecondsOff else { continue }
      throw CheckFailure(
        "C8", kind: each.name.log.lane.name,
        "\(describe(each.name)) was made at \(each.host) at \(each.at) by a clock that was right, and "
          + "says it was \(off) s later", host: each.host)
    }
  }

  /// Two offsets of one segment differ by less than the step that parts segments.
  private static let mostSecondsOff: Int64 = 120

  /// C18.
  private func checkRebuilding(_ host: Host) throws {
    let (before, after) = try use(host) { try $0.rebuild() }
    guard before == after else {
      throw CheckFailure("C18", "\(host.name), rebuilt from its log, differs", host: host.name)
    }
  }

  /// C17: what the disk gave back is whole.
  func checkAfterCrash(_ host: Host) throws {
    guard let engine = host.engine as? ReplicaEngine else { return }
    let verdict = try engine.replica.store.integrityCheck()
    guard verdict == "ok" else {
      throw CheckFailure("C17", "\(host.name) after a crash: \(verdict)", host: host.name)
    }
    do { try engine.checkInvariants() } catch {
      throw CheckFailure("C17", "\(host.name) after a crash: \(error)", host: host.name)
    }
    held("C17")
  }

  package func describe(_ name: CommitName) -> String {
    "\(hostName(of: name.log.writer))/\(name.log.lane.name) \(name.number)"
  }
}
