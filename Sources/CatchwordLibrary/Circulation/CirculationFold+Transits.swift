import CatchwordCore

/// Journeys between branches: what was sent is on its way until the next sighting, whatever it is.
///
/// They follow from the sightings alone, so they are told once all loans are settled.
extension CirculationFold {
  /// A sighting that ended a journey in a way that a person should know of.
  struct Diversion {
    let transit: Int
    let sending: CirculationFact
    let sighting: CirculationFact
    let isLending: Bool
  }

  mutating func tellTransits() {
    var diversions: [Diversion] = []
    for (place, sighting) in sightings.enumerated() {
      if place > 0, let last = state.transits.indices.last, state.transits[last].isOpen {
        let sending = sightings[place - 1]
        diversions += end(last, sending, by: sighting).map { [$0] } ?? []
      }
      guard let destination = sighting.destination, !destination.isEmpty,
        !destination.utf8.elementsEqual(sighting.branch.utf8), !withBorrower.contains(sighting.id)
      else { continue }
      state.transits.append(
        Transit(id: sighting.id, from: sighting.branch, to: destination, sent: sighting.time))
    }
    settleLastTransit()
    for each in diversions { review(each) }
  }

  /// The next sighting ends a journey.
  private mutating func end(
    _ transit: Int, _ sending: CirculationFact, by sighting: CirculationFact
  ) -> Diversion? {
    let (from, to) = (state.transits[transit].from, state.transits[transit].to)
    let diversion = Diversion(
      transit: transit, sending: sending, sighting: sighting, isLending: sighting.isLending)
    if sighting.isLending {
      state.transits[transit].end(by: sighting, .lent)
      // What is lent where it was to arrive has arrived, whether somebody scanned that or not.
      let hasArrived =
        sighting.action == .checkout && sighting.branch.utf8.elementsEqual(to.utf8)
      guard !sighting.hasSeen(sending), !hasArrived else {
        explain(
          "The way to \(to) ended at \(instantText(sighting.time)): \(sighting.place) "
            + "\(sighting.lent) (\(sighting.id)). Nobody need look.")
        return nil
      }
      return diversion
    }
    if sighting.branch.utf8.elementsEqual(to.utf8) {
      state.transits[transit].end(by: sighting, .received)
      return nil
    }
    state.transits[transit].end(by: sighting, .elsewhere)
    guard !sighting.branch.utf8.elementsEqual(from.utf8) else {
      explain(
        "The way to \(to) ended at \(instantText(sighting.time)): the \(sighting.phrase) shows the "
          + "item still there. Nobody need look.")
      return nil
    }
    return diversion
  }

  /// What is on its way is with nobody else; a decision or a mark may say otherwise.
  private mutating func settleLastTransit() {
    guard let last = state.transits.indices.last, state.transits[last].isOpen else { return }
    let way = "The way to \(state.transits[last].to) (\(state.transits[last].id))"
    if let open {
      state.transits[last].end(by: possessions[open], .lent)
      explain("\(way) is over: loan \(state.loans[open].id) stands. Nobody need look.")
    } else if let mark = lastLoss {
      state.transits[last].end(by: mark, .lost)
      explain("\(way) is over: the \(mark.phrase) says so. Nobody need look.")
    } else {
      state.custody = .transit(from: state.transits[last].from, to: state.transits[last].to)
      state.since = state.transits[last].sent
    }
  }

  private mutating func review(_ diversion: Diversion) {
    let transit = state.transits[diversion.transit]
    let (sending, sighting) = (diversion.sending, diversion.sighting)
    let conflict = names.id(subject, .transit(transit.id))
    let verdict = verdicts.verdict(conflict, sides: [sending.dot, sighting.dot])
    // Who had it in hand after that saw to it.
    let next = diversion.isLending ? nil : sightings.first { $0.hasSeen(sighting) }
    let seenTo = next.map { "\($0.place) had it in hand at \(instantText($0.time)) (\($0.id))" }
    let number = diversion.isLending ? ConflictCase.lentInTransit : ConflictCase.receivedElsewhere
    let owner = diversion.isLending ? transit.to : sighting.branch
    let deed = diversion.isLending ? sighting.lent : "had the item in hand"
    let what =
      "\(sighting.place) \(deed), which was on its way from \(sending.place) to \(transit.to)"
    if !verdict.isResolved {
      let task = seenTo.map { "\($0). Nobody need look" } ?? verdict.task(of: owner)
      explain("\(what) (case \(number)); \(task).")
    }
    state.reviews.append(
      ReviewItem(
        id: conflict, conflictCase: number, severity: diversion.isLending ? .b : .a, owner: owner,
        subject: subject, summary: what + ".",
        sides: [
          ReviewSide(
            letter: "A", text: "The \(sending.phrase), to \(transit.to).", dot: sending.dot),
          ReviewSide(letter: "B", text: "The \(sighting.phrase).", dot: sighting.dot),
        ],
        proposal: diversion.isLending
          ? "Keep B and wait no longer for it; whatever it was to serve needs another item."
          : "Send it on to \(transit.to), or keep B and it stays.",
        isResolved: verdict.isResolved || seenTo != nil,
        resolution: verdict.isResolved ? verdict.sentence : seenTo ?? verdict.sentence))
  }
}
