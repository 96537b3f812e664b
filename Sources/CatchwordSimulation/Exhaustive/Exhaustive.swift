import CatchwordCore

/// Every history of a few replicas that do a few things, with every order of delivery between, each
/// brought to its end and checked: what is wrong is mostly wrong in the small already.
///
/// Histories that are alike are tried once: what the desk refuses changes nothing, so it is not gone
/// on from; an exchange that would carry nothing is left out; replicas and people that nothing tells
/// apart appear in one order. Stops at the first failure.
package struct Exhaustive: Sendable {
  package let domain: DomainKit
  /// The first one founds the network.
  package let hosts: [String]
  package let operations: Int
  package let alphabet: Alphabet
  /// Minutes between operations: above the time that a van needs, two loans are a double loan.
  package var minutes: Int64 = 30
  /// Keys decide ties: another seed is another order of writers.
  package var seed: UInt64 = 1

  /// - Parameters:
  ///   - replicas: 2 or 3.
  ///   - operations: up to 4; exchanges between them do not count.
  package init(
    domain: DomainKit, replicas: Int, operations: Int, alphabet: Alphabet = .library
  ) {
    precondition((2...3).contains(replicas) && (1...4).contains(operations), "small scopes only")
    self.domain = domain
    hosts = Array(["main", "east", "west"].prefix(replicas))
    self.operations = operations
    self.alphabet = alphabet
  }

  package struct Counts: Hashable, Sendable {
    /// Histories that were brought to their end and checked.
    package var histories = 0
    /// The same by the number of their operations, from one.
    package var bySize: [Int] = []
    /// Operations that a desk refused: nothing further was tried after them.
    package var refused = 0
    /// What the simulator counted: steps, frames and segments.
    package var events = 0
  }

  package struct Outcome: Sendable {
    package let counts: Counts
    /// Whether the bound was not reached.
    package let isComplete: Bool
    /// The first history that failed, as a story.
    package let failed: Plan?
    package let failure: CheckFailure?
  }

  /// - Parameters:
  ///   - limit: histories to check at most.
  ///   - report: told every thousand histories.
  /// - Throws: where the alphabet cannot be read, or no network comes to be.
  package func run(
    limit: Int = .max, report: (Counts) -> Void = { _ in }
  ) throws -> Outcome {
    var search = try Search(self, limit: limit)
    try search.visit(History(hosts.count), report)
    return Outcome(
      counts: search.counts, isComplete: !search.hasReachedLimit, failed: search.failed,
      failure: search.failure)
  }
}

/// What happened so far, and who knows what of it.
struct History {
  enum Event: Hashable {
    case action(Int, host: Int)
    case sync(Int, Int, Set<Lane>)
  }

  var events: [Event] = []
  var operations = 0
  /// By host and lane: the operations that it holds, a bit each.
  private var known: [[UInt32]]

  init(_ hosts: Int) {
    known = Array(repeating: Array(repeating: 0, count: Lane.allCases.count), count: hosts)
  }

  var lastActions: Set<Int> {
    Set(events.compactMap { if case .action(let action, _) = $0 { action } else { nil } })
  }

  func hasHost(_ host: Int) -> Bool {
    events.contains { event in
      switch event {
      case .action(_, let other): other == host
      case .sync(let a, let b, _): a == host || b == host
      }
    }
  }

  /// Whether the two have just exchanged something: the rest could have come along.
  func endsWithSync(_ a: Int, _ b: Int) -> Bool {
    if case .sync(a, b, _)? = events.last { true } else { false }
  }

  /// Lanes in which the two do not hold the same.
  func difference(_ a: Int, _ b: Int) -> Set<Lane> {
    Set(Lane.allCases.filter { known[a][Int($0.rawValue)] != known[b][Int($0.rawValue)] })
  }

  func adding(_ action: Int, at host: Int) -> History {
    var next = self
    next.events.append(.action(action, host: host))
    next.operations += 1
    return next
  }

  /// - Parameter lanes: those in which the last operation made commits.
  mutating func learn(_ lanes: Set<Lane>, at host: Int) {
    for lane in lanes { known[host][Int(lane.rawValue)] |= 1 << UInt32(operations) }
  }

  func syncing(_ a: Int, _ b: Int, _ lanes: Set<Lane>) -> History {
    var next = self
    next.events.append(.sync(a, b, lanes))
    for lane in lanes {
      let both = known[a][Int(lane.rawValue)] | known[b][Int(lane.rawValue)]
      next.known[a][Int(lane.rawValue)] = both
      next.known[b][Int(lane.rawValue)] = both
    }
    return next
  }
}
