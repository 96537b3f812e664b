import Catchword
import CatchwordCore

/// A replica's value, as folds, desks and checks read it.
///
/// Changes say at once which subjects they concern; those are folded when somebody next asks, so a
/// subject that ten segments touched is folded once. Folds read registers and facts only, so they
/// may read here while others are pending.
final class MemoryStore: StateReading {
  var state: MemoryState
  private let deriving: any Deriving

  init(_ state: MemoryState, deriving: any Deriving) {
    self.state = state
    self.deriving = deriving
  }

  // MARK: Folding

  /// Takes note of which subjects changes concern, on the state as it stands.
  func note(_ changes: [Change]) throws {
    for change in changes {
      let subjects = try deriving.subjects(of: change, in: self)
      state.tables.pending.formUnion(subjects)
    }
  }

  /// Folds what is pending.
  func fold() throws {
    guard !state.tables.pending.isEmpty else { return }
    let pending = state.tables.pending.sorted()
    state.tables.pending.removeAll(keepingCapacity: true)
    for subject in pending {
      let derivation = try deriving.deriveUnexplained(subject, in: self)
      state.tables.set(derivation, for: subject)
    }
  }

  /// - Returns: the digests of the state as it stands, unsealed commits included.
  func digests() throws -> StateDigests {
    try fold()
    let (lanes, derived) = state.tables.digests(FastHash.hashing)
    return stateDigests(lanes, derived)
  }

  func stateDigests(_ lanes: [Digest], _ derived: Digest) -> StateDigests {
    StateDigests(
      lanes: Dictionary(
        uniqueKeysWithValues: Lane.allCases.map { ($0, lanes[Int($0.rawValue)]) }),
      derived: derived, derivingVersion: deriving.version)
  }

  /// Makes all tables anew from the logs; tails too.
  func rebuild() throws {
    var anew = state
    anew.tables = MemoryTables(state.schema)
    // The fold comes at the end, for everything at once.
    var ignored: [Change] = []
    for place in state.order {
      guard let sealed = state.logs[place.log]?.segments[place.index] else { continue }
      anew.apply(sealed.segment, &ignored)
      ignored.removeAll(keepingCapacity: true)
    }
    state = anew
    for shelf in state.tables.allRecords {
      for row in shelf.rows {
        let write = Operation(.write, kind: shelf.kind, record: row.id, values: row.shown)
        try note([Change(operation: write)])
      }
    }
    for shelf in state.tables.allFacts {
      for fact in shelf.facts {
        let stated = Operation(.fact, kind: shelf.kind, record: fact.id, values: fact.values)
        try note([Change(operation: stated)])
      }
    }
    try fold()
  }

  // MARK: Reading

  func record(kind: Int, _ id: RecordID) throws -> RecordView? { state.tables.record(kind, id) }

  func records(kind: Int, where field: Int, is value: Value) throws -> [RecordView] {
    state.tables.views(kind, where: field, is: value)
  }

  func facts(kind: Int, where field: Int, is value: Value) throws -> [PlacedFact] {
    state.tables.facts(kind, where: field, is: value)
  }

  func facts(
    kind: Int, of writer: WriterID, numbers: ClosedRange<Int64>
  ) throws -> [PlacedFact] {
    state.tables.facts(kind, of: writer, numbers: numbers)
  }

  func fact(kind: Int, _ id: RecordID) throws -> PlacedFact? { state.tables.fact(kind, id) }

  func derivedRows(table: String, where field: Int, is value: Value) throws -> [DerivedRow] {
    try everyRow(table: table).filter { $0.values[field] == value }
  }

  func everyRecord(kind: Int) throws -> [RecordView] {
    (state.tables.records(of: kind)?.rows ?? []).map(\.view).sorted { $0.id < $1.id }
  }

  func everyRow(table: String) throws -> [DerivedRow] {
    state.tables.folds.sorted { $0.key < $1.key }.flatMap { $0.value.derivation.rows }
      .filter { $0.table == table }
  }

  func explanations(of subject: Subject) throws -> [String] {
    try deriving.derive(subject, in: self).explanations
  }
}
