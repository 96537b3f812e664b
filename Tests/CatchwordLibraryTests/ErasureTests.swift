import CatchwordCore
import CatchwordLibrary
import Testing

/// Naming people no longer, in what is derived (cases 49 and 50, L9).
@Suite struct ErasureTests {
  private func patron(_ card: String, _ net: TestNetwork) throws -> RecordID {
    try #require(try net.main.patrons(card: card).first?.id)
  }

  private func anonymise(
    _ replica: TestReplica, until: Int64, at time: Int64, _ patron: RecordID? = nil
  ) throws {
    replica.clock = time
    try replica.commit([
      Erasing.anonymise(
        patron, until: CivilDate(ofSeconds: until), branch: replica.branch, id: replica.mint())
    ])
  }

  private func erase(_ replica: TestReplica, _ patron: RecordID, at time: Int64) throws {
    replica.clock = time
    try replica.commit(
      try replica.patronsOne(with: patron).map {
        Erasing.erase($0, reason: "asked", branch: replica.branch, id: replica.mint())
      })
  }

  private func loans(_ net: TestNetwork) -> [DerivedRow] {
    (net.main.derivations[net.subject]?.rows ?? []).filter { $0.table == LoanColumn.tableName }
  }

  private func borrowers(_ net: TestNetwork) -> [Value?] {
    loans(net).map { $0.values[LoanColumn.patron] }
  }

  /// Wherever something derived names a patron, rows and entries of queues.
  private func mentions(of patron: RecordID, _ net: TestNetwork) -> Int {
    net.replicas.flatMap(\.derivations.values).reduce(0) { sum, derivation in
      sum + derivation.rows.count { $0.values.contains { $0.value == .record(patron) } }
        + derivation.reviews.count { review in
          review.record == patron || review.subject == .account(of: patron)
            || review.subject == .record(kind: LibraryKind.patron, patron)
        }
    }
  }

  @Test(arguments: bothWays)
  func `case 49: a loan and a return that come in late are stripped on arrival`(
    _ keys: [UInt64]
  ) throws {
    let net = try TestNetwork(keys)
    let one = try patron("p1", net)
    try net.main.lend("p2", at: at(0, 9))
    try net.main.takeBack(at: at(1, 9))
    try net.sync()
    try net.cart.lend("p1", at: at(2, 9))
    try net.cart.takeBack(at: at(3, 9))
    try anonymise(net.main, until: at(5, 0), at: at(40, 9))
    #expect(borrowers(net) == [nil])
    try net.sync()
    #expect(borrowers(net) == [nil, nil])
    #expect(mentions(of: one, net) == 0)
    let why = net.main.derivations[net.subject]?.explanations ?? []
    #expect(why.contains { $0.contains("no longer known (anonymised until 2026-11-21)") })
  }

  @Test func `an open loan keeps its patron until it comes back`() throws {
    let net = try TestNetwork()
    let one = try patron("p1", net)
    try net.main.lend("p1", at: at(0, 9))
    try anonymise(net.main, until: at(50, 0), at: at(1, 9))
    try net.sync()
    #expect(borrowers(net) == [.record(one)])
    try net.east.takeBack(at: at(2, 9))
    try net.sync()
    #expect(borrowers(net) == [nil])
    try net.main.lend("p1", at: at(60, 9))
    try net.main.takeBack(at: at(61, 9))
    try net.sync()
    #expect(borrowers(net) == [nil, .record(one)], "closed after that day")
  }

  @Test(arguments: bothWays)
  func `an unpaid charge keeps the patron, and sums stay exact when it is paid`(
    _ keys: [UInt64]
  ) throws {
    let net = try TestNetwork(keys)
    let one = try patron("p1", net)
    try net.main.lend("p1", at: at(0, 9))
    let bill = try net.main.perform(
      .charge(.init(card: "p1", kind: .damage, amount: 400, barcode: "31234")), at: at(0, 10))
    try net.main.takeBack(at: at(1, 9))
    try net.sync()
    try anonymise(net.east, until: at(5, 0), at: at(40, 9))
    try net.sync()
    #expect(borrowers(net) == [.record(one)])
    try net.cart.deal(.pay(.init(card: "p1", amount: 400, charge: bill.fact)), at: at(41, 9))
    try net.sync()
    #expect(borrowers(net) == [nil])
    #expect(charges(net).map { $0.values[ChargeColumn.patron] } == [nil])
    #expect(charges(net).map { $0.values[ChargeColumn.paid] } == [.integer(400)])
    #expect(mentions(of: one, net) == 0)
  }

  private func charges(_ net: TestNetwork) -> [DerivedRow] {
    (net.main.derivations[net.subject]?.rows ?? []).filter { $0.table == ChargeColumn.tableName }
  }

