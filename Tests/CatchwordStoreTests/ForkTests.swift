import CatchwordCore
import CatchwordStore
import Testing

/// One writer with two lives (R8): both histories stand, and every replica makes the same of them, in whichever order
/// their segments came.
struct ForkTests {
  /// An original and its copy under one key, with the same beginning.
  private struct Twins {
    let original: TestReplica
    let copy: TestReplica
    let book: RecordID

    init() throws {
      original = try TestReplica(1)
      copy = try TestReplica(1)
      var ids: [RecordID] = []
      for replica in [original, copy] {
        ids.append(try replica.newBook("Dune", at: 1))
        try replica.scan(ids[0], at: 2)
        try replica.seal()
      }
      book = ids[0]
      let (one, other) = (try original.segments(), try copy.segments())
      #expect(one == other)
    }
  }

  private func scans(_ replica: TestReplica, _ book: RecordID) throws -> [PlacedFact] {
    FoldOrder.sorted(
      try replica.store.read { try $0.facts(kind: TestSchema.scan, where: 2, is: .record(book)) })
  }

  /// Hands segments to a fresh replica in some order.
  private func reader(of segments: [StoredSegment], _ number: UInt64 = 9) throws -> TestReplica {
    let replica = try TestReplica(number)
    for segment in segments { try replica.receive(segment) }
    try replica.store.checkInvariants()
    return replica
  }

  /// Every order of arrival, or many of them, ends the same; so does reading everything again.
  private func expectAgreement(_ segments: Set<StoredSegment>, orders: Int = 24) throws -> TestReplica {
    let sorted = segments.sorted {
      ($0.name.log, $0.name.first, $0.name.hash) < ($1.name.log, $1.name.first, $1.name.hash)
    }
    let first = try reader(of: sorted)
    let (frontier, digests) = (try first.frontier(), try first.digests())
    for seed in 0..<orders {
      var dice = Dice(seed)
      let other = try reader(of: sorted.shuffled(using: &dice))
      #expect(try other.frontier() == frontier, "order \(seed)")
      #expect(try other.digests() == digests, "order \(seed)")
      #expect(try other.store.read { try $0.heldCount() } == 0, "order \(seed)")
      #expect(try other.store.read { try $0.alarms() }.isEmpty == first.store.read { try $0.alarms() }.isEmpty)
    }
    #expect(try first.store.rebuild(decode: TestWire.decode) == digests)
    try first.store.checkInvariants()
    return first
  }

  @Test func `both histories are applied, with an alarm, and nothing is paused`() throws {
    let twins = try Twins()
    try twins.original.setTitle(twins.book, "Dune (hardcover)", at: 10)
    try twins.original.scan(twins.book, at: 11)
    try twins.copy.setTitle(twins.book, "Dune (paperback)", at: 20)
    try twins.copy.scan(twins.book, at: 21)
    for replica in [twins.original, twins.copy] { try replica.seal() }
    let all = Set(try twins.original.segments() + twins.copy.segments())
    let reader = try expectAgreement(all)
    let facts = try scans(reader, twins.book)
    #expect(facts.map(\.stamp.time) == [noon + 2, noon + 11, noon + 21])
    // Two facts under one minted number: each has an id of its own.
    #expect(Set(facts.map(\.id)).count == 3 && Set(facts.map(\.id.number)).count == 2)
    #expect(facts[1].isConcurrent(with: facts[2]))
    #expect(facts[1].hasSeen(facts[0]) && facts[2].hasSeen(facts[0]))
    let title = try #require(try reader.book(twins.book)?.state.registers[1])
    #expect(title.siblings.map(\.value) == [.text("Dune (paperback)"), .text("Dune (hardcover)")])
    let trunk = LogID(writer: twins.original.writer, lane: .circulation)
    let (arms, alarms, paused) = try reader.store.read { (try $0.arms(), try $0.alarms(), try $0.pausedLogs()) }
    #expect(arms.count == 4 && arms.filter { $0.trunk == trunk }.count == 2)
    #expect(alarms.count == 2 && alarms.map(\.log.writer) == [trunk.writer, trunk.writer])
    #expect(paused.isEmpty)
    #expect(try reader.frontier().number(trunk) == 1)
    try reader.store.clearAlarm(alarms[0].id)
    #expect(try reader.store.read { try $0.alarms() } == [alarms[1]])
  }

