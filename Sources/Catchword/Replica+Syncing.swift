package import CatchwordCore
package import CatchwordStore
package import CatchwordSync
import CatchwordWire

/// What one exchange with one peer did.
package struct SyncReport: Equatable, Sendable {
  package struct Amount: Equatable, Sendable {
    package var segments = 0
    package var commits = 0
    package var bytes = 0
  }

  package let peer: String
  package var sent = Amount()
  package var received = Amount()
  package var traffic = Traffic()
  package var outcome: SyncOutcome?
  package var clockOffset: ClockOffset?
  /// The peer's own segments that it had lost and got back.
  package var handedBack = Amount()
  /// How this replica went on as a new writer, where the peer showed that it had to.
  package var life: WriterLife?
  /// Segments that a peer offered and that were refused at the door, a sentence each.
  package var refused: [String] = []

  package init(peer: String) { self.peer = peer }

  /// Whether everything held here is durable there, and the other way round.
  package var isDurable: Bool {
    if case .done = outcome { true } else { false }
  }

  /// Digests compared with what other writers say of themselves where nobody answers: in a folder.
  package var accounts: [AccountComparison] = []

  /// Replicas that hold the same commits and make different state of them, a sentence each (R11).
  package var digestAlarms: [String] { accounts.compactMap(\.alarm) }

  /// True where all was compared and is equal, false where anything differs, nil where nobody who
  /// was met holds just the same commits.
  package var digestsAreEqual: Bool? {
    guard case .done(let comparison) = outcome else { return nil }
    let verdicts = [comparison.isEqual] + accounts.map(\.comparison.isEqual)
    return verdicts.contains(false) ? false : verdicts.contains(true) ? true : nil
  }
}

/// How far an exchange has come, for a progress bar.
package struct SyncProgress: Equatable, Sendable {
  package let commitsDone: Int64
  package let commitsTotal: Int64
  package let bytes: Int64
}

extension Replica {
  /// Exchanges with one peer, both ways, until nothing is left or the line breaks.
  ///
  /// - Throws: what the transport throws; the report so far is lost then, what was merged is not.
  package func sync(
    over transport: any Transport, lanes: Set<Lane> = Set(Lane.allCases),
    progress: @escaping (SyncProgress) -> Void = { _ in }
  ) throws -> SyncReport {
    var report = SyncReport(peer: transport.name)
    let exchange = Exchange(replica: self, transport: transport, progress: progress)
    try readDoubt()
    var session = SyncSession(hello: try ownHello(), lanes: lanes)
    var actions = session.begin()
    while !actions.isEmpty {
      let action = actions.removeFirst()
      if case .finish(let outcome) = action {
        report.outcome = outcome
        break
      }
      actions += try exchange.perform(action, &session, &report)
    }
    if report.isDurable { report.accounts = try exchange.conclude() }
    report.traffic = transport.traffic
    return report
  }
}

/// Interprets a session's actions on a replica and a transport, in order.
private struct Exchange {
  let replica: Replica
  let transport: any Transport
  let progress: (SyncProgress) -> Void

  /// A request carries at least one segment, and no more bytes than one may weigh.
  private static let batchBytes = Limits.segmentPackedBytes

  func perform(
    _ action: SyncSession.Action, _ session: inout SyncSession, _ report: inout SyncReport
  ) throws -> [SyncSession.Action] {
    switch action {
    case .say(let hello):
      let sentAt = replica.clock.monotonicMilliseconds
      let theirs = try transport.greet(hello)
      let hasTail = try !replica.store.read { try $0.tailIsEmpty }
      // Both ends by the clock as it stands now: somebody may have set it while the answer travelled.
      let receivedAt = replica.clock.wallSeconds
      let travelled = (replica.clock.monotonicMilliseconds - sentAt) / 1_000
      return session.heard(
        theirs, sentAt: receivedAt - travelled, receivedAt: receivedAt, hasTail: hasTail)
    case .compare:
      try replica.readDoubt()
      let theirs = try transport.compare(replica.standing())
      let unknown = try replica.heed(theirs, of: transport.name)
      return session.compared(theirs, held: try replica.standing().heads, unknown: unknown)
    case .recall(let wants):
      try recall(wants, &report)
      return []
    case .beginWriter:
      try settle(&report)
      return session.began(as: replica.writer, held: try replica.standing().heads)
    case .handBack(let wants):
      _ = try push(wants, &report.handedBack)
      return session.handedBack()
    case .adoptOffset(let offset):
      report.clockOffset = offset
      try replica.adopt(offset)
      return []
    case .sealTail:
      // In doubt since an earlier exchange, and this peer knows nothing of it.
      try settle(&report)
      try replica.seal()
      return session.sealed(
        held: try replica.standing().heads, unknown: try replica.unknown(session.theirHeads))
    case .fetch(let wants):
      try fetch(wants, &report)
      // What came may be of another life of this replica, under a name that said nothing before.
      try settle(&report)
      try replica.defineOwnBranch()
      try replica.seal()
      return session.fetched(
        held: try replica.standing().heads, unknown: try replica.unknown(session.theirHeads))
    case .push(let wants):
      let theirs = try push(wants, &report.sent)
      return session.pushed(
        theirs, mine: try replica.standing(), unknown: try replica.unknown(session.theirHeads))
    case .finish:
      return []
    }
  }

