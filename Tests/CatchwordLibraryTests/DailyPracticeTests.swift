import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct FastAddTests {
  @Test func `what nobody catalogued is added under its title and lent at once`() throws {
    let net = try TestNetwork()
    let answer = try net.cart.perform(
      .checkout(.init(barcode: "777", card: "p1", title: "A gift")), at: at(0, 9))
    #expect(answer.title == "A gift" && answer.signal == .warning)
    #expect(answer.lines.first == "A gift, due 2026-12-07.")
    #expect(answer.lines.last == "It was added in haste; it is catalogued later.")
    try net.sync()
    let item = try #require(try net.main.bearers(of: "777").first)
    #expect(answer.item == item.id && FastAdd.isUncatalogued(item))
    #expect(item[ItemField.owningBranch] == .text("CART"))
    let subject = Subject.record(kind: LibraryKind.item, item.id)
    #expect(net.main.derivations[subject]?.reviews.isEmpty == true)
    let back = try net.main.takeBack(at: at(1, 9), "777")
    #expect(back.title == "A gift" && back.signal == .stop)
    #expect(back.lines.contains("A desk added it in haste; it goes to cataloguing."))
    #expect(net.main.derivations[subject]?.columns[ItemField.Derived.status] == .text("fast-add"))
    let done = FieldValue(ItemField.importedStatus, .null)
    try net.main.edit(.setItem(item.id, [done], settles: []))
    #expect(net.main.derivations[subject]?.columns[ItemField.Derived.status] == .text("available"))
  }

  @Test func `a title changes nothing about an item that is known`() throws {
    let net = try TestNetwork()
    let answer = try net.main.perform(
      .checkout(.init(barcode: "31234", card: "p1", title: "Another")), at: at(0, 9))
    #expect(answer.title == "Moby-Dick" && answer.item == net.item && answer.signal == .good)
  }

  @Test func `a bare barcode counts for what is added under it`() throws {
    let net = try TestNetwork()
    try net.cart.perform(.checkout(.init(barcode: "777", card: "p1", lendsUnknown: true)), at: at(0, 9))
    try net.sync()
    let answer = try net.main.perform(
      .checkout(.init(barcode: "777", card: "p2", title: "A gift")), at: at(1, 9))
    #expect(answer.lines.contains("It was still lent to another patron; that loan ends now."))
    try net.sync()
    let item = try #require(answer.item)
    let state = try net.east.circulation(
      of: item, net.east.record(kind: LibraryKind.item, item), hashing: testHashing)
    #expect(state.loans.map(\.standing) == [.closed, .open])
  }

  @Test func `two desks that add one barcode are told apart by a person`() throws {
    let net = try TestNetwork()
    for replica in [net.east, net.cart] {
      try replica.perform(.checkout(.init(barcode: "777", card: "p1", title: "A gift")), at: at(0, 9))
    }
    try net.sync()
    let shared = net.main.derivations[.text(kind: LibraryKind.item, "777")]?.reviews
    #expect(shared?.map(\.conflictCase) == [27])
  }
}

@Suite struct CartTests {
  @Test func `what is loaded is on the cart, and comes off it at the desk`() throws {
    let net = try TestNetwork()
    let loaded = try net.main.perform(.load(barcode: "31234", cart: "CART"), at: at(0, 9))
    #expect(loaded.signal == .good && loaded.lines == ["Moby-Dick: on CART."])
    var state = try net.settled()
    #expect(state.custody == .branch("CART"))
    #expect(state.transits.map(\.ending) == [.received])
    try net.cart.lend("p1", at: at(1, 9))
    try net.cart.takeBack(at: at(2, 9))
    try net.sync()
    let off = try net.main.perform(.unload(barcode: "31234", cart: "CART"), at: at(3, 9))
    #expect(off.signal == .good && off.lines == ["Moby-Dick: off CART."])
    state = try net.settled()
    #expect(state.custody == .branch("MAIN") && state.reviews.isEmpty)
  }

  @Test func `unloading ends a loan and tells what was not on board`() throws {
    let net = try TestNetwork()
    try net.main.perform(.load(barcode: "31234", cart: "CART"), at: at(0, 9))
    try net.sync()
    try net.cart.lend("p1", at: at(1, 9))
    try net.sync()
    let off = try net.east.perform(.unload(barcode: "31234", cart: "CART"), at: at(2, 9))
    #expect(off.lines.contains("It was on loan; it is returned now."))
    #expect(off.lines.contains("It goes home to MAIN."))
    let state = try net.settled()
    #expect(state.loans.map(\.closedHow) == [.checkin] && state.reviews.isEmpty)
    let again = try net.main.perform(.unload(barcode: "31234", cart: "CART"), at: at(3, 9))
    #expect(again.lines.contains("This replica did not know that it was on board."))
  }

