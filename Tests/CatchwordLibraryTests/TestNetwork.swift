import CatchwordCore
import CatchwordLibrary
import Testing

/// A second world: replicas in memory that commit, merge and fold like the real ones, one lane at a
/// time, with contexts and clocks of their own.
final class TestReplica: RecordReading {
  struct Entry {
    let writer: WriterID
    let lane: Lane
    let number: Int64
    let sequence: Int64
    let time: Int64
    let context: Context
    let staff: String
    let operations: [CatchwordCore.Operation]

    var past: CausalPast {
      CausalPast(dot: Dot(writer: writer, number: number), lane: lane, context: context)
    }
    var stamp: Stamp { Stamp(dot: Dot(writer: writer, number: number), time: time) }
  }

  let branch: String
  let writer: WriterID
  /// Seconds since 1970 by this replica's own clock.
  var clock: Int64 = 0
  /// What the desk knows of its clock; nil: that it is right.
  var deskClock: DeskClock?
  private(set) var log: [Entry] = []
  private var frontier = Frontier()
  private var sequence: Int64 = 0
  private var minted: Int64 = 0
  private var states: [Int: [RecordID: RecordState]] = [:]
  private(set) var facts: [RecordID: PlacedFact] = [:]
  private(set) var derivations: [Subject: Derivation] = [:]
  let deriving = LibraryDeriving(hashing: testHashing)

  init(_ branch: String, key: UInt64) {
    self.branch = branch
    writer = WriterID(Word256(key << 48 | 0xabcd, key, 0, 0))
  }

  var desk: Desk {
    Desk(branch: branch, staff: "ann", today: CivilDate(ofSeconds: clock), clock: deskClock)
  }

  func mint() -> RecordID {
    minted += 1
    return RecordID(space: .writer(writer), number: minted)
  }

  /// One commit a lane, as a local transaction makes them.
  func commit(_ operations: [CatchwordCore.Operation]) throws {
    for lane in Lane.allCases {
      let part = operations.filter { LibrarySchema.current.kind($0.kind)?.lane == lane }
      guard !part.isEmpty else { continue }
      let number = frontier.number(LogID(writer: writer, lane: lane)) + 1
      sequence += 1
      try apply(
        Entry(
          writer: writer, lane: lane, number: number, sequence: sequence, time: clock,
          context: frontier.without(writer: writer), staff: "ann", operations: part))
    }
  }

  /// Takes what the other one holds and this one lacks, in an order that respects causality.
  ///
  /// - Parameter lane: only this one.
  func merge(_ other: TestReplica, lane: Lane? = nil) throws {
    for entry in other.log
    where (lane == nil || entry.lane == lane) && !frontier.covers(entry.stamp.dot, in: entry.lane) { try apply(entry) }
  }

  private func apply(_ entry: Entry) throws {
    log.append(entry)
    frontier[LogID(writer: entry.writer, lane: entry.lane)] = Head(number: entry.number, hash: 0)
    var changes: [Change] = []
    for operation in entry.operations {
      if operation.action == .fact {
        facts[operation.record] = PlacedFact(
          id: operation.record, kind: operation.kind, values: operation.values,
          stamp: entry.stamp, sequence: entry.sequence, past: entry.past, staff: entry.staff,
          offset: .unmeasured)
        changes.append(Change(operation: operation))
        continue
      }
      var state = states[operation.kind]?[operation.record] ?? RecordState(kind: operation.kind)
      let before = operation.values.map { FieldValue($0.field, state.shown($0.field)) }
      state.apply(
        operation, Arrival(stamp: entry.stamp, past: entry.past, keeps: operation.keeps))
      states[operation.kind, default: [:]][operation.record] = state
      changes.append(Change(operation: operation, before: before.filter { !$0.value.isNull }))
    }
    var touched: Set<Subject> = []
    for change in changes { touched.formUnion(try deriving.subjects(of: change, in: self)) }
    for subject in touched.sorted() {
      derivations[subject] = try deriving.derive(subject, in: self)
    }
  }

  /// What is stored must be what would be derived now: else `subjects(of:)` forgot somebody.
  func checkDerivations() throws {
    for subject in derivations.keys.sorted() {
      #expect(try derivations[subject] == deriving.derive(subject, in: self), "\(subject) is stale")
    }
  }

