import CatchwordCore
import CatchwordStore
import Testing

/// A few replicas that write, seal and exchange at random, each beside its model.
final class RandomWorld {
  struct Member {
    let replica: TestReplica
    /// Sealed segments in the order in which this replica applied them.
    var history: [StoredSegment] = []
    /// What was staged and not sealed, as this test knows it.
    var tail: [(lane: Lane, commit: Commit, offset: ClockOffset)] = []
  }

  var dice: Dice
  let seed: Int
  var members: [Member]
  private var books: [RecordID]
  private var now: Int64 = 0

  init(seed: Int, members count: Int) throws {
    self.seed = seed
    dice = Dice(seed)
    members = try (1...count).map { Member(replica: try TestReplica(UInt64($0))) }
    books = (0..<3).map { RecordID(space: .source("koha:item"), number: $0) }
  }

  func step() throws {
    let index = dice.roll(members.count)
    switch dice.roll(10) {
    case 0...4: try write(index)
    case 5: try seal(index)
    case 6: try reopen(index)
    default: try exchange(from: dice.roll(members.count), to: index)
    }
    try check(index)
  }

  // MARK: Steps

  private func write(_ index: Int) throws {
    now += Int64(dice.roll(30))
    let offset = ClockOffset(seconds: Int64(dice.roll(3)) * 7, source: .handshake)
    let reading = clock(now)
    var staged: [Lane: [Operation]] = [:]
    let count = 1 + dice.roll(4)
    let (_, receipts) = try members[index].replica.store.write(
      clock: reading, staff: "staff \(index)", offset: offset
    ) { transaction in
      for _ in 0..<count {
        guard let operation = try operation(transaction) else { continue }
        try transaction.stage(operation)
        staged[TestSchema.make().kind(operation.kind)!.lane, default: []].append(operation)
      }
    }
    #expect(Set(receipts.map(\.lane)) == Set(staged.keys), "seed \(seed)")
    for receipt in receipts {
      let commit = Commit(
        number: receipt.number, sequence: receipt.sequence, clock: reading,
        staff: "staff \(index)", operations: staged[receipt.lane] ?? [])
      let log = LogID(writer: members[index].replica.writer, lane: receipt.lane)
      let hash = testHashing.sha256(commit.canonicalBytes(log: log))
      #expect(receipt.hash == hash, "seed \(seed)")
      members[index].tail.append((receipt.lane, commit, offset))
    }
  }

  private func operation(_ transaction: WriteTransaction) throws -> Operation? {
    let new = try transaction.mint()
    let known = books[dice.roll(books.count)]
    let text = Value.text(["a", "b", "e\u{301}", "\u{e9}"][dice.roll(4)])
    switch dice.roll(9) {
    case 0:
      books.append(new)
      return Operation(
        .write, kind: TestSchema.book, record: new,
        values: [FieldValue(1, text), FieldValue(4, .record(known)), FieldValue(3, .null)])
    case 1, 2:
      return Operation(
        .write, kind: TestSchema.book, record: known,
        values: [FieldValue(1 + 2 * dice.roll(2), text), FieldValue(5, .bytes([1, 2]))],
        keeps: try keeps(transaction, known))
    case 3: return Operation(.delete, kind: TestSchema.book, record: known)
    case 4:
      return Operation(.add, kind: TestSchema.book, record: known, values: [FieldValue(6, text)])
    case 5:
      return Operation(.remove, kind: TestSchema.book, record: known, values: [FieldValue(6, text)])
    case 6:
      return Operation(
        .increment, kind: TestSchema.book, record: known, values: [FieldValue(7, .integer(3))])
    case 7:
      return Operation(
        .write, kind: TestSchema.mark, record: new, values: [FieldValue(1, .record(known))])
    default:
      return Operation(
        .fact, kind: TestSchema.scan, record: new,
        values: [FieldValue(1, text), FieldValue(2, .record(known))])
    }
  }

  private func keeps(_ transaction: WriteTransaction, _ id: RecordID) throws -> [Dot] {
    guard let state = try transaction.record(kind: TestSchema.book, id)?.state, dice.roll(2) == 0
    else { return [] }
    return transaction.keeps(for: state, settling: Array(state.conflictingDots.prefix(1)))
  }

  func seal(_ index: Int) throws {
    let offset = ClockOffset(seconds: Int64(dice.roll(3)) * 7, source: .handshake)
    let names = try members[index].replica.seal(offset)
    members[index].tail = []
    let all = try members[index].replica.segments()
    for name in names {
      let stored = try #require(all.first { $0.name == name })
      members[index].history.append(stored)
    }
  }

  private func reopen(_ index: Int) throws {
    let replica = members[index].replica
    if dice.roll(3) == 0 {
      let before = try replica.digests()
      #expect(try replica.store.rebuild(decode: TestWire.decode) == before, "seed \(seed)")
    } else {
      try replica.store.close()
      replica.store = try replica.opened()
    }
  }

  /// One segment of the other side, at random: often one that has to wait.
  private func exchange(from: Int, to: Int) throws {
    guard from != to else { return }
    try seal(to)
    let offered = members[from].history
    guard !offered.isEmpty else { return }
    let segment = offered[dice.roll(offered.count)]
    let store = members[to].replica.store
    let decoded = try TestWire.decode(segment.bytes)
    let isHeld = members[to].history.contains { $0.name == segment.name }
    switch try store.merge(decoded, sealed: segment.sealed) {
    case .applied:
      #expect(!isHeld, "seed \(seed)")
      members[to].history.append(segment)
    case .alreadyHeld: #expect(isHeld, "seed \(seed)")
    case .waiting:
      #expect(!isHeld, "seed \(seed)")
      #expect(try store.hold(decoded, sealed: segment.sealed), "seed \(seed)")
    case .parted: Issue.record("seed \(seed): a log forked")
    }
    try mergeHeld(to)
  }

  private func mergeHeld(_ index: Int) throws {
    let store = members[index].replica.store
    while true {
      let ready = try store.heldSegmentsNowReady()
      guard !ready.isEmpty else { return }
      for segment in ready
      where try store.merge(TestWire.decode(segment.bytes), sealed: segment.sealed) == .applied {
        members[index].history.append(segment)
      }
    }
  }

  /// Everybody takes everything from everybody, until nothing is new.
  func settle() throws {
    for index in members.indices { try seal(index) }
    var progress = true
    while progress {
      progress = false
      for to in members.indices {
        for from in members.indices where from != to {
          for segment in members[from].history
          where try members[to].replica.store.merge(
            TestWire.decode(segment.bytes), sealed: segment.sealed) == .applied
          {
            members[to].history.append(segment)
            progress = true
          }
        }
      }
    }
  }

  // MARK: Checks

  func check(_ index: Int) throws {
    let member = members[index]
    var model = Model()
    for segment in member.history {
      model.apply(try TestWire.decode(segment.bytes), chainHash: segment.name.hash)
    }
    let writer = member.replica.writer
    let context = model.frontier.without(writer: writer)
    for (lane, commit, offset) in member.tail {
      let segment = Segment(
        log: LogID(writer: writer, lane: lane), schemaVersion: 1, previous: .none,
        context: context, offset: offset, commits: [commit])
      model.apply(commit, segment)
    }
    try model.expectEquals(member.replica.store, "seed \(seed), replica \(index)")
    if dice.roll(4) == 0 { try member.replica.store.checkInvariants() }
    for lane in Lane.allCases {
      let mine = member.tail.filter { $0.lane == lane }.map(\.commit)
      #expect(try member.replica.store.read { try $0.tailCommits(lane) } == mine, "seed \(seed)")
    }
  }
}