  @Test func `a cart takes nothing that must stay, and no barcode without an item`() throws {
    let net = try TestNetwork()
    #expect(throws: DeskError.unknownItem("999")) {
      try net.main.perform(.load(barcode: "999", cart: "CART"), at: at(0, 9))
    }
    #expect(throws: DeskError.unknownBranch("NOWHERE")) {
      try net.main.perform(.load(barcode: "31234", cart: "NOWHERE"), at: at(0, 9))
    }
    #expect(throws: DeskError.sentToItself("MAIN")) {
      try net.main.perform(.unload(barcode: "31234", cart: "MAIN"), at: at(0, 9))
    }
    try net.main.perform(.mark(.preservation, barcode: "31234", reason: nil), at: at(0, 9))
    #expect(throws: DeskError.notForTheCart(title: "Moby-Dick", .preservationHold)) {
      try net.main.perform(.load(barcode: "31234", cart: "CART"), at: at(0, 10))
    }
  }
}

@Suite struct FloatingTests {
  private func policy(keeping most: Int64? = nil) -> Policy {
    var policy = Policy.standard
    var group = FloatingGroup("valley", ["EAST", "MAIN"])
    group.itemsPerTitle = most
    policy.floating = [group]
    return policy
  }

  @Test func `case 48: what floats stays where it comes back, within its group`() throws {
    let net = try TestNetwork()
    try net.main.load(policy(), at: at(-1, 9))
    try net.sync()
    let back = try net.east.takeBack(at: at(0, 9))
    #expect(back.signal == .good && back.lines.last == "It stays here.")
    try net.sync()
    // CART is of no group: the item goes back to where it was last within its own.
    let elsewhere = try net.cart.takeBack(at: at(1, 9))
    #expect(elsewhere.lines.last == "It goes home to EAST.")
  }

  @Test func `case 48: what does not float goes home`() throws {
    let net = try TestNetwork()
    #expect(try net.east.takeBack(at: at(0, 9)).lines.last == "It goes home to MAIN.")
    var books = policy()
    books.floating[0].itemTypes = ["DVD"]
    try net.east.load(books, at: at(1, 9))
    #expect(try net.east.takeBack(at: at(1, 10)).lines.last == "It goes home to MAIN.")
  }

  @Test func `case 48: more of a title than a branch keeps is a proposal and no move`() throws {
    let net = try TestNetwork()
    for barcode in ["b1", "b2"] { try net.main.addItem(barcode, type: "BOOK", to: net.bib) }
    try net.main.load(policy(keeping: 1), at: at(-1, 9))
    try net.sync()
    #expect(try net.east.takeBack(at: at(0, 9), "b1").lines.last == "It stays here.")
    // MAIN has two of its own still, so none could go there.
    #expect(try net.east.takeBack(at: at(0, 10), "b2").lines.last == "It stays here.")
    try net.main.lend("p1", at: at(0, 8))
    try net.sync()
    let over = try net.east.takeBack(at: at(0, 11), "b2")
    #expect(over.signal == .warning)
    #expect(
      over.lines.last
        == "EAST has 2 of this title now and keeps 1; MAIN has 0, so one could go there.")
    let item = try #require(try net.east.bearers(of: "b2").first)
    let state = try net.east.circulation(of: item.id, item, hashing: testHashing)
    #expect(state.custody == .branch("EAST") && state.transits.isEmpty)
  }
}

@Suite struct GuardianTests {
  @Test func `children need a guardian where the policy says so`() throws {
    let net = try TestNetwork()
    var policy = Policy.standard
    policy.juveniles.ageLimit = 14
    policy.juveniles.needsGuardian = true
    try net.main.load(policy, at: at(-1, 9))
    try net.main.addPatron("kid", "CHILD", born: "2015-01-01")
    try net.main.addPatron("teen", "CHILD", born: "2010-01-01")
    let refused = DeskError.guardianMissing(below: 14)
    #expect(refused.canBeOverridden)
    #expect(throws: refused) { try net.main.lend("kid", at: at(0, 9)) }
    try net.main.lend("teen", at: at(0, 9))
    try net.main.takeBack(at: at(0, 10))
    try net.main.perform(
      .checkout(.init(barcode: "31234", card: "kid", override: "father is here")), at: at(0, 11))
    try net.main.takeBack(at: at(0, 12))
    let kid = try #require(
      try net.main.records(kind: LibraryKind.patron, where: PatronField.card, is: .text("kid")).first)
    let father = try #require(
      try net.main.records(kind: LibraryKind.patron, where: PatronField.card, is: .text("p1")).first)
    let guardian = FieldValue(PatronField.guardian, .record(father.id))
    try net.main.edit(.setPatron(kid.id, [guardian], settles: []))
    try net.main.lend("kid", at: at(0, 13))
  }
}

