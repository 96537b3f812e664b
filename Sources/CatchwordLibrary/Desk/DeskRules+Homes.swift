import CatchwordCore

/// Where what came back belongs, and what belongs to it.
extension DeskRules {
  static let quarantine = "Put it into a quarantine bag; to preservation."

  /// What staff must count before it goes out, and when it comes back.
  func tellParts(_ view: DeskView, _ lines: inout AnswerLines) {
    guard let parts = view.item?[ItemField.parts].text, !parts.isEmpty else { return }
    lines.warn("It contains \(parts).")
  }

  /// An item of a floating group stays where it comes back (case 48), all others go home.
  func tellHome(
    of item: RecordView, _ view: DeskView, at desk: Desk, in reader: any RecordReading,
    _ policy: Policy, _ lines: inout AnswerLines
  ) throws {
    guard let owner = item[ItemField.owningBranch].code else { return }
    let (here, type) = (ExactText(desk.branch), item[ItemField.itemType].code)
    if let group = policy.floatingGroup(at: here, home: owner, itemType: type) {
      if here != owner { lines.add("It stays here.") }
      return try proposeMove(of: item, within: group, from: here, in: reader, &lines)
    }
    guard here != owner else { return }
    let seen = lastSeen(view).first {
      policy.floatingGroup(at: $0, home: owner, itemType: type) != nil
    }
    lines.warn("It goes home to \(seen ?? owner).")
  }

  /// The branches that had it before this scan, the last first, as far as its state says.
  private func lastSeen(_ view: DeskView) -> [ExactText] {
    var branches: [String] = []
    switch view.state.custody {
    case .branch(let branch): branches = [branch]
    case .transit(let from, _): branches = [from]
    case .loan, .unknown: break
    }
    return (branches + view.state.loans.reversed().map(\.branch)).map { ExactText($0) }
  }

  /// Where a branch has more of a title than it keeps, a person may move one; nothing moves by itself.
  private func proposeMove(
    of item: RecordView, within group: FloatingGroup, from here: ExactText,
    in reader: any RecordReading, _ lines: inout AnswerLines
  ) throws {
    guard let most = group.itemsPerTitle, let bib = item[ItemField.bib].record else { return }
    let others = try reader.liveItems(of: bib).filter { other in
      other.id != item.id
        && (group.itemTypes.isEmpty
          || other[ItemField.itemType].code.map(group.itemTypes.contains) == true)
        && other.derived[ItemField.Derived.custody]?.text == "branch"
    }
    let count = { (branch: ExactText) in
      Int64(others.count { $0.derived[ItemField.Derived.custodyBranch]?.code == branch })
    }
    let present = count(here) + 1
    let rest = group.branches.filter { $0 != here }
    guard present > most,
      let fewest = rest.min(by: { (count($0), $0) < (count($1), $1) }), count(fewest) < most
    else { return }
    lines.warn(
      "\(here) has \(present) of this title now and keeps \(most); \(fewest) has \(count(fewest)), so "
        + "one could go there.")
  }
}
