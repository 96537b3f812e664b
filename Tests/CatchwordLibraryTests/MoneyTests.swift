import CatchwordCore
import CatchwordLibrary
import Testing

extension TestReplica {
  func patronID(_ card: String) throws -> RecordID {
    try #require(
      records(kind: LibraryKind.patron, where: PatronField.card, is: .text(card)).first
    ).id
  }

  func account(_ card: String) throws -> Account {
    let patron = try patronID(card)
    var reckoning = AccountReckoning(
      of: try record(kind: LibraryKind.patron, patron), on: desk.today,
      under: try policyInForce(), in: self)
    let rows = derivations.values.flatMap(\.rows).filter {
      $0.table == ChargeColumn.tableName && $0.values[ChargeColumn.patron] == .record(patron)
    }
    let loans = derivations.values.flatMap(\.rows).filter {
      $0.table == LoanColumn.tableName && $0.values[LoanColumn.patron] == .record(patron)
        && $0.values[LoanColumn.standing] == .text("open")
    }.map { row in
      PatronLoan(
        item: row.values[LoanColumn.item]?.record,
        due: row.values[LoanColumn.due]?.integer.map(CivilDate.init(day:)),
        loan: row.values[LoanColumn.id]?.record, branch: row.values[LoanColumn.branch]?.text ?? "")
    }
    return try reckoning.account(rows, loans: loans)
  }

  @discardableResult
  func deal(_ action: DeskAction, at time: Int64) throws -> DeskAnswer {
    clock = time
    let cards = ["p1", "p2", "p3"]
    let plan = try DeskRules(hashing: testHashing).plan(
      action, at: desk, in: self,
      account: { id in
        try self.account(try #require(try cards.first { try self.patronID($0) == id }))
      }, mint: mint)
    try commit(plan.operations)
    return plan.answer
  }

  func pay(_ card: String, _ amount: Int64, at time: Int64, keepsRest: Bool = false) throws {
    try deal(.pay(.init(card: card, amount: amount, keepsRest: keepsRest)), at: time)
  }
}

@Suite struct MoneyTests {
  private var policy: Policy {
    var policy = Policy.standard
    policy.base.period = .days(7)
    policy.base.finePerDay = 20
    policy.base.graceDays = 1
    policy.base.fineCap = 500
    policy.base.replacementFee = 2500
    policy.base.processingFee = 300
    policy.limits.owed = 1000
    return policy
  }

  private func network() throws -> TestNetwork {
    let net = try TestNetwork()
    try net.main.load(policy, at: at(-200, 8))
    try net.sync()
    return net
  }

  private func cases(_ net: TestNetwork) throws -> [Int] {
    try net.settled().reviews.filter { !$0.isResolved }.map(\.conflictCase)
  }

  private func owed(_ net: TestNetwork, _ card: String = "p1") throws -> Int64 {
    try net.main.account(card).owed(in: "USD")
  }

  private func credit(_ net: TestNetwork, _ card: String = "p1") throws -> Int64 {
    try net.main.account(card).credit(in: "USD")
  }

  @Test func `a late return costs what the policy says, and nothing is posted`() throws {
    let net = try network()
    try net.main.lend("p1", at: at(-30, 9))
    net.main.clock = at(-20, 9)
    #expect(try owed(net) == 40, "three days late, one of grace, while it is out")
    try net.main.takeBack(at: at(-18, 9))
    #expect(try owed(net) == 80)
    net.main.clock = at(50, 9)
    #expect(try owed(net) == 80, "it stops at the return")
    #expect(try net.settled().charges.map(\.kind) == [.overdue])
    try net.main.deal(.pay(.init(card: "p1", amount: 80)), at: at(51, 9))
    #expect(try owed(net) == 0)
    #expect(try cases(net).isEmpty)
  }

  @Test func `a fine has a cap, and closed days cost nothing, also those entered later`() throws {
    let net = try network()
    try net.main.lend("p1", at: at(-300 + 250, 9))
    net.main.clock = at(100, 9)
    #expect(try owed(net) == 500)
    try net.main.takeBack(at: at(-40, 9))
    net.main.clock = at(0, 9)
    #expect(try owed(net) == 40, "due on day -43, back on day -40: three days, one of grace")
    let closure = PolicyClosure(
      first: CivilDate(ofSeconds: at(-43, 0)), last: CivilDate(ofSeconds: at(-41, 0)),
      reason: "snow")
    try net.east.commit([PolicyEdit.close("MAIN", closure, id: net.east.mint())])
    try net.sync()
    #expect(try owed(net) == 0, "it was due on the next open day")
  }

