package import CatchwordCore

/// The policy that a device acts under.
package struct PolicyInForce: Hashable, Sendable {
  /// The fact that loaded it; nil for the standard policy.
  package let fact: RecordID?
  package let policy: Policy

  package init(fact: RecordID?, policy: Policy) {
    self.fact = fact
    self.policy = policy
  }

  package static let standard = PolicyInForce(fact: nil, policy: .standard)

  /// What a due date is put down to that nothing moved.
  package var usualRule: DueRule { fact == nil ? .standard : .policy }
}

extension RecordReading {
  /// All policies that were ever loaded, in fold order: the last is in force.
  package func policyFacts() throws -> [PlacedFact] {
    FoldOrder.sorted(
      try facts(kind: LibraryKind.policy, where: PolicyField.network, is: .integer(1)))
  }

  /// The last that this program can read, so that a newer form does not stop an older desk.
  package func policyInForce() throws -> PolicyInForce {
    try remembering(factsOf: LibraryKind.policy, nil) {
      for fact in try policyFacts().reversed() {
        guard let bytes = fact[PolicyField.content].bytes, let policy = try? Policy(inForce: bytes)
        else { continue }
        return PolicyInForce(fact: fact.id, policy: policy)
      }
      return .standard
    }
  }

  /// The policy that a fact loaded; nil where it is not here or cannot be read.
  package func policy(_ fact: RecordID) throws -> Policy? {
    try remembering(factsOf: LibraryKind.policy, fact) {
      let bytes = try self.fact(kind: LibraryKind.policy, fact)?[PolicyField.content].bytes
      return bytes.flatMap { try? Policy(inForce: $0) }
    }
  }

  /// Closures that were added for any of some branches and still stand.
  package func closures(of branches: [ExactText]) throws -> [PolicyClosure] {
    try branches.flatMap { branch in
      try records(
        kind: LibraryKind.closure, where: ClosureField.branch, is: .text(branch.text)
      ).filter { !$0.state.isDead }.compactMap(PolicyClosure.init)
    }
  }
}

extension PolicyClosure {
  /// - Returns: nil for a record that names no days.
  package init?(_ record: RecordView) {
    guard let first = record[ClosureField.first].integer,
      let last = record[ClosureField.last].integer, first <= last
    else { return nil }
    self.init(
      first: CivilDate(day: first), last: CivilDate(day: last),
      reason: ExactText(record[ClosureField.reason].text ?? ""))
  }
}

/// What states policies and closures.
package enum PolicyEdit {
  /// - Throws: `PolicyError`, where the policy could not be read again.
  package static func load(
    _ policy: Policy, reason: String, branch: String, id: RecordID
  ) throws(PolicyError) -> Operation {
    let bytes = policy.bytes
    _ = try Policy(bytes: bytes)
    var values = [
      FieldValue(PolicyField.content, .bytes(bytes)), FieldValue(PolicyField.branch, .text(branch)),
      FieldValue(PolicyField.network, .integer(1)),
    ]
    if !reason.isEmpty { values.append(FieldValue(PolicyField.reason, .text(reason))) }
    return Operation(.fact, kind: LibraryKind.policy, record: id, values: values)
  }

  package static func close(_ branch: String, _ closure: PolicyClosure, id: RecordID) -> Operation {
    Operation(
      .write, kind: LibraryKind.closure, record: id,
      values: [
        FieldValue(ClosureField.branch, .text(branch)),
        FieldValue(ClosureField.first, .integer(closure.first.day)),
        FieldValue(ClosureField.last, .integer(closure.last.day)),
        FieldValue(ClosureField.reason, .text(closure.reason.text)),
      ])
  }

  package static func reopen(_ closure: RecordID) -> Operation {
    Operation(.delete, kind: LibraryKind.closure, record: closure)
  }
}
