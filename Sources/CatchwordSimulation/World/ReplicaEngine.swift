package import Catchword
package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

/// The real replica, on a simulated machine.
package final class ReplicaEngine: Engine {
  package let replica: Replica

  package init(_ replica: Replica) { self.replica = replica }

  package var writer: WriterID { replica.writer }
  package var branch: String { replica.branch }
  package var network: ContentHash { replica.network }

  package func perform(_ action: DeskAction, staff: String) throws -> Performed<DeskAnswer> {
    try replica.perform(action, staff: staff)
  }

  package func perform(_ edit: CatalogEdit, staff: String) throws -> Performed<RecordID> {
    try replica.perform(edit, staff: staff)
  }

  package func commit(
    staff: String, _ plan: (any RecordReading, () throws -> RecordID) throws -> [Operation]
  ) throws -> Performed<Void> {
    try replica.commit(staff: staff) { transaction, _ in
      for operation in try plan(transaction, { try transaction.mint() }) {
        try transaction.stage(operation)
      }
    }
  }

  package func resolve(
    _ id: String, keep letter: String, note: String, staff: String
  ) throws -> Performed<ReviewItem> {
    try replica.resolve(id, keep: letter, note: note, staff: staff)
  }

  package func undoResolution(
    _ id: String, reason: String, staff: String
  ) throws -> Performed<ReviewItem> {
    try replica.undoResolution(id, reason: reason, staff: staff)
  }

  package func sync(over transport: any Transport, lanes: Set<Lane>) throws -> SyncReport {
    try replica.sync(over: transport, lanes: lanes)
  }

  package func answer(_ hello: Hello) throws -> Hello { try replica.answer(hello) }
  package func answer(_ have: Have) throws -> Have { try replica.answer(have) }

  package func segments(for wants: [Want], each: ([UInt8]) throws -> Void) throws {
    try replica.segments(for: wants, each: each)
  }

  package func receive(all segments: [[UInt8]]) throws -> [Result<Reception, ReceiveError>] {
    try replica.receive(all: segments)
  }

  package func standing() throws -> Have { try replica.standing() }

  package func ends() throws -> [LogID: Int64] {
    try replica.store.read { reader in
      var ends = try reader.frontier().heads.mapValues(\.number)
      for (lane, count) in try reader.unsealedCounts() {
        ends[LogID(writer: replica.writer, lane: lane), default: 0] += Int64(count)
      }
      return ends
    }
  }

  package func frontierAndDigests() throws -> (frontier: Frontier, digests: StateDigests) {
    try replica.frontierAndDigests()
  }

  package func reviews() throws -> [ReviewItem] { try replica.reviews(includesResolved: true) }

  package func log(_ each: (LoggedCommit) throws -> Void) throws {
    try replica.commits(each: each)
  }

  package func readings(_ each: (LoggedCommit) throws -> Void) throws {
    try replica.readings(each: each)
  }

  package func arms() throws -> [LogID: LogID] {
    Dictionary(uniqueKeysWithValues: try replica.arms().map { ($0.arm, $0.trunk) })
  }

  package func contents(of segment: [UInt8]) throws -> [ContentHash] {
    try replica.contents(of: segment)
  }

  package func read<T>(_ body: (any StateReading) throws -> T) throws -> T {
    try replica.store.read { try body(StoreReading(reader: $0)) }
  }

  package func rebuild() throws -> (before: StateDigests, after: StateDigests) {
    try replica.rebuild()
  }

  package func checkInvariants() throws { try replica.store.checkInvariants() }
  package func sentences() throws -> [String] {
    try replica.status().lives + replica.examine()
  }

  package func reissued() throws -> [RenamedCommit] {
    try replica.reissued().map { RenamedCommit(old: $0.formerHash, new: $0.hash) }
  }

  /// After a power cut nothing can be said to go well, and nothing needs to.
  package func close() { try? replica.store.close() }
}

private struct StoreReading: StateReading {
  let reader: StoreReader

  func record(kind: Int, _ id: RecordID) throws -> RecordView? {
    try reader.record(kind: kind, id)
  }

  func records(kind: Int, where field: Int, is value: Value) throws -> [RecordView] {
    try reader.records(kind: kind, where: field, is: value)
  }

  func facts(kind: Int, where field: Int, is value: Value) throws -> [PlacedFact] {
    try reader.facts(kind: kind, where: field, is: value)
  }

  func facts(
    kind: Int, of writer: WriterID, numbers: ClosedRange<Int64>
  ) throws -> [PlacedFact] {
    try reader.facts(kind: kind, of: writer, numbers: numbers)
  }

  func fact(kind: Int, _ id: RecordID) throws -> PlacedFact? { try reader.fact(kind: kind, id) }

  func derivedRows(table: String, where field: Int, is value: Value) throws -> [DerivedRow] {
    try reader.derivedRows(table: table, where: field, is: value)
  }

  func everyRecord(kind: Int) throws -> [RecordView] {
    try reader.records(kind: kind, liveOnly: false, limit: .max).sorted { $0.id < $1.id }
  }

  func everyRow(table: String) throws -> [DerivedRow] {
    try reader.derivedRows(table: table, limit: .max)
  }

  func explanations(of subject: Subject) throws -> [String] { try reader.explain(subject) }
}
