/// Goes through a trace once and writes down what its chronicle has.
struct TraceReading {
  private(set) var chronicle: Chronicle
  private let run: Run
  private let laneOf: [String: Int]
  private let verbs: [Int: any Verb]
  private var cuts = CutReading()
  /// The exchange that goes on between two hosts, by client and server.
  private var going: [[Int]: Int] = [:]

  init(_ run: Run) {
    self.run = run
    let first = run.trace.map(\.since).min() ?? run.now
    let from = min(.opening, first)
    let last = run.trace.map(\.at).max() ?? run.now
    var chronicle = Chronicle(from: from, until: run.failure == nil ? run.now : last)
    chronicle.lanes = run.hosts.map { host in
      Chronicle.Lane(
        name: host.name, role: host.role == .cart ? "laptop" : "branch server", from: from,
        clock: host.clock.settings)
    }
    self.chronicle = chronicle
    laneOf = Dictionary(
      run.hosts.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { a, _ in a })
    verbs = Dictionary(
      run.plan.steps.map { ($0.id, $0.verb) }, uniquingKeysWith: { a, _ in a })
  }

  mutating func readAll() {
    for event in run.trace where event.kind != .check {
      guard let lane = laneOf[event.host] else { continue }
      read(event, lane)
    }
    chronicle.cuts = cuts.finished(at: chronicle.until)
    readClaims()
    chronicle.failure = run.failure.map { failure in
      Chronicle.Failure(
        lane: laneOf[failure.host], at: failure.at,
        text: run.readable(failure.check == "expect" ? failure.text : failure.description))
    }
  }

  private mutating func read(_ event: TraceEvent, _ lane: Int) {
    switch event.kind {
    case .message, .unanswered: readMessage(event, lane)
    case .sync: readSync(event, lane)
    case .action, .refusal, .failure: readDeed(event, lane)
    case .cut:
      guard let peer = laneOf[event.peer] else { return }
      cuts.cut(lane, peer, isOneWay: event.text == "one-way", at: event.at)
    case .heal:
      if let peer = laneOf[event.peer] {
        cuts.heal(lane, peer, at: event.at)
      } else {
        cuts.healAll(at: event.at)
      }
    case .settle:
      cuts.healAll(at: event.at)
      for index in chronicle.lanes.indices { wake(index, at: event.at) }
      chronicle.settlings.append(event.at)
    case .crash:
      let isForGood = event.text.hasPrefix("gone")
      end(lane, at: event.at)
      chronicle.lanes[lane].spells.append(
        Chronicle.Spell(sort: isForGood ? .gone : .off, from: event.at, until: nil))
      mark(.crash, event, lane, isForGood ? "lost for good" : "power cut")
    case .start:
      end(lane, at: event.at)
      mark(.start, event, lane, verbs[event.step] is UpgradeVerb ? "newer program" : "start")
    case .sleep: readSleep(event, lane)
    case .diskFault: mark(.fault, event, lane, "disk " + event.text)
    case .lineFault:
      // What happens on the way stands at its exchange; only what was planned is named.
      let label = event.peer.isEmpty ? "" : "line \(event.peer) \(event.text)"
      mark(.fault, event, lane, label)
    case .copy: readCopy(event, lane)
    case .clock, .arrival, .expectation, .check: break
    }
  }

  private mutating func mark(
    _ sort: Chronicle.Mark.Sort, _ event: TraceEvent, _ lane: Int, _ label: String
  ) {
    chronicle.marks.append(
      Chronicle.Mark(
        sort: sort, lane: lane, at: event.at, label: label.shortened(to: 30),
        note: "\(event.at) \(event.host): \(run.readable(event.text))"))
  }

  // MARK: What staff do

  private mutating func readDeed(_ event: TraceEvent, _ lane: Int) {
    let verb = verbs[event.step]
    let sort: Chronicle.Mark.Sort
    switch event.kind {
    case .refusal: sort = .refusal
    case .failure: sort = .failure
    default:
      if let carry = verb as? CarryVerb { sort = .stick(carry.stick) } else { sort = .action }
    }
    if verb is SyncVerb,
      let index = chronicle.exchanges.lastIndex(where: {
        $0.step == event.step && $0.client == lane
      })
    {
      chronicle.exchanges[index].note = "\(event.at) " + run.readable(event.text)
      return
    }
    // A machine that went down says so by its lane.
    if event.kind == .failure, chronicle.lanes[lane].spells.last?.from == event.at { return }
    let label = verb.map { Self.label($0, host: event.host) } ?? event.text
    mark(sort, event, lane, event.kind == .action ? label : label + " – " + Self.end(event.kind))
  }

  private static func end(_ kind: TraceEvent.Kind) -> String {
    kind == .refusal ? "refused" : "failed"
  }

  /// A line of a story without the host in whose lane it stands.
  private static func label(_ verb: any Verb, host: String) -> String {
    var arguments = verb.arguments
    if let place = arguments.firstIndex(of: host) { arguments.remove(at: place) }
    return ([type(of: verb).word] + arguments).joined(separator: " ")
  }

  private mutating func readCopy(_ event: TraceEvent, _ lane: Int) {
    switch verbs[event.step] {
    case let clone as CloneVerb:
      chronicle.lanes[lane].from = event.at
      mark(.clone(of: laneOf[clone.host] ?? lane), event, lane, "copy of \(clone.host)")
    case let restore as RestoreVerb:
      end(lane, at: event.at)
      mark(.restore, event, lane, "restored from \(restore.name)")
    default: mark(.backup, event, lane, event.text)
    }
  }

