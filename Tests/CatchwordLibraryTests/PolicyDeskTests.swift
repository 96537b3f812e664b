import CatchwordCore
import CatchwordLibrary
import Testing

extension TestReplica {
  @discardableResult
  func load(_ policy: Policy, _ reason: String = "new", at time: Int64) throws -> RecordID {
    clock = time
    let operation = try PolicyEdit.load(policy, reason: reason, branch: branch, id: mint())
    try commit([operation])
    return operation.record
  }

  func loans(of patron: RecordID) -> [PatronLoan] {
    derivations.values.flatMap(\.rows).filter {
      $0.values[LoanColumn.patron] == .record(patron) && $0.values[LoanColumn.standing] == .text("open")
    }.map {
      PatronLoan(
        item: $0.values[LoanColumn.item]?.record,
        due: $0.values[LoanColumn.due]?.integer.map(CivilDate.init(day:)))
    }
  }

  @discardableResult
  func lendCounted(_ checkout: DeskAction.Checkout, at time: Int64) throws -> DeskAnswer {
    clock = time
    let plan = try DeskRules(hashing: testHashing).plan(
      .checkout(checkout), at: desk, in: self, loans: { self.loans(of: $0) }, mint: mint)
    try commit(plan.operations)
    return plan.answer
  }

  func addItem(_ barcode: String, type: String, to bib: RecordID) throws {
    try edit(
      .addItem(
        bib: bib,
        [
          FieldValue(ItemField.barcode, .text(barcode)), FieldValue(ItemField.itemType, .text(type)),
          FieldValue(ItemField.owningBranch, .text("MAIN")),
        ]))
  }

  func addPatron(_ card: String, _ category: String, born: String? = nil) throws {
    var values = [
      FieldValue(PatronField.card, .text(card)), FieldValue(PatronField.category, .text(category)),
    ]
    if let born { values.append(FieldValue(PatronField.birthDate, .integer(civil(born).day))) }
    try edit(.addPatron(values))
  }
}

@Suite struct PolicyDeskTests {
  private var policy: Policy {
    var policy = Policy.standard
    policy.base.renewals = 1
    policy.limits.loans = 2
    policy.limits.loansOfTypes = [.init(["DVD"], loans: 1)]
    var terms = LendingTerms(.days(7))
    terms.isRemoteRenewalAllowed = false
    terms.renewals = 1
    policy.rules = [
      LendingRule(itemTypes: ["DVD"], terms), LendingRule(itemTypes: ["REF"], LendingTerms(.notForLoan)),
    ]
    policy.juveniles.ageLimit = 14
    policy.juveniles.refusedTypes = ["DVD"]
    return policy
  }

  @Test func `the policy in force decides, and the fact names it`() throws {
    let net = try TestNetwork()
    try net.main.addItem("dvd", type: "DVD", to: net.bib)
    let before = try net.main.lend("p1", at: at(0, 9))
    let old = try #require(try net.main.fact(kind: LibraryKind.circulation, before.fact))
    #expect(old[CirculationField.policy].isNull)
    let loaded = try net.main.load(policy, at: at(0, 10))
    let answer = try net.main.lend("p1", at: at(0, 11), "dvd")
    #expect(answer.due == CivilDate(ofSeconds: at(7, 0)))
    let fact = try #require(try net.main.fact(kind: LibraryKind.circulation, answer.fact))
    #expect(fact[CirculationField.policy] == .record(loaded))
    #expect(fact[CirculationField.dueRule] == .integer(DueRule.policy.rawValue))
    let back = try net.main.takeBack(at: at(1, 9), "dvd")
    let returned = try #require(try net.main.fact(kind: LibraryKind.circulation, back.fact))
    #expect(returned[CirculationField.policy] == .record(loaded))
    try net.sync()
    #expect(try net.cart.policyInForce() == PolicyInForce(fact: loaded, policy: policy.canonical()))
  }

