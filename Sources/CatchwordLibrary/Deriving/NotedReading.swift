import CatchwordCore

/// A replica whose facts are read as notes about their clocks say. The fold knows of doubted clocks,
/// and so need not know of notes.
struct NotedReading: RecordReading {
  let base: any RecordReading
  let notes: ClockNotes

  func facts(kind: Int, where field: Int, is value: Value) throws -> [PlacedFact] {
    try base.facts(kind: kind, where: field, is: value).map(notes.reading)
  }

  func facts(
    kind: Int, where field: Int, is value: Value, without other: Int
  ) throws -> [PlacedFact] {
    try base.facts(kind: kind, where: field, is: value, without: other).map(notes.reading)
  }

  func facts(
    kind: Int, of writer: WriterID, numbers: ClosedRange<Int64>
  ) throws -> [PlacedFact] {
    try base.facts(kind: kind, of: writer, numbers: numbers).map(notes.reading)
  }

  func fact(kind: Int, _ id: RecordID) throws -> PlacedFact? {
    try base.fact(kind: kind, id).map(notes.reading)
  }

  // MARK: What notes do not touch

  func record(kind: Int, _ id: RecordID) throws -> RecordView? { try base.record(kind: kind, id) }

  func records(kind: Int, where field: Int, is value: Value) throws -> [RecordView] {
    try base.records(kind: kind, where: field, is: value)
  }

  func hasFacts(kind: Int, where field: Int, is value: Value) throws -> Bool {
    try base.hasFacts(kind: kind, where: field, is: value)
  }

  func isDead(kind: Int, _ id: RecordID) throws -> Bool? { try base.isDead(kind: kind, id) }

  func mayHold(kind: Int, field: Int) throws -> Bool { try base.mayHold(kind: kind, field: field) }

  func remembering<T: Sendable>(
    factsOf kind: Int, _ id: RecordID?, _ make: () throws -> T
  ) throws -> T { try base.remembering(factsOf: kind, id, make) }

  func greatest(_ field: Int, kind: Int, where other: Int, is value: Value) throws -> Int64? {
    try base.greatest(field, kind: kind, where: other, is: value)
  }

  func derivedRows(table: String, where field: Int, is value: Value) throws -> [DerivedRow] {
    try base.derivedRows(table: table, where: field, is: value)
  }
}