  @Test(arguments: bothWays)
  func `case 50: what was lent to an erased patron keeps a stub until it is back`(
    _ keys: [UInt64]
  ) throws {
    let net = try TestNetwork(keys)
    let one = try patron("p1", net)
    net.main.clock = at(-1, 9)
    try net.main.edit(
      .setPatron(one, [FieldValue(PatronField.branch, .text("EAST"))], settles: []))
    try net.sync()
    try erase(net.main, one, at: at(0, 9))
    try net.cart.lend("p1", at: at(0, 10))
    try net.sync()
    #expect(borrowers(net) == [.record(one)])
    let review = try #require(net.review)
    #expect(review.conflictCase == 50 && review.severity == .a && review.owner == "EAST")
    #expect(review.sides.count == 2)
    #expect(throws: DeskError.cardNoLongerValid) { try net.east.lend("p1", at: at(1, 9)) }
    try net.cart.takeBack(at: at(2, 9))
    try net.sync()
    #expect(net.review == nil && borrowers(net) == [nil])
    #expect(mentions(of: one, net) == 0)
  }

  @Test func `whoever was one with an erased patron is erased too`() throws {
    let net = try TestNetwork()
    let (one, two) = (try patron("p1", net), try patron("p2", net))
    try net.main.lend("p2", at: at(0, 9))
    try net.main.takeBack(at: at(0, 10))
    try net.sync()
    net.cart.clock = at(1, 9)
    try net.cart.edit(.mergePatron(two, into: one, reason: "two cards"))
    try erase(net.main, one, at: at(1, 10))
    try net.sync()
    #expect(borrowers(net) == [nil])
    #expect(mentions(of: one, net) + mentions(of: two, net) == 0)
    for card in ["p1", "p2"] {
      #expect(try net.east.persons(card: card).isEmpty)
      #expect(throws: DeskError.cardNoLongerValid) { try net.east.lend(card, at: at(2, 9)) }
    }
    net.east.clock = at(3, 9)
    let again = try net.east.edit(
      .addPatron([FieldValue(PatronField.card, .text("p1")), FieldValue(PatronField.name, .text("New"))]))
    try net.sync()
    #expect(try net.main.persons(card: "p1").map(\.id) == [again])
    #expect(throws: (any Error).self) {
      try net.main.edit(.setPatron(one, [FieldValue(PatronField.name, .text("x"))], settles: []))
    }
  }

  @Test func `holds of an erased patron end, also one placed by a desk that had not heard`() throws {
    let net = try TestNetwork()
    let one = try patron("p1", net)
    try place("p1", net.main, at: at(0, 9))
    try place("p2", net.main, at: at(0, 10))
    try net.sync()
    try erase(net.east, one, at: at(1, 9))
    try net.cart.perform(
      .placeHold(.init(card: "p1", target: .item(barcode: "31234"), pickup: "CART")), at: at(1, 10))
    try net.sync()
    let rows = net.main.derivations[.record(kind: LibraryKind.hold, net.bib)]?.rows ?? []
    let standing = rows.map { $0.values[HoldColumn.standing] }
    #expect(standing.count { $0 == .text("cancelled") } == 2)
    #expect(standing.count { $0 == .text("waiting") } == 1)
    #expect(mentions(of: one, net) == 0)
  }

  private func place(_ card: String, _ replica: TestReplica, at time: Int64) throws {
    try replica.perform(
      .placeHold(
        .init(card: card, target: .item(barcode: "31234"), pickup: "MAIN", anyItemWillDo: true)),
      at: time)
  }

  @Test(arguments: bothWays)
  func `case 103: an erased patron who was deleted and edited at once comes back nowhere`(
    _ keys: [UInt64]
  ) throws {
    let net = try TestNetwork(keys)
    let one = try patron("p1", net)
    net.east.clock = at(0, 9)
    try net.east.commit([.init(.delete, kind: LibraryKind.patron, record: one)])
    net.cart.clock = at(0, 9, 5)
    try net.cart.edit(.setPatron(one, [FieldValue(PatronField.name, .text("Other"))], settles: []))
    try net.sync()
    let subject = Subject.record(kind: LibraryKind.patron, one)
    #expect(net.main.derivations[subject]?.reviews.map(\.conflictCase) == [103])
    try erase(net.main, one, at: at(1, 9))
    try net.sync()
    #expect(net.main.derivations[subject]?.reviews.isEmpty == true)
    #expect(try net.main.persons(card: "p1").isEmpty && mentions(of: one, net) == 0)
  }

  @Test func `one loan is anonymised where a desk reckoned that nothing is outstanding`() throws {
    let net = try TestNetwork()
    let one = try patron("p1", net)
    let policy = RecordID(space: .source("test:policy"), number: 1)
    let loan = try net.main.lend("p1", at: at(0, 9)).fact
    net.main.clock = at(60, 9)
    let plan = try DeskRules(hashing: testHashing).plan(
      .checkin(.init(barcode: "31234")), at: net.main.desk, in: net.main, mint: net.main.mint)
    try net.main.commit(
      plan.operations.map {
        .init(
          .fact, kind: $0.kind, record: $0.record,
          values: $0.values + [FieldValue(CirculationField.policy, .record(policy))])
      })
    try anonymise(net.main, until: at(70, 0), at: at(80, 9))
    #expect(borrowers(net) == [.record(one)], "it came late, under a policy that may have fines")
    try net.main.commit([
      Erasing.anonymise(loan, of: one, branch: "MAIN", id: net.main.mint())
    ])
    try net.sync()
    #expect(borrowers(net) == [nil])
    #expect(mentions(of: one, net) == 0)
  }
}
