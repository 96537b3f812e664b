import CatchwordCore

/// What is kept for a hold: from the capture until it is lent, released or kept for another one.
///
/// Whether the hold still wants it is a question for the queue, which sees all items of a title.
extension CirculationFold {
  mutating func tellCaptures() {
    for sighting in sightings {
      if let last = state.captures.indices.last, state.captures[last].isOpen {
        if let ending = ending(of: last, by: sighting) {
          state.captures[last].ending = ending
          state.captures[last].endedBy = sighting.id
        } else {
          shelve(last, sighting)
        }
      }
      guard sighting.action == .capture, let hold = sighting.hold,
        let pickup = sighting.destination, !pickup.isEmpty, !withBorrower.contains(sighting.id)
      else { continue }
      state.captures.append(
        Capture(
          id: sighting.id, hold: hold, branch: sighting.branch, pickup: pickup,
          time: sighting.time))
      shelve(state.captures.count - 1, sighting)
    }
    guard let last = state.captures.indices.last, state.captures[last].isOpen else { return }
    if let open {
      end(last, .lent, by: possessions[open])
    } else if let lastLoss {
      end(last, .lost, by: lastLoss)
    }
  }

  private func ending(of capture: Int, by sighting: CirculationFact) -> Capture.Ending? {
    if sighting.isLending { return .lent }
    switch sighting.action {
    case .release: return .released
    case .capture: return .recaptured
    default: return nil
    }
  }

  private mutating func end(_ capture: Int, _ ending: Capture.Ending, by fact: CirculationFact) {
    state.captures[capture].ending = ending
    state.captures[capture].endedBy = fact.id
    explain(
      "It is kept for hold \(state.captures[capture].hold) no longer: the \(fact.phrase) says so. "
        + "Nobody need look.")
  }

  private mutating func shelve(_ capture: Int, _ sighting: CirculationFact) {
    guard state.captures[capture].shelved == nil,
      sighting.branch.utf8.elementsEqual(state.captures[capture].pickup.utf8)
    else { return }
    state.captures[capture].shelved = sighting.time
  }
}
