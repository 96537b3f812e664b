/// Case 54: what is kept back for preservation, and those who lent it without a word of that.
extension Replay {
  /// Flags since the last release are in force, whatever was seen meanwhile. Where none of them is
  /// free of loans that neither knew of the other, the last is in doubt: it counts until a person
  /// says that the item may go out, and a person's word for it covers the loans known then.
  mutating func quarantine() -> Bool {
    var flags: [Fact] = []
    for mark in marks {
      if mark.mark == .preservation { flags.append(mark.fact) }
      if mark.mark == .preservationReleased { flags = [] }
    }
    guard let flag = flags.last else { return false }
    if flags.contains(where: { strangers(to: $0).isEmpty }) { return true }
    let name = names.name(subject, .mark(flag.id))
    let verdict = decisions.verdict(name, sides: nil)
    let isConfirmed = verdict.kept == flag.dot
    let loans = strangers(to: flag)
    var news = loans
    if isConfirmed, let decision = verdict.decision {
      news = loans.filter { !facts.saw(decision, $0) }
    }
    conflicts.append(
      Conflict(
        id: name, number: Case.lentInQuarantine, severity: .a,
        owner: profile.owningBranch.isEmpty ? flag.branch : profile.owningBranch,
        subject: subject, sides: [flag.dot, (news.first ?? loans[0]).dot],
        isResolved: verdict.isResolved && (!isConfirmed || news.isEmpty)))
    return isConfirmed || verdict.kept == nil
  }

  /// Checkouts, and renewals with the item in hand, of which the flag knew as little as they of it.
  private func strangers(to flag: Fact) -> [Fact] {
    sightings.filter { sighting in
      (sighting.action == .checkout || sighting.action == .renew)
        && !facts.saw(flag, sighting) && !facts.saw(sighting, flag)
    }
  }
}