  @Test func `due dates roll over closures that a branch added without a line`() throws {
    let net = try TestNetwork()
    let snow = PolicyClosure(
      first: CivilDate(ofSeconds: at(21, 0)), last: CivilDate(ofSeconds: at(22, 0)), reason: "snow")
    let closure = PolicyEdit.close("MAIN", snow, id: net.east.mint())
    try net.east.commit([closure])
    try net.sync()
    let answer = try net.main.lend("p1", at: at(0, 10))
    #expect(answer.due == CivilDate(ofSeconds: at(23, 0)))
    let fact = try #require(try net.main.fact(kind: LibraryKind.circulation, answer.fact))
    #expect(fact[CirculationField.dueRule] == .integer(DueRule.calendar.rawValue))
    #expect(fact[CirculationField.policy].isNull)
    try net.main.takeBack(at: at(1, 9))
    try net.main.commit([PolicyEdit.reopen(closure.record)])
    #expect(try net.main.lend("p1", at: at(1, 10)).due == CivilDate(ofSeconds: at(22, 0)))
  }

  @Test func `renewals count against the limit, and a reason goes beyond it`() throws {
    let net = try TestNetwork()
    try net.main.load(policy, at: at(-1, 9))
    try net.main.lend("p1", at: at(0, 10))
    func renew(_ override: String?, at time: Int64) throws -> DeskAnswer {
      try net.main.perform(
        .renew(.init(barcode: "31234", presence: .present, override: override)), at: time)
    }
    _ = try renew(nil, at: at(1, 10))
    let error = DeskError.renewalsUsedUp(title: "Moby-Dick", limit: 1)
    #expect(error.canBeOverridden)
    #expect(throws: error) { try renew(nil, at: at(2, 10)) }
    #expect(throws: error) { try net.main.lend("p1", at: at(2, 10)) }
    let answer = try renew("on leave", at: at(2, 11))
    let fact = try #require(try net.main.fact(kind: LibraryKind.circulation, answer.fact))
    #expect(fact[CirculationField.override] == .text("on leave"))
  }

  @Test func `limits stop the desk, and are not undone by a merge`() throws {
    let net = try TestNetwork()
    for barcode in ["d1", "d2"] { try net.main.addItem(barcode, type: "DVD", to: net.bib) }
    try net.main.addItem("b1", type: "BOOK", to: net.bib)
    try net.main.addItem("b2", type: "BOOK", to: net.bib)
    try net.main.load(policy, at: at(-1, 9))
    try net.sync()
    func lend(_ barcode: String, override: String? = nil, on replica: TestReplica, at time: Int64) throws {
      try replica.lendCounted(.init(barcode: barcode, card: "p1", override: override), at: time)
    }
    try lend("d1", on: net.main, at: at(0, 9))
    #expect(throws: DeskError.loanLimitReached(1, types: ["DVD"])) {
      try lend("d2", on: net.main, at: at(0, 10))
    }
    try lend("b1", on: net.main, at: at(0, 11))
    #expect(throws: DeskError.loanLimitReached(2, types: [])) {
      try lend("b2", on: net.main, at: at(0, 12))
    }
    try lend("d2", on: net.east, at: at(0, 12))
    try net.sync()
    let patron = try #require(try net.main.loanOf("d2")?.patron)
    #expect(net.main.loans(of: patron).count == 3)
    try lend("b2", override: "thesis", on: net.main, at: at(1, 9))
  }

  @Test func `what is not lent to a category or to children needs a reason`() throws {
    let net = try TestNetwork()
    try net.main.addItem("dvd", type: "DVD", to: net.bib)
    try net.main.addItem("ref", type: "REF", to: net.bib)
    try net.main.addPatron("kid", "CHILD", born: "2015-01-01")
    try net.main.load(policy, at: at(-1, 9))
    let refused = DeskError.notForJuveniles(title: "Moby-Dick", below: 14)
    #expect(refused.canBeOverridden)
    #expect(throws: refused) { try net.main.lend("kid", at: at(0, 9), "dvd") }
    #expect(throws: DeskError.notLentToCategory(title: "Moby-Dick")) {
      try net.main.lend("p1", at: at(0, 9), "ref")
    }
    let answer = try net.main.perform(
      .checkout(.init(barcode: "ref", card: "p1", override: "exhibition")), at: at(0, 10))
    #expect(answer.due == CivilDate(ofSeconds: at(21, 0)))
    try net.main.lend("p1", at: at(0, 11), "dvd")
    #expect(throws: DeskError.notRenewableRemotely(title: "Moby-Dick")) {
      try net.main.perform(.renew(.init(barcode: "dvd", presence: .remote)), at: at(1, 9))
    }
  }

  @Test func `a loan until the end of a term needs a term`() throws {
    let net = try TestNetwork()
    var policy = Policy.standard
    policy.base.period = .term
    policy.base.termEnds = [CivilDate(ofSeconds: at(30, 0))]
    try net.main.load(policy, at: at(-1, 9))
    #expect(try net.main.lend("p1", at: at(0, 9)).due == CivilDate(ofSeconds: at(30, 0)))
    #expect(throws: DeskError.noTermLeft(title: "Moby-Dick")) { try net.main.lend("p1", at: at(40, 9)) }
    let manual = DeskAction.Checkout(barcode: "31234", card: "p1", due: CivilDate(ofSeconds: at(50, 0)))
    #expect(try net.main.perform(.checkout(manual), at: at(40, 10)).due == manual.due)
  }
}

