/// G3: a sighting beats every mark that had not seen it; a mark by somebody who had seen it stands.
extension Replay {
  mutating func judgeMarks() {
    var words: Set<String> = []
    if let open = table.openRow, claimed[open] != nil { words.insert("claimed returned") }
    if table.rows.contains(where: { $0.standing == .disputed }) { words.insert("disputed") }
    for mark in marks where mark.mark == .lost || mark.mark == .missing {
      // Case 45: what is on loan cannot be missing from the shelf.
      if mark.mark == .missing && mark.openRow != nil { continue }
      guard sightings.allSatisfy({ facts.saw(mark.fact, $0) }) else { continue }
      words.insert(mark.mark == .lost ? "lost" : "missing")
      if table.openRow == nil {
        table.take(.lose(mark.fact.time))
        loss = mark.fact
      }
    }
    claims = ["claimed returned", "disputed", "lost", "missing"].filter(words.contains)
    judgeLosses()
    eligibility = judgeEligibility()
  }

  /// The strongest of what stands.
  private mutating func judgeEligibility() -> String {
    let (deletion, withdrawal) = (exclusion(.deleted), exclusion(.withdrawn))
    let isInQuarantine = quarantine()
    switch deletion {
    case .stands: return "deleted"
    case .waits: return "found after delete"
    case .none: break
    }
    switch withdrawal {
    case .stands: return table.openRow == nil ? "withdrawn" : "withdrawn pending"
    case .waits: return "withdrawn pending"
    case .none: break
    }
    if isInQuarantine { return "preservation hold" }
    if last(of: .damaged, .repaired) == .damaged { return "damaged" }
    if last(of: .incomplete, .complete) == .incomplete { return "incomplete" }
    let isReference =
      last(of: .reference, .circulating).map { $0 == .reference } ?? profile.isForLibraryUse
    return isReference ? "reference" : "lendable"
  }

  private func last(of one: Fact.Mark, _ opposite: Fact.Mark) -> Fact.Mark? {
    marks.last { $0.mark == one || $0.mark == opposite }?.mark
  }

  private enum Exclusion {
    case none
    case stands
    /// Sightings that it had not seen are against it, and a person must look.
    case waits
  }

  /// Cases 12 and 13. A reinstatement takes all exclusions before it away. Of those left it takes
  /// one that had seen every sighting for the exclusion to stand; otherwise the last one is in
  /// doubt, and a person's decision for it is like a mark made where the decision stands.
  private mutating func exclusion(_ kind: Fact.Mark) -> Exclusion {
    let ended = (marks.lastIndex { $0.mark == .reinstated } ?? -1) + 1
    let left = marks[ended...].filter { $0.mark == kind }.map(\.fact)
    guard let last = left.last else { return .none }
    if left.contains(where: { mark in sightings.allSatisfy { facts.saw(mark, $0) } }) {
      return .stands
    }
    let name = names.name(subject, .mark(last.id))
    let verdict = decisions.verdict(name, sides: nil)
    let isConfirmed = verdict.kept == last.dot
    let against = sightings.filter { !facts.saw(last, $0) }
    let news = against.filter { sighting in
      !(isConfirmed && verdict.decision.map { facts.saw($0, sighting) } == true)
    }
    guard let side = news.first ?? against.first else { return .none }
    conflicts.append(
      Conflict(
        id: name, number: kind == .deleted ? Case.foundAfterDelete : Case.withdrawnInUse,
        severity: kind == .deleted ? .a : .b,
        owner: profile.owningBranch.isEmpty ? last.branch : profile.owningBranch,
        subject: subject, sides: [last.dot, side.dot],
        isResolved: verdict.isResolved && !(isConfirmed && !news.isEmpty)))
    if isConfirmed { return news.isEmpty ? .stands : .waits }
    return verdict.kept == nil ? .waits : .none
  }
}
