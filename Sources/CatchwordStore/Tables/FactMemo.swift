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

  /// A value by its type's name is of that type, so nothing has to be asked of it.
  private final class Kept<T: Sendable> {
    let value: T
    init(_ value: T) { self.value = value }
  }

  /// By kind, since every fact that is stated drops what was made of its own.
  private var kept: [Int: [Key: AnyObject]] = [:]
  /// SQLite's `data_version` when it was last asked.
  private var version: Int64 = -1

  func value<T: Sendable>(_ kind: Int, _ id: RecordID?) -> T? {
    guard let found = kept[kind]?[Key(id: id, type: ObjectIdentifier(T.self))] else { return nil }
    return unsafeDowncast(found, to: Kept<T>.self).value
  }

  mutating func keep<T: Sendable>(_ value: T, _ kind: Int, _ id: RecordID?) {
    kept[kind, default: [:]][Key(id: id, type: ObjectIdentifier(T.self))] = Kept(value)
  }

  mutating func drop(_ kind: Int) {
    if !kept.isEmpty { kept[kind] = nil }
  }

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