@Suite struct PolicyConflictTests {
  private func policy(_ days: Int64) -> Policy { Policy(base: LendingTerms(.days(days))) }

  private func reviews(_ replica: TestReplica) -> [ReviewItem] {
    replica.derivations[.text(kind: LibraryKind.policy, "policy")]?.reviews ?? []
  }

  @Test func `two policies loaded at once: the later holds, and the queue says so`() throws {
    for order in [[1, 2, 3], [3, 1, 2], [2, 3, 1]] as [[UInt64]] {
      let net = try TestNetwork(order)
      let early = try net.main.load(policy(7), "winter", at: at(0, 9))
      let late = try net.east.load(policy(14), "spring", at: at(0, 10))
      try net.sync()
      #expect(try net.main.policyInForce().fact == late)
      #expect(try net.cart.policyInForce().policy.base.period == .days(14))
      let review = try #require(reviews(net.cart).first)
      #expect(review.severity == .b && review.owner.isEmpty && review.sides.count == 2)
      #expect(review.sides[1].text.hasSuffix("in force."))
      #expect(throws: ReviewError.notResolvable) { try net.main.resolve(review, keep: "A") }
      let again = try net.cart.load(policy(7), "winter after all", at: at(1, 9))
      try net.sync()
      #expect(try net.east.policyInForce().fact == again && again != early)
      #expect(reviews(net.main).isEmpty)
    }
  }

  @Test func `one load after another is no conflict, nor is the same policy twice`() throws {
    let net = try TestNetwork()
    try net.main.load(policy(7), at: at(0, 9))
    try net.sync()
    let later = try net.east.load(policy(14), at: at(-5, 9))
    try net.sync()
    #expect(try net.main.policyInForce().fact == later)
    #expect(reviews(net.main).isEmpty)
    try net.main.load(policy(21), at: at(1, 9))
    try net.east.load(policy(21), at: at(1, 10))
    try net.sync()
    #expect(reviews(net.cart).isEmpty)
  }

  @Test func `a policy that cannot be read leaves the one before in force`() throws {
    let net = try TestNetwork()
    let good = try net.main.load(policy(7), at: at(0, 9))
    net.main.clock = at(0, 10)
    try net.main.commit([
      Operation(
        .fact, kind: LibraryKind.policy, record: net.main.mint(),
        values: [FieldValue(PolicyField.content, .bytes([9, 9])), FieldValue(PolicyField.network, .integer(1))])
    ])
    #expect(try net.main.policyInForce().fact == good)
    // Right bytes of a policy that would overflow a date: a hostile replica could state it.
    var forged = policy(.max)
    forged.name = "forged"
    net.main.clock = at(0, 11)
    try net.main.commit([
      Operation(
        .fact, kind: LibraryKind.policy, record: net.main.mint(),
        values: [
          FieldValue(PolicyField.content, .bytes(forged.bytes)),
          FieldValue(PolicyField.network, .integer(1)),
        ])
    ])
    #expect(try net.main.policyInForce().fact == good)
    #expect(try net.main.lend("p1", at: at(0, 12)).due == CivilDate(ofSeconds: at(7, 0)))
  }
}

extension TestReplica {
  fileprivate func loanOf(_ barcode: String) throws -> Loan? {
    let item = try #require(try bearers(of: barcode).first)
    return try circulation(of: item.id, item, hashing: testHashing).openLoan
  }
}
