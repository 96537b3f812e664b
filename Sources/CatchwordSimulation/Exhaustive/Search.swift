import CatchwordCore

/// One exhaustive search under way: depth first, so that the first failure found is a short one's
/// nearest kin.
struct Search {
  private let scope: Exhaustive
  private let limit: Int
  private let templates = Templates()
  private let settings: [any Verb]
  /// By action, then by host.
  private let verbs: [[any Verb]]
  /// By action: the actions of which one must stand before it.
  private let needed: [[Int]]
  private(set) var counts = Exhaustive.Counts()
  private(set) var failed: Plan?
  private(set) var failure: CheckFailure?

  init(_ scope: Exhaustive, limit: Int) throws {
    self.scope = scope
    self.limit = limit
    let (alphabet, hosts) = (scope.alphabet, scope.hosts)
    settings = try alphabet.settings.map { try alphabet.verb($0, at: hosts[0], of: hosts) }
    verbs = try alphabet.actions.map { line in
      try hosts.map { try alphabet.verb(line, at: $0, of: hosts) }
    }
    let words = try alphabet.actions.map { Set(try Words.split($0)) }
    needed = words.map { own in
      guard let pair = alphabet.firstBefore.first(where: { own.contains($0.second) }) else {
        return []
      }
      return words.indices.filter { words[$0].contains(pair.first) }
    }
    counts.bySize = Array(repeating: 0, count: scope.operations)
  }

  var hasReachedLimit: Bool { failure == nil && counts.histories >= limit }
  private var isOver: Bool { failure != nil || counts.histories >= limit }

  /// Tries everything that may follow.
  mutating func visit(_ history: History, _ report: (Exhaustive.Counts) -> Void) throws {
    if history.operations < scope.operations {
      let before = history.lastActions
      for action in verbs.indices
      where needed[action].isEmpty || needed[action].contains(where: before.contains) {
        for host in scope.hosts.indices where !isOver && isFirstOfItsKind(host, history) {
          try take(action, at: host, after: history, report)
        }
      }
    }
    // Two replicas that met at the end are as two that meet when all is settled.
    guard history.operations < scope.operations || scope.hosts.count > 2 else { return }
    for a in scope.hosts.indices {
      for b in scope.hosts.indices
      where a < b && isFirstOfItsKind(b, history) && !history.endsWithSync(a, b) {
        for lanes in deliveries(history.difference(a, b)) where !isOver {
          let next = history.syncing(a, b, lanes)
          if scope.hosts.count > 2 { _ = try check(next, report) }
          if !isOver { try visit(next, report) }
        }
      }
    }
  }

  private mutating func take(
    _ action: Int, at host: Int, after history: History, _ report: (Exhaustive.Counts) -> Void
  ) throws {
    var next = history.adding(action, at: host)
    guard let lanes = try check(next, report) else {
      counts.refused += 1
      return
    }
    next.learn(lanes, at: host)
    if !isOver { try visit(next, report) }
  }

  /// The second and third replica are alike until one of them has appeared.
  private func isFirstOfItsKind(_ host: Int, _ history: History) -> Bool {
    host < 2 || history.hasHost(1)
  }

  /// What an exchange may carry: all that differs, or one lane of several.
  private func deliveries(_ difference: Set<Lane>) -> [Set<Lane>] {
    guard !difference.isEmpty else { return [] }
    guard difference.count > 1 else { return [Set.all] }
    return [Set.all] + difference.sorted().map { [$0] }
  }

  // MARK: One history

  /// - Returns: the lanes in which the last operation made commits; nil where it made none. For a
  ///   history that ends with an exchange, nothing.
  private mutating func check(
    _ history: History, _ report: (Exhaustive.Counts) -> Void
  ) throws -> Set<Lane>? {
    let plan = plan(history)
    let run = Run(plan, world: .merge, domain: scope.domain)
    do {
      try run.prepare(templates)
      run.advance(to: plan.steps[plan.steps.count - 1].at)
      let lanes = Set(
        run.acknowledged.filter { $0.step == plan.steps[plan.steps.count - 1].id }
          .map(\.name.log.lane))
      if case .action? = history.events.last, lanes.isEmpty, run.failure == nil { return nil }
      try run.checkToTheEnd()
      note(run, history, report)
      if let failure = run.failure { throw failure }
      return lanes
    } catch let failure as CheckFailure {
      self.failure = failure
      failed = plan
      return nil
    }
  }

  private mutating func note(
    _ run: Run, _ history: History, _ report: (Exhaustive.Counts) -> Void
  ) {
    counts.histories += 1
    counts.bySize[history.operations - 1] += 1
    counts.events += run.events
    if counts.histories.isMultiple(of: 1_000) { report(counts) }
  }

  private func plan(_ history: History) -> Plan {
    var steps = settings.enumerated().map {
      Step(id: $0.offset + 1, at: .opening, verb: $0.element)
    }
    var now = Moment.opening
    for event in history.events {
      let verb: any Verb
      switch event {
      case .action(let action, let host):
        now = now.adding(milliseconds: scope.minutes * 60_000)
        verb = verbs[action][host]
      case .sync(let a, let b, let lanes):
        now = now.adding(milliseconds: 60_000)
        verb = SyncVerb(caller: scope.hosts[a], peer: scope.hosts[b], lanes: lanes)
      }
      steps.append(Step(id: steps.count + 1, at: now, verb: verb))
    }
    return Plan(seed: scope.seed, steps: steps)
  }
}
