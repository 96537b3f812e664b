package import CatchwordLibrary

/// A foreign system's circulation tables as a policy, with an account of every row.
///
/// Law: of each table, what was read is what was taken and what was not; nothing is dropped without
/// a reason, and nothing is guessed without a remark.
package struct PolicyConversion: Sendable {
  /// What became of one row.
  package struct Row: Hashable, Sendable {
    package let table: String
    /// The row's own id or name.
    package let key: String
    package let isTaken: Bool
    /// Why it was not taken, or what of it could not be kept; empty where all was.
    package let remark: String
  }

  /// The figures of one table.
  package struct Account: Hashable, Sendable {
    package let table: String
    package var read = 0
    package var taken = 0
    package var notTaken: Int { read - taken }
  }

  package private(set) var policy: Policy
  package private(set) var rows: [Row] = []
  /// What concerns no single row.
  package private(set) var remarks: [String] = []

  init(_ policy: Policy) { self.policy = policy }

  /// By table, in the order in which they were read.
  package var accounts: [Account] {
    var accounts: [Account] = []
    for row in rows {
      if accounts.last?.table != row.table { accounts.append(Account(table: row.table)) }
      accounts[accounts.count - 1].read += 1
      if row.isTaken { accounts[accounts.count - 1].taken += 1 }
    }
    return accounts
  }

  mutating func take(_ table: String, _ key: String, _ remarks: [String] = []) {
    rows.append(
      Row(table: table, key: key, isTaken: true, remark: remarks.joined(separator: "; ")))
  }

  mutating func leave(_ table: String, _ key: String, because reason: String) {
    rows.append(Row(table: table, key: key, isTaken: false, remark: reason))
  }

  mutating func remark(_ text: String) { remarks.append(text) }

  mutating func change(_ body: (inout Policy) -> Void) { body(&policy) }

  /// Adds a rule unless an earlier one is as specific.
  ///
  /// - Returns: whether it was added.
  mutating func add(_ rule: LendingRule) -> Bool {
    guard !policy.rules.contains(where: rule.isAmbiguous) else { return false }
    policy.rules.append(rule)
    return true
  }

  mutating func finish() { policy = policy.canonical() }
}

/// Why a folder could not be converted.
package enum ConversionError: Error, Hashable, Sendable, CustomStringConvertible {
  case tableMissing(String)
  case unreadable(String, why: String)

  package var code: String {
    switch self {
    case .tableMissing: "table-missing"
    case .unreadable: "table-unreadable"
    }
  }

  package var description: String {
    switch self {
    case .tableMissing(let name): "\(name) is not in the folder; export it and try again."
    case .unreadable(let name, let why): "\(name) cannot be read: \(why)."
    }
  }
}