  @Test func `a backdated return, a found item and an implied return are no reason to charge more`()
    throws
  {
    let net = try network()
    try net.main.lend("p1", at: at(-30, 9))
    try net.main.perform(
      .checkin(.init(barcode: "31234", backdate: CivilDate(ofSeconds: at(-24, 0)))), at: at(-10, 9))
    #expect(try owed(net) == 0)
    try net.main.lend("p1", at: at(-9, 9))
    try net.main.perform(.inventory(barcode: "31234", location: nil), at: at(20, 9))
    #expect(try owed(net) == 0, "case 46: found on the shelf")
    try net.main.lend("p1", at: at(21, 9))
    try net.main.lend("p2", at: at(60, 9))
    #expect(try owed(net) == 0, "case 1: nobody knows when it came back")
  }

  @Test func `case 8: billed as lost although the bookmobile had it`() throws {
    let net = try network()
    try net.main.lend("p1", at: at(-40, 9))
    try net.sync()
    try net.cart.takeBack(at: at(-1, 9))
    let bill = try net.main.deal(
      .billLost(barcode: "31234", amount: nil, reason: nil), at: at(0, 9))
    #expect(bill.lines.last == "Charged: replacement USD 25.00, processing USD 3.00.")
    #expect(try owed(net) == 2800, "the fine is covered while the loss is owed")
    try net.sync()
    #expect(try owed(net) == 500, "only the late return is left")
    #expect(try cases(net) == [8, 8])
    let state = try net.settled()
    #expect(state.status == "available")
    #expect(state.charges.filter { $0.kind == .replacement }.map(\.standing) == [.reversed])
    let review = try #require(state.reviews.first)
    #expect(review.owner == "MAIN" && review.severity == .a)
    net.main.clock = at(1, 9)
    for review in state.reviews { try net.main.resolve(review, keep: "B") }
    #expect(try cases(net).isEmpty)
    #expect(try owed(net) == 500)
  }

  @Test func `case 8: what was paid for it becomes credit, and keeping A charges it again`() throws {
    let net = try network()
    try net.main.lend("p1", at: at(-5, 9))
    try net.sync()
    try net.cart.takeBack(at: at(-1, 9))
    try net.main.deal(.billLost(barcode: "31234", amount: 1000, reason: nil), at: at(0, 9))
    try net.main.pay("p1", 1300, at: at(0, 10))
    #expect(try net.main.circulation(of: net.item, nil, hashing: testHashing).loans.map(\.closedHow) == [.paid])
    try net.sync()
    #expect(try net.settled().loans.map(\.closedHow) == [.checkin])
    #expect(try credit(net) == 1300)
    #expect(try owed(net) == 0)
    let open = try net.settled().reviews
    #expect(open.map(\.conflictCase) == [8, 8])
    net.main.clock = at(1, 9)
    try net.main.resolve(open[0], keep: "A")
    #expect(try credit(net) == 300)
    try net.main.deal(.refund(.init(card: "p1")), at: at(1, 10))
    #expect(try credit(net) == 0)
  }

  @Test func `case 9: paid as lost and found later is for the policy and a person`() throws {
    let net = try network()
    try net.main.lend("p1", at: at(-40, 9))
    try net.main.deal(.billLost(barcode: "31234", amount: nil, reason: nil), at: at(-20, 9))
    try net.main.pay("p1", 2800, at: at(-19, 9))
    #expect(try net.settled().loans.map(\.closedHow) == [.paid])
    #expect(try net.settled().openLoan == nil)
    try net.east.perform(.mark(.found, barcode: "31234", reason: nil), at: at(0, 9))
    try net.sync()
    #expect(try net.settled().status == "available")
    #expect(try credit(net) == 0, "proposed, not given back")
    let reviews = try net.settled().reviews
    #expect(reviews.map(\.conflictCase) == [9, 9] && reviews[0].severity == .b)
    net.main.clock = at(1, 9)
    try net.main.resolve(reviews[0], keep: "B")
    #expect(try credit(net) == 2500)
  }