  func record(kind: Int, _ id: RecordID) throws -> RecordView? {
    states[kind]?[id].map { view(kind, id, $0) }
  }

  func records(kind: Int, where field: Int, is value: Value) throws -> [RecordView] {
    #expect(LibrarySchema.current.kind(kind)?.field(field)?.isIndexed == true)
    return (states[kind] ?? [:]).filter { $0.value.shown(field) == value }
      .sorted { $0.key < $1.key }.map { view(kind, $0.key, $0.value) }
  }

  func facts(kind: Int, where field: Int, is value: Value) throws -> [PlacedFact] {
    // An index for what a policy that comes late concerns would cost every scan.
    let isSeldom = field == CirculationField.policy
    #expect(isSeldom || LibrarySchema.current.kind(kind)?.field(field)?.isIndexed == true)
    return facts.values.filter { $0.kind == kind && $0[field] == value }.sorted { $0.id < $1.id }
  }

  func facts(
    kind: Int, of writer: WriterID, numbers: ClosedRange<Int64>
  ) throws -> [PlacedFact] {
    facts.values.filter {
      $0.kind == kind && $0.stamp.dot.writer == writer && numbers.contains($0.stamp.dot.number)
    }.sorted { $0.id < $1.id }
  }

  func fact(kind: Int, _ id: RecordID) throws -> PlacedFact? {
    facts[id].flatMap { $0.kind == kind ? $0 : nil }
  }

  func derivedRows(table: String, where field: Int, is value: Value) throws -> [DerivedRow] {
    derivations.values.flatMap(\.rows).filter { $0.table == table && $0.values[field] == value }
  }

  private func view(_ kind: Int, _ id: RecordID, _ state: RecordState) -> RecordView {
    RecordView(
      id: id, state: state,
      derived: derivations[.record(kind: kind, id)]?.columns ?? [:])
  }
}

/// FNV, four times over: no cryptography, and the same on every run.
let testHashing = Hashing { bytes in
  var words: [UInt64] = []
  for seed in UInt64(1)...4 {
    var hash = 0xcbf2_9ce4_8422_2325 &* seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 29
    words.append(hash &* 0xbf58_476d_1ce4_e5b9)
  }
  return ContentHash(Word256(words[0], words[1], words[2], words[3]))
}

/// Monday 16 November 2026, midnight UTC.
let monday: Int64 = 20_773 * 86_400
func at(_ day: Int64, _ hour: Int64, _ minute: Int64 = 0) -> Int64 {
  monday + day * 86_400 + hour * 3600 + minute * 60
}

/// A small network with one bib, one item and three patrons, all in sync to begin with.
final class TestNetwork {
  let replicas: [TestReplica]
  let bib: RecordID
  let item: RecordID
  let barcode = "31234"

  var main: TestReplica { replicas[0] }
  var east: TestReplica { replicas[1] }
  var cart: TestReplica { replicas[2] }
  var subject: Subject { .record(kind: LibraryKind.item, item) }

  /// - Parameter order: permutes the keys of the writers, so that ties fall both ways.
  init(_ order: [UInt64] = [1, 2, 3]) throws {
    replicas = zip(["MAIN", "EAST", "CART"], order).map { TestReplica($0, key: $1) }
    let main = replicas[0]
    main.clock = at(-300, 8)
    let title = FieldContent(
      indicators: "1", "0", subfields: [.init("a", "Moby-Dick /"), .init("c", "Herman Melville.")])
    let added = try CatalogEdit.addBib(
      leader: "00000nam a2200000 a 4500", fields: [.init(tag: "245", content: title)]
    ).plan(in: main, mint: main.mint)
    try main.commit(added.operations)
    bib = added.record
    let shelved = try CatalogEdit.addItem(
      bib: bib,
      [
        FieldValue(ItemField.barcode, .text("31234")),
        FieldValue(ItemField.owningBranch, .text("MAIN")),
      ]
    ).plan(in: main, mint: main.mint)
    try main.commit(shelved.operations)
    item = shelved.record
    for card in ["p1", "p2", "p3"] {
      let plan = try CatalogEdit.addPatron([
        FieldValue(PatronField.card, .text(card)),
        FieldValue(PatronField.name, .text("Secret Name \(card)")),
      ]).plan(in: main, mint: main.mint)
      try main.commit(plan.operations)
    }
    for code in ["MAIN", "EAST", "CART"] {
      let plan = try CatalogEdit.addBranch(code: code, name: code, kind: "branch")
        .plan(in: main, mint: main.mint)
      try main.commit(plan.operations)
    }
    try exchange()
  }