  @Test func `both go on, and a third history parts from the same place`() throws {
    let twins = try Twins()
    let third = try TestReplica(1)
    let again = try third.newBook("Dune", at: 1)
    try third.scan(again, at: 2)
    try third.seal()
    for (index, replica) in [twins.original, twins.copy, third].enumerated() {
      for step in 0..<3 {
        try replica.scan(twins.book, at: Int64(10 + index * 10 + step))
        try replica.seal()
      }
    }
    let all = Set(try twins.original.segments() + twins.copy.segments() + third.segments())
    let reader = try expectAgreement(all)
    #expect(try scans(reader, twins.book).count == 10)
    #expect(try reader.store.read { try $0.arms() }.count == 3)
  }

  @Test func `a fork of a fork`() throws {
    let twins = try Twins()
    try twins.copy.scan(twins.book, at: 30)
    try twins.copy.seal()
    let third = try TestReplica(1)
    let again = try third.newBook("Dune", at: 1)
    for replica in [twins.original, third] {
      if replica === third {
        try third.scan(again, at: 2)
        try third.seal()
      }
      try replica.scan(twins.book, at: 10)
      try replica.seal()
    }
    for (index, replica) in [twins.original, third].enumerated() {
      try replica.scan(twins.book, at: Int64(20 + index))
      try replica.seal()
      try replica.scan(twins.book, at: Int64(25 + index))
      try replica.seal()
    }
    let all = Set(try twins.original.segments() + twins.copy.segments() + third.segments())
    let reader = try expectAgreement(all)
    #expect(try scans(reader, twins.book).map { $0.stamp.time - noon } == [2, 10, 20, 21, 25, 26, 30])
    #expect(try reader.store.read { try $0.arms() }.count == 4)
  }

  @Test func `a fork at the first segment`() throws {
    let (one, other) = (try TestReplica(1), try TestReplica(1))
    let (dune, emma) = (try one.newBook("Dune", at: 5), try other.newBook("Emma", at: 6))
    #expect(dune == emma)
    for (index, replica) in [one, other].enumerated() {
      try replica.scan(dune, at: Int64(10 + index))
      try replica.seal()
    }
    let reader = try expectAgreement(Set(try one.segments() + other.segments()))
    #expect(try scans(reader, dune).count == 2)
    let view = try #require(try reader.book(dune))
    // Two records under one minted number are one record with a conflict.
    #expect(view.state.registers[1]?.siblings.count == 2)
    #expect(try reader.frontier().heads.keys.allSatisfy { $0.writer != one.writer })
  }

  @Test func `who knew one history is read as having seen that one alone`() throws {
    let twins = try Twins()
    try twins.original.setTitle(twins.book, "Dune (hardcover)", at: 10)
    try twins.original.scan(twins.book, at: 11)
    try twins.copy.setTitle(twins.book, "Dune (paperback)", at: 20)
    try twins.copy.scan(twins.book, at: 21)
    for replica in [twins.original, twins.copy] { try replica.seal() }
    let third = try TestReplica(2)
    try third.pull(from: twins.original)
    try third.setTitle(twins.book, "Dune, annotated", at: 30)
    try third.scan(twins.book, at: 31)
    try third.seal()
    let all = Set(try third.segments() + twins.copy.segments())
    let reader = try expectAgreement(all)
    let facts = try scans(reader, twins.book)
    #expect(facts.map(\.stamp.time) == [2, 11, 21, 31].map { noon + $0 })
    #expect(facts[3].hasSeen(facts[1]) && facts[3].isConcurrent(with: facts[2]))
    let title = try #require(try reader.book(twins.book)?.state.registers[1])
    #expect(title.siblings.map(\.value) == [.text("Dune, annotated"), .text("Dune (paperback)")])
  }

