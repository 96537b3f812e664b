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
      let witnessed = witnessedLog(of: client, by: step)
      let known = knownHoldings(step)
      defer { client.sessions -= 1 }
      do {
        let report = try use(client) { engine in
          let report = try sync(engine, over: try transport(), lanes: lanes, at: client)
          _ = try ends(engine, of: client)
          return report
        }
        note(report, from: client)
        try checkRenewal(of: client, after: report, witnessed: witnessed)
        // What somebody did meanwhile is not what was promised.
        if (counts.commits, sessionsBegun) == before {
          try checkProof(of: report, lanes, from: client)
          try checkComplete(report, lanes, known, at: client)
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

  private func sync(
    _ engine: any Engine, over transport: any Transport, lanes: Set<Lane>, at client: Host
  ) throws -> SyncReport {
    do {
      return try engine.sync(over: transport, lanes: lanes)
    } catch {
      if client.disk.isCut, (transport as? Line)?.isMerging == true { reached(.crashInsideMerge) }
      throw error
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

  /// What the host that is called was last seen to hold, as whom it still writes.
  private func knownHoldings(_ step: Step) -> [LogID: Int64] {
    guard let verb = step.verb as? SyncVerb, secondLives.isEmpty,
      let peer = hosts.first(where: { $0.name == verb.peer }),
      peer.engine?.writer == lastWriters[peer.name]
    else { return [:] }
    return lastEnds[peer.name] ?? [:]
  }

  /// C6 between two: what the peer was seen to hold before the exchange is here after it.
  private func checkComplete(
    _ report: SyncReport, _ lanes: Set<Lane>, _ known: [LogID: Int64], at client: Host
  ) throws {
    guard report.isDurable, client.isReachable else { return }
    let mine = try use(client) { try $0.standing().heads.mapValues(\.number) }
    for (log, number) in known.sorted(by: { $0.key < $1.key })
    where lanes.contains(log.lane) && (mine[LogName(log)] ?? 0) < number {
      throw CheckFailure(
        "C6", kind: log.lane.name,
        "\(client.name) was told that nothing is left at \(report.peer), which held "
          + "\(number - (mine[LogName(log)] ?? 0)) more of \(log.lane.name)", host: client.name)
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

extension Run {
  /// What a disk that was put in the place of another one holds, from which on nothing may be lost.
  func look(into host: Host) {
    guard let engine = host.engine, let ends = try? engine.ends() else { return }
    lastEnds[host.name] = ends
    lastWriters[host.name] = engine.writer
  }
}
