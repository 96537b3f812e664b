import Catchword
import CatchwordCore
import CatchwordLibrary

/// What one replica had reached before all met.
struct ReachedState {
  let host: String
  let frontier: Frontier
  /// By kind and id.
  let records: [Int: [RecordID: RecordState]]
}

/// C4: the laws of merging, on states that a run has reached.
extension Run {
  /// Checks what was reached, settles, and checks what came of it.
  package func checkToTheEnd() throws {
    if let failure { throw failure }
    let reached = try reachedStates()
    try checkMergeLaws(reached)
    try settle()
    if let failure { throw failure }
    try checkEverything()
    if let failure { throw failure }
    try checkUnion(of: reached)
    if domain.name == DomainKit.library.name { try checkLoans() }
  }

  /// Sealed first: a sealed commit keeps its times.
  func reachedStates() throws -> [ReachedState] {
    let kinds = domain.domain.schema.kinds.filter { !$0.isFact }
    return try living.filter(\.isReachable).map { host in
      try use(host) { engine in
        let frontier = try engine.frontierAndDigests().frontier
        return try engine.read { reader in
          var records: [Int: [RecordID: RecordState]] = [:]
          for kind in kinds {
            records[kind.number] = Dictionary(
              uniqueKeysWithValues: try reader.everyRecord(kind: kind.number)
                .map { ($0.id, $0.state) })
          }
          return ReachedState(host: host.name, frontier: frontier, records: records)
        }
      }
    }
  }

  func checkMergeLaws(_ states: [ReachedState]) throws {
    for a in states {
      try expect(merged(a, a) == a.records, "merging twice", a)
      for b in states where a.host < b.host {
        let both = merged(a, b)
        let frontier = a.frontier.merging(b.frontier)
        try expect(both == merged(b, a), "merging in the other order", a, b)
        try expect(frontier == b.frontier.merging(a.frontier), "frontiers in the other order", a, b)
        try expect(
          frontier.dominates(a.frontier) && frontier.dominates(b.frontier)
            && frontier.merging(a.frontier) == frontier, "what a frontier covers", a, b)
        let union = ReachedState(host: "both", frontier: frontier, records: both)
        try expect(merged(union, a) == both, "merging again what was merged", a, b)
        for c in states where b.host < c.host {
          let rest = ReachedState(
            host: "rest", frontier: b.frontier.merging(c.frontier), records: merged(b, c))
          try expect(merged(union, c) == merged(a, rest), "merging three in another order", a, b)
          try expect(
            frontier.merging(c.frontier) == a.frontier.merging(rest.frontier),
            "three frontiers in another order", a, b)
        }
      }
    }
  }

  /// The states that were reached, merged, are the state that applying all commits gives.
  func checkUnion(of states: [ReachedState]) throws {
    guard let first = states.first, let settled = try reachedStates().first else { return }
    let union = states.dropFirst().reduce(first) { sum, next in
      ReachedState(
        host: "all", frontier: sum.frontier.merging(next.frontier), records: merged(sum, next))
    }
    try expect(union.frontier == settled.frontier, "the frontier of all", first)
    try expect(union.records == settled.records, "merging states against applying commits", first)
  }

  private func merged(_ a: ReachedState, _ b: ReachedState) -> [Int: [RecordID: RecordState]] {
    var merged: [Int: [RecordID: RecordState]] = [:]
    for kind in domain.domain.schema.kinds where !kind.isFact {
      let (mine, theirs) = (a.records[kind.number] ?? [:], b.records[kind.number] ?? [:])
      let nothing = RecordState(kind: kind.number)
      var states = mine
      for id in Set(mine.keys).union(theirs.keys) {
        states[id] = (mine[id] ?? nothing).merging(
          theirs[id] ?? nothing, lane: kind.lane, frontier: a.frontier, otherFrontier: b.frontier)
      }
      merged[kind.number] = states
    }
    return merged
  }

  private func expect(_ holds: Bool, _ law: String, _ states: ReachedState...) throws {
    guard !holds else { return }
    let names = states.map(\.host).joined(separator: " and ")
    throw CheckFailure("C4", kind: law, "it does not hold for what \(names) had reached")
  }
}
