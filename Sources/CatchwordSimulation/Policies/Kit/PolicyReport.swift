/// What `PolicyKit.check` found; empty for a policy that keeps its laws.
///
/// Its description is made for a failing test: each law that is broken, the smallest conflict that
/// breaks it, and what to do.
public struct PolicyReport: Sendable {
  /// The name of the policy.
  public let policy: String
  /// At most one for each law.
  public internal(set) var findings: [PolicyFinding] = []
  /// Conflicts that were made up, and those that were met in simulated villages.
  public internal(set) var madeConflicts = 0
  public internal(set) var metConflicts = 0
  /// Simulated villages in which the policy decided.
  public internal(set) var seeds = 0
  /// Laws that were not judged, because one they presuppose is broken.
  public internal(set) var unjudged: [PolicyLaw] = []

  init(policy: String) { self.policy = policy }

  public var isEmpty: Bool { findings.isEmpty }

  mutating func add(_ finding: PolicyFinding) {
    guard !findings.contains(where: { $0.law == finding.law }) else { return }
    findings.append(finding)
  }

  func hasBroken(_ laws: Set<PolicyLaw>) -> Bool { findings.contains { laws.contains($0.law) } }
}

extension PolicyReport: CustomStringConvertible {
  public var description: String {
    let size =
      "\(madeConflicts) made conflicts, \(metConflicts) met in simulations, \(seeds) seeds of the swarm"
    guard !isEmpty else { return "\(policy) keeps every law (\(size))." }
    var lines = [
      "\(policy) breaks \(findings.count == 1 ? "a law" : "\(findings.count) laws") (\(size))."
    ]
    for finding in findings { lines.append("\n\(finding)") }
    if !unjudged.isEmpty {
      lines.append(
        "\nNot judged before that holds: \(unjudged.map(\.rawValue).joined(separator: ", ")).")
    }
    return lines.joined(separator: "\n")
  }
}

/// A law that does not hold.
public struct PolicyFinding: Sendable, Hashable {
  public let law: PolicyLaw
  /// The smallest conflict found that breaks it; nil where a whole simulation did.
  public let conflict: FieldConflict?
  /// What the policy answered, and what it should not have.
  public let text: String
}

extension PolicyFinding: CustomStringConvertible {
  public var description: String {
    var lines = ["\(law.rawValue): \(text)"]
    if let conflict { lines.append("The smallest such conflict: \(conflict)") }
    lines.append("What to do: \(law.advice)")
    return lines.joined(separator: "\n")
  }
}
