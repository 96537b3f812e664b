package import Catchword
package import CatchwordCore
import CatchwordStore
import CatchwordSync
import CatchwordWire

/// Both sides of an exchange, as `Replica+Syncing` and `Replica+Answering` have them.
extension MemoryEngine {
  package func sync(over transport: any Transport, lanes: Set<Lane>) throws -> SyncReport {
    var report = SyncReport(peer: transport.name)
    var session = SyncSession(hello: try ownHello(), lanes: lanes)
    var actions = session.begin()
    while !actions.isEmpty {
      let action = actions.removeFirst()
      if case .finish(let outcome) = action {
        report.outcome = outcome
        break
      }
      actions += try perform(action, over: transport, &session, &report)
    }
    if report.isDurable { report.accounts = try conclude(over: transport) }
    report.traffic = transport.traffic
    return report
  }

  private func perform(
    _ action: SyncSession.Action, over transport: any Transport, _ session: inout SyncSession,
    _ report: inout SyncReport
  ) throws -> [SyncSession.Action] {
    switch action {
    case .say(let hello):
      let sentAt = clock.wallSeconds
      let theirs = try transport.greet(hello)
      return session.heard(
        theirs, sentAt: sentAt, receivedAt: clock.wallSeconds, hasTail: !store.state.tailIsEmpty)
    case .compare:
      let mine = try standing()
      let theirs = try transport.compare(mine)
      return session.compared(theirs, held: mine.heads, unknown: unknown(theirs.heads))
    case .recall, .beginWriter: preconditionFailure("a witness where nothing was restored")
    case .handBack(let wants):
      _ = try push(wants, over: transport, &report)
      return session.handedBack()
    case .adoptOffset(let offset):
      report.clockOffset = offset
      adopt(offset)
      return []
    case .sealTail:
      try seal()
      return session.sealed(held: store.state.heads, unknown: unknown(session.theirHeads))
    case .fetch(let wants):
      try fetch(wants, over: transport, &report)
      try defineOwnBranch()
      try seal()
      return session.fetched(held: store.state.heads, unknown: unknown(session.theirHeads))
    case .push(let wants):
      let theirs = try push(wants, over: transport, &report)
      return session.pushed(theirs, mine: try standing(), unknown: unknown(session.theirHeads))
    case .finish:
      return []
    }
  }

  /// What a peer holds and this replica does not. Nothing is restored in this world by a plan, so no
  /// peer is a witness against a writer itself.
  private func unknown(_ heads: [LogName: Head]) -> Set<LogName> {
    let held = store.state.heads
    let unknown = heads.filter { name, head in
      let here = held[name] ?? Head(number: 0, hash: 0)
      return head.number > here.number || (head.number == here.number && head.hash != here.hash)
    }
    return Set(unknown.keys.filter { $0.writer != writer.short })
  }

  private func fetch(
    _ wants: [Want], over transport: any Transport, _ report: inout SyncReport
  ) throws {
    var amount = report.received
    var refused: [String] = []
    try transport.fetch(wants) { bytes in
      do {
        if case .applied(let commits) = try receive(bytes) { amount.commits += commits }
      } catch let error as ReceiveError {
        // One bad log must not stop the others: it stays behind, and the session says so.
        refused.append(error.sentence)
      }
      amount.segments += 1
      amount.bytes += bytes.count
    }
    report.received = amount
    report.refused += refused
  }

  private func push(
    _ wants: [Want], over transport: any Transport, _ report: inout SyncReport
  ) throws -> Have {
    var amount = report.sent
    var batch: [[UInt8]] = []
    var batchBytes = 0
    try eachSegment(for: wants) { sealed in
      let bytes = sealed.bytes
      if !batch.isEmpty && batchBytes + bytes.count > Limits.segmentPackedBytes {
        _ = try transport.push(batch)
        (batch, batchBytes) = ([], 0)
      }
      batch.append(bytes)
      batchBytes += bytes.count
      amount.segments += 1
      amount.commits += sealed.segment.commits.count
      amount.bytes += bytes.count
    }
    // The last call may be empty: it still tells what the peer holds durably now.
    let theirs = try transport.push(batch)
    report.sent = amount
    return theirs
  }

