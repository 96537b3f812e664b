package import Catchword
package import CatchwordCore
import CatchwordStore
import CatchwordSync

/// The end of a run: faults cease, whoever can be started is started, and all meet until they agree.
extension Run {
  /// C11: agreement takes no more rounds than this, however things stood.
  package static let mostRounds = 6

  /// Ends all faults and lets everybody meet until frontiers are equal.
  package func settle() throws {
    #if Mutants
      if PlantedInChecker.neverHeals.isAtWork { return }
    #endif
    lines.healAll()
    lines.calm()
    if let first = hosts.first { happened(.settle, at: first, "all faults end") }
    for host in living {
      host.disk.clearFaults()
      if host.condition == .asleep { host.condition = .on }
      if host.condition == .off { try start(host, damage: .keep) }
    }
    let everybody = living
    guard everybody.count > 1 else { return try emptySticks(into: everybody[0]) }
    for round in 1...Self.mostRounds {
      try meet(everybody, round: round)
      if hasFailed { return }
      if try agree(everybody) {
        counts.rounds = max(counts.rounds, round)
        held("C11")
        if everybody.count < hosts.count { held("C13") }
        return
      }
    }
    let frontiers = try everybody.map { host in
      "\(host.name): \(try use(host) { try describe($0.frontierAndDigests().frontier) })"
    }
    throw CheckFailure(
      "C11", "no agreement after \(Self.mostRounds) rounds: \(frontiers.joined(separator: " · "))")
  }

  /// Everybody meets the first, in both directions of asking.
  private func meet(_ everybody: [Host], round: Int) throws {
    let hub = everybody[0]
    if round == 1 { try emptySticks(into: hub) }
    for (index, host) in everybody.dropFirst().enumerated() {
      let step = Step(id: 1_000_000 + round * 1_000 + index, at: now, verb: SettleVerb())
      // A cart is behind somebody else's line: it calls, and nobody can call it.
      let isCalled = round.isMultiple(of: 2) && host.role == .branch
      let (from, to) = isCalled ? (hub, host) : (host, hub)
      do {
        let report = try use(from) {
          try $0.sync(over: Line(self, from: from, to: to, step: step), lanes: .all)
        }
        note(report, from: from)
        held("C12")
      } catch let error as TransportError {
        throw CheckFailure("C12", "a sound line: \(from.name) to \(to.name): \(error)")
      }
    }
  }

  /// What only a stick holds is not lost: somebody finds it in a drawer and plugs it in.
  private func emptySticks(into hub: Host) throws {
    for stick in sticks.values.sorted(by: { $0.name < $1.name }) {
      note(
        try use(hub) {
          try $0.sync(over: StickTransport(stick, network: $0.network), lanes: .all)
        }, from: hub)
    }
  }

  private func agree(_ everybody: [Host]) throws -> Bool {
    let frontiers = try everybody.map { host in
      try use(host) { try $0.frontierAndDigests().frontier }
    }
    return frontiers.allSatisfy { $0 == frontiers[0] }
  }

  package func describe(_ frontier: Frontier) -> String {
    frontier.sorted.map { log, head in
      "\(hostName(of: log.writer))/\(log.lane.name) \(head.number)"
    }.joined(separator: ", ")
  }

  /// By whom a writer's commits were made; its first digits where nobody here is it.
  package func hostName(of writer: WriterID) -> String {
    if let name = writerNames[writer] { return name }
    if let host = hosts.first(where: { $0.engine?.writer == writer }) {
      writerNames[writer] = host.name
      return host.name
    }
    return String(writer.key.hex.prefix(16))
  }

  /// How a session ended, for what must sometimes happen.
  package func note(_ report: SyncReport, from host: Host) {
    countSync()
    if report.life != nil { reached(.restoredMeetsPeers) }
    let isOriginal = hosts.contains { $0.name == report.peer && $0.original == host.name }
    if report.peer == host.original || isOriginal { reached(.cloneMeetsOriginal) }
    if report.handedBack.segments > 0 { reached(.sessionHandedBack) }
    switch report.outcome {
    case .done(let comparison):
      reached(report.traffic.roundTrips == 1 ? .sessionNothingToDo : .sessionDone)
      if comparison.isEqual == false { examine(comparison, host, report.peer) }
    case .incomplete: reached(.sessionIncomplete)
    case .missing: reached(.sessionMissing)
    case .refused, nil: break
    }
  }

  /// R11: an alarm is looked into. A damaged frame may tell of digests that nobody has, where no TLS
  /// stands around it; what two hosts really hold decides.
  private func examine(_ comparison: DigestComparison, _ host: Host, _ peer: String) {
    guard let other = hosts.first(where: { $0.name == peer }),
      let here = try? use(host, { try $0.frontierAndDigests() }),
      let there = try? use(other, { try $0.frontierAndDigests() }),
      here.frontier != there.frontier || here.digests == there.digests
    else {
      return fail(
        CheckFailure(
          "C1", kind: comparison.unequal.first?.name ?? "derived",
          "\(host.name) and \(peer) hold the same commits and make different state",
          host: host.name))
    }
    happened(.failure, at: host, "a digest was damaged on its way; both hold the same", peer: peer)
  }

  /// Gives a host its power back and starts what its disk holds.
  package func start(_ host: Host, damage: SimulatedDisk.Damage, seed: UInt64 = 0) throws {
    guard host.condition == .off else { return }
    if host.disk.isCut { host.disk.restorePower(damage, seed: seed) }
    // What was planned for the disk was planned for the life that ended.
    host.disk.clearFaults()
    host.clock.reboot()
    do {
      try open(host)
    } catch let error as StoreError where Self.isTrouble(error) {
      return happened(.failure, at: host, "it does not start: \(error)")
    }
    happened(.start, at: host, "started; what no sync had made durable: \(damage.rawValue)")
    try checkAfterCrash(host)
    try noteUnacknowledged(host)
  }
}
