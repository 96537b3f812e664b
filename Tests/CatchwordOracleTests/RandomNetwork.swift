import CatchwordCore
import CatchwordLibrary
import CatchwordOracle
import Testing

/// Two to four writers who do anything at all to a few records and items, sensible or not, and tell
/// each other now and then. A seed decides everything.
struct RandomNetwork {
  enum Sort {
    /// One record of a kind with registers, sets and a counter, written and deleted a lot.
    case records
    /// Few items, many scans, some of them undone, resolved, or naming what is not there.
    case desks
    /// Two titles that everybody waits for, lends and puts aside.
    case holds
    /// One item that everybody lends, and people who keep deciding whose loan stands.
    case quarrels
    /// One item, and patrons who are charged for it and pay, here and there.
    case money
    /// Bibs, fields, items, patrons and branches edited and deleted, with a few scans.
    case catalog
    /// Authorities, and fields of bibs that name them or have their earlier headings.
    case headings
    /// Two funds from which more is ordered than they have, received and cancelled here and there.
    case orders
  }

  let sort: Sort
  private(set) var replicas: [EngineReplica] = []
  private(set) var entries: [EngineReplica.Entry] = []
  private var sequences: [Int64]
  private var minted: [Int64]
  var random: SeededStream
  /// Actions of facts, the likely ones more often; some worlds lack some altogether.
  private(set) var actions: [Int] = []
  /// One deed in so many at a desk is a decision.
  private(set) var decisionEvery = 4
  /// Between how many times, ten minutes apart, a deed's is drawn.
  private var times = 1

  static let branches = ["MAIN", "EAST", "CART"]
  /// Names of parts: alike but for capitals and blanks, several in one, and none.
  static let labels = ["", "Disc 1", "DISC\t2, disc 1", "disc1", "disc 2"]
  static let barcodes = ["b1", "b2", "b3"]

  /// - Parameter steps: at most so many.
  init(_ sort: Sort, seed: UInt64, steps: Int = 48) throws {
    self.sort = sort
    random = SeededStream(seed: seed)
    let count = random.number(2...4)
    sequences = Array(repeating: 0, count: count)
    minted = Array(repeating: 100, count: count)
    for action in [1, 2, 3, 4, 5, 6, 6, 7, 9, 10, 11, 12, 13, 14, 14, 15, 16, 18, 18, 19, 25] {
      let weight = action == 1 ? random.number(1...4) : random.number(0...(action == 25 ? 1 : 3))
      actions += Array(repeating: action, count: weight)
    }
    decisionEvery = random.number(2...8)
    times = random.element(of: [1, 5, 30, 300])
    if sort == .quarrels {
      actions = [1, 1, 1, 1] + random.element(of: [[2], [3], [5], [7], [4, 7]])
      decisionEvery = 3
    }
    if sort == .holds { actions = [1, 1, 2, 2, 2, 9, 10, 11, 11, 11, 12] }
    if sort == .money {
      actions = [
        1, 1, 2, 5, 6, 6, 6, 13, 13, 13, 14, 14, 14, 14, 14, 15, 15, 16, 18, 19,
        random.element(of: [3, 7]),
      ]
    }
    // Keys in a random order, so that the first to act is not always the least.
    var keys = Array(1...4).map(UInt64.init)
    for index in keys.indices { keys.swapAt(index, random.number(index...3)) }
    replicas = (0..<count).map { index in
      EngineReplica(
        WriterID(Word256(keys[index] << 56 | 0xcd, 0, 0, keys[index])), folds: sort != .records)
    }
    if sort != .records { try begin() }
    let tellEvery = random.number(2...4)
    for _ in 0..<random.number(6...steps) {
      let one = random.number(0...(count - 1))
      if random.once(in: tellEvery) {
        try receive(at: one, from: random.number(0...(count - 1)))
      } else {
        let operations = operations(at: one)
        if !operations.isEmpty { try commit(at: one, operations, time: time()) }
      }
    }
  }