  @Test func `who holds both is read as having seen both, by whoever held one`() throws {
    let twins = try Twins()
    for (index, replica) in [twins.original, twins.copy].enumerated() {
      try replica.setTitle(twins.book, "title \(index)", at: Int64(10 + index))
      try replica.seal()
    }
    let third = try TestReplica(2)
    try third.pull(from: twins.original)
    try third.pull(from: twins.copy)
    try third.setTitle(twins.book, "settled", at: 30)
    try third.seal()
    let reader = try expectAgreement(Set(try third.segments()))
    #expect(try reader.book(twins.book)?.state.registers[1]?.siblings.map(\.value) == [.text("settled")])
  }

  /// A fact names another one by its id: the one that its own history, or the one it had seen, means.
  @Test func `references to facts follow the history they were made in`() throws {
    let schema = TestSchema.make(moreScanFields: [Field(9, "loan", .record)])
    let (one, other) = (try TestReplica(1, schema: schema), try TestReplica(1, schema: schema))
    let third = try TestReplica(2, schema: schema)
    func state(_ replica: TestReplica, _ text: String, _ loan: RecordID? = nil, at time: Int64) throws -> RecordID {
      try replica.write(at: time) { transaction in
        let id = try transaction.mint()
        let link = loan.map { [FieldValue(9, .record($0))] } ?? []
        try transaction.stage(
          Operation(.fact, kind: TestSchema.scan, record: id, values: [FieldValue(1, .text(text))] + link))
        return id
      }.0
    }
    for replica in [one, other] {
      let start = try state(replica, "start", at: 1)
      try replica.seal()
      let loan = try state(replica, replica === one ? "loan one" : "loan other", start, at: 10)
      _ = try state(replica, replica === one ? "back one" : "back other", loan, at: 20)
      try replica.seal()
    }
    try third.pull(from: one)
    let loan = try #require(
      try third.store.read { try $0.facts(kind: TestSchema.scan, where: 1, is: .text("loan one")) }.first)
    _ = try state(third, "back third", loan.id, at: 30)
    try third.seal()
    let segments = try third.segments() + other.segments()
    for seed in 0..<20 {
      var dice = Dice(seed)
      let reader = try TestReplica(9, schema: schema)
      for segment in segments.shuffled(using: &dice) { try reader.receive(segment) }
      func fact(_ text: String) throws -> PlacedFact {
        try #require(
          try reader.store.read { try $0.facts(kind: TestSchema.scan, where: 1, is: .text(text)) }.first)
      }
      #expect(try reader.store.read { try $0.factCount(kind: TestSchema.scan) } == 6)
      for end in ["one", "other"] {
        #expect(try fact("back \(end)")[9] == .record(fact("loan \(end)").id), "seed \(seed)")
        #expect(try fact("loan \(end)")[9] == .record(fact("start").id), "seed \(seed)")
      }
      #expect(try fact("back third")[9] == .record(fact("loan one").id), "seed \(seed)")
      try reader.store.checkInvariants()
    }
  }

  /// The copy was made while something was unsealed, and each life sealed it with what it did next.
  @Test func `what both lives had done before they parted stands once`() throws {
    let twins = try Twins()
    for replica in [twins.original, twins.copy] {
      try replica.scan(twins.book, at: 5)
      try replica.setTitle(twins.book, "Dune Messiah", at: 6)
      try replica.write(at: 7) {
        try $0.stage(
          Operation(
            .increment, kind: TestSchema.book, record: twins.book,
            values: [FieldValue(TestSchema.Book.copies, .integer(3))]))
      }
    }
    try twins.copy.scan(twins.book, at: 8)
    try twins.copy.seal(ClockOffset(seconds: 100, source: .handshake))
    try twins.original.seal()
    try twins.original.scan(twins.book, at: 9)
    try twins.original.setTitle(twins.book, "Children of Dune", at: 10)
    try twins.original.seal()
    let all = Set(try twins.original.segments() + twins.copy.segments())
    let reader = try expectAgreement(all)
    let facts = try scans(reader, twins.book)
    #expect(facts.count == 4)
    let view = try #require(try reader.book(twins.book))
    #expect(view.state.counters[TestSchema.Book.copies]?.value == 3)
    #expect(view.state.registers[1]?.siblings.map(\.value) == [.text("Children of Dune")])
    let shared = try #require(facts.first { $0.sequence == 3 })
    let later = facts.filter { $0.sequence > 3 }
    #expect(later.count == 2 && later.allSatisfy { $0.hasSeen(shared) })
  }

  @Test func `random lives of one writer end the same everywhere`() throws {
    for seed in 0..<12 {
      var dice = Dice(seed + 100)
      var lives = [try TestReplica(1)]
      let other = try TestReplica(2)
      var script: [[(TestReplica) throws -> Void]] = [[]]
      let book = RecordID(space: .source("koha:item"), number: 1)
      for step in 0..<14 {
        let index = dice.roll(lives.count)
        let kind = dice.roll(8)
        let act: (TestReplica) throws -> Void = { replica in
          switch kind {
          case 0, 1, 2: try replica.scan(book, at: Int64(step))
          case 3: try replica.setTitle(book, "title \(step)", at: Int64(step))
          case 4:
            try replica.write(at: Int64(step)) {
              try $0.stage(
                Operation(
                  .increment, kind: TestSchema.book, record: book,
                  values: [FieldValue(TestSchema.Book.copies, .integer(1))]))
            }
          default: try replica.seal()
          }
        }
        try act(lives[index])
        script[index].append(act)
        if dice.roll(4) == 0 && lives.count < 4 {
          // Another life begins with all that this one did.
          let life = try TestReplica(1)
          for each in script[index] { try each(life) }
          lives.append(life)
          script.append(script[index])
        }
        if dice.roll(5) == 0, lives.count > 1 {
          for life in lives.prefix(2) {
            for segment in try life.segments() {
              try other.seal()
              try other.receive(segment)
            }
          }
          try other.setTitle(book, "other \(step)", at: Int64(step))
          try other.scan(book, at: Int64(step))
        }
      }
      for life in lives { try life.seal() }
      try other.seal()
      var all = Set(try other.segments())
      for life in lives { all.formUnion(try life.segments()) }
      let bare = Dictionary(grouping: all) { $0.name.hash }.values.compactMap(\.first)
      let digests = try expectAgreement(Set(bare), orders: 6).digests()
      #expect(digests.lanes[.catalog] != nil, "seed \(seed)")
    }
  }
}

