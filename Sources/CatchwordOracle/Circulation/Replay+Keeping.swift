/// An item that was put aside for a hold.
struct Keeping: Sendable {
  enum Ending: String, Sendable {
    case lent
    case released
    case recaptured
    case lost
  }

  let capture: Fact
  /// When it was first seen at the branch where it is to be fetched.
  var shelved: Int64?
  var end: (by: Fact, how: Ending)?
}

extension Replay {
  /// Each capture, with the sightings that came after it.
  mutating func followCaptures() {
    for (index, capture) in sightings.enumerated() where isKept(capture) {
      var keeping = Keeping(capture: capture)
      for sighting in sightings[index...] {
        if sighting.id != capture.id, let how = ending(by: sighting) {
          keeping.end = (sighting, how)
          break
        }
        if keeping.shelved == nil && sighting.branch == capture.destination {
          keeping.shelved = sighting.time
        }
      }
      if keeping.end == nil, let open = table.openRow {
        keeping.end = (table.rows[open].holder, .lent)
      } else if keeping.end == nil, let loss {
        keeping.end = (loss, .lost)
      }
      keepings.append(keeping)
    }
  }

  private func isKept(_ fact: Fact) -> Bool {
    fact.action == .capture && fact.hold != nil && !fact.destination.isEmpty
      && dispatched.contains(fact.id)
  }

  private func ending(by sighting: Fact) -> Keeping.Ending? {
    switch sighting.action {
    case .checkout, .renew: .lent
    case .release: .released
    case .capture: .recaptured
    default: nil
    }
  }
}
