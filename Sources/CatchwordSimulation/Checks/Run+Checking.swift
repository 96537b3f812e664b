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
    let (log, readings) = try use(first) { engine in
      var (log, readings): ([LoggedCommit], [LoggedCommit]) = ([], [])
      try engine.log { log.append($0) }
      try engine.readings { readings.append($0) }
      return (log, readings)
    }
    try checkNumbers(log)
    held("C7")
    try checkNothingLost(log)
    try checkIdentities(log)
    held("C3")
    try checkReadings(readings, of: log)
    try checkPasts(log)
    try checkRenamedPasts(log)
    held("C5")
    try checkTimes(readings)
    held("C8")
    // Whoever knows the newest schema can draw all of it; where they are all gone, somebody learns it.
    let isKnown = everybody.contains(where: \.isUpgraded)
    if !isKnown && hosts.contains(where: \.isUpgraded) { try upgrade(first) }
    try checkAgainstOracle(everybody.first { $0.isUpgraded } ?? first, readings)
    try checkErasures(log, everybody)
    try checkOrphans(first)
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
    let upgraded = everybody.filter(\.isUpgraded).count
    if upgraded > 0 && upgraded < everybody.count { held("C16") }
    noteExplanations(log, first)
    try checkUpgrading(everybody, readings)
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

  /// C7: a number stands for one commit, unless its log forked (R8) where nobody could know.
  private func checkNumbers(_ log: [LoggedCommit]) throws {
    struct Place: Hashable {
      let run: LogID
      let number: Int64
    }
    var places: Set<Place> = []
    var hashes: [CommitName: Set<ContentHash>] = [:]
    for each in log {
      let name = CommitName(log: each.log, number: each.commit.number)
      guard places.insert(Place(run: each.run, number: name.number)).inserted else {
        throw CheckFailure("C7", kind: name.log.lane.name, "\(describe(name)) stands twice")
      }
      hashes[name, default: []].insert(each.hash)
    }
    for (name, hashes) in hashes.sorted(by: { $0.key < $1.key }) where hashes.count > 1 {
      reached(.forkedLog)
      try checkFork(name, hashes)
    }
  }

  /// C3: what was acknowledged is there, with its content, or was written again by a new writer.
  private func checkNothingLost(_ log: [LoggedCommit]) throws {
    let held = Set(log.map(\.hash))
    let numbers = Set(log.map { CommitName(log: $0.log, number: $0.commit.number) })
    let renames = try renames()
    for each in acknowledged where !each.isLostWithDisk {
      guard Self.names(of: each.hash, renames).isDisjoint(with: held) else { continue }
      let isReplaced = numbers.contains(each.name)
      throw CheckFailure(
        isReplaced ? "C7" : "C3", kind: each.name.log.lane.name,
        "\(describe(each.name)), acknowledged at \(each.host) at \(each.at), "
          + (isReplaced ? "has other content now" : "is gone"), host: each.host)
    }
  }

  /// R8: every commit held is read once, under one name and number.
  private func checkReadings(_ readings: [LoggedCommit], of log: [LoggedCommit]) throws {
    let names = Set(readings.map { CommitName(log: $0.log, number: $0.commit.number) })
    let hashes = Set(readings.map(\.hash))
    guard names.count == readings.count, hashes.count == readings.count,
      hashes == Set(log.map(\.hash))
    else {
      throw CheckFailure("C3", kind: "readings", "not every commit that is held is read once")
    }
  }

  /// C5: what a commit claims to have seen is what its replica held when it was made.
  private func checkPasts(_ log: [LoggedCommit]) throws {
    // Two lives may have sealed one commit, each with what both had seen.
    let pasts = Dictionary(log.map { ($0.hash, $0.context) }) { first, _ in first }
    for each in acknowledged where !each.isLostWithDisk {
      guard let past = pasts[each.hash] else { continue }
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
  private func checkTimes(_ readings: [LoggedCommit]) throws {
    let times = Dictionary(readings.map { ($0.hash, $0.time) }) { first, _ in first }
    for each in acknowledged where each.clockErrorMilliseconds == 0 && !each.isLostWithDisk {
      guard let time = times[each.hash] else { continue }
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

  /// C16: what an older program did not understand it has kept, and a newer one reads it there.
  private func checkUpgrading(_ everybody: [Host], _ readings: [LoggedCommit]) throws {
    guard world == .full, everybody.contains(where: \.isUpgraded),
      let older = everybody.last(where: { !$0.isUpgraded })
    else { return }
    try upgrade(older)
    try checkAgainstOracle(older, readings)
    held("C16")
  }

  private func upgrade(_ host: Host) throws {
    stop(host)
    host.isUpgraded = true
    try open(host)
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
