package import Catchword
package import CatchwordCore
import CatchwordStore

/// One simulation under way: hosts, lines, true time, and what has happened.
///
/// Single-threaded. A step that waits for a frame lets everything happen that is due meanwhile
/// (`advance`), so one host lends while another is in the middle of a sync. Nothing is drawn from the
/// generator's stream; what is left to draw comes from streams keyed by the step.
package final class Run {
  package private(set) var plan: Plan
  package let world: World
  package let domain: DomainKit
  package let truth: TrueTime
  package private(set) var hosts: [Host] = []
  package var lines = Lines()
  package var sticks: [String: Stick] = [:]
  package private(set) var trace: [TraceEvent] = []
  /// What a story says under its line of dashes.
  package private(set) var transcript: [String] = []
  package var acknowledged: [Acknowledged] = []
  package private(set) var reached: Set<Sometimes> = []
  /// The first check that did not hold.
  package private(set) var failure: CheckFailure?
  package internal(set) var counts = Counts()
  /// When each host came to hold what, for a report; nil in sweeps, which need none.
  package var holdings: Holdings?
  /// The last commit of every log that each host was ever seen to hold.
  var lastEnds: [String: [LogID: Int64]] = [:]
  var lastWriters: [String: WriterID] = [:]
  var writerNames: [WriterID: String] = [:]
  var next = 0
  /// Sessions that were begun so far; some begin while another waits for its line.
  var sessionsBegun = 0
  /// Hosts that went on from copies of disks and could not know.
  var secondLives: [SecondLife] = []
  /// Names under which commits go on that were written again.
  var knownRenames: [ContentHash: Set<ContentHash>] = [:]
  /// Arms of forked logs that some host was seen to tell apart.
  var knownArms: [LogID: LogID] = [:]
  /// Whether this run only makes what a template keeps.
  var isFounding = false
  /// What the last desk said.
  var heard = Heard.nothing
  private var current = 0

  package struct Counts: Sendable {
    /// Of the plan: actions, faults, clock changes, and what is expected of them.
    package var steps = 0
    /// On their way over a line, there or back.
    package var messages = 0
    /// That arrived and were looked at.
    package var segments = 0
    package var faults = 0
    package var syncs = 0
    package var commits = 0
    /// Of C11: the most rounds that any agreement took.
    package var rounds = 0
    /// How often each check held.
    package var checks: [String: Int] = [:]
  }

  /// Calls to simulated disks so far, by which a fault could have been met.
  package var diskCalls: Int { hosts.reduce(0) { $0 + Int($1.disk.callCount) } }

  /// What the simulator decided upon: a step of its plan, a message on its way, a segment's arrival, a
  /// call to a disk.
  package var events: Int { counts.steps + counts.messages + counts.segments + diskCalls }

  /// - Parameter domain: nil for the one that the plan names.
  package init(_ plan: Plan, world: World, domain: DomainKit? = nil) {
    self.plan = plan
    self.world = world
    self.domain = domain ?? plan.domain
    truth = TrueTime()
  }

  /// Where this run's disks are; of no other run while this one lives, and never told to anybody.
  private(set) lazy var room = "/simulated/\(UInt(bitPattern: ObjectIdentifier(self)))/"

  /// A text without what only this process knows.
  func plain(_ text: String) -> String {
    text.holds(bytesOf: room) ? text.replacing(room, with: "") : text
  }

  package var now: Moment { truth.now }
  package var hasFailed: Bool { failure != nil }

  // MARK: Time

  /// Performs what is due until then, in order, and lets the time come.
  package func advance(to moment: Moment) {
    while failure == nil, next < plan.steps.count, plan.steps[next].at <= moment {
      let step = plan.steps[next]
      next += 1
      truth.now = max(truth.now, step.at)
      wake()
      perform(step)
    }
    truth.now = max(truth.now, moment)
    wake()
  }

  private func wake() {
    for host in hosts where host.condition == .asleep && host.wakesAt <= now {
      host.condition = host.engine == nil ? .off : .on
    }
  }

  func perform(_ step: Step) {
    let outer = current
    current = step.id
    defer { current = outer }
    counts.steps += 1
    if step.verb.nature == .fault { counts.faults += 1 }
    do {
      try step.verb.perform(step, in: self)
    } catch let down as HostDown {
      guard hosts.contains(where: { $0.name == down.host }) else {
        return say("\(Plan.line(step.verb)): \(down.host) was never made")
      }
      happened(.failure, at: host(down.host), "it went down in the middle")
    } catch let failure as CheckFailure {
      fail(failure)
    } catch let error as StoreError where Self.isTrouble(error) && step.verb.nature != .expectation
    {
      trace.append(
        TraceEvent(
          at: now, host: step.verb.hosts.first ?? "", kind: .failure,
          text: plain("\(Plan.line(step.verb)): \(error)"), step: current, peer: "", since: now))
    } catch let error as StoryError {
      fail(CheckFailure("story", "\(Plan.line(step.verb)): \(error)"))
    } catch {
      fail(CheckFailure("engine", "\(Plan.line(step.verb)): \(error)"))
    }
  }

  /// A step more, at the end.
  func append(_ step: Step) { plan.steps.append(step) }

  // MARK: Hosts

  package func add(_ host: Host) { hosts.append(host) }

  /// - Precondition: there is one; verbs check what they were given by `find`.
  package func host(_ name: String) -> Host {
    guard let host = hosts.first(where: { $0.name == name }) else {
      preconditionFailure("no host \(name)")
    }
    return host
  }

  package func find(_ name: String) throws -> Host {
    guard let host = hosts.first(where: { $0.name == name }) else {
      // A copy may be refused while the plan goes on to use it.
      let isCopy = plan.steps.contains { ($0.verb as? CloneVerb)?.name == name }
      if isCopy { throw HostDown(host: name) }
      throw StoryError(
        "there is no host \(name); there are \(hosts.map(\.name).joined(separator: ", "))")
    }
    return host
  }

  /// What the program on a host takes the network to be about.
  package func schema(of host: Host) -> Schema {
    (host.isUpgraded ? domain.newer : domain.domain).schema
  }

  /// Hosts that are not lost for good.
  package var living: [Host] { hosts.filter { $0.condition != .gone } }

  // MARK: What happened

  package func happened(
    _ kind: TraceEvent.Kind, at host: Host, _ text: String, peer: String = "", since: Moment? = nil,
    reachedAt: Moment? = nil
  ) {
    trace.append(
      TraceEvent(
        at: now, host: host.name, kind: kind, text: plain(text), step: current, peer: peer,
        since: since ?? now, reachedAt: reachedAt))
  }

  /// A line of the transcript, with the time before it.
  package func say(_ text: String) { transcript.append("\(now)  \(plain(text))") }
  package func sayMore(_ text: String) { transcript.append("  \(plain(text))") }

  package func reached(_ state: Sometimes) { reached.insert(state) }

  package func held(_ check: String) { counts.checks[check, default: 0] += 1 }

  package func fail(_ failure: CheckFailure) {
    guard self.failure == nil else { return }
    let failure = CheckFailure(
      failure.check, kind: failure.kind, plain(failure.text), at: now, host: failure.host)
    self.failure = failure
    trace.append(
      TraceEvent(
        at: now, host: failure.host, kind: .check, text: failure.description, step: current,
        peer: "", since: now))
  }

  func arrived(_ segment: [UInt8], at host: Host, from peer: Host) {
    counts.segments += 1
    holdings?.received(segment, at: host.name, from: peer.name, now, after: trace.count)
  }

  func exchanged(
    from client: Host, to server: Host, _ since: Moment, reachedAt: Moment?, _ what: String,
    _ sent: Int, _ received: Int
  ) {
    counts.messages += 2
    happened(
      .message, at: client, "\(what) \(sent) B, answer \(received) B", peer: server.name,
      since: since, reachedAt: reachedAt)
  }

  // MARK: Using an engine

  /// Lets the host's engine do something; a cut of its power in the middle ends it.
  ///
  /// - Throws: `HostDown` where it is not on or went down, else what `body` throws.
  package func use<T>(_ host: Host, _ body: (any Engine) throws -> T) throws -> T {
    guard host.isReachable, let engine = host.engine else { throw HostDown(host: host.name) }
    do {
      let result = try body(engine)
      if !host.disk.isCut { return result }
    } catch {
      guard host.disk.isCut else { throw error }
    }
    // It may also have gone with the very last call, and nobody was told what became of it.
    crash(host)
    throw HostDown(host: host.name)
  }

  /// Something failed on the answering side.
  func failed(_ error: any Error, in host: Host) {
    happened(.failure, at: host, "\(error)")
    if case StoreError.invariant(let text) = error {
      fail(CheckFailure("engine", text, host: host.name))
    }
  }

  /// The power is gone: nothing that was not durable is certain.
  package func crash(_ host: Host) {
    reached(.crash)
    host.disk.cutPower()
    stop(host)
    happened(.crash, at: host, "the power is gone")
  }

  /// The process ends, and what was under way in it with it.
  package func stop(_ host: Host) {
    if let engine = host.engine as? MemoryEngine { host.memory = engine.image }
    if let writer = host.engine?.writer { writerNames[writer] = writerNames[writer] ?? host.name }
    host.engine?.close()
    host.engine = nil
    host.incarnation += 1
    host.condition = .off
  }

  /// What a host did and was told is saved.
  package func acknowledge(
    _ acknowledgements: [Acknowledgement], at host: Host, seen: [LogID: Int64], step: Step
  ) {
    for each in acknowledgements {
      counts.commits += 1
      let name = CommitName(log: each.log, number: each.number)
      acknowledged.append(
        Acknowledged(
          name: name, hash: each.hash, host: host.name,
          at: now, step: step.id, seen: seen,
          clockErrorMilliseconds: host.clock.errorMilliseconds))
    }
  }

  /// The ends of all logs as a host holds them now; never less than before in one life (C6).
  package func ends(_ engine: any Engine, of host: Host) throws -> [LogID: Int64] {
    let ends = try engine.ends()
    let isSameWriter = lastWriters.updateValue(engine.writer, forKey: host.name) == engine.writer
    if !isSameWriter { try learnRenames(of: host) }
    for (log, number) in lastEnds[host.name] ?? [:]
    where isSameWriter && (ends[log] ?? 0) < number {
      // Where a log forked, what was held of it under one name stands in an arm (R8).
      knownArms.merge(try engine.arms()) { old, _ in old }
      let arms = ends.filter { knownArms[$0.key] == knownArms[log] ?? log }
      guard arms.values.max() ?? 0 < number else { continue }
      throw CheckFailure(
        "C6", kind: log.lane.name,
        "\(host.name) held \(log.lane.name) to \(number) and now to \(ends[log] ?? 0)",
        host: host.name)
    }
    lastEnds[host.name] = ends
    holdings?.observed(ends, at: host.name, now, after: trace.count)
    held("C6")
    return ends
  }

  /// Does something that commits, and takes note of what is acknowledged.
  package func commit<Answer>(
    at host: Host, _ step: Step, _ body: (any Engine) throws -> Performed<Answer>
  ) throws -> Answer {
    try use(host) { engine in
      let performed = try body(engine)
      for each in performed.acknowledgements {
        holdings?.made(each.hash, at: host.name, now, after: trace.count)
      }
      // Asked afterwards: a desk merges nothing, but a store that was in doubt about its disk looks
      // at it before it writes, and may find more than it knew.
      let seen = try ends(engine, of: host).filter { $0.key.writer != engine.writer }
      acknowledge(performed.acknowledgements, at: host, seen: seen, step: step)
      return performed.answer
    }
  }

  func countSync(rounds: Int = 0) {
    counts.syncs += 1
    counts.rounds = max(counts.rounds, rounds)
  }
}
