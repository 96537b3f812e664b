package import CatchwordOracle

extension Oracle {
  /// C2, C9 and the rules of the library: whether a picture is what the oracle makes of the history.
  ///
  /// - Parameter words: how people call the writers in a sentence.
  /// - Throws: `CheckFailure`, the first.
  package func judge(
    _ picture: [String], of host: String, _ words: (String) -> String = { $0 }
  ) throws {
    let differences = differences(from: picture)
    if let first = differences.first {
      let kind = first.dropFirst(2).split(separator: " ").first.map(String.init) ?? ""
      throw CheckFailure(
        kind == "conflict" ? "C9" : "C2", kind: kind,
        differences.prefix(6).map(words).joined(separator: " · "), host: host)
    }
    if let finding = Invariants(self).findings(in: picture).first {
      throw CheckFailure(finding.rule, words(finding.text), host: host)
    }
  }
}
