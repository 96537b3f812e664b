/// A record by kind and id.
struct RecordKey: Hashable, Comparable, Sendable {
  let kind: Int
  let id: OracleID

  static func < (a: RecordKey, b: RecordKey) -> Bool {
    a.kind == b.kind ? a.id < b.id : a.kind < b.kind
  }
}

/// One operation of one commit, as far as a record cares: a deed that was done to it.
struct Deed: Sendable {
  /// Its place among all commits.
  let commit: Int
  /// Its place in its commit.
  let place: Int
  let operation: OracleOperation

  var isDeletion: Bool { operation.action == .delete }

  func value(_ field: Int) -> OracleValue? {
    operation.values.first { $0.number == field }?.value
  }
}
