package import CatchwordCore

/// One side's part in an exchange with one peer: who lacks what, in what order, when it is done.
///
/// The session holds no bytes and does no I/O. Each input is a verb of what happened; each answer is
/// a list of actions, to be performed in order, each one durable before the next. There is nothing
/// to resume: the frontier is the checkpoint, so a session that breaks anywhere is begun anew.
///
///     begin ─▶ say ─▶ heard ─▶ (finish | compare) ─▶ compared
///           ─▶ [recall, begin writer ─▶ began] ─▶ [hand back ─▶ handedBack ─▶ compare ─▶ compared]
///           ─▶ seal ─▶ sealed ─▶ fetch ─▶ fetched ─▶ push ─▶ pushed ─▶ finish
///
/// Peers are witnesses of what a restored or copied replica has forgotten. Where the peer holds
/// commits of this writer that are not here, the replica looks at them, goes on as a new writer, and
/// only then exchanges. Where commits of the peer's own are here that it has lost, they are given
/// back before all else, for what it hears of anybody else would make it go on without them.
///
/// Where a log forked, two histories bear one name until both sides hold both. What decides is whether
/// a head is the end of a segment here, not how its number compares.
///
/// Invariants: nothing is sealed or sent before the peer has said what it holds of this writer;
/// success is reported only if the peer's durable heads say so (Protocol §5).
package struct SyncSession: Sendable {
  package enum Action: Equatable, Sendable {
    case say(Hello)
    /// Send what is held, and ask what the peer holds.
    case compare
    /// The peer's clock is kept by NTP and this one's is not: remember by how much it is off.
    case adoptOffset(ClockOffset)
    /// Ask for these parts of own logs, and only look at them: merge none.
    case recall([Want])
    /// Go on as a new writer, which writes again what nobody else can have.
    case beginWriter
    /// Send these parts of the peer's own logs, which it has lost.
    case handBack([Want])
    case sealTail
    /// Ask for these parts of logs; merge each segment as it arrives.
    case fetch([Want])
    /// Send these parts of logs; the peer acknowledges what became durable.
    case push([Want])
    case finish(SyncOutcome)
  }

  private enum State: Equatable {
    case idle
    case greeting
    case comparing
    case beginning
    case handingBack
    case sealing
    case fetching
    case pushing
    case finished
  }

  private var state = State.idle
  private let mine: Hello
  /// As whom this side and the peer write; this side may become another on the way.
  private var writer: WriterID
  private var theirWriter: WriterID?
  private var hasHandedBack = false
  /// What the peer said that it holds.
  package private(set) var theirHeads: [LogName: Head] = [:]
  private var unknown: Set<LogName> = []
  private var broken: [LogName: String] = [:]
  private let lanes: Set<Lane>

  /// - Parameter lanes: those to exchange; `members` always travels with them, since nothing can
  ///   be checked without it.
  package init(hello: Hello, lanes: Set<Lane> = Set(Lane.allCases)) {
    mine = hello
    writer = hello.writer
    self.lanes = lanes.union([.members])
  }

  package mutating func begin() -> [Action] {
    expect(.idle)
    state = .greeting
    return [.say(mine)]
  }

  /// - Parameters:
  ///   - sentAt: wall clock when the hello left, in seconds.
  ///   - receivedAt: wall clock when the answer was here.
  ///   - hasTail: whether commits are waiting to be sealed.
  package mutating func heard(
    _ theirs: Hello, sentAt: Int64, receivedAt: Int64, hasTail: Bool
  ) -> [Action] {
    expect(.greeting)
    if theirs.network != mine.network { return finish(.refused(.otherNetwork)) }
    if theirs.format != mine.format {
      return finish(.refused(.format(mine: mine.format, theirs: theirs.format)))
    }
    if theirs.writer == mine.writer { return finish(.refused(.myself)) }
    theirWriter = theirs.writer
    var actions: [Action] = []
    #if Mutants
      if Planted.offsetTakenFromAnybody.isAtWork && !mine.isClockSynchronized {
        let seconds = theirs.wallSeconds - receivedAt
        actions = [.adoptOffset(ClockOffset(seconds: seconds, source: .handshake))]
      }
    #endif
    if theirs.isClockSynchronized && !mine.isClockSynchronized {
      let travelled = receivedAt - sentAt
      let seconds = theirs.wallSeconds - (sentAt + travelled / 2)
      // Where the answer was long on its way, the peer may have read its clock at either end of it: a
      // clock that may be right by that is left alone. Three clocks are cut to whole seconds.
      if travelled <= Limits.clockStepSeconds || seconds.magnitude > travelled.magnitude / 2 + 3 {
        actions = [.adoptOffset(ClockOffset(seconds: seconds, source: .handshake))]
      }
    }
    if !hasTail && theirs.frontierDigest == mine.frontierDigest {
      let comparison = DigestComparison(mine.digests, theirs.digests, lanes: Lane.allCases)
      return actions + finish(.done(comparison))
    }
    state = .comparing
    return actions + [.compare]
  }

  /// What the peer holds, before anything is sealed.
  ///
  /// - Parameters:
  ///   - held: what is held here.
  ///   - unknown: logs whose head at the peer is the end of no segment here.
  package mutating func compared(
    _ theirs: Have, held: [LogName: Head], unknown: Set<LogName>
  ) -> [Action] {
    expect(.comparing)
    theirHeads = theirs.heads
    self.unknown = unknown
    for (name, reason) in theirs.paused { broken[name] = broken[name] ?? reason }
    let lost = theirs.sorted.filter { $0.name.writer == writer.short && unknown.contains($0.name) }
    guard lost.isEmpty else {
      state = .beginning
      return [
        .recall(lost.map { Want(log: $0.name, after: held[$0.name]?.number ?? 0) }), .beginWriter,
      ]
    }
    return handBack(held)
  }

  /// - Parameters:
  ///   - writer: as whom the replica goes on.
  ///   - held: what is held here after what was looked at has been merged.
  package mutating func began(as writer: WriterID, held: [LogName: Head]) -> [Action] {
    expect(.beginning)
    self.writer = writer
    return handBack(held)
  }

  /// The peer has taken back what it had lost, and may hold anything by now.
  package mutating func handedBack() -> [Action] {
    expect(.handingBack)
    state = .comparing
    return [.compare]
  }

  /// Nobody holds more of a writer than the writer itself, unless it was restored or copied.
  private mutating func handBack(_ held: [LogName: Head]) -> [Action] {
    let losses = offers(held).filter { $0.log.writer == theirWriter?.short }
    if !losses.isEmpty && !hasHandedBack {
      hasHandedBack = true
      state = .handingBack
      return [.handBack(losses)]
    }
    state = .sealing
    return [.sealTail]
  }

  /// - Parameters:
  ///   - held: what is held here after sealing.
  ///   - unknown: logs whose head at the peer is the end of no segment here.
  package mutating func sealed(held: [LogName: Head], unknown: Set<LogName>) -> [Action] {
    expect(.sealing)
    let wants = theirHeads.sorted { $0.key < $1.key }.compactMap { name, head -> Want? in
      guard isExchanged(name), unknown.contains(name) else { return nil }
      let here = held[name]?.number ?? 0
      // Another history under numbers that are here already has to come from where it began.
      return Want(log: name, after: here < head.number ? here : 0)
    }
    state = .fetching
    return wants.isEmpty ? fetched(held: held, unknown: unknown) : [.fetch(wants)]
  }

  /// - Parameters:
  ///   - held: what is held here after all that arrived was merged.
  ///   - unknown: logs whose head at the peer still is the end of no segment here.
  package mutating func fetched(held: [LogName: Head], unknown: Set<LogName>) -> [Action] {
    expect(.fetching)
    self.unknown = unknown
    state = .pushing
    // An empty push still asks for the peer's durable heads and digests.
    return [.push(offers(held).filter { isExchanged($0.log) })]
  }

  /// The peer's durable heads and digests after the push, and this replica's own at that moment.
  ///
  /// - Parameter unknown: logs whose head, as the peer compared, still is the end of no segment here.
  package mutating func pushed(
    _ theirs: Have, mine here: Have, unknown: Set<LogName>
  ) -> [Action] {
    expect(.pushing)
    #if Mutants
      if Planted.successWithoutProof.isAtWork {
        return finish(.done(DigestComparison(here, theirs)))
      }
    #endif
    for (name, reason) in theirs.paused { broken[name] = broken[name] ?? reason }
    for (name, reason) in here.paused { broken[name] = broken[name] ?? reason }
    let unsent = here.sorted.compactMap { name, head -> Shortfall? in
      let there = theirs.heads[name] ?? Head(number: 0, hash: 0)
      let isForked = head.number == there.number && head.hash != there.hash
      guard lanes.contains(name.lane), head.number > there.number || isForked else { return nil }
      return Shortfall(log: name, commits: head.number - there.number, reason: broken[name])
    }
    if !unsent.isEmpty { return finish(.incomplete(unsent)) }
    let missing = theirHeads.sorted { $0.key < $1.key }.compactMap { name, head -> Shortfall? in
      guard lanes.contains(name.lane), unknown.contains(name) else { return nil }
      let commits = head.number - (here.heads[name]?.number ?? 0)
      return Shortfall(log: name, commits: max(commits, 1), reason: broken[name])
    }
    if !missing.isEmpty { return finish(.missing(missing)) }
    return finish(.done(DigestComparison(here, theirs)))
  }

  /// What of each log the peer lacks. Where its head is of another history under numbers that are here
  /// too, it gets this one from where it began.
  private func offers(_ held: [LogName: Head]) -> [Want] {
    held.sorted { $0.key < $1.key }.compactMap { name, head in
      let there = theirHeads[name]?.number ?? 0
      if unknown.contains(name), there <= head.number { return Want(log: name, after: 0) }
      return head.number > there ? Want(log: name, after: there) : nil
    }
  }

  private mutating func finish(_ outcome: SyncOutcome) -> [Action] {
    state = .finished
    return [.finish(outcome)]
  }

  private func isExchanged(_ name: LogName) -> Bool {
    lanes.contains(name.lane) && broken[name] == nil
  }

  private func expect(_ expected: State) {
    precondition(state == expected, "a session heard of \(expected) while \(state)")
  }
}
