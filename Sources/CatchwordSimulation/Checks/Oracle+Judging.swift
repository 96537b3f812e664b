import CatchwordOracle

/// A picture that is not what an oracle makes of the history, or that breaks a rule.
struct Disagreement {
  /// C2 or C9, or the rule's name.
  let rule: String
  /// The sort of line that differs; empty for a broken rule.
  let kind: String
  /// How the rule is broken; nil where lines differ only.
  let finding: String?
  /// As `Oracle.differences` gives them.
  let differences: [String]
}

extension Oracle {
  /// Whether a picture is what the oracle makes of the history (C2, C9), and keeps the rules (L1–L10).
  ///
  /// A rule that is broken has a name, which says more than a difference. Of differences loans give the
  /// kind, and conflicts where nothing else differs: they follow from the rest.
  func disagreement(with picture: [String]) -> Disagreement? {
    let differences = differences(from: picture)
    if let finding = Invariants(self).findings(in: picture).first {
      return Disagreement(
        rule: finding.rule, kind: "", finding: finding.text, differences: differences)
    }
    guard !differences.isEmpty else { return nil }
    let sorts = differences.compactMap { PictureEntry($0.dropFirst(2))?.sort }
    let kind = sorts.first { $0 == "loan" } ?? sorts.first { $0 != "conflict" } ?? sorts.first ?? ""
    return Disagreement(
      rule: kind == "conflict" ? "C9" : "C2", kind: kind, finding: nil, differences: differences)
  }
}