  private func fetch(_ wants: [Want], _ report: inout SyncReport) throws {
    var gathering = Gathering(atMilliseconds: milliseconds)
    do {
      try transport.fetch(wants) { bytes in
        if gathering.add(bytes, atMilliseconds: milliseconds) { try receive(&gathering, &report) }
      }
    } catch {
      // Where the line broke, what came before is here.
      try receive(&gathering, &report)
      throw error
    }
    try receive(&gathering, &report)
  }

  private func receive(_ gathering: inout Gathering, _ report: inout SyncReport) throws {
    let segments = gathering.take()
    for (bytes, reception) in zip(segments, try replica.receive(all: segments)) {
      switch reception {
      case .success(.applied(let commits)): report.received.commits += commits
      case .success: break
      // One bad log must not stop the others: it stays behind, and the session says so.
      case .failure(let refusal): report.refused.append(refusal.sentence)
      }
      report.received.segments += 1
      report.received.bytes += bytes.count
      progress(
        SyncProgress(
          commitsDone: Int64(report.received.commits), commitsTotal: 0,
          bytes: Int64(report.received.bytes)))
    }
    gathering.handedOver(atMilliseconds: milliseconds)
  }

  private var milliseconds: Int64 { replica.clock.monotonicMilliseconds }

  private func settle(_ report: inout SyncReport) throws {
    guard replica.doubt != nil else { return }
    report.refused += try replica.settleDoubt()
    report.life = try replica.lives().last
  }

  /// Own segments that the peer has and this replica has not are looked at, as far as there is room.
  private func recall(_ wants: [Want], _ report: inout SyncReport) throws {
    struct Enough: Error {}
    var refused: [String] = []
    do {
      try transport.fetch(wants) { bytes in
        do {
          guard try replica.recall(bytes) else { throw Enough() }
        } catch let error as ReceiveError {
          refused.append(error.sentence)
        }
      }
    } catch is Enough {
      // The rest comes with the next fetch, when it can be merged.
    }
    report.refused += refused
  }

  private func push(_ wants: [Want], _ amount: inout SyncReport.Amount) throws -> Have {
    #if Mutants
      let isWedged = Planted.uploadWedgedAfterHealing.isAtWork && replica.isUploading
      let wants = isWedged ? [] : wants
      replica.isUploading = true
    #endif
    var batch: [[UInt8]] = []
    var batchBytes = 0
    try replica.segments(for: wants) { bytes in
      if !batch.isEmpty && batchBytes + bytes.count > Self.batchBytes {
        _ = try transport.push(batch)
        (batch, batchBytes) = ([], 0)
      }
      batch.append(bytes)
      batchBytes += bytes.count
      let envelope = try replica.codec.peek(bytes)
      amount.segments += 1
      amount.commits += Int(envelope.last - envelope.first + 1)
      amount.bytes += bytes.count
      progress(
        SyncProgress(
          commitsDone: Int64(amount.commits), commitsTotal: 0, bytes: Int64(amount.bytes)))
    }
    // The last call may be empty: it still tells what the peer holds durably now.
    let have = try transport.push(batch)
    #if Mutants
      replica.isUploading = isWedged
    #endif
    return have
  }

  /// Publishes what is held here, and compares it with what others published (R11).
  func conclude() throws -> [AccountComparison] {
    let mine = try replica.standing()
    try transport.conclude(mine, head: try replica.signedHead(mine))
    return try replica.compare(mine, with: transport.accounts())
  }
}
