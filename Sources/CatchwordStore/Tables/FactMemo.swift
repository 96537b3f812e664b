import CatchwordCore

/// What was made of all facts of a kind, kept while they are the same: a policy is read from its
/// bytes once and not at every scan.
///
/// It lives as long as its connection. Whatever this connection does to facts of the kind drops it,
/// and so does whatever another connection or process commits (`Tables.begin`).
struct FactMemo {
  private struct Key: Hashable {
    let id: RecordID?
    let type: ObjectIdentifier
  }

  /// By kind, since every fact that is stated drops what was made of its own.
  private var kept: [Int: [Key: any Sendable]] = [:]
  /// SQLite's `data_version` when it was last asked.
  private var version: Int64 = -1

  func value<T: Sendable>(_ kind: Int, _ id: RecordID?) -> T? {
    // Not in one step: what is not there would pass for a kept nil where T is optional.
    guard let found = kept[kind]?[Key(id: id, type: ObjectIdentifier(T.self))] else { return nil }
    return found as? T
  }

  mutating func keep<T: Sendable>(_ value: T, _ kind: Int, _ id: RecordID?) {
    kept[kind, default: [:]][Key(id: id, type: ObjectIdentifier(T.self))] = value
  }

  mutating func drop(_ kind: Int) { kept[kind] = nil }

  /// - Parameter version: changes whenever another connection has committed.
  mutating func begin(at version: Int64) {
    if version != self.version { kept = [:] }
    self.version = version
  }
}

extension Tables {
  func remembering<T: Sendable>(
    factsOf kind: Int, _ id: RecordID?, _ make: () throws -> T
  ) throws -> T {
    if let known: T = memo.value(kind, id) { return known }
    let value = try make()
    memo.keep(value, kind, id)
    return value
  }
}