/// Two facts under one writer's id that say different things: a life that nobody had noticed to be a second one was
/// copied, and the copy wrote its commits again under their own ids.
struct TwinFactTests {
  @Test func `both stand, the one with the least dot under the id, in whichever order they come`() throws {
    let id = RecordID(space: .writer(testWriter(7)), number: 50)
    let writers: [UInt64] = [1, 2, 3, 4]
    let texts = ["one", "two", "one", "three"]
    let segments = try zip(writers, texts).map { writer, text in
      let replica = try TestReplica(writer)
      try replica.write {
        try $0.stage(Operation(.fact, kind: TestSchema.scan, record: id, values: [FieldValue(1, .text(text))]))
      }
      try replica.seal()
      return try replica.segments()[0]
    }
    var seen: Set<StateDigests> = []
    for order in permutations(segments) {
      let reader = try TestReplica(9)
      for segment in order { try reader.receive(segment) }
      try reader.store.checkInvariants()
      let facts = try reader.store.read { try $0.facts(kind: TestSchema.scan, limit: 10) }
      #expect(facts.compactMap { $0[1].text }.sorted() == ["one", "three", "two"])
      #expect(facts.first { $0[1] == .text("one") }?.id == id)
      #expect(Set(facts.map(\.stamp.dot.writer)) == Set([1, 2, 4].map(testWriter)))
      seen.insert(try reader.digests())
      #expect(try reader.store.rebuild(decode: TestWire.decode) == reader.digests())
    }
    #expect(seen.count == 1)
  }

  private func permutations<T>(_ items: [T]) -> [[T]] {
    guard let first = items.first else { return [[]] }
    return permutations(Array(items.dropFirst())).flatMap { rest in
      (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
    }
  }
}
