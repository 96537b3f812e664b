import CatchwordLibrary
import Glibc

/// One plan under way with real processes: a `catchword serve` for each host, a command for each
/// thing that staff do, and the proxy on all lines between them.
///
/// Steps are carried out one after another. A step that comes within a second of the last one in the
/// plan's time begins before that has ended: so a desk lends in the middle of a sync, and a machine
/// loses its power there. Everything waits in one place (`wait`), which keeps the proxy going and
/// has a deadline; time itself is real, and the plan's hours are not waited for.
package final class WireRun {
  package let plan: Plan
  let settings: WireSettings
  let place: WirePlace
  let proxy: FaultProxy
  var hosts: [WireHost] = []
  var outcome = WireOutcome()
  var acknowledged: [WireAcknowledgement] = []
  /// Under which names commits go on that hosts wrote again, as far as anybody told.
  var reissues: [HeldCommit: Set<HeldCommit>] = [:]
  /// What sticks hold at least, by their names.
  var sticks: [String: Set<HeldCommit>] = [:]
  /// Steps in whose exchanges a bit was flipped.
  var corrupted: Set<Int> = []
  /// Whether a disk was put back or copied, so that one writer may have two lives for a while.
  var hasTwoLives = false
  private(set) var now = Moment.opening
  private var current = 0
  /// Commands that were begun and not concluded yet, in order.
  var running: [RunningCommand] = []
  private let interruption = Interruption()
  private let started = ContinuousClock.now
  private let beginning = CivilDate(ofSeconds: Int64(time(nil)))

  /// Bounds on waiting. A machine under load is slow; what takes longer than this is stuck.
  static let commandSeconds = 120
  static let startSeconds = 60
  /// Steps closer than this in the plan's time go on at once.
  static let overlapMilliseconds: Int64 = 1_000
  private static let turnMilliseconds = 2

  private init(_ plan: Plan, _ settings: WireSettings) throws {
    self.plan = plan
    self.settings = settings
    place = try WirePlace(in: settings.temporaryFolder)
    proxy = FaultProxy(seed: plan.seed)
  }

  /// Runs a plan and the checks at its end. Whatever becomes of it, no process and, unless they are
  /// to be kept, no file stays.
  ///
  /// - Throws: `StoryError` for a plan that cannot begin, `Interrupted` where somebody ends us.
  package static func run(_ plan: Plan, _ settings: WireSettings) throws -> WireOutcome {
    let run = try WireRun(plan, settings)
    defer { run.close() }
    do {
      try run.prepare()
      try run.carryOut()
      try run.settle()
      try run.checkEverything()
    } catch let failure as CheckFailure {
      run.fail(failure)
      try run.takeAccounts()
    }
    run.outcome.counts.exchanges = run.proxy.exchanges
    run.outcome.duration = .now - run.started
    return run.outcome
  }

  private func close() {
    for command in running { command.process.end() }
    for host in hosts { host.server?.end() }
    proxy.close()
    if !settings.keepsFiles { place.removeAll() }
    interruption.end()
  }

  private func carryOut() throws {
    let steps = plan.steps.drop { $0.verb.nature == .setting }
    for (index, step) in zip(steps.indices, steps) {
      try perform(step)
      let next = index + 1 < steps.endIndex ? steps[index + 1].at : nil
      let gap = next.map { $0.milliseconds - step.at.milliseconds } ?? .max
      if gap >= Self.overlapMilliseconds { try finishRunning() }
    }
  }

  /// The day that stands in a plan as so many days after its opening, counted from the day on which
  /// the run began.
  func day(_ planned: CivilDate) -> CivilDate {
    beginning.adding(days: planned.day - CivilDate(ofSeconds: Moment.opening.unixSeconds).day)
  }

  func perform(_ step: Step) throws {
    now = max(now, step.at)
    current = step.id
    defer { current = 0 }
    guard let verb = step.verb as? any WireVerb else {
      return skip(step, "no real process can do it")
    }
    try verb.perform(step, on: self)
  }

  // MARK: Hosts

  /// All that are not gone for good, off or on.
  var living: [WireHost] { hosts.filter { !$0.isGone } }

  func find(_ name: String) throws -> WireHost {
    guard let host = hosts.first(where: { $0.name == name }) else {
      throw StoryError(
        "there is no host \(name); there are \(hosts.map(\.name).joined(separator: ", "))")
    }
    return host
  }

  // MARK: Waiting

  /// Keeps everything going until something is so.
  ///
  /// - Throws: `CheckFailure` when it takes too long or a server ends by itself.
  func wait(seconds: Int, for what: String, until isSo: () throws -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try !isSo() {
      if let signal = interruption.arrived() { throw Interrupted(signal: signal) }
      guard .now < deadline else {
        throw CheckFailure("engine", "\(what): not within \(seconds) s")
      }
      proxy.turn(milliseconds: Self.turnMilliseconds)
      try takeStrikes()
      try checkServers()
    }
  }

  private func takeStrikes() throws {
    for strike in proxy.takeStrikes() {
      outcome.counts.faults += 1
      if strike.ordeal.corrupts { corrupted.insert(strike.step) }
      if strike.ordeal.isDoubled { outcome.reached.insert(.duplicateRequest) }
      if strike.ordeal.answer == .lost { outcome.reached.insert(.lostReply) }
      happened(
        .lineFault, at: strike.client, "\(strike.path): \(strike.ordeal.words ?? "")",
        peer: strike.server, step: strike.step)
    }
  }

  private func checkServers() throws {
    for host in hosts {
      guard let server = host.server, server.hasEnded(), let ending = server.ending else {
        continue
      }
      host.server = nil
      throw CheckFailure(
        "engine", "the server of \(host.name) ended by itself, \(ending): \(serverLog(of: host))",
        host: host.name)
    }
  }

  // MARK: What happened

  /// - Parameter beganRight: whether the host's clock was right when the command began.
  func note(_ commits: [HeldCommit], at host: WireHost, beganRight: Bool) {
    outcome.counts.commits += commits.count
    let isRight = beganRight && host.clockOffsetSeconds == 0
    acknowledged += commits.map {
      WireAcknowledgement(
        commit: $0, host: host.name, at: now, seconds: isRight ? Int64(time(nil)) : nil)
    }
  }

  func skip(_ step: Step, _ reason: String) {
    let line = "\(Plan.line(step.verb)): skipped, \(reason)"
    outcome.skipped.append(line)
    say(line)
  }

  func nobodyCan(_ step: Step, _ host: WireHost) {
    let state = host.isGone ? "gone" : "off"
    say("\(Plan.line(step.verb)): nobody can, \(host.name) is \(state)")
    happened(.refusal, at: host.name, "\(Plan.line(step.verb)): the machine is \(state)")
  }

  func say(_ text: String) { outcome.transcript.append("\(now)  \(text)") }
  func sayMore(_ text: String) { outcome.transcript.append("  \(text)") }

  func happened(
    _ kind: TraceEvent.Kind, at host: String, _ text: String, peer: String = "", step: Int? = nil
  ) {
    outcome.trace.append(
      TraceEvent(
        at: now, host: host, kind: kind, text: text, step: step ?? current, peer: peer, since: now))
  }

  private func fail(_ failure: CheckFailure) {
    var failure = failure
    failure.at = now
    outcome.failure = failure
    happened(.check, at: failure.host, failure.description)
  }
}
