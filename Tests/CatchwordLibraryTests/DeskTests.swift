import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct DeskTests {
  @Test func `a checkout is one fact that records what the device believed`() throws {
    let net = try TestNetwork()
    let answer = try net.main.lend("p1", at: at(0, 10))
    #expect(answer.signal == .good)
    #expect(answer.lines == ["Moby-Dick, due 2026-12-07."])
    #expect(answer.due == CivilDate(ofSeconds: at(21, 0)))
    let fact = try #require(try net.main.fact(kind: LibraryKind.circulation, answer.fact))
    #expect(fact[CirculationField.item] == .record(net.item))
    #expect(fact[CirculationField.barcode] == .text("31234"))
    #expect(fact[CirculationField.loan].isNull)
    #expect(fact[CirculationField.dueRule] == .integer(DueRule.standard.rawValue))
    let derivation = try #require(net.main.derivations[net.subject])
    #expect(derivation.columns[ItemField.Derived.status] == .text("on loan"))
    #expect(derivation.columns[ItemField.Derived.loan] == .record(answer.fact))
    #expect(derivation.rows.count == 1)
    #expect(derivation.rows[0].values[LoanColumn.standing] == .text("open"))
    let back = try net.east.lines(after: net.main, at: at(30, 10))
    #expect(back == ["Moby-Dick: returned, 9 days overdue.", "It goes home to MAIN."])
  }

  @Test func `staff may give the due date and may not give a past one`() throws {
    let net = try TestNetwork()
    let today = CivilDate(ofSeconds: at(0, 0))
    let manual = DeskAction.Checkout(barcode: "31234", card: "p1", due: today.adding(days: 3))
    let answer = try net.main.perform(.checkout(manual), at: at(0, 10))
    #expect(answer.due == today.adding(days: 3))
    let past = DeskAction.Checkout(barcode: "31234", card: "p1", due: today.adding(days: -1))
    #expect(throws: DeskError.dueInThePast(today.adding(days: -1))) {
      try net.main.perform(.checkout(past), at: at(0, 11))
    }
  }

  @Test func `a renewal counts from the old due date or from today, whichever is later`() throws {
    let net = try TestNetwork()
    let loan = try net.main.lend("p1", at: at(0, 10))
    let early = try net.main.perform(
      .renew(.init(barcode: "31234", presence: .remote)), at: at(1, 10))
    #expect(early.due == loan.due?.adding(days: 21))
    let late = try net.main.perform(
      .renew(.init(barcode: "31234", presence: .present)), at: at(100, 10))
    #expect(late.due == CivilDate(ofSeconds: at(121, 0)))
    let again = try net.main.lend("p1", at: at(101, 10))
    #expect(again.lines == ["Moby-Dick: lent to this borrower already, renewed until 2027-04-07."])
  }

  @Test func `cards and items are told apart, and a card names nobody`() throws {
    let net = try TestNetwork()
    #expect(throws: DeskError.thatIsPatronCard) { try net.main.takeBack(at: at(0, 9), "p1") }
    #expect(throws: DeskError.thatIsItemBarcode) { try net.main.lend("31234", at: at(0, 9)) }
    #expect(throws: DeskError.unknownCard) { try net.main.lend("p9", at: at(0, 9)) }
    #expect(throws: DeskError.unknownBarcode("999")) { try net.main.lend("p1", at: at(0, 9), "999") }
    #expect(throws: DeskError.emptyScan) { try net.main.takeBack(at: at(0, 9), "") }
    #expect(throws: DeskError.notOnLoan("Moby-Dick")) {
      try net.main.perform(.renew(.init(barcode: "31234", presence: .remote)), at: at(0, 9))
    }
    #expect(throws: DeskError.unknownItem("999")) {
      try net.main.perform(.mark(.lost, barcode: "999", reason: nil), at: at(0, 9))
    }
    #expect(DeskError.thatIsPatronCard.description == "That is a patron card; scan an item.")
    #expect(
      DeskError.unknownBarcode("999").description
        == "Barcode 999 is not in this replica; lend anyway with --unknown.")
  }

  @Test func `an expired card needs a reason`() throws {
    let net = try TestNetwork()
    let yesterday = CivilDate(ofSeconds: at(-1, 0))
    try net.main.edit(
      .addPatron([
        FieldValue(PatronField.card, .text("old")),
        FieldValue(PatronField.expiry, .integer(yesterday.day)),
      ]))
    let error = DeskError.patronExpired(since: yesterday)
    #expect(throws: error) { try net.main.lend("old", at: at(0, 9)) }
    #expect(error.canBeOverridden)
    let loan = DeskAction.Checkout(barcode: "31234", card: "old", override: "renews tomorrow")
    let answer = try net.main.perform(.checkout(loan), at: at(0, 9))
    let fact = try #require(try net.main.fact(kind: LibraryKind.circulation, answer.fact))
    #expect(fact[CirculationField.override] == .text("renews tomorrow"))
  }

  @Test func `backdating counts for fines, within the loan`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    let (today, before) = (CivilDate(ofSeconds: at(9, 0)), CivilDate(ofSeconds: at(-1, 0)))
    #expect(throws: DeskError.backdateInTheFuture(today.adding(days: 1))) {
      try net.main.perform(
        .checkin(.init(barcode: "31234", backdate: today.adding(days: 1))), at: at(9, 10))
    }
    #expect(
      throws: DeskError.backdateBeforeLoan(before, lent: CivilDate(ofSeconds: at(0, 0)))
    ) {
      try net.main.perform(.checkin(.init(barcode: "31234", backdate: before)), at: at(9, 10))
    }
    let day = today.adding(days: -2)
    try net.main.perform(.checkin(.init(barcode: "31234", backdate: day)), at: at(9, 10))
    let state = try net.settled()
    #expect(state.loans[0].closedAt == at(9, 10))
    #expect(state.loans[0].returnedOn == day)
  }

  @Test func `an unknown barcode counts for the item that will bear it`() throws {
    let net = try TestNetwork()
    let loan = DeskAction.Checkout(barcode: "777", card: "p1", lendsUnknown: true)
    let answer = try net.cart.perform(.checkout(loan), at: at(0, 10))
    #expect(answer.signal == .warning)
    let text = Subject.text(kind: LibraryKind.item, "777")
    let unbound = try #require(net.cart.derivations[text])
    #expect(unbound.rows.first?.values[LoanColumn.item] == nil)
    #expect(unbound.reviews.first?.owner == "CART")
    #expect(unbound.explanations.first?.contains("which no living item bears") == true)
    let item = try net.main.edit(
      .addItem(bib: net.bib, [FieldValue(ItemField.barcode, .text("777"))]))
    try net.sync()
    let bound = try #require(net.main.derivations[.record(kind: LibraryKind.item, item)])
    #expect(bound.rows.first?.values[LoanColumn.id] == .record(answer.fact))
    #expect(bound.explanations.first?.contains("named barcode 777 alone") == true)
    #expect(net.main.derivations[text] == Derivation())
    // A return by the item's id closes the loan that only the barcode named.
    try net.main.takeBack(at: at(1, 10), "777")
    try net.sync()
    let closed = try #require(net.main.derivations[.record(kind: LibraryKind.item, item)])
    #expect(closed.rows.first?.values[LoanColumn.standing] == .text("closed"))
  }

  @Test func `a barcode that two items bear binds nothing and stops the desk`() throws {
    let net = try TestNetwork()
    let loan = DeskAction.Checkout(barcode: "777", card: "p1", lendsUnknown: true)
    try net.cart.perform(.checkout(loan), at: at(0, 10))
    let barcode = [FieldValue(ItemField.barcode, .text("777"))]
    try net.main.edit(.addItem(bib: net.bib, barcode))
    let second = try net.east.edit(.addItem(bib: net.bib, barcode))
    try net.sync()
    let text = Subject.text(kind: LibraryKind.item, "777")
    #expect(net.main.derivations[text]?.explanations.last?.contains("2 living items bear") == true)
    #expect(throws: DeskError.ambiguousBarcode("777", titles: ["Moby-Dick", "Moby-Dick"])) {
      try net.main.takeBack(at: at(1, 10), "777")
    }
    try net.main.edit(
      .setItem(second, [FieldValue(ItemField.barcode, .text("778"))], settles: []))
    try net.sync()
    #expect(net.main.derivations[text] == Derivation())
  }

  @Test func `no answer names a patron`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    let second = try net.main.lend("p2", at: at(0, 11))
    #expect(second.lines.contains("It was still lent to another patron; that loan ends now."))
    #expect(!second.lines.contains { $0.contains("Secret") || $0.contains("p1") })
  }

  @Test func `undos that name each other go round in no circle`() throws {
    let replica = TestReplica("MAIN", key: 1)
    let (one, other) = (replica.mint(), replica.mint())
    for (id, target) in [(one, other), (other, one)] {
      try replica.commit([
        CatchwordCore.Operation(
          .fact, kind: LibraryKind.circulation, record: id,
          values: [
            FieldValue(CirculationField.action, .integer(CirculationAction.void.rawValue)),
            FieldValue(CirculationField.target, .record(target)),
          ])
      ])
    }
    #expect(try replica.isUndone(one))
    #expect(try !replica.isUndone(other))
  }

  @Test func `every refusal has a code and a sentence with a full stop`() {
    let day = CivilDate(day: 0)
    let errors: [DeskError] = [
      .unknownBarcode("1"), .unknownItem("1"), .unknownCard, .thatIsPatronCard, .thatIsItemBarcode,
      .ambiguousBarcode("1", titles: ["a", "b"]), .ambiguousCard(persons: ["a", "b"]),
      .cardOfOthers, .retiredCard, .notForLoan(title: "T"), .notStated(.overdue), .notAnAmount,
      .priceUnknown(title: "T"), .unknownCharge(RecordID(space: .source("x"), number: 1)),
      .notOwed("USD 1.00"), .tooLittleCredit("USD 1.00"),
      .owesTooMuch("USD 1.00", limit: "USD 0.50"), .blocked(reason: "no address"),
      .cardStolen(since: "Monday"), .notBlocked,
      .damaged(title: "T"), .incomplete(title: "T"), .preservationHold(title: "T"),
      .guardianMissing(below: 14), .notForTheCart(title: "T", .damaged), .notUnderWay("T"),
      .noSuchStop("HILL", of: "CART"),
      .withdrawn(title: "T"), .deleted(title: "T"),
      .patronExpired(since: day), .notOnLoan("T"), .nothingToUndo, .foreignFact(branch: "EAST"),
      .reasonMissing, .dueInThePast(day), .backdateInTheFuture(day),
      .backdateBeforeLoan(day, lent: day), .emptyScan,
    ]
    #expect(Set(errors.map(\.code)).count == errors.count)
    for error in errors { #expect(error.description.hasSuffix("."), "\(error.code)") }
  }
}

extension TestReplica {
  fileprivate func lines(after other: TestReplica, at time: Int64) throws -> [String] {
    try merge(other)
    return try takeBack(at: time).lines
  }
}