  /// Publishes what is held here, and compares it with what others published (R11).
  private func conclude(over transport: any Transport) throws -> [AccountComparison] {
    let mine = try standing()
    // Only sticks keep heads, and signing is dear.
    let bytes = transport is StickTransport ? try signedHead(mine) : []
    try transport.conclude(mine, head: SignedHead(writer: writer, bytes: bytes))
    return try transport.accounts().compactMap { account in
      let introduction = LogID(writer: account.writer, lane: .members)
      guard account.writer != writer, store.state.frontier.number(introduction) > 0 else {
        return nil
      }
      let theirs = Have(heads: account.heads, digests: account.digests)
      return AccountComparison(
        writer: account.writer, name: account.name, comparison: DigestComparison(mine, theirs))
    }
  }

  private func signedHead(_ have: Have) throws -> [UInt8] {
    let key = try SigningKey(raw: store.state.identity.key)
    let object = HeadObject(
      network: network, writer: writer, name: branch, wallSeconds: clock.wallSeconds,
      isClockSynchronized: clock.isSynchronized, have: have, segments: [])
    return try object.signed(key.sign)
  }

  // MARK: Answering

  package func answer(_ hello: Hello) throws -> Hello {
    guard hello.network == network else {
      throw ReceiveError(
        code: "other-network",
        sentence: "this replica belongs to network \(network.word.hex.prefix(16))")
    }
    try seal()
    return try ownHello()
  }

  package func answer(_ have: Have) throws -> Have {
    try seal()
    return try standing()
  }

  package func standing() throws -> Have {
    var paused: [LogName: String] = [:]
    for (log, held) in store.state.logs {
      if let reason = held.paused { paused[LogName(log)] = reason }
    }
    return Have(heads: store.state.heads, digests: try sealedDigests(), paused: paused)
  }

  package func segments(for wants: [Want], each: ([UInt8]) throws -> Void) throws {
    try eachSegment(for: wants) { try each($0.bytes) }
  }

  private func eachSegment(
    for wants: [Want], _ body: (MemorySegment) throws -> Void
  ) throws {
    let logs = store.state.frontier.heads.keys
    for want in wants.sorted() {
      guard let log = logs.first(where: { LogName($0) == want.log }) else { continue }
      // Looked up each time: the log may grow while a slow line drains.
      var after = want.after
      while let held = store.state.logs[log], let index = held.index(after: after) {
        try body(held.segments[index])
        after = held.segments[index].segment.last
      }
    }
  }

  private func ownHello() throws -> Hello {
    let reading = readClock()
    return Hello(
      format: SegmentCodec.format, schemaVersion: domain.domain.schema.version, network: network,
      writer: writer, name: branch, frontierDigest: store.state.digestOfFrontier(),
      digests: try sealedDigests(),
      wallSeconds: reading.wallSeconds
        + (clock.isSynchronized ? offset(of: reading).seconds : 0),
      isClockSynchronized: clock.isSynchronized)
  }

  /// A lane with unsealed commits has no digest that its head stands for.
  private func sealedDigests() throws -> StateDigests {
    var digests = try store.digests()
    for lane in Lane.allCases where !store.state.tails[Int(lane.rawValue)].isEmpty {
      digests.lanes[lane] = nil
    }
    return digests
  }

  /// Seals everything acknowledged so far.
  func seal() throws {
    guard !store.state.tailIsEmpty else { return }
    let boot = store.state.measurement
    let unmeasured =
      clock.isSynchronized ? ClockOffset(seconds: 0, source: .synchronized) : .unmeasured
    let changes = store.state.seal { boot?.offset(of: $0) ?? unmeasured }
    try store.note(changes)
  }
}
