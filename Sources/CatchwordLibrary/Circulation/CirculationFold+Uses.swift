import CatchwordCore

/// Case 51: uses in the house are facts and not increments, so one that arrives twice is counted once,
/// and one that was undone not at all.
extension CirculationFold {
  /// - Parameter standing: facts that were not undone, in fold order; none that was counted before.
  mutating func countUses(in standing: [CirculationFact]) {
    #if Mutants
      let standing = RuleOut.usesInTheHouse.isAtWork ? order : standing
    #endif
    guard let last = standing.last(where: { $0.action == .inHouseUse }) else { return }
    state.usesInHouse += Int64(standing.count { $0.action == .inHouseUse })
    explain(
      "Used in the house \(times(state.usesInHouse)), \(state.usesInHouse == 1 ? "" : "last ")by the "
        + "scan at \(last.place) at \(instantText(last.time)) (\(last.id)): each scan that stands "
        + "counts once, however often it arrives (case 51). Nobody need look.")
  }
}

/// How often something happened, as a sentence says it.
///
/// - Parameter count: more than 0.
package func times(_ count: Int64) -> String {
  switch count {
  case 1: "once"
  case 2: "twice"
  default: "\(count) times"
  }
}
