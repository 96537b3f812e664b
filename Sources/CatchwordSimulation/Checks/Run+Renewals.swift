import Catchword
import CatchwordCore
import CatchwordSync

/// What must hold when disks are put back and copied, judged where it happens: at the end of a run a
/// reused number may look like a fork that nobody could have avoided.
extension Run {
  /// A log of the client's present writer of which the host that it calls was seen to hold more than
  /// the client does.
  func witnessedLog(of client: Host, by step: Step) -> LogID? {
    guard secondLives.contains(where: { $0.host == client.name }),
      let verb = step.verb as? SyncVerb, let engine = client.engine,
      lastWriters[verb.peer] != engine.writer, let theirs = lastEnds[verb.peer],
      let own = try? engine.ends()
    else { return nil }
    let writer = engine.writer
    return theirs.filter { $0.key.writer == writer && $0.value > own[$0.key] ?? 0 }.keys.min()
  }

  /// C7: whoever has met a witness of what it forgot goes on as another writer.
  func checkRenewal(
    of client: Host, after report: SyncReport, witnessed log: LogID?
  ) throws {
    switch report.outcome {
    case .refused, nil: return
    default: break
    }
    guard let log, client.engine?.writer == log.writer else { return }
    throw CheckFailure(
      "C7", kind: log.lane.name,
      "\(client.name) met \(report.peer), which holds more of it than it does itself, and goes on "
        + "under the numbers that it had given out", host: client.name)
  }

  /// C7 for records: no two facts under one id of one writer. Where lives could not know of each other
  /// each may have given out one (R8); but what is written again gets ids of its own, unless a copy that
  /// knows itself to be one carries on what it found.
  func checkIdentities(_ log: [LoggedCommit]) throws {
    let isAlone = secondLives.isEmpty
    let mayKeepIds = plan.steps.contains { step in
      step.verb is CloneVerb || step.verb is MoveVerb
        || (step.verb as? RestoreVerb)?.isElsewhere == true
    }
    guard isAlone || !mayKeepIds else { return }
    var stated: [RecordID: (values: [FieldValue], isAgain: Bool)] = [:]
    for each in log {
      for operation in each.commit.operations where operation.action == .fact {
        guard case .writer(let writer) = operation.record.space else { continue }
        let fact = (values: operation.values, isAgain: each.log.writer != writer)
        guard let earlier = stated.updateValue(fact, forKey: operation.record),
          earlier.values != fact.values, isAlone || earlier.isAgain || fact.isAgain
        else { continue }
        throw CheckFailure(
          "C7", kind: each.log.lane.name,
          "two facts under number \(operation.record.number) of \(hostName(of: writer)), the other "
            + "one in \(describe(CommitName(log: each.log, number: each.commit.number)))")
      }
    }
  }

  /// C5 for commits that were written again: what they had seen is what their replica held when they
  /// were made, and former writers of its own.
  func checkRenamedPasts(_ log: [LoggedCommit]) throws {
    let renames = try renames()
    guard !renames.isEmpty else { return }
    let logged = Dictionary(log.map { ($0.hash, $0) }) { first, _ in first }
    let rewritten = acknowledged.filter { renames[$0.hash] != nil }.map(\.name.log.writer)
    let lives = Set(
      renames.values.flatMap(\.self).compactMap { logged[$0]?.log.writer } + rewritten)
    for each in acknowledged where !each.isLostWithDisk && logged[each.hash] == nil {
      let held = Self.names(of: each.hash, renames).compactMap { logged[$0] }
      // Several lives that wrote one commit again had each seen what they had.
      guard held.count == 1, let commit = held.first else { continue }
      let isForeign = { (seen: (key: LogID, value: Int64)) in
        seen.value > 0 && !lives.contains(seen.key.writer)
      }
      let claimed = commit.context.heads.mapValues(\.number).filter(isForeign)
      guard claimed != each.seen.filter(isForeign) else { continue }
      let name = CommitName(log: commit.log, number: commit.commit.number)
      throw CheckFailure(
        "C5", kind: name.log.lane.name,
        "\(describe(each.name)), written again as \(describe(name)), claims another past than "
          + "\(each.host) had at \(each.at)", host: each.host)
    }
  }
}
