import CatchwordCore
import CatchwordLibrary
import Testing

/// Limits that desks kept apart and broke together (G6), and what a policy says of ways and closures.
@Suite struct LimitCaseTests {
  @Test func `case 21: renewed at two desks, both count and the next one is refused`() throws {
    let net = try TestNetwork()
    var policy = Policy.standard
    policy.base.renewals = 2
    try net.main.load(policy, at: at(-10, 8))
    try net.main.lend("p1", at: at(-9, 9))
    try net.main.perform(.renew(.init(barcode: "31234", presence: .remote)), at: at(-8, 9))
    try net.sync()
    try net.main.perform(.renew(.init(barcode: "31234", presence: .remote)), at: at(0, 9))
    let east = try net.east.perform(
      .renew(.init(barcode: "31234", presence: .present)), at: at(1, 9))
    let state = try net.settled()
    let loan = try #require(state.openLoan)
    #expect(loan.renewals == 3)
    #expect(loan.due == east.due)
    #expect(state.reviews.isEmpty)
    #expect(state.explanations.contains { $0.contains("(case 21)") })
    #expect(throws: DeskError.renewalsUsedUp(title: "Moby-Dick", limit: 2)) {
      try net.main.perform(.renew(.init(barcode: "31234", presence: .remote)), at: at(2, 9))
    }
  }

  @Test func `case 22: more loans than allowed all stand, and the next is refused`() throws {
    let net = try TestNetwork()
    var policy = Policy.standard
    policy.limits.loans = 2
    try net.main.load(policy, at: at(-1, 8))
    for barcode in ["a", "b", "c", "d"] { try net.main.addItem(barcode, type: "BOOK", to: net.bib) }
    try net.sync()
    for barcode in ["a", "b"] {
      try net.main.lendCounted(.init(barcode: barcode, card: "p1"), at: at(0, 9))
    }
    for barcode in ["c", "d"] {
      try net.cart.lendCounted(.init(barcode: barcode, card: "p1"), at: at(0, 10))
    }
    try net.sync()
    #expect(net.main.loans(of: try net.main.patronID("p1")).count == 4)
    #expect(throws: DeskError.loanLimitReached(2, types: [])) {
      try net.main.lendCounted(.init(barcode: "31234", card: "p1"), at: at(1, 9))
    }
    #expect(net.main.derivations.values.flatMap(\.reviews).isEmpty)
  }

  @Test func `case 2: the policy of the later loan says how long the way is`() throws {
    let net = try TestNetwork()
    var policy = Policy.standard
    policy.travel.pairs = [.init("MAIN", "EAST", minutes: 120)]
    try net.main.load(policy, at: at(-1, 8))
    try net.sync()
    try net.main.lend("p1", at: at(0, 9))
    try net.east.lend("p2", at: at(0, 10, 30))
    let state = try net.settled()
    #expect(state.reviews.map(\.conflictCase) == [2])
    #expect(state.claims == [.disputed])
  }

  @Test func `case 2: a policy that arrives after the facts that name it counts all the same`() throws {
    let net = try TestNetwork()
    var policy = Policy.standard
    policy.travel.minutes = 1
    try net.main.load(policy, at: at(-1, 8))
    try net.sync()
    try net.main.lend("p1", at: at(0, 9))
    try net.east.lend("p2", at: at(0, 9, 5))
    let late = TestReplica("LATE", key: 9)
    for lane in [Lane.circulation, .catalog, .patrons, .members] {
      try late.merge(net.main, lane: lane)
      try late.merge(net.east, lane: lane)
    }
    try late.checkDerivations()
    try net.sync()
    #expect(late.derivations[net.subject]?.reviews.map(\.conflictCase) == [1])
    #expect(late.derivations[net.subject] == net.main.derivations[net.subject])
  }

  @Test func `case 41: a closure that comes later moves what is due, and never forward`() throws {
    let net = try TestNetwork()
    let due = CivilDate(ofSeconds: at(21, 0))
    #expect(try net.main.lend("p1", at: at(0, 9)).due == due)
    let closure = PolicyClosure(first: due, last: due.adding(days: 2), reason: "snow")
    try net.east.commit([PolicyEdit.close("MAIN", closure, id: net.east.mint())])
    try net.sync()
    var dates = DueDates(under: try net.main.policyInForce(), in: net.main)
    #expect(try dates.standing(due, at: "MAIN") == due.adding(days: 3))
    #expect(try dates.standing(due, at: "EAST") == due)
    let back = try net.main.takeBack(at: at(24, 9))
    #expect(back.lines.first == "Moby-Dick: returned.")
  }

  @Test func `case 42: of a day that staff gave and a closure the later holds`() throws {
    let net = try TestNetwork()
    let manual = CivilDate(ofSeconds: at(5, 0))
    let closure = PolicyClosure(
      first: CivilDate(ofSeconds: at(4, 0)), last: CivilDate(ofSeconds: at(4, 0)), reason: "snow")
    try net.east.commit([PolicyEdit.close("MAIN", closure, id: net.east.mint())])
    try net.main.perform(.checkout(.init(barcode: "31234", card: "p1", due: manual)), at: at(0, 9))
    try net.sync()
    var dates = DueDates(under: try net.main.policyInForce(), in: net.main)
    #expect(try dates.standing(manual, at: "MAIN") == manual)
  }

  @Test func `case 23: lent on a card that was reported stolen`() throws {
    let net = try TestNetwork()
    let report = try net.main.perform(
      .block(card: "p1", .stolen, reason: "bag stolen on the train"), at: at(0, 9))
    try net.cart.lend("p1", at: at(0, 14))
    #expect(throws: DeskError.cardStolen(since: instantText(at(0, 9)))) {
      try net.main.lend("p1", at: at(0, 15))
    }
    try net.sync()
    let subject = Subject.account(of: try net.main.patronID("p1"))
    let review = try #require(net.main.derivations[subject]?.reviews.first)
    #expect(review.conflictCase == 23 && review.severity == .a && review.owner == "MAIN")
    #expect(try net.settled().openLoan != nil)
    let fold = try #require(
      try net.main.accountFold(of: net.main.patronID("p1"), hashing: testHashing))
    #expect(fold.doubted == [try #require(try net.settled().openLoan).id])
    net.main.clock = at(1, 9)
    try net.main.resolve(review, keep: "B")
    try net.main.perform(.unblock(card: "p1", reason: "it was her husband"), at: at(1, 10))
    try net.sync()
    let after = try #require(
      try net.main.accountFold(of: net.main.patronID("p1"), hashing: testHashing))
    #expect(after.doubted.isEmpty && after.blocks.isEmpty)
    #expect(net.main.derivations[subject]?.reviews.map(\.isResolved) == [true])
    #expect(report.signal == .good)
  }

  @Test func `case 23: a block that a laptop had not heard of stops nobody, and asks nobody`() throws {
    let net = try TestNetwork()
    try net.main.perform(.block(card: "p1", .other, reason: "address unknown"), at: at(0, 9))
    try net.cart.lend("p1", at: at(0, 14))
    try net.sync()
    let subject = Subject.account(of: try net.main.patronID("p1"))
    #expect(net.main.derivations[subject]?.reviews == [])
    #expect(net.main.derivations[subject]?.explanations.first?.contains("(case 23)") == true)
    let refused = DeskError.blocked(reason: "address unknown")
    #expect(refused.canBeOverridden)
    try net.main.takeBack(at: at(1, 9))
    #expect(throws: refused) { try net.cart.lend("p1", at: at(1, 10)) }
    try net.cart.perform(
      .checkout(.init(barcode: "31234", card: "p1", override: "showed a letter")), at: at(1, 11))
    #expect(throws: DeskError.notBlocked) {
      try net.main.perform(.unblock(card: "p2", reason: "?"), at: at(1, 12))
    }
  }
}