  @Test func `lost, not paid, and back: nothing is owed for the loss and nobody need look`() throws {
    let net = try network()
    try net.main.lend("p1", at: at(-10, 9))
    try net.main.deal(.billLost(barcode: "31234", amount: 900, reason: nil), at: at(-2, 9))
    try net.main.takeBack(at: at(0, 9))
    #expect(try owed(net) == 40, "only the late return")
    #expect(try cases(net).isEmpty)
  }

  @Test func `case 5: a fine paid up to a day when the item was back for long`() throws {
    let net = try network()
    try net.main.lend("p1", at: at(-40, 9))
    try net.sync()
    try net.cart.takeBack(at: at(-30, 9))
    net.main.clock = at(0, 9)
    #expect(try owed(net) == 500)
    try net.main.pay("p1", 500, at: at(0, 9))
    try net.sync()
    #expect(try credit(net) == 460, "two days and more after the grace are all that is left")
    #expect(try cases(net) == [5])
    try net.main.deal(.refund(.init(card: "p1", amount: 460)), at: at(1, 9))
    #expect(try credit(net) == 0)
    #expect(try cases(net).isEmpty)
  }

  @Test func `case 37: paid at two desks`() throws {
    let net = try network()
    try net.main.deal(
      .charge(.init(card: "p1", kind: .damage, amount: 700, barcode: "31234")), at: at(0, 9))
    try net.sync()
    try net.main.pay("p1", 700, at: at(0, 10))
    try net.east.pay("p1", 700, at: at(0, 11))
    try net.sync()
    #expect(try owed(net) == 0)
    #expect(try credit(net) == 700)
    #expect(try cases(net) == [37])
    #expect(try net.settled().reviews.first?.owner == "EAST")
    #expect(try net.settled().charges.first?.paid == 1400)
    try net.east.deal(.refund(.init(card: "p1")), at: at(1, 9))
    #expect(try cases(net).isEmpty)
  }

  @Test func `two parts of one charge at two desks are no conflict`() throws {
    let net = try network()
    try net.main.deal(
      .charge(.init(card: "p1", kind: .damage, amount: 700, barcode: "31234")), at: at(0, 9))
    try net.sync()
    try net.main.pay("p1", 300, at: at(0, 10))
    try net.east.pay("p1", 400, at: at(0, 11))
    #expect(try cases(net).isEmpty)
    #expect(try owed(net) == 0)
    #expect(try credit(net) == 0)
  }

  @Test func `case 38: waived here and paid there`() throws {
    let net = try network()
    let charge = try net.main.deal(
      .charge(.init(card: "p1", kind: .damage, amount: 700, barcode: "31234")), at: at(0, 9))
    try net.sync()
    try net.main.deal(
      .waive(.init(card: "p1", charge: charge.fact, reason: "was broken before")), at: at(0, 10))
    try net.east.pay("p1", 700, at: at(0, 11))
    #expect(try cases(net) == [38])
    #expect(try credit(net) == 700)
    let review = try #require(try net.settled().reviews.first)
    net.main.clock = at(1, 9)
    try net.main.resolve(review, keep: "A")
    #expect(try cases(net).isEmpty)
    #expect(try credit(net) == 700, "it stays in the account")
    try net.main.deal(
      .charge(.init(card: "p1", kind: .card, amount: 200)), at: at(1, 10))
    try net.main.deal(.pay(.init(card: "p1", amount: 200, method: .credit)), at: at(1, 11))
    #expect(try credit(net) == 500)
    #expect(try owed(net) == 0)
  }

  @Test func `case 39: a payment that arrives twice counts once`() throws {
    let net = try network()
    try net.main.deal(.charge(.init(card: "p1", kind: .card, amount: 200)), at: at(0, 9))
    try net.main.pay("p1", 200, at: at(0, 10))
    try net.sync()
    try net.sync()
    #expect(try net.east.account("p1").lines.map(\.charge.paid) == [200])
  }

  @Test func `an undone charge leaves what was paid for it as credit, and asks`() throws {
    let net = try network()
    let charge = try net.main.deal(
      .charge(.init(card: "p1", kind: .damage, amount: 700, barcode: "31234")), at: at(0, 9))
    try net.sync()
    try net.east.pay("p1", 700, at: at(0, 10))
    try net.main.perform(.undo(.init(.fact(charge.fact), reason: "wrong patron")), at: at(0, 11))
    #expect(try cases(net) == [101])
    #expect(try credit(net) == 700)
  }

