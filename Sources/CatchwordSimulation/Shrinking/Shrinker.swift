import CatchwordCore

/// Makes a failing plan small enough to be read, while it fails in the same way.
///
/// A failure is the same where its signature is: the check and the kind of record. To a fixed point:
/// whatever comes after the failure goes, then hosts, then faults and actions by delta debugging
/// (Zeller and Hildebrandt 2002), then people and books, then odd times become round. Since every step
/// draws from a stream of its own, leaving one out changes nothing in the others.
package struct Shrinker {
  package struct Outcome: Sendable {
    package let plan: Plan
    package let failure: CheckFailure
    /// How many plans were run.
    package let runs: Int
  }

  private let signature: String
  private let fails: (Plan) -> CheckFailure?
  private var best: Plan
  private var failure: CheckFailure
  private var runs = 0
  private let mostRuns: Int

  /// - Parameter fails: runs a plan; nil where all checks hold.
  private init(
    _ plan: Plan, _ failure: CheckFailure, mostRuns: Int, fails: @escaping (Plan) -> CheckFailure?
  ) {
    best = plan
    self.failure = failure
    signature = failure.signature
    self.mostRuns = mostRuns
    self.fails = fails
  }

  package static func shrink(
    _ plan: Plan, _ failure: CheckFailure, mostRuns: Int = 3_000,
    fails: @escaping (Plan) -> CheckFailure?
  ) -> Outcome {
    var shrinker = Shrinker(plan, failure, mostRuns: mostRuns, fails: fails)
    shrinker.shrink()
    return Outcome(plan: shrinker.best, failure: shrinker.failure, runs: shrinker.runs)
  }

  private mutating func shrink() {
    cutAfterFailure()
    var before = Int.max
    while before > measure && runs < mostRuns {
      before = measure
      dropHosts()
      dropSteps { $0.verb.nature == .fault }
      dropSteps { $0.verb.nature != .setting && $0.verb.nature != .fault }
      dropSteps { $0.verb.nature == .setting && !($0.verb is BranchesVerb) }
      dropPeople()
    }
    roundTimes()
    forgetDraws()
  }

  private var measure: Int { best.steps.count * 100 + hosts(of: best).count }

  /// Takes the candidate over if it fails alike.
  private mutating func attempt(_ candidate: Plan) -> Bool {
    guard runs < mostRuns else { return false }
    runs += 1
    guard let found = fails(candidate), isAlike(found) else { return false }
    best = candidate
    failure = found
    return true
  }

  private func isAlike(_ found: CheckFailure) -> Bool {
    #if Mutants
      if PlantedInChecker.shrinkerKeepsAnotherFailure.isAtWork { return true }
    #endif
    return found.signature == signature
  }

  private mutating func cutAfterFailure() {
    var candidate = best
    let end = failure.at
    candidate.steps = best.steps.filter { $0.at <= end || $0.verb.nature == .setting }
    if candidate.steps.count < best.steps.count { _ = attempt(candidate) }
  }

  // MARK: Hosts

  private func hosts(of plan: Plan) -> [String] {
    plan.steps.flatMap { step -> [String] in
      (step.verb as? BranchesVerb)?.names ?? (step.verb as? CartVerb)?.names ?? []
    }
  }

  private mutating func dropHosts() {
    for host in hosts(of: best).reversed() {
      var candidate = best
      candidate.steps = best.steps.compactMap { Self.without(host, $0) }
      guard hosts(of: candidate).count > 0 else { continue }
      if attempt(candidate) { continue }
      // What happened there may be needed, and happen elsewhere.
      for other in hosts(of: candidate) {
        candidate.steps = best.steps.compactMap { Self.moved(from: host, to: other, $0) }
        if attempt(candidate) { break }
      }
    }
  }

  /// - Returns: nil for what needs two hosts and would have one.
  private static func moved(from host: String, to other: String, _ step: Step) -> Step? {
    guard step.verb.hosts.contains(host), !(step.verb is BranchesVerb), !(step.verb is CartVerb)
    else { return without(host, step) }
    let words = step.verb.arguments.map { $0 == host ? other : $0 }
    guard let verb = try? Verbs.read([type(of: step.verb).word] + words) else { return nil }
    return Step(id: step.id, at: step.at, verb: verb)
  }

  private static func without(_ host: String, _ step: Step) -> Step? {
    if let branches = step.verb as? BranchesVerb {
      let names = branches.names.filter { $0 != host }
      return names.isEmpty ? nil : Step(id: step.id, at: step.at, verb: BranchesVerb(names))
    }
    if let carts = step.verb as? CartVerb {
      let names = carts.names.filter { $0 != host }
      return names.isEmpty ? nil : Step(id: step.id, at: step.at, verb: CartVerb(names))
    }
    return step.verb.hosts.contains(host) ? nil : step
  }

  // MARK: Steps

  /// Delta debugging over the steps that match.
  private mutating func dropSteps(where matches: (Step) -> Bool) {
    var size = max(1, best.steps.filter(matches).count / 2)
    while true {
      var start = 0
      while start < best.steps.filter(matches).count, runs < mostRuns {
        let ids = best.steps.filter(matches).map(\.id)
        let dropped = Set(ids[start..<min(start + size, ids.count)])
        var candidate = best
        candidate.steps.removeAll { dropped.contains($0.id) }
        if !attempt(candidate) { start += size }
      }
      if size == 1 { return }
      size = max(1, size / 2)
    }
  }

  /// `patron p1 p2 p3`: fewer people; and verbs without their trimmings.
  private mutating func dropPeople() {
    for index in best.steps.indices {
      guard let patrons = best.steps[index].verb as? PatronVerb else { continue }
      for card in patrons.cards where patrons.cards.count > 1 {
        var candidate = best
        candidate.steps[index].verb = PatronVerb(
          cards: patrons.cards.filter { $0 != card }, branch: patrons.branch)
        if attempt(candidate) { break }
      }
    }
  }

  // MARK: Times and draws

  /// A minute apart, else at least on whole minutes.
  private mutating func roundTimes() {
    var even = best
    for (index, place) in best.steps.indices.filter({ best.steps[$0].verb.nature != .setting })
      .enumerated()
    {
      even.steps[place].at = Moment.opening.adding(
        milliseconds: Int64(index + 1) * Plan.pauseMilliseconds)
    }
    if attempt(even) { return }
    for unit in [3_600_000, 60_000] as [Int64] {
      for index in best.steps.indices where best.steps[index].at.milliseconds % unit != 0 {
        var candidate = best
        candidate.steps[index].at.milliseconds -= best.steps[index].at.milliseconds % unit
        let isInOrder =
          index == 0 || candidate.steps[index - 1].at <= candidate.steps[index].at
        if isInOrder { _ = attempt(candidate) }
      }
    }
  }

  /// Without seed and ids it reads like a story that somebody wrote.
  private mutating func forgetDraws() {
    var candidate = best
    candidate.seed = 0
    candidate.steps = best.steps.enumerated().map { index, step in
      Step(id: index + 1, at: step.at, verb: step.verb)
    }
    _ = attempt(candidate)
  }
}

extension Plan {
  private static let mostLinesOfFailure = 8

  /// As it is written into `found/`: with its seed and ids only where draws depend on them.
  package func shrunkText(_ failure: CheckFailure) -> String {
    let isPlain = seed == 0 && steps.map(\.id) == Array(1...max(1, steps.count))
    let lines = failure.text.wrapped(at: 96)
    let isCut = lines.count > Self.mostLinesOfFailure
    let told = lines.prefix(Self.mostLinesOfFailure) + (isCut ? ["…"] : [])
    return "# Found: \(failure.signature).\n" + told.map { "# \($0)\n" }.joined()
      + text(showsIDs: !isPlain)
  }
}

extension Plan {
  /// A name for the story of a failure: the check, and a hash of the plan.
  package func foundName(_ failure: CheckFailure) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text(showsIDs: true).utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    let check = failure.signature.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return String(check) + "-" + String(hash, radix: 16).prefix(8)
  }
}