  /// A replica that holds everything, received in some order that causality allows.
  mutating func delivered() throws -> EngineReplica {
    let replica = EngineReplica(WriterID(.zero), folds: sort != .records)
    var rest = entries
    while !rest.isEmpty {
      let ready = rest.indices.filter { replica.canTake(rest[$0]) }
      try replica.take(rest.remove(at: random.element(of: ready)))
    }
    return replica
  }

  private mutating func receive(at one: Int, from other: Int) throws {
    let missing = entries.filter { replicas[one].lacks($0) && !replicas[other].lacks($0) }
    // A line that breaks in the middle, and lanes that do not wait for each other.
    let skipped = random.once(in: 4) ? Lane.allCases[random.number(1...3)] : nil
    let length = random.once(in: 3) ? random.number(0...missing.count) : missing.count
    for entry in missing.prefix(length) where entry.lane != skipped {
      if replicas[one].canTake(entry) { try replicas[one].take(entry) }
    }
  }

  /// One commit for each lane that the operations touch.
  private mutating func commit(
    at one: Int, _ operations: [CatchwordCore.Operation], time: Int64
  ) throws {
    for lane in Lane.allCases {
      let part = operations.filter { self.lane(of: $0.kind) == lane }
      guard !part.isEmpty else { continue }
      let replica = replicas[one]
      sequences[one] += 1
      let entry = EngineReplica.Entry(
        writer: replica.writer, lane: lane,
        number: replica.frontier.number(LogID(writer: replica.writer, lane: lane)) + 1,
        sequence: sequences[one], time: time,
        context: replica.frontier.without(writer: replica.writer), operations: part)
      entries.append(entry)
      try replica.take(entry)
    }
  }

  private func lane(of kind: Int) -> Lane {
    LibrarySchema.current.kind(kind)?.lane ?? .catalog
  }

  /// Few different times, close together and far apart, and now and then the end of the world.
  mutating func time() -> Int64 {
    if random.once(in: 60) { return random.element(of: [.min, .max, -1, 0]) }
    return at(0, 8, 10 * Int64(random.number(1...times)))
  }

  mutating func mint(_ one: Int) -> RecordID {
    minted[one] += 1
    return RecordID(space: .writer(replicas[one].writer), number: minted[one])
  }

  private mutating func begin() throws {
    let who = random.number(0...(replicas.count - 1))
    var operations = [
      CatchwordCore.Operation(
        .write, kind: LibraryKind.bib, record: bib(1), values: [FieldValue(BibField.leader, .text("x"))])
    ]
    for number in 1...2 {
      operations.append(
        CatchwordCore.Operation(
          .write, kind: LibraryKind.item, record: item(number),
          values: [
            FieldValue(ItemField.bib, .record(bib(1))),
            FieldValue(ItemField.barcode, .text(Self.barcodes[number - 1])),
            FieldValue(ItemField.enumeration, .text(Self.labels[number])),
            FieldValue(ItemField.owningBranch, .text(random.element(of: Self.branches + [""]))),
          ]))
    }
    try commit(at: who, operations, time: at(-9, 8))
    guard !random.once(in: 4) else { return }
    for other in replicas.indices { try receive(at: other, from: who) }
  }

  func bib(_ number: Int) -> RecordID { source("bib", number) }
  func item(_ number: Int) -> RecordID { source("item", number) }
  func patron(_ number: Int) -> RecordID { source("patron", number) }

  func source(_ name: String, _ number: Int) -> RecordID {
    RecordID(space: .source("koha:valley:\(name)"), number: Int64(number))
  }
}

/// SplitMix64: the same seed gives the same network everywhere.
struct SeededStream: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func once(in n: Int) -> Bool { number(1...n) == 1 }
  mutating func element<Element>(of list: [Element]) -> Element {
    list[number(0...(list.count - 1))]
  }
}
