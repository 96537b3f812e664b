package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore
import CatchwordWire

/// A policy that was loaded, here or elsewhere.
package struct LoadedPolicy: Sendable, Equatable {
  /// The fact that loaded it.
  package let fact: RecordID
  /// Over its canonical bytes.
  package let hash: ContentHash
  /// Seconds since 1970.
  package let loadedAt: Int64
  package let branch: String
  package let staff: String
  package let reason: String
  /// Nil where this program cannot read it.
  package let policy: Policy?
  package let isInForce: Bool
}

/// Days on which a branch is closed, added beside the policy.
package struct BranchClosure: Sendable, Equatable {
  package let id: RecordID
  package let branch: String
  package let closure: PolicyClosure
}

/// Policies and closures: what a network decides about lending, as records like any other.
extension Replica {
  package func policyInForce() throws -> PolicyInForce { try store.read { try $0.policyInForce() } }

  /// All that were ever loaded, in fold order; the one in force is the last that can be read.
  package func policies() throws -> [LoadedPolicy] {
    try store.read { reader in
      let inForce = try reader.policyInForce().fact
      return try reader.policyFacts().map { fact in
        let bytes = fact[PolicyField.content].bytes ?? []
        return LoadedPolicy(
          fact: fact.id, hash: hashing.sha256(bytes), loadedAt: fact.stamp.time,
          branch: fact[PolicyField.branch].text ?? "", staff: fact.staff,
          reason: fact[PolicyField.reason].text ?? "", policy: try? Policy(bytes: bytes),
          isInForce: fact.id == inForce)
      }
    }
  }

  /// Over a policy's canonical bytes; the same everywhere.
  package static func hash(of policy: Policy) -> ContentHash {
    Sha256.hashing.sha256(policy.bytes)
  }

  /// Loads a policy for the whole network; it is in force where it arrives.
  ///
  /// - Throws: `PolicyError`, where the policy could not be read again.
  package func load(
    _ policy: Policy, reason: String, staff: String
  ) throws -> Performed<RecordID> {
    try commit(staff: staff) { transaction, desk in
      let operation = try PolicyEdit.load(
        policy, reason: reason, branch: desk.branch, id: try transaction.mint())
      try transaction.stage(operation)
      return operation.record
    }
  }

  /// Closes a branch, with all below it, beside what the policy says.
  package func addClosure(
    of branch: String, _ closure: PolicyClosure, staff: String
  ) throws -> Performed<RecordID> {
    try commit(staff: staff) { transaction, _ in
      let operation = PolicyEdit.close(branch, closure, id: try transaction.mint())
      try transaction.stage(operation)
      return operation.record
    }
  }

  /// Takes a closure back: the branch is open after all.
  ///
  /// - Parameter reference: the closure's record id.
  package func removeClosure(_ reference: String, staff: String) throws -> Performed<BranchClosure>
  {
    guard let known = try closures().first(where: { $0.id.description == reference }) else {
      throw ShowError.unknown("closure", reference)
    }
    return try commit(staff: staff) { transaction, _ in
      try transaction.stage(PolicyEdit.reopen(known.id))
      return known
    }
  }

  /// Closures that stand beside the policy, by branch and day.
  package func closures() throws -> [BranchClosure] {
    try store.read { reader in
      try reader.records(kind: LibraryKind.closure, limit: .max)
    }.compactMap { record in
      PolicyClosure(record).map {
        BranchClosure(id: record.id, branch: record[ClosureField.branch].text ?? "", closure: $0)
      }
    }.sorted { a, b in
      (ExactText(a.branch), a.closure.first, a.id) < (ExactText(b.branch), b.closure.first, b.id)
    }
  }
}

extension StoreReader {
  /// What a patron has at home as far as this replica knows, with due dates as they stand now; loans
  /// in dispute do not count.
  func openLoans(of patron: RecordID, under inForce: PolicyInForce) throws -> [PatronLoan] {
    var dates = DueDates(under: inForce, in: self)
    return try derivedRows(
      table: LoanColumn.tableName, where: LoanColumn.patron, is: .record(patron),
      and: LoanColumn.standing, is: .text(Loan.Standing.open.rawValue)
    ).map { row in
      let branch = row.values[LoanColumn.branch]?.text ?? ""
      let due = row.values[LoanColumn.due]?.integer.map(CivilDate.init(day:))
      return PatronLoan(
        item: row.values[LoanColumn.item]?.record,
        due: try due.map { try dates.standing($0, at: branch) },
        loan: row.values[LoanColumn.id]?.record, branch: branch,
        isDueInDoubt: row.values[LoanColumn.doubted] != nil)
    }
  }
}
