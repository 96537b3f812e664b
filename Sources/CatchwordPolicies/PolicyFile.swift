package import CatchwordLibrary

/// Policies as librarians write them: TOML, with a finding for everything that is wrong.
///
/// The file is read into a draft in the order of the file, the draft is checked by the rules of the
/// library, and each finding names the line of the key to blame. `toml` writes a policy so that
/// reading it again gives the same.
package enum PolicyFile {
  /// What became of a file: a policy, or why it is none.
  package struct Reading: Sendable {
    /// Nil where there is any finding.
    package let policy: Policy?
    /// Ascending by line.
    package let findings: [PolicyFinding]
  }

  /// - Parameters:
  ///   - name: how findings name the file.
  ///   - known: codes of branches that the network has, besides those that the file declares.
  package static func read(_ text: String, name: String, known: [String] = []) -> Reading {
    let file = TOMLReader(text)
    guard file.problems.isEmpty else {
      let findings = file.problems.map {
        PolicyFinding(file: name, line: $0.line, place: "", code: $0.code, text: $0.text)
      }
      return Reading(policy: nil, findings: findings)
    }
    var reader = PolicyReader(file: name, lines: file.lines)
    let draft = reader.policy(file.entries)
    reader.report(draft.faults(known: known.map { ExactText($0) }), in: draft)
    let findings = reader.findings.enumerated().sorted { a, b in
      (a.element.line ?? 0, a.offset) < (b.element.line ?? 0, b.offset)
    }.map(\.element).prefix(PolicyFileLimits.findings)
    guard findings.isEmpty else { return Reading(policy: nil, findings: Array(findings)) }
    let policy = draft.canonical()
    let size = policy.bytes.count
    guard size <= PolicyLimits.contentBytes else {
      let error = PolicyError.tooLarge(bytes: size)
      return Reading(
        policy: nil,
        findings: [
          PolicyFinding(file: name, line: nil, place: "", code: error.code, text: "\(error)")
        ])
    }
    return Reading(policy: policy, findings: [])
  }
}
