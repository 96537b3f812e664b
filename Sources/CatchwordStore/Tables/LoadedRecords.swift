import CatchwordCore

/// Records as this transaction read them: a fold asks for an item, its bib and its patrons again and
/// again. Whatever writes a row drops it from here, and every transaction begins with none.
struct LoadedRecords {
  private struct Key: Hashable {
    let kind: Int
    let row: Int64
  }

  /// So that a long merge does not hold a catalogue in memory: when as many came, those that came
  /// before them go.
  private static let generation = 2_048
  private var records: [Key: StoredRecord] = [:]
  private var former: [Key: StoredRecord] = [:]
  /// Whether any record of a kind shows a value in a field.
  private var presence: [Int: [Int: Bool]] = [:]

  subscript(kind: Int, row: Int64) -> StoredRecord? {
    let key = Key(kind: kind, row: row)
    return records[key] ?? (former.isEmpty ? nil : former[key])
  }

  mutating func add(_ record: StoredRecord) {
    if records.count >= Self.generation {
      former = records
      records = [:]
    }
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
    let key = Key(kind: record.kind, row: record.row)
    records[key] = nil
    if !former.isEmpty { former[key] = nil }
    presence[record.kind] = nil
  }

  mutating func dropAll() {
    if !records.isEmpty { records.removeAll(keepingCapacity: true) }
    former = [:]
    presence = [:]
  }
}