  // MARK: Machines that are off

  private mutating func readSleep(_ event: TraceEvent, _ lane: Int) {
    let until = (verbs[event.step] as? SleepVerb).map {
      event.at.adding(milliseconds: $0.span.milliseconds)
    }
    chronicle.lanes[lane].spells.append(
      Chronicle.Spell(
        sort: .asleep, from: event.at, until: until.map { min($0, chronicle.until) }))
  }

  /// Whatever kept the host from acting is over.
  private mutating func end(_ lane: Int, at moment: Moment) {
    guard let last = chronicle.lanes[lane].spells.indices.last else { return }
    let spell = chronicle.lanes[lane].spells[last]
    if spell.sort == .gone { return }
    if spell.until.map({ $0 > moment }) ?? true {
      chronicle.lanes[lane].spells[last].until = moment
    }
  }

  /// Sleepers wake of themselves when everything is settled; what is off is started, and says so.
  private mutating func wake(_ lane: Int, at moment: Moment) {
    if chronicle.lanes[lane].spells.last?.sort == .asleep { end(lane, at: moment) }
  }

  // MARK: Exchanges

  private mutating func readMessage(_ event: TraceEvent, _ lane: Int) {
    guard let peer = laneOf[event.peer] else { return }
    let what = String(event.text.prefix { $0 != " " })
    let message = Chronicle.Message(
      what: what, since: event.since, reachedAt: event.reachedAt, at: event.at,
      isAnswered: event.kind == .message,
      note: "\(event.since) \(event.host) → \(event.peer): \(event.text)")
    let pair = [lane, peer]
    if let index = going[pair], what != "hello", chronicle.exchanges[index].step == event.step {
      chronicle.exchanges[index].messages.append(message)
    } else {
      going[pair] = chronicle.exchanges.count
      let label = verbs[event.step] is SyncVerb ? "sync \(event.peer)" : ""
      chronicle.exchanges.append(
        Chronicle.Exchange(
          client: lane, server: peer, step: event.step, messages: [message], label: label))
    }
  }

  private mutating func readSync(_ event: TraceEvent, _ lane: Int) {
    guard let peer = laneOf[event.peer], let index = going.removeValue(forKey: [lane, peer])
    else { return }
    chronicle.exchanges[index].note = "\(event.at) \(run.readable(event.text))"
  }

  // MARK: Claims

  /// Claims that held leave no event; they are the plan's, up to where it failed.
  private mutating func readClaims() {
    let last = chronicle.until
    for step in run.plan.steps where step.verb is ExpectVerb && step.at <= last {
      let line = Plan.line(step.verb)
      if let failure = run.failure, failure.check == "expect", failure.text.hasPrefix(line + ":"),
        step.at == failure.at
      {
        continue
      }
      chronicle.claims.append(Chronicle.Claim(at: step.at, text: "\(step.at) \(line): yes"))
    }
  }
}

/// Which lines were down, and when.
private struct CutReading {
  private struct Pair: Hashable {
    let upper: Int
    let lower: Int
  }

  private struct State {
    /// How many cuts part the two, each way.
    var cutsDown = 0
    var cutsUp = 0
    var since: Moment

    var way: CutLine.Way? {
      switch (cutsDown > 0, cutsUp > 0) {
      case (true, true): .both
      case (true, false): .down
      case (false, true): .up
      case (false, false): nil
      }
    }
  }

  private var states: [Pair: State] = [:]
  private var lines: [CutLine] = []

  mutating func cut(_ from: Int, _ to: Int, isOneWay: Bool, at moment: Moment) {
    change(from, to, at: moment) { state in
      if from < to || !isOneWay { state.cutsDown += 1 }
      if from > to || !isOneWay { state.cutsUp += 1 }
    }
  }

  mutating func heal(_ a: Int, _ b: Int, at moment: Moment) {
    change(a, b, at: moment) { state in
      state.cutsDown = max(0, state.cutsDown - 1)
      state.cutsUp = max(0, state.cutsUp - 1)
    }
  }

  mutating func healAll(at moment: Moment) {
    for pair in states.keys {
      change(pair.upper, pair.lower, at: moment) { state in (state.cutsDown, state.cutsUp) = (0, 0)
      }
    }
  }

  private mutating func change(_ a: Int, _ b: Int, at moment: Moment, _ body: (inout State) -> Void)
  {
    let pair = Pair(upper: min(a, b), lower: max(a, b))
    var state = states[pair] ?? State(since: moment)
    let before = state.way
    body(&state)
    defer { states[pair] = state }
    guard state.way != before else { return }
    if let before {
      lines.append(
        CutLine(upper: pair.upper, lower: pair.lower, way: before, from: state.since, until: moment)
      )
    }
    state.since = moment
  }

  mutating func finished(at end: Moment) -> [CutLine] {
    for (pair, state) in states {
      guard let way = state.way else { continue }
      lines.append(
        CutLine(upper: pair.upper, lower: pair.lower, way: way, from: state.since, until: nil))
    }
    return lines.sorted {
      ($0.from, $0.upper, $0.lower, $0.until ?? end) < (
        $1.from, $1.upper, $1.lower, $1.until ?? end
      )
    }
  }
}