@Suite struct StopTests {
  private func policy() throws -> Policy {
    var policy = Policy.standard
    var stop = PolicyBranch("HILL")
    stop.sort = .stop
    stop.parent = "CART"
    stop.visits = [civil("2026-12-01"), civil("2026-12-15"), civil("2026-12-29")]
    policy.branches = [PolicyBranch("CART"), stop]
    return policy
  }

  private func lend(_ net: TestNetwork, _ card: String, at branch: String, _ time: Int64) throws -> DeskAnswer {
    net.cart.clock = time
    let desk = Desk(branch: branch, staff: "ann", today: CivilDate(ofSeconds: time))
    let plan = try DeskRules(hashing: testHashing).plan(
      .checkout(.init(barcode: "31234", card: card)), at: desk, in: net.cart, mint: net.cart.mint)
    try net.cart.commit(plan.operations)
    return plan.answer
  }

  @Test func `what is lent at a stop is due on a visit`() throws {
    let net = try TestNetwork()
    try net.cart.load(policy(), at: at(-1, 9))
    // 21 days from 16 November is 7 December.
    let answer = try lend(net, "p1", at: "HILL", at(0, 9))
    #expect(answer.due == civil("2026-12-15"))
    let fact = try #require(try net.cart.fact(kind: LibraryKind.circulation, answer.fact))
    #expect(fact[CirculationField.dueRule] == .integer(DueRule.calendar.rawValue))
    // A closure of the cart takes a visit away from its stops.
    let snow = PolicyClosure(first: civil("2026-12-14"), last: civil("2026-12-20"), reason: "snow")
    try net.cart.commit([PolicyEdit.close("CART", snow, id: net.cart.mint())])
    try net.cart.takeBack(at: at(0, 10))
    #expect(try lend(net, "p2", at: "HILL", at(0, 11)).due == civil("2026-12-29"))
  }

  @Test func `a cart lends by the visits of the stop where it stands, and the loan is the cart's`() throws {
    let net = try TestNetwork()
    try net.cart.load(policy(), at: at(-1, 9))
    func lend(at stop: String) throws -> DeskPlan {
      net.cart.clock = at(0, 9)
      let desk = Desk(branch: "CART", staff: "ann", today: CivilDate(ofSeconds: at(0, 9)), stop: stop)
      return try DeskRules(hashing: testHashing).plan(
        .checkout(.init(barcode: "31234", card: "p1")), at: desk, in: net.cart, mint: net.cart.mint)
    }
    let plan = try lend(at: "HILL")
    #expect(plan.answer.due == civil("2026-12-15"))
    #expect(plan.operations.last?[CirculationField.branch] == .text("CART"))
    #expect(throws: DeskError.noSuchStop("MAIN", of: "CART")) { try lend(at: "MAIN") }
    try net.cart.commit(plan.operations)
    let renewal = DeskAction.Renewal(barcode: "31234", presence: .present)
    let desk = Desk(branch: "CART", staff: "ann", today: CivilDate(ofSeconds: at(1, 9)), stop: "HILL")
    let renewed = try DeskRules(hashing: testHashing).plan(
      .renew(renewal), at: desk, in: net.cart, mint: net.cart.mint)
    // 21 days from 15 December is 5 January, after the last visit that is known.
    #expect(renewed.answer.due == civil("2027-01-05"))
  }

  @Test func `a term's end rolls to a visit, and cards of teachers and institutions lend by their own rules`()
    throws
  {
    let net = try TestNetwork()
    var policy = try policy()
    var term = LendingTerms(.term)
    term.termEnds = [civil("2026-12-18"), civil("2027-06-11")]
    policy.rules = [LendingRule(categories: ["TEACHER"], term)]
    var (teacher, home) = (PatronCategory("TEACHER", PatronLimits()), PatronCategory("HOME", PatronLimits()))
    teacher.sort = .teacher
    home.sort = .institution
    home.limits.isStoppedByExpiry = false
    policy.categories = [home, teacher]
    policy.limits.loans = 0
    try net.cart.load(policy, at: at(-1, 9))
    try net.cart.addPatron("t1", "TEACHER")
    try net.cart.edit(
      .addPatron([
        FieldValue(PatronField.card, .text("h1")), FieldValue(PatronField.category, .text("HOME")),
        FieldValue(PatronField.expiry, .integer(civil("2026-01-01").day)),
      ]))
    #expect(try lend(net, "t1", at: "HILL", at(0, 9)).due == civil("2026-12-29"))
    try net.cart.takeBack(at: at(0, 10))
    #expect(try lend(net, "t1", at: "CART", at(0, 11)).due == civil("2026-12-18"))
    try net.cart.takeBack(at: at(0, 12))
    // The institution's card has run out, which does not stop it; its limit is none.
    #expect(try lend(net, "h1", at: "CART", at(0, 13)).due == civil("2026-12-07"))
    try net.cart.takeBack(at: at(0, 14))
    #expect(throws: DeskError.loanLimitReached(0, types: [])) { try lend(net, "p1", at: "CART", at(0, 15)) }
  }
}
