import CatchwordCore

/// One record of a shelf.
struct RecordRow: Sendable {
  let id: RecordID
  var state: RecordState
  /// Columns that the fold filled.
  var derived: FieldMap = [:]
  /// What it adds to its lane's digest, as last summed; nil for nothing.
  var summed: ContentHash?
  /// Whether it changed since.
  var isUnsummed = false

  var view: RecordView { RecordView(id: id, state: state, derived: derived) }
}

/// All records of one kind, with an index for every field that the schema looks records up by.
///
/// Invariants: 1. `places` names every row once; 2. a row stands in each index under its shown value,
/// unless that is null, and nowhere else; 3. buckets ascend by id.
struct RecordShelf: Sendable {
  let kind: Int
  let lane: Lane
  private let indexed: [Int]
  private(set) var rows: [RecordRow] = []
  private var places: [RecordID: Int] = [:]
  private var indexes: [[Value: [Int]]]
  private var unsummed: [Int] = []

  /// - Parameter schema: nil for a kind that the schema does not know.
  init(_ number: Int, lane: Lane, schema: Kind?) {
    kind = number
    self.lane = lane
    indexed = schema?.fields.filter { $0.isIndexed && $0.join == .register }.map(\.number) ?? []
    indexes = Array(repeating: [:], count: indexed.count)
  }

  func view(_ id: RecordID) -> RecordView? { places[id].map { rows[$0].view } }

  func views(where field: Int, is value: Value) -> [RecordView] {
    guard !value.isNull, let position = indexed.firstIndex(of: field) else {
      return rows.filter { $0.state.shown(field) == value }.map(\.view).sorted { $0.id < $1.id }
    }
    return (indexes[position][value] ?? []).map { rows[$0].view }
  }

  /// - Returns: the change for the fold.
  mutating func apply(_ operation: Operation, _ arrival: Arrival) -> Change {
    guard let place = places[operation.record] else {
      var row = RecordRow(id: operation.record, state: RecordState(kind: kind))
      row.state.apply(operation, arrival)
      add(row)
      return Change(operation: operation)
    }
    let wasDead = rows[place].state.isDead
    let shown = operation.values.map { FieldValue($0.field, rows[place].state.shown($0.field)) }
    // Death and return concern every field.
    let mayTurn = wasDead || operation.action == .delete
    let all = mayTurn ? rows[place].shown : []
    rows[place].state.apply(operation, arrival)
    reindex(place, from: shown)
    touch(place)
    return Change(
      operation: operation, before: rows[place].state.isDead == wasDead ? shown : all)
  }

  /// Puts a state in the place of one whose stamps changed.
  ///
  /// - Returns: what was shown before; nil where nothing changed.
  mutating func restamp(
    _ id: RecordID, _ change: (RecordState) -> RecordState
  ) -> RecordState? {
    guard let place = places[id] else { return nil }
    let old = rows[place].state
    let new = change(old)
    guard new != old else { return nil }
    rows[place].state = new
    reindex(place, from: indexed.map { FieldValue($0, old.shown($0)) })
    touch(place)
    return old
  }

  mutating func setDerived(_ columns: FieldMap, _ id: RecordID) {
    guard let place = places[id] else {
      precondition(columns.isEmpty, "columns are derived for records only")
      return
    }
    rows[place].derived = columns
  }

  /// Brings a lane's digest up to what stands here.
  mutating func sum(into digest: inout Digest, _ hashing: Hashing) {
    guard !unsummed.isEmpty else { return }
    for place in unsummed {
      if let old = rows[place].summed { digest.remove(old) }
      let bytes = rows[place].state.canonicalBytes(id: rows[place].id)
      rows[place].summed = bytes.map(hashing.sha256)
      if let new = rows[place].summed { digest.insert(new) }
      rows[place].isUnsummed = false
    }
    unsummed.removeAll(keepingCapacity: true)
  }

  /// - Throws: which invariant does not hold.
  func checkInvariants() throws {
    for (place, row) in rows.enumerated() {
      guard places[row.id] == place else { throw MemoryTrouble("\(row.id) stands elsewhere") }
      for (position, field) in indexed.enumerated() {
        let value = row.state.shown(field)
        if value.isNull { continue }
        guard indexes[position][value]?.contains(place) == true else {
          throw MemoryTrouble("\(row.id) is not found by field \(field)")
        }
      }
    }
    guard places.count == rows.count else { throw MemoryTrouble("kind \(kind): rows are lost") }
    for (position, index) in indexes.enumerated() {
      for (value, bucket) in index {
        let ids = bucket.map { rows[$0].id }
        let isRight = bucket.allSatisfy { rows[$0].state.shown(indexed[position]) == value }
        guard isRight, zip(ids, ids.dropFirst()).allSatisfy({ $0 < $1 }) else {
          throw MemoryTrouble("kind \(kind): field \(indexed[position]) finds what it must not")
        }
      }
    }
  }

  // MARK: Upkeep

  private mutating func add(_ row: RecordRow) {
    let place = rows.count
    places[row.id] = place
    rows.append(row)
    for (position, field) in indexed.enumerated() {
      let value = row.state.shown(field)
      if value.isNull { continue }
      Self.insert(place, into: &indexes[position][value, default: []], rows)
    }
    touch(place)
  }

  private mutating func reindex(_ place: Int, from shown: [FieldValue]) {
    for each in shown {
      guard let position = indexed.firstIndex(of: each.field) else { continue }
      let value = rows[place].state.shown(each.field)
      guard value != each.value else { continue }
      if !each.value.isNull {
        indexes[position][each.value]?.removeAll { $0 == place }
        if indexes[position][each.value]?.isEmpty == true { indexes[position][each.value] = nil }
      }
      if !value.isNull {
        Self.insert(place, into: &indexes[position][value, default: []], rows)
      }
    }
  }

  private static func insert(_ place: Int, into bucket: inout [Int], _ rows: [RecordRow]) {
    var index = bucket.count
    while index > 0, rows[place].id < rows[bucket[index - 1]].id { index -= 1 }
    bucket.insert(place, at: index)
  }

  private mutating func touch(_ place: Int) {
    guard !rows[place].isUnsummed else { return }
    rows[place].isUnsummed = true
    unsummed.append(place)
  }
}

extension RecordRow {
  /// Ascending by field.
  var shown: [FieldValue] {
    state.registers.map { FieldValue($0.key, $0.value.shown) }.sorted { $0.field < $1.field }
  }
}

/// The engine in memory contradicts itself.
struct MemoryTrouble: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
