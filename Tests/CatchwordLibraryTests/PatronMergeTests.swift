import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct PatronMergeTests {
  private func patron(_ card: String, _ net: TestNetwork) throws -> RecordID {
    try #require(try net.main.patrons(card: card).first?.id)
  }

  private func merge(
    _ from: RecordID, _ into: RecordID, _ replica: TestReplica, at time: Int64
  ) throws {
    replica.clock = time
    try replica.edit(.mergePatron(from, into: into, reason: "registered twice"))
  }

  @discardableResult
  private func place(
    _ card: String, _ replica: TestReplica, at time: Int64, patron: RecordID? = nil
  ) throws -> DeskAnswer {
    try replica.perform(
      .placeHold(
        .init(
          card: card, target: .item(barcode: "31234"), pickup: "MAIN", anyItemWillDo: true,
          patron: patron)), at: time)
  }

  private func reviews(_ net: TestNetwork) -> [ReviewItem] {
    net.main.derivations.values.flatMap(\.reviews)
  }

  @Test(arguments: bothWays)
  func `case 25: two lendings to one person are one loan, whenever the merge is heard of`(
    _ keys: [UInt64]
  ) throws {
    let net = try TestNetwork(keys)
    let (one, two) = (try patron("p1", net), try patron("p2", net))
    let first = try net.main.lend("p1", at: at(0, 9))
    try net.east.lend("p2", at: at(0, 9, 5))
    try merge(two, one, net.cart, at: at(0, 8))
    try hearEverybody(net)
    let state = try net.settled(patrons: [two: one])
    #expect(state.loans.map(\.id) == [first.fact] && state.loans[0].patron == one)
    #expect(state.loans[0].renewals == 1)
    #expect(reviews(net).isEmpty)
    let rows = net.main.derivations[net.subject]?.rows ?? []
    #expect(rows.map { $0.values[LoanColumn.patron] } == [.record(one)])

    net.east.clock = at(1, 9)
    try net.east.edit(.unmergePatron(two, reason: "namesakes"))
    try hearEverybody(net)
    #expect(try net.settled().loans.map(\.patron) == [one, two])
    #expect(reviews(net).map(\.conflictCase) == [2])
    let note = try net.main.record(kind: LibraryKind.patron, two)?[PatronField.note].text
    #expect(
      note == "merged into \(one): registered twice\nseparated from \(one): namesakes")
  }

  @Test func `a checkout on the other card renews, and fills the hold of the one person`() throws {
    let net = try TestNetwork()
    let (one, two) = (try patron("p1", net), try patron("p2", net))
    let hold = try place("p1", net.main, at: at(0, 9))
    try net.sync()
    let twin = try place("p2", net.east, at: at(0, 10))
    try merge(two, one, net.main, at: at(0, 11))
    try hearEverybody(net)
    #expect(throws: DeskError.holdExists(hold.fact, pickup: "MAIN")) {
      try place("p2", net.main, at: at(0, 12))
    }
    var queue = try #require(try net.main.holdQueue(of: net.bib, hashing: testHashing))
    #expect(queue.holds.map(\.id) == [hold.fact, twin.fact])
    #expect(queue.holds.map(\.standing) == [.waiting, .merged])
    let loan = try net.main.lend("p2", at: at(0, 13))
    let again = try net.main.lend("p1", at: at(0, 14))
    #expect(again.loan == loan.fact)
    try hearEverybody(net)
    queue = try #require(try net.main.holdQueue(of: net.bib, hashing: testHashing))
    #expect(queue.holds.first { $0.id == hold.fact }?.endedBy == loan.fact)
    // Facts keep the patron whose card it was.
    #expect(net.main.facts[loan.fact]?[CirculationField.patron] == .record(two))
    #expect(try net.main.patronsOne(with: two) == [one, two].sorted())
    #expect(try net.main.survivor(ofPatron: two) == one)
  }

  @Test(arguments: bothWays)
  func `case 111: of two patrons merged into each other the older stands, in one queue`(
    _ keys: [UInt64]
  ) throws {
    let net = try TestNetwork(keys)
    let (one, two) = (try patron("p1", net), try patron("p2", net))
    net.main.clock = at(-400, 8)
    try net.main.edit(.setPatron(two, [FieldValue(PatronField.branch, .text("EAST"))], settles: []))
    try net.sync()
    try net.cart.lend("p1", at: at(0, 9))
    try merge(one, two, net.main, at: at(0, 10))
    try merge(two, one, net.east, at: at(0, 11))
    try hearEverybody(net)
    let circle = reviews(net).filter { $0.conflictCase == 111 }
    #expect(circle.count == 1 && circle[0].severity == .b && circle[0].owner == "EAST")
    #expect(try net.cart.survivor(ofPatron: one) == two)
    #expect(net.main.derivations[net.subject]?.rows.first?.values[LoanColumn.patron] == .record(two))
    net.main.clock = at(1, 9)
    try net.main.edit(.unmergePatron(two, reason: "one is enough"))
    try hearEverybody(net)
    #expect(reviews(net).isEmpty)
  }

  @Test func `merges into two different patrons are one conflict without a name`() throws {
    let net = try TestNetwork()
    let ids = try ["p1", "p2", "p3"].map { try patron($0, net) }
    try merge(ids[2], ids[0], net.main, at: at(0, 10))
    try merge(ids[2], ids[1], net.east, at: at(0, 11))
    try hearEverybody(net)
    #expect(Set(reviews(net).map(\.conflictCase)) == [47])
    #expect(reviews(net).flatMap(\.sides).allSatisfy { $0.text.hasPrefix("one of the values") })
    #expect(try net.main.survivor(ofPatron: ids[2]) == ids[1])
  }

  // MARK: Cards

  /// Two branches gave out one card while the line was down.
  private func sharedCard() throws -> (TestNetwork, RecordID, RecordID) {
    let net = try TestNetwork()
    let register = { (replica: TestReplica, time: Int64) in
      replica.clock = time
      return try replica.edit(
        .addPatron([
          FieldValue(PatronField.card, .text("p9")),
          FieldValue(PatronField.name, .text("Secret Name")),
          FieldValue(PatronField.branch, .text(replica.branch)),
        ]))
    }
    let first = try register(net.main, at(0, 9))
    let second = try register(net.east, at(0, 10))
    try hearEverybody(net)
    return (net, first, second)
  }

  @Test func `case 26: a card of two persons asks which, and takes the answer`() throws {
    let (net, first, second) = try sharedCard()
    #expect(reviews(net).map(\.conflictCase) == [26])
    let refusal = DeskError.ambiguousCard(persons: ["\(first) of MAIN", "\(second) of EAST"])
    #expect(throws: refusal) { try net.main.lend("p9", at: at(0, 11)) }
    #expect(throws: refusal) { try place("p9", net.main, at: at(0, 11)) }
    #expect(!refusal.description.contains("Secret"))
    let lend = { (patron: RecordID) in
      try net.main.perform(
        .checkout(.init(barcode: "31234", card: "p9", patron: patron)), at: at(0, 12))
    }
    #expect(throws: DeskError.cardOfOthers) { try lend(try patron("p1", net)) }
    let loan = try lend(second)
    #expect(net.main.facts[loan.fact]?[CirculationField.patron] == .record(second))
    let hold = try place("p9", net.main, at: at(0, 13), patron: first)
    #expect(net.main.facts[hold.fact]?[HoldField.patron] == .record(first))
  }

  @Test func `merged patrons with one card are one person and no conflict`() throws {
    let (net, first, second) = try sharedCard()
    try merge(second, first, net.cart, at: at(0, 11))
    try hearEverybody(net)
    #expect(reviews(net).isEmpty)
    let loan = try net.east.lend("p9", at: at(0, 12))
    #expect(net.east.facts[loan.fact]?[CirculationField.patron] == .record(first))
  }

  @Test func `a retired card is taken no longer, and leaves the other one unambiguous`() throws {
    let (net, first, second) = try sharedCard()
    let retire = { (patron: RecordID) in
      try net.cart.edit(
        .setPatron(patron, [FieldValue(PatronField.retired, .integer(1))], settles: []))
    }
    _ = try retire(first)
    try hearEverybody(net)
    #expect(reviews(net).isEmpty)
    let loan = try net.main.lend("p9", at: at(0, 12))
    #expect(net.main.facts[loan.fact]?[CirculationField.patron] == .record(second))
    _ = try retire(second)
    try hearEverybody(net)
    #expect(throws: DeskError.retiredCard) { try net.main.lend("p9", at: at(0, 13)) }
    #expect(throws: DeskError.thatIsPatronCard) { try net.main.takeBack(at: at(0, 13), "p9") }
  }
}