  /// Everybody takes everything.
  func exchange() throws {
    for one in replicas { for other in replicas where one !== other { try one.merge(other) } }
    for one in replicas { for other in replicas where one !== other { try one.merge(other) } }
  }

  /// Everybody takes everything, and must then think alike.
  func sync() throws {
    try exchange()
    for one in replicas {
      try one.checkDerivations()
      for subject in main.derivations.keys.sorted() {
        #expect(one.derivations[subject] == main.derivations[subject], "\(subject) differs")
      }
    }
  }

  /// What all agree on after a sync; also checks that no order of arrival changes it.
  ///
  /// - Parameter patrons: whom staff merged into whom.
  func settled(patrons: [RecordID: RecordID] = [:]) throws -> CirculationState {
    try sync()
    var survivors = PatronSurvivors.themselves
    for (patron, survivor) in patrons { survivors[patron] = survivor }
    let reader = try main.heedingClockNotes()
    let view = try main.record(kind: LibraryKind.item, item)
    let state = try reader.circulation(of: item, view, hashing: testHashing)
    let facts = try reader.facts(of: item, view)
      .sorted { $0.id < $1.id }
    for order in permutations(facts) {
      let profile = ItemProfile(try #require(try main.record(kind: LibraryKind.item, item)))
      let again = CirculationFold.fold(
        order, of: profile, subject: subject, hashing: testHashing, patrons: survivors,
        policy: { try? self.main.policy($0) })
      #expect(again == state)
    }
    let names = state.explanations + state.reviews.flatMap { [$0.summary] + $0.sides.map(\.text) }
    #expect(!names.contains { $0.contains("Secret") })
    return state
  }

  var review: ReviewItem? { main.derivations[subject]?.reviews.first }
}

/// All orders of up to six facts; of more, a hundred of them.
func permutations(_ facts: [PlacedFact]) -> [[PlacedFact]] {
  guard facts.count <= 6 else {
    var random = SplitMix(seed: 7)
    return (0..<100).map { _ in facts.shuffled(using: &random) }
  }
  guard let first = facts.first else { return [[]] }
  return permutations(Array(facts.dropFirst())).flatMap { rest in
    (0...rest.count).map { place in
      var order = rest
      order.insert(first, at: place)
      return order
    }
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension TestReplica {
  /// - Parameter sealed: the time of the commit, where a peer measured the clock before it was sealed.
  @discardableResult
  func perform(
    _ action: DeskAction, at time: Int64, sealedAs sealed: Int64? = nil
  ) throws -> DeskAnswer {
    clock = time
    let plan = try DeskRules(hashing: testHashing).plan(action, at: desk, in: self, mint: mint)
    clock = sealed ?? time
    try commit(plan.operations)
    return plan.answer
  }

  @discardableResult
  func lend(_ card: String, at time: Int64, _ barcode: String = "31234") throws -> DeskAnswer {
    try perform(.checkout(.init(barcode: barcode, card: card)), at: time)
  }

  @discardableResult
  func takeBack(at time: Int64, _ barcode: String = "31234") throws -> DeskAnswer {
    try perform(.checkin(.init(barcode: barcode)), at: time)
  }

  @discardableResult
  func edit(_ edit: CatalogEdit) throws -> RecordID {
    let plan = try edit.plan(in: self, mint: mint)
    try commit(plan.operations)
    return plan.record
  }

  func resolve(_ item: ReviewItem, keep letter: String) throws {
    let operations = try Resolving(hashing: testHashing).resolution(
      of: item, keep: letter, note: "looked", at: desk, in: self, mint: mint)
    try commit(operations)
  }

  func fields(of bib: RecordID, _ tag: String) throws -> [RecordView] {
    try liveFields(of: bib).filter { $0[BibChildField.tag] == .text(tag) }
  }
}
