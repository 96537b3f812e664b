package import Catchword
package import CatchwordCore
package import CatchwordLibrary
import CatchwordStore
import CatchwordWire

/// What the engine in memory leaves when it is stopped, and what a backup of it is.
package struct MemoryImage: Sendable {
  let state: MemoryState
}

/// A replica without bytes and disks: the engine of the world `merge`.
///
/// Its joins are Core's, its fold the domain's, its session the real one, its desk and its edits the
/// library's; the rules between are those of the replica and its store, written once more over one
/// value (`MemoryState`). Memory is durable here: a power cut loses nothing that was acknowledged.
package final class MemoryEngine: Engine {
  let store: MemoryStore
  let domain: DomainKit
  let clock: any MachineClock
  private let entropy: any Entropy
  /// Segments that wait for their writer to be introduced, for the length of this process.
  var aside: [[UInt8]] = []

  init(_ state: MemoryState, domain: DomainKit, on machine: Machine) {
    store = MemoryStore(state, deriving: domain.domain.deriving)
    self.domain = domain
    clock = machine.clock
    entropy = machine.entropy
  }

  package var image: MemoryImage { MemoryImage(state: store.state) }

  /// Starts what was left on a host.
  ///
  /// - Precondition: something was.
  static func reopen(_ host: Host, domain: DomainKit) throws {
    guard let image = host.memory else { preconditionFailure("nothing was left on \(host.name)") }
    host.memory = nil
    host.engine = MemoryEngine(image.state, domain: domain, on: host.machine)
  }

  package var writer: WriterID { store.state.writer }
  package var branch: String { store.state.identity.branch }
  package var network: ContentHash { store.state.network }
  package func close() {}

  // MARK: Acting

  package func perform(_ action: DeskAction, staff: String) throws -> Performed<DeskAnswer> {
    let performed = try commit(staff: staff) { clock, mint in
      let plan = try DeskRules(hashing: Sha256.hashing).plan(
        action, at: desk(staff: staff, clock), in: store
      ) { mint.next() }
      return (plan.answer, plan.operations)
    }
    if case .today(let day) = action,
      let offset = DeskClock.offset(by: day, on: clock, known: offset(of: readClock()))
    {
      adopt(offset)
    }
    return performed
  }

  package func perform(_ edit: CatalogEdit, staff: String) throws -> Performed<RecordID> {
    try commit(staff: staff) { _, mint in
      let isPatron = if case .addPatron = edit { true } else { false }
      let plan = try edit.plan(in: store) { try isPatron ? mintPatron() : mint.next() }
      return (plan.record, plan.operations)
    }
  }

  package func commit(
    staff: String, _ plan: (any RecordReading, () throws -> RecordID) throws -> [Operation]
  ) throws -> Performed<Void> {
    try commit(staff: staff) { _, mint in ((), try plan(store) { mint.next() }) }
  }

  package func resolve(
    _ id: String, keep letter: String, note: String, staff: String
  ) throws -> Performed<ReviewItem> {
    let item = try review(id)
    return try commit(staff: staff) { clock, mint in
      let operations = try Resolving(hashing: FastHash.hashing).resolution(
        of: item, keep: letter, note: note, at: desk(staff: staff, clock), in: store
      ) { mint.next() }
      return (item, operations)
    }
  }

  package func undoResolution(
    _ id: String, reason: String, staff: String
  ) throws -> Performed<ReviewItem> {
    let item = try review(id)
    return try commit(staff: staff) { clock, mint in
      let operations = try Resolving(hashing: FastHash.hashing).undo(
        of: item, reason: reason, at: desk(staff: staff, clock), in: store
      ) { mint.next() }
      return (item, operations)
    }
  }

  /// Plans on the present state, then commits: a plan that throws leaves no trace.
  private func commit<Answer: Sendable>(
    staff: String, _ plan: (ClockReading, MemoryMint) throws -> (Answer, [Operation])
  ) throws -> Performed<Answer> {
    guard staff.utf8.count <= Limits.staffBytes else {
      throw StoreError.limit(
        name: "staff name", value: staff.utf8.count, maximum: Limits.staffBytes)
    }
    let clock = readClock()
    try store.fold()
    let mint = MemoryMint(writer, after: store.state.minted)
    let (answer, operations) = try plan(clock, mint)
    let offset = offset(of: clock)
    var changes: [Change] = []
    let acknowledgements = try store.state.commit(
      operations, minted: mint.last, clock: clock, staff: staff, offset: offset,
      FastHash.hashing, &changes)
    try store.note(changes)
    return Performed(answer: answer, acknowledgements: acknowledgements)
  }

  private func desk(staff: String, _ reading: ClockReading) -> Desk {
    let offset = offset(of: reading)
    return Desk(
      branch: branch, staff: staff,
      today: CivilDate(day: clock.today(offsetSeconds: offset.seconds)),
      clock: DeskClock(
        of: clock, reading, offset: offset, knownSeconds: store.state.knownSeconds))
  }

  private func mintPatron() throws -> RecordID {
    while true {
      let number = entropy.number(upTo: RecordID.maximumNumber)
      let id = RecordID(space: .source("catchword:patron"), number: number)
      if try store.record(kind: LibraryKind.patron, id) == nil { return id }
    }
  }

  // MARK: Reviewing

  package func reviews() throws -> [ReviewItem] {
    try store.fold()
    let tables = store.state.tables
    return tables.reviewed.flatMap { tables.folds[$0]?.derivation.reviews ?? [] }
      .sorted { ($0.severity, $0.conflictCase, $0.id) < ($1.severity, $1.conflictCase, $1.id) }
  }

  private func review(_ id: String) throws -> ReviewItem {
    let found = try reviews().filter { !id.isEmpty && $0.id.word.hex.hasPrefix(id.lowercased()) }
    guard let item = found.first else { throw ReplicaError.unknownReview(id) }
    guard found.count == 1 else {
      throw ShowError.ambiguous("review entry", id, found.map { $0.id.word.hex })
    }
    return item
  }

  package func read<T>(_ body: (any StateReading) throws -> T) throws -> T {
    try store.fold()
    return try body(store)
  }

  // MARK: Clocks

  /// What the clocks say now. A boot that was not met before gets the next number.
  func readClock() -> ClockReading {
    let bootID = clock.bootID
    if store.state.bootID != bootID {
      store.state.bootID = bootID
      store.state.bootNumber += 1
    }
    return ClockReading(
      wallSeconds: clock.wallSeconds, boot: store.state.bootNumber,
      monotonicMilliseconds: clock.monotonicMilliseconds)
  }

  func offset(of reading: ClockReading) -> ClockOffset {
    if let measured = store.state.measurement?.offset(of: reading) { return measured }
    return clock.isSynchronized ? ClockOffset(seconds: 0, source: .synchronized) : .unmeasured
  }

  func adopt(_ offset: ClockOffset) {
    let reading = readClock()
    store.state.measurement = ClockMeasurement(offset, at: reading)
    store.state.knownSeconds = reading.wallSeconds &+ offset.seconds
  }

  /// Gives a joined replica's branch a record, where the network has none under its code.
  func defineOwnBranch() throws {
    guard let (name, kind) = store.state.branchToDefine,
      domain.domain.schema.kind(LibraryKind.branch) != nil
    else { return }
    let id = Replica.branchID(branch)
    let exists = try store.record(kind: LibraryKind.branch, id)?.state.isDead == false
    let branch = branch
    _ = try commit(staff: "") { _, _ in
      ((), exists ? [] : [Replica.branchRecord(branch, name: name, kind: kind)])
    }
    store.state.branchToDefine = nil
  }
}

/// Hands out the numbers of records while a commit is planned; they count once it is made.
private final class MemoryMint {
  private let writer: WriterID
  private(set) var last: Int64

  init(_ writer: WriterID, after last: Int64) {
    self.writer = writer
    self.last = last
  }

  func next() -> RecordID {
    last += 1
    return RecordID(space: .writer(writer), number: last)
  }
}