  @Test func `an account without items has its own queue`() throws {
    let net = try network()
    let charge = try net.main.deal(
      .charge(.init(card: "p2", kind: .card, amount: 200)), at: at(0, 9))
    try net.sync()
    try net.main.pay("p2", 200, at: at(0, 10))
    try net.cart.pay("p2", 200, at: at(0, 11))
    try net.sync()
    let subject = Subject.account(of: try net.main.patronID("p2"))
    let review = try #require(net.main.derivations[subject]?.reviews.first)
    #expect(review.conflictCase == 37)
    net.main.clock = at(1, 9)
    try net.main.resolve(review, keep: "A")
    try net.sync()
    #expect(net.main.derivations[subject]?.reviews.first?.isResolved == true)
    #expect(net.main.derivations[subject]?.explanations.first?.contains("case 37") == true)
    let operations = try Resolving(hashing: testHashing).undo(
      of: review, reason: "not yet told", at: net.main.desk, in: net.main, mint: net.main.mint)
    try net.main.commit(operations)
    try net.sync()
    #expect(net.main.derivations[subject]?.reviews.first?.isResolved == false)
    #expect(charge.signal == .good)
  }

  @Test func `who owes too much is stopped, and a reason lets staff go on (case 24)`() throws {
    let net = try network()
    try net.main.deal(.charge(.init(card: "p1", kind: .other, amount: 1001)), at: at(0, 9))
    let refused = DeskError.owesTooMuch("USD 10.01", limit: "USD 10.00")
    #expect(refused.canBeOverridden)
    #expect(throws: refused) {
      try net.main.deal(.checkout(.init(barcode: "31234", card: "p1")), at: at(0, 10))
    }
    let answer = try net.main.deal(
      .checkout(.init(barcode: "31234", card: "p1", override: "paid at EAST")), at: at(0, 11))
    let fact = try #require(try net.main.fact(kind: LibraryKind.circulation, answer.fact))
    #expect(fact[CirculationField.override] == .text("paid at EAST"))
  }

  @Test func `the desk takes no money that is not owed, and gives none back that is not there`() throws {
    let net = try network()
    #expect(throws: DeskError.notOwed("USD 0.00")) { try net.main.pay("p1", 100, at: at(0, 9)) }
    try net.main.pay("p1", 100, at: at(0, 9), keepsRest: true)
    #expect(try credit(net) == 100)
    #expect(throws: DeskError.tooLittleCredit("USD 1.00")) {
      try net.main.deal(.refund(.init(card: "p1", amount: 101)), at: at(0, 10))
    }
    #expect(throws: DeskError.notAnAmount) { try net.main.pay("p1", 0, at: at(0, 11)) }
    #expect(throws: DeskError.notStated(.overdue)) {
      try net.main.deal(.charge(.init(card: "p1", kind: .overdue, amount: 1)), at: at(0, 11))
    }
    #expect(throws: DeskError.notOnLoan("Moby-Dick")) {
      try net.main.deal(.billLost(barcode: "31234", amount: nil, reason: nil), at: at(0, 12))
    }
  }

  @Test func `money for an unknown barcode is kept, and follows it when it is catalogued`() throws {
    let net = try network()
    try net.cart.perform(
      .checkout(.init(barcode: "777", card: "p1", lendsUnknown: true)), at: at(-30, 9))
    net.cart.clock = at(0, 9)
    #expect(try net.cart.account("p1").owed(in: "USD") == 440)
    try net.cart.pay("p1", 100, at: at(0, 9))
    #expect(try net.cart.account("p1").owed(in: "USD") == 340)
    try net.main.addItem("777", type: "BOOK", to: net.bib)
    try net.sync()
    net.main.clock = at(0, 10)
    #expect(try owed(net) == 340)
    try net.main.pay("p1", 340, at: at(0, 11))
    #expect(try owed(net) == 0)
  }

  @Test(
    arguments: [
      ("3", 300), ("3.5", 350), ("3.50", 350), ("0.05", 5), ("10000000", 1_000_000_000),
    ] as [(String, Int64)])
  func `amounts are read in minor units`(text: String, amount: Int64) {
    #expect(Currency(code: "USD", digits: 2).minorUnits(parsing: text) == amount)
  }

  @Test(arguments: ["", "0", "-1", "1.", ".5", "1.005", "1,50", "1e3", " 1", "99999999999", "٣"])
  func `what is no amount is none`(text: String) {
    #expect(Currency(code: "USD", digits: 2).minorUnits(parsing: text) == nil)
  }
}
