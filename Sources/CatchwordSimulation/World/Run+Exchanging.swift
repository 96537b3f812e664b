import Catchword
import CatchwordCore
import CatchwordStore
import CatchwordSync

extension Run {
  /// One exchange that a host begins, and how the transcript tells of its end.
  func exchange(at client: Host, _ step: Step, _ transport: () throws -> any Transport) throws {
    let line = Plan.line(step.verb)
    try staff(at: client, line) {
      let lanes = (step.verb as? SyncVerb)?.lanes ?? .all
      client.sessions += 1
      sessionsBegun += 1
      let before = (counts.commits, sessionsBegun)
      defer { client.sessions -= 1 }
      do {
        let report = try use(client) { engine in
          let report = try engine.sync(over: try transport(), lanes: lanes)
          _ = try ends(engine, of: client)
          return report
        }
        note(report, from: client)
        // What somebody did meanwhile is not what was promised.
        if (counts.commits, sessionsBegun) == before {
          try checkProof(of: report, lanes, from: client)
        }
        happened(.sync, at: client, words(report), peer: report.peer)
        return words(report)
      } catch let error as TransportError {
        return "failed: \(words(error))"
      } catch let error as StoreError where Self.isFull(error) {
        reached(.diskFullInSync)
        throw error
      }
    }
  }

  /// Success is reported only if the peer holds all that the caller had sealed.
  private func checkProof(
    of report: SyncReport, _ lanes: Set<Lane>, from client: Host
  ) throws {
    guard report.isDurable, let peer = hosts.first(where: { $0.name == report.peer }),
      peer.isReachable, client.isReachable
    else { return }
    let mine = try use(client) { try $0.standing().heads.mapValues(\.number) }
    let theirs = try use(peer) { try $0.standing().heads.mapValues(\.number) }
    for (log, number) in mine.sorted(by: { $0.key < $1.key })
    where lanes.contains(log.lane) && (theirs[log] ?? 0) < number {
      // What was sealed meanwhile by somebody else's call is not what was promised.
      guard client.sessions == 1, peer.sessions == 0 else { return }
      throw CheckFailure(
        "C12", kind: log.lane.name,
        "\(client.name) was told that \(peer.name) holds everything; of \(log.lane.name) it lacks "
          + "\(number - (theirs[log] ?? 0))", host: client.name)
    }
  }

  private static func isFull(_ error: StoreError) -> Bool {
    if case .ioFailure(_, let detail) = error { detail.contains("full") } else { false }
  }

  private func words(_ report: SyncReport) -> String {
    var text: String
    switch report.outcome {
    case .done(let comparison):
      text = "sent \(report.sent.commits), received \(report.received.commits)"
      switch comparison.isEqual {
      case true: text += ", digests equal"
      case false: text += ", DIGESTS DIFFER"
      default: break
      }
    case .incomplete(let shortfalls): text = "the peer lacks " + words(shortfalls)
    case .missing(let shortfalls): text = "here are missing " + words(shortfalls)
    case .refused(let refusal): text = "refused: \(refusal)"
    case nil: text = "nothing came of it"
    }
    if let offset = report.clockOffset, offset.seconds != 0 {
      text +=
        ", the clock here is \(offset.seconds > 0 ? "behind" : "ahead") by "
        + Span(milliseconds: Int64(offset.seconds.magnitude) * 1_000).description
    }
    for sentence in report.refused { text += "; \(readable(sentence))" }
    return text
  }

  private func words(_ shortfalls: [Shortfall]) -> String {
    shortfalls.map { each in
      "\(each.commits) of \(each.log.lane.name)"
        + (each.reason.map { " (\(readable($0)))" } ?? "")
    }.joined(separator: ", ")
  }

  func words(_ error: TransportError) -> String {
    switch error {
    case .unreachable(_, let detail), .garbled(_, let detail): detail
    case .notPermitted: "not permitted"
    case .refused(_, let status, let detail): "\(status) \(detail)"
    case .file(let path, let detail): "\(path): \(detail)"
    case .outOfTime: "out of time"
    }
  }
}

extension Run {
  /// A commit that is there and that nobody was told of: the power went between the two.
  func noteUnacknowledged(_ host: Host) throws {
    guard let known = lastEnds[host.name], let engine = host.engine else { return }
    let ends = try engine.ends()
    let told = acknowledged.filter { $0.name.log.writer == engine.writer }.map(\.name)
    for (log, number) in ends where log.writer == engine.writer && number > known[log] ?? 0 {
      if !told.contains(CommitName(log: log, number: number)) { reached(.crashBeforeAck) }
    }
  }
}

/// What a disk takes with it when it is given up.
extension Run {
  /// Acknowledged commits that no other living replica and no stick is known to hold.
  func keptAlone(by host: Host) throws -> Set<CommitName> {
    let others = try living.filter { $0 !== host }.map { other -> [LogID: Int64] in
      guard other.isReachable, let engine = other.engine else { return lastEnds[other.name] ?? [:] }
      return try engine.ends()
    }
    let renamed = try renamedCommits()
    let isElsewhere = { (name: CommitName) in
      others.contains { ($0[name.log] ?? 0) >= name.number }
        || self.sticks.values.contains { stick in
          stick.segments[name.log]?.contains { $0.first <= name.number && name.number <= $0.last }
            == true
        }
    }
    let names = acknowledged.filter { !$0.isLostWithDisk }.map(\.name)
    return Set(
      names.filter { name in !isElsewhere(name) && !(renamed[name].map(isElsewhere) ?? false) })
  }

  /// What only the old disk held, and the new one does not, is gone with it.
  func giveUp(_ alone: Set<CommitName>, notHeldBy host: Host) throws {
    lastEnds[host.name] = nil
    let ends = host.isReachable ? try host.engine?.ends() ?? [:] : [:]
    let renamed = try renamedCommits()
    let isHeld = { (name: CommitName) in (ends[name.log] ?? 0) >= name.number }
    for index in acknowledged.indices where alone.contains(acknowledged[index].name) {
      let name = acknowledged[index].name
      if isHeld(name) || (renamed[name].map(isHeld) ?? false) { continue }
      acknowledged[index].isLostWithDisk = true
    }
  }
}
