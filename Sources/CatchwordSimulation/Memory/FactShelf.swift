import CatchwordCore

/// All facts of one kind, with an index for every field that the schema looks facts up by.
///
/// Invariants: as of `RecordShelf`.
struct FactShelf: Sendable {
  let kind: Int
  private let indexed: [Int]
  private(set) var facts: [PlacedFact] = []
  private var places: [RecordID: Int] = [:]
  private var indexes: [[Value: [Int]]]

  /// - Parameter schema: nil for a kind that the schema does not know.
  init(_ number: Int, schema: Kind?) {
    kind = number
    indexed = schema?.fields.filter(\.isIndexed).map(\.number) ?? []
    indexes = Array(repeating: [:], count: indexed.count)
  }

  subscript(id: RecordID) -> PlacedFact? { places[id].map { facts[$0] } }

  func contains(_ id: RecordID) -> Bool { places[id] != nil }

  func facts(where field: Int, is value: Value) -> [PlacedFact] {
    guard !value.isNull, let position = indexed.firstIndex(of: field) else {
      return facts.filter { $0[field] == value }.sorted { $0.id < $1.id }
    }
    return (indexes[position][value] ?? []).map { facts[$0] }
  }

  /// Adds a fact, or puts it in the place of the one that bears its id: of two copies the one with
  /// the lesser dot stays everywhere, whichever arrives first (R4).
  ///
  /// - Returns: the changes for the fold; none where the fact that stands stays.
  mutating func merge(_ fact: PlacedFact, _ operation: Operation) -> [Change] {
    guard let place = places[fact.id] else {
      places[fact.id] = facts.count
      facts.append(fact)
      index(facts.count - 1)
      return [Change(operation: operation)]
    }
    let standing = facts[place]
    guard fact.stamp.dot < standing.stamp.dot else { return [] }
    unindex(place)
    facts[place] = fact
    index(place)
    let old = Operation(.fact, kind: kind, record: standing.id, values: standing.values)
    return [Change(operation: old), Change(operation: operation)]
  }

  /// Gives a fact the time and offset of the segment that it was sealed in.
  mutating func restamp(_ id: RecordID, of dot: Dot, time: Int64, _ offset: ClockOffset) {
    guard let place = places[id], facts[place].stamp.dot == dot else { return }
    let old = facts[place]
    facts[place] = PlacedFact(
      id: id, kind: kind, values: old.values, stamp: Stamp(dot: dot, time: time),
      sequence: old.sequence, past: old.past, staff: old.staff, offset: offset)
  }

  /// - Throws: which invariant does not hold.
  func checkInvariants() throws {
    for (place, fact) in facts.enumerated() {
      guard places[fact.id] == place else { throw MemoryTrouble("\(fact.id) stands elsewhere") }
      for (position, field) in indexed.enumerated() where !fact[field].isNull {
        guard indexes[position][fact[field]]?.contains(place) == true else {
          throw MemoryTrouble("\(fact.id) is not found by field \(field)")
        }
      }
    }
    let entries = indexes.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.count } }
    let values = facts.reduce(0) { sum, fact in
      sum + indexed.reduce(0) { $0 + (fact[$1].isNull ? 0 : 1) }
    }
    guard places.count == facts.count, entries == values else {
      throw MemoryTrouble("kind \(kind): facts are lost or found twice")
    }
  }

  // MARK: Upkeep

  private mutating func index(_ place: Int) {
    for (position, field) in indexed.enumerated() {
      let value = facts[place][field]
      if value.isNull { continue }
      Self.insert(place, into: &indexes[position][value, default: []], facts)
    }
  }

  private mutating func unindex(_ place: Int) {
    for (position, field) in indexed.enumerated() {
      indexes[position][facts[place][field]]?.removeAll { $0 == place }
    }
  }

  private static func insert(_ place: Int, into bucket: inout [Int], _ facts: [PlacedFact]) {
    var index = bucket.count
    while index > 0, facts[place].id < facts[bucket[index - 1]].id { index -= 1 }
    bucket.insert(place, at: index)
  }
}
