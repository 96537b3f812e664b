/// A way between two branches: from a dispatch to the next sighting, whatever that is.
struct Journey: Sendable {
  enum Ending: String, Sendable {
    case received
    case elsewhere
    case lent
    case lost
  }

  let dispatch: Fact
  var end: (by: Fact, how: Ending)?

  /// Never before it began.
  var endedAt: Int64? { end.map { max($0.by.time, dispatch.time) } }
}

extension Replay {
  /// Looks at the sightings two by two.
  mutating func followTransits() {
    for (index, dispatch) in sightings.enumerated() where begins(dispatch) {
      var journey = Journey(dispatch: dispatch)
      if index + 1 < sightings.count {
        let next = sightings[index + 1]
        journey.end = (next, ending(of: dispatch, at: next))
        ask(about: journey)
      } else {
        journey.end = otherwiseKnown()
        if journey.end == nil {
          table.take(.depart(dispatch.branch, to: dispatch.destination, dispatch.time))
        }
      }
      journeys.append(journey)
    }
  }

  private func begins(_ fact: Fact) -> Bool {
    !fact.destination.isEmpty && fact.destination != fact.branch && dispatched.contains(fact.id)
  }

  private func ending(of dispatch: Fact, at next: Fact) -> Journey.Ending {
    if !next.isReturn { return .lent }
    return next.branch == dispatch.destination ? .received : .elsewhere
  }

  /// What nobody saw again may be with a borrower by a decision, or lost by a mark.
  private func otherwiseKnown() -> (by: Fact, how: Journey.Ending)? {
    if let open = table.openRow { return (table.rows[open].holder, .lent) }
    return loss.map { ($0, .lost) }
  }

  /// Case 14: lent by somebody who did not know that it was on its way, before it had arrived. Case 15: seen at a third
  /// branch, until somebody who knows of that has the item in hand.
  private mutating func ask(about journey: Journey) {
    guard let (next, how) = journey.end else { return }
    let dispatch = journey.dispatch
    let hasArrived = next.action == .checkout && next.branch == dispatch.destination
    let isLent = how == .lent && !facts.saw(next, dispatch) && !hasArrived
    let isAstray = how == .elsewhere && next.branch != dispatch.branch
    guard isLent || isAstray else { return }
    let name = names.name(subject, .transit(dispatch.id))
    let verdict = decisions.verdict(name, sides: [dispatch.dot, next.dot])
    let isSeenTo = isAstray && sightings.contains { facts.saw($0, next) }
    conflicts.append(
      Conflict(
        id: name, number: isLent ? Case.lentInTransit : Case.receivedElsewhere,
        severity: isLent ? .b : .a, owner: isLent ? dispatch.destination : next.branch,
        subject: subject, sides: [dispatch.dot, next.dot],
        isResolved: verdict.isResolved || isSeenTo))
  }
}
