package import CatchwordCore

/// One local transaction: what staff did, as at most one commit a lane.
///
/// Valid only inside the closure that received it. Operations take effect as they are staged, so
/// that later reads see them; derived state follows at the end, or when `refold()` is called.
package final class WriteTransaction: RecordReading {
  let tables: Tables
  private let clock: ClockReading
  private let staff: String
  /// What is known of the clock. Whoever reads it in this transaction sets it before anything is staged.
  package var offset: ClockOffset
  private let writer: WriterID
  private let firstMinted: Int64
  private var lastMinted: Int64
  private let firstSequence: Int64
  private var drafts: [Lane: Draft] = [:]

  init(_ tables: Tables, clock: ClockReading, staff: String, offset: ClockOffset) throws {
    guard staff.utf8.count <= Limits.staffBytes else {
      throw StoreError.limit(
        name: "staff name", value: staff.utf8.count, maximum: Limits.staffBytes)
    }
    self.tables = tables
    self.clock = clock
    self.staff = staff
    self.offset = offset
    let replica = try tables.replica()
    writer = replica.writer
    firstMinted = replica.minted + 1
    lastMinted = replica.minted
    firstSequence = replica.sequence + 1
  }

  /// Everything a reader may ask, as this transaction left it so far.
  package var reader: StoreReader { StoreReader(tables) }

  /// A new id in this writer's space, never given out again (R3).
  package func mint() throws -> RecordID {
    guard lastMinted < RecordID.maximumNumber else {
      throw StoreError.limit(
        name: "records of one writer", value: Int(lastMinted),
        maximum: Int(RecordID.maximumNumber))
    }
    lastMinted += 1
    return RecordID(space: .writer(writer), number: lastMinted)
  }

  /// Checks an operation against the schema and applies it at once.
  package func stage(_ operation: Operation) throws {
    let kind = try Staging.check(operation, tables.schema)
    let operation = Staging.normalized(operation)
    var draft = try drafts.removeValue(forKey: kind.lane) ?? newDraft(kind.lane)
    guard draft.operations.count < Limits.commitOperations else {
      throw StoreError.limit(
        name: "operations of one commit", value: draft.operations.count + 1,
        maximum: Limits.commitOperations)
    }
    // A commit that no segment can hold would be durable here and never leave.
    guard draft.weight + operation.weight <= Limits.commitBytes else {
      throw StoreError.limit(
        name: "bytes of one commit", value: draft.weight + operation.weight,
        maximum: Limits.commitBytes)
    }
    try apply(operation, kind, &draft)
    drafts[kind.lane] = draft
  }

  /// Folds now what was staged so far, so that this transaction can read derived state.
  package func refold() throws { try tables.refold() }

  /// What a write of a record in conflict must keep: every conflicting dot it does not settle.
  package func keeps(for state: RecordState, settling dots: [Dot]) -> [Dot] {
    let settled = Set(dots)
    return state.conflictingDots.filter { !settled.contains($0) }
  }

  package func setting(_ key: String) throws -> String? { try reader.setting(key) }

  /// - Parameter value: nil takes the setting away.
  package func setSetting(_ key: String, _ value: String?) throws {
    if let value {
      try tables.connection.statement("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)")
        .run(.text(key), .text(value))
    } else {
      try tables.connection.statement("DELETE FROM setting WHERE key = ?").run(.text(key))
    }
  }

  package func record(kind: Int, _ id: RecordID) throws -> RecordView? {
    try reader.record(kind: kind, id)
  }

  package func records(kind: Int, where field: Int, is value: Value) throws -> [RecordView] {
    try reader.records(kind: kind, where: field, is: value)
  }

  package func facts(kind: Int, where field: Int, is value: Value) throws -> [PlacedFact] {
    try reader.facts(kind: kind, where: field, is: value)
  }

  package func facts(
    kind: Int, where field: Int, is value: Value, without other: Int
  ) throws -> [PlacedFact] {
    try reader.facts(kind: kind, where: field, is: value, without: other)
  }

  package func facts(
    kind: Int, of writer: WriterID, numbers: ClosedRange<Int64>
  ) throws -> [PlacedFact] {
    try reader.facts(kind: kind, of: writer, numbers: numbers)
  }

  package func hasFacts(kind: Int, where field: Int, is value: Value) throws -> Bool {
    try reader.hasFacts(kind: kind, where: field, is: value)
  }

  package func isDead(kind: Int, _ id: RecordID) throws -> Bool? {
    try reader.isDead(kind: kind, id)
  }

  package func mayHold(kind: Int, field: Int) throws -> Bool {
    try reader.mayHold(kind: kind, field: field)
  }

  package func remembering<T: Sendable>(
    factsOf kind: Int, _ id: RecordID?, _ make: () throws -> T
  ) throws -> T {
    try reader.remembering(factsOf: kind, id, make)
  }

  package func fact(kind: Int, _ id: RecordID) throws -> PlacedFact? {
    try reader.fact(kind: kind, id)
  }

  package func greatest(
    _ field: Int, kind: Int, where other: Int, is value: Value
  ) throws -> Int64? {
    try reader.greatest(field, kind: kind, where: other, is: value)
  }

  package func derivedRows(
    table: String, where field: Int, is value: Value
  ) throws -> [DerivedRow] {
    try reader.derivedRows(table: table, where: field, is: value)
  }

  // MARK: Drafts

  private func newDraft(_ lane: Lane) throws -> Draft {
    let sealed = try tables.log(LogID(writer: writer, lane: lane)).number
    let number = max(sealed, try tables.lastTailNumber(lane) ?? 0) + 1
    return Draft(
      number: number, sequence: firstSequence + Int64(drafts.count),
      arrivalTime: clock.wallSeconds &+ offset.seconds, run: try tables.ownRun(offset),
      past: CausalPast(
        dot: Dot(writer: writer, number: number), lane: lane, context: try tables.logs().foreign))
  }

  private func apply(_ operation: Operation, _ kind: Kind, _ draft: inout Draft) throws {
    let isMinted =
      operation.record.space == .writer(writer)
      && operation.record.number >= firstMinted && operation.keeps.isEmpty
    if kind.isFact {
      let origin = FactOrigin(
        dot: draft.past.dot, sequence: draft.sequence, time: draft.arrivalTime, staff: staff,
        run: draft.run)
      guard try tables.add(operation, origin) else {
        throw StoreError.invalidOperation(
          kind: kind.name, field: "", reason: "fact \(operation.record) was stated before")
      }
      return draft.add(operation, isOwnLog: isMinted)
    }
    let old = try tables.load(kind: kind.number, operation.record)
    let isOwnLog =
      isMinted && old.state == nil && operation.action == .write
      && !operation.values.isEmpty
    if old.meta.soleRun?.number != draft.number {
      try tables.spillIfOwnLog(old, lane: kind.lane, writer: writer)
    }
    let stamp = Stamp(dot: draft.past.dot, time: draft.arrivalTime)
    let arrival = Arrival(stamp: stamp, past: draft.past, keeps: operation.keeps)
    try tables.apply(operation, arrival, to: old, lane: kind.lane)
    draft.add(operation, isOwnLog: isOwnLog)
  }

  /// Writes the tail rows and the counters; what is returned may be told once it is durable (R1).
  func finish() throws -> [Receipt] {
    try tables.refold()
    var receipts: [Receipt] = []
    for (lane, draft) in drafts.sorted(by: { $0.key < $1.key }) {
      let commit = Commit(
        number: draft.number, sequence: draft.sequence, clock: clock, staff: staff,
        operations: draft.operations)
      let log = LogID(writer: writer, lane: lane)
      try tables.insertTail(
        TailRow(
          lane: lane, number: draft.number, sequence: draft.sequence, clock: clock, staff: staff,
          run: draft.run, firstMinted: firstMinted, lastMinted: lastMinted,
          implicit: draft.implicit, explicit: draft.explicit))
      receipts.append(
        Receipt(
          lane: lane, number: draft.number, sequence: draft.sequence,
          hash: tables.hashing.sha256(commit.canonicalBytes(log: log))))
    }
    if lastMinted >= firstMinted || !receipts.isEmpty {
      try tables.setCounters(
        minted: lastMinted, sequence: firstSequence + Int64(receipts.count) - 1)
    }
    return receipts
  }
}
