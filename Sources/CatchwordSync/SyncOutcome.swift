package import CatchwordCore

/// How a session ended.
package enum SyncOutcome: Equatable, Sendable {
  /// Everything held here is durable at the peer, and the other way round.
  case done(DigestComparison)
  /// The peer did not make everything durable.
  case incomplete([Shortfall])
  /// Everything was sent, but what the peer holds did not all become durable here.
  case missing([Shortfall])
  case refused(Refusal)
}

/// Commits of one log that one side still lacks.
package struct Shortfall: Equatable, Sendable {
  package let log: LogName
  package let commits: Int64
  /// A sentence, where the log cannot go on; nil where it was merely cut short.
  package let reason: String?

  package init(log: LogName, commits: Int64, reason: String?) {
    self.log = log
    self.commits = commits
    self.reason = reason
  }
}

/// Why two replicas do not exchange at all.
package enum Refusal: Equatable, Sendable {
  case otherNetwork
  case format(mine: Int, theirs: Int)
  case myself
}

extension Refusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .otherNetwork: "it belongs to another network"
    case .format(let mine, let theirs): "it speaks format \(theirs), and this one \(mine)"
    case .myself: "it writes under the same key as this replica"
    }
  }
}

/// Digests that were compared at the end of a session (R11).
package struct DigestComparison: Equatable, Sendable {
  /// Lanes whose frontiers were equal.
  package let compared: [Lane]
  /// Lanes whose digests differ at equal frontiers: an alarm.
  package let unequal: [Lane]
  /// Nil where frontiers differ or the two fold by different versions.
  package let derivedIsEqual: Bool?

  package init(compared: [Lane], unequal: [Lane], derivedIsEqual: Bool?) {
    self.compared = compared
    self.unequal = unequal
    self.derivedIsEqual = derivedIsEqual
  }

  /// True where all was compared and equal, false where anything differs, nil where a lane moved on
  /// meanwhile and could not be compared.
  package var isEqual: Bool? {
    if !unequal.isEmpty || derivedIsEqual == false { return false }
    return compared.count == Lane.allCases.count ? true : nil
  }
}

extension DigestComparison {
  /// Of what two replicas hold: lanes are compared where all heads in them are equal.
  package init(_ here: Have, _ there: Have) {
    let equal = Lane.allCases.filter { lane in
      here.heads.filter { $0.key.lane == lane } == there.heads.filter { $0.key.lane == lane }
    }
    self.init(here.digests, there.digests, lanes: equal)
  }

  /// Derived state is compared only where every frontier is equal and both fold alike. A folder has
  /// no digests: lanes that one side says nothing about are not compared.
  init(_ here: StateDigests, _ there: StateDigests, lanes candidates: [Lane]) {
    let equal = candidates.filter { here.lanes[$0] != nil && there.lanes[$0] != nil }
    let isWhole = equal.count == Lane.allCases.count
    let foldsAlike = isWhole && here.derivingVersion == there.derivingVersion
    self.init(
      compared: equal, unequal: equal.filter { here.lanes[$0] != there.lanes[$0] },
      derivedIsEqual: foldsAlike ? here.derived == there.derived : nil)
  }
}
