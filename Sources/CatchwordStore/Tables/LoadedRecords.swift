import CatchwordCore

/// Records as this transaction read them: a fold asks for an item, its bib and its patrons again and
/// again. Whatever writes a row drops it from here, and every transaction begins with none.
struct LoadedRecords {
  private struct Key: Hashable {
    let kind: Int
    let row: Int64
  }

  /// So that the merge of a long segment does not hold a catalogue in memory.
  private static let maximum = 1_024
  private var records: [Key: StoredRecord] = [:]
  /// Whether any record of a kind shows a value in a field.
  private var presence: [Int: [Int: Bool]] = [:]

  subscript(kind: Int, row: Int64) -> StoredRecord? {
    records.isEmpty ? nil : records[Key(kind: kind, row: row)]
  }

  mutating func add(_ record: StoredRecord) {
    if records.count >= Self.maximum { records.removeAll(keepingCapacity: true) }
    records[Key(kind: record.kind, row: record.row)] = record
  }

  mutating func holds(kind: Int, field: Int, _ look: () throws -> Bool) rethrows -> Bool {
    if let known = presence[kind]?[field] { return known }
    let found = try look()
    presence[kind, default: [:]][field] = found
    return found
  }

  /// Its row was written.
  mutating func drop(_ record: StoredRecord) {
    records[Key(kind: record.kind, row: record.row)] = nil
    presence[record.kind] = nil
  }

  mutating func dropAll() {
    if !records.isEmpty { records.removeAll(keepingCapacity: true) }
    presence = [:]
  }
}
