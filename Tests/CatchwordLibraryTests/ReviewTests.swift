import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct ReviewTests {
  private func disputed() throws -> (TestNetwork, ReviewItem, first: RecordID, second: RecordID) {
    let net = try TestNetwork()
    let first = try net.main.lend("p1", at: at(0, 10))
    let second = try net.east.lend("p2", at: at(0, 10, 5))
    let review = try #require(try net.settled().reviews.first)
    for replica in net.replicas { replica.clock = at(1, 9) }
    return (net, review, first.fact, second.fact)
  }

  @Test func `case 2: the side kept is the loan that stands`() throws {
    for (letter, index) in [("A", 0), ("B", 1)] {
      let (net, review, first, second) = try disputed()
      try net.east.resolve(review, keep: letter)
      let state = try net.settled()
      #expect(state.openLoan?.id == (index == 0 ? first : second))
      #expect(state.loans[1 - index].closedHow == (index == 0 ? .review : .implied))
      #expect(state.claims.isEmpty)
      #expect(state.reviews.first?.isResolved == true)
      #expect(state.reviews.first?.resolution.contains("looked") == true)
      #expect(state.explanations.last?.contains("stands, as the review decision at EAST") == true)
    }
  }

  @Test func `a decision can be undone, and the conflict is open again`() throws {
    let (net, review, _, second) = try disputed()
    try net.east.resolve(review, keep: "A")
    try net.sync()
    let decided = try #require(net.review)
    let operations = try Resolving(hashing: testHashing).undo(
      of: decided, reason: "wrong shelf", at: net.main.desk, in: net.main, mint: net.main.mint)
    try net.main.commit(operations)
    let state = try net.settled()
    #expect(state.openLoan?.id == second)
    #expect(state.claims == [.disputed])
    #expect(state.reviews.first?.isResolved == false)
    #expect(throws: ReviewError.notResolved) {
      try Resolving(hashing: testHashing).undo(
        of: decided, reason: "again", at: net.main.desk, in: net.main, mint: net.main.mint)
    }
  }

  @Test func `two decisions that differ reopen it, and the greater holds meanwhile`() throws {
    let (net, review, first, _) = try disputed()
    net.main.clock = at(1, 10)
    try net.main.resolve(review, keep: "A")
    try net.east.resolve(review, keep: "B")
    let state = try net.settled()
    #expect(state.openLoan?.id == first)
    #expect(state.reviews.first?.isResolved == false)
    // Somebody who sees both decides, and that holds.
    net.cart.clock = at(0, 1)
    try net.cart.resolve(try #require(state.reviews.first), keep: "B")
    let last = try net.settled()
    #expect(last.reviews.first?.isResolved == true)
    #expect(last.openLoan?.id == last.loans[1].id)
  }

  @Test func `equal decisions agree`() throws {
    let (net, review, first, _) = try disputed()
    try net.main.resolve(review, keep: "A")
    try net.east.resolve(review, keep: "A")
    let state = try net.settled()
    #expect(state.openLoan?.id == first)
    #expect(state.reviews.first?.isResolved == true)
  }

  @Test func `a third side reopens what two had settled`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    try net.east.lend("p2", at: at(0, 12))
    try net.main.merge(net.east)
    try net.east.merge(net.main)
    let review = try #require(net.review)
    net.main.clock = at(1, 9)
    try net.main.resolve(review, keep: "A")
    #expect(net.review?.isResolved == true)
    let third = try net.cart.lend("p3", at: at(0, 14))
    let state = try net.settled()
    #expect(state.reviews.count == 1)
    #expect(state.reviews.first?.id == review.id)
    #expect(state.reviews.first?.isResolved == false)
    #expect(state.reviews.first?.sides.count == 3)
    #expect(state.openLoan?.id == third.fact)
  }

  @Test func `a return after the decision closes the loan that was kept`() throws {
    let (net, review, _, _) = try disputed()
    try net.east.resolve(review, keep: "A")
    try net.sync()
    try net.cart.takeBack(at: at(4, 9))
    let state = try net.settled()
    #expect(state.openLoan == nil)
    #expect(state.loans[0].closedHow == .checkin)
    #expect(state.reviews.first?.isResolved == true)
  }

  @Test func `a return that named the other loan shows that the kept one is over`() throws {
    let (net, review, _, _) = try disputed()
    try net.cart.takeBack(at: at(0, 18))
    try net.sync()
    try net.east.resolve(review, keep: "A")
    let state = try net.settled()
    #expect(state.openLoan == nil)
    #expect(state.loans[0].closedHow == .checkin)
    #expect(state.custody == .branch("CART"))
  }

  @Test func `a return that named the earlier loan does not end the later one that is kept`() throws {
    let net = try TestNetwork()
    let first = try net.main.lend("p1", at: at(0, 10))
    let second = try net.east.lend("p2", at: at(0, 10, 5))
    try net.main.takeBack(at: at(0, 11))
    let review = try #require(try net.settled().reviews.first)
    try net.east.resolve(review, keep: "A")
    #expect(try net.settled().openLoan == nil)
    try net.east.resolve(try #require(try net.settled().reviews.first), keep: "B")
    let state = try net.settled()
    #expect(state.loans[0].id == first.fact)
    #expect(state.loans[0].closedHow == .checkin)
    #expect(state.openLoan?.id == second.fact)
    #expect(state.reviews.first?.isResolved == true)
  }

  @Test func `a return that names the loan decided against ends the one that was kept`() throws {
    let (net, review, _, second) = try disputed()
    try net.main.resolve(review, keep: "A")
    // East has not heard of the decision and sees its own loan.
    let answer = try net.east.takeBack(at: at(1, 12))
    let state = try net.settled()
    #expect(state.loans[1].id == second)
    #expect(state.loans[1].closedHow == .review)
    #expect(state.loans[0].closedBy == answer.fact)
    #expect(state.custody == .branch("EAST"))
  }

  @Test func `a decision about a bare barcode counts for the item that gets it`() throws {
    let net = try TestNetwork()
    let checkout = { card in
      DeskAction.checkout(.init(barcode: "77001", card: card, lendsUnknown: true))
    }
    let first = try net.main.perform(checkout("p1"), at: at(0, 10))
    _ = try net.east.perform(checkout("p2"), at: at(0, 12))
    try net.sync()
    let subject = Subject.text(kind: LibraryKind.item, "77001")
    let review = try #require(
      net.main.derivations[subject]?.reviews.first { $0.conflictCase == ConflictCase.doubleLoan })
    net.main.clock = at(1, 9)
    try net.main.resolve(review, keep: "A")
    try net.main.edit(
      .addItem(
        bib: net.bib,
        [
          FieldValue(ItemField.barcode, .text("77001")),
          FieldValue(ItemField.owningBranch, .text("MAIN")),
        ]))
    try net.sync()
    let item = try #require(
      try net.east.records(kind: LibraryKind.item, where: ItemField.barcode, is: .text("77001"))
        .first)
    let state = try net.east.circulation(of: item.id, item, hashing: testHashing)
    #expect(state.openLoan?.id == first.fact)
    #expect(state.reviews.map(\.isResolved) == [true])
    // And it can be taken back there.
    let bound = try #require(state.reviews.first)
    let operations = try Resolving(hashing: testHashing).undo(
      of: bound, reason: "no", at: net.east.desk, in: net.east, mint: net.east.mint)
    try net.east.commit(operations)
    let again = try net.east.circulation(of: item.id, item, hashing: testHashing)
    #expect(again.reviews.map(\.isResolved) == [false])
    #expect(again.openLoan?.id != first.fact)
  }

  @Test func `a loan found on the shelf by mistake ends with the return that came since`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    try net.east.perform(.inHouseUse(barcode: "31234"), at: at(5, 9))
    let review = try #require(net.east.derivations[net.subject]?.reviews.first)
    let answer = try net.main.takeBack(at: at(5, 10))
    net.east.clock = at(6, 9)
    try net.east.resolve(review, keep: "A")
    let state = try net.settled()
    #expect(state.openLoan == nil)
    #expect(state.loans[0].closedBy == answer.fact)
    #expect(state.custody == .branch("MAIN"))
  }

  @Test func `there is no side Z`() throws {
    let (net, review, _, _) = try disputed()
    #expect(throws: ReviewError.noSuchSide("Z", offered: ["A", "B"])) {
      try net.main.resolve(review, keep: "Z")
    }
  }
}

@Suite struct UndoTests {
  @Test func `a scan taken back sees and closes nothing`() throws {
    let net = try TestNetwork()
    let loan = try net.main.lend("p1", at: at(0, 10))
    let wrong = try net.main.lend("p2", at: at(0, 11))
    let undo = DeskAction.Undo(.last(barcode: "31234"), reason: "wrong card")
    let answer = try net.main.perform(.undo(undo), at: at(0, 12))
    #expect(answer.lines == ["Moby-Dick: checkout undone."])
    let state = try net.settled()
    #expect(state.openLoan?.id == loan.fact)
    #expect(state.loans.count == 1)
    #expect(
      state.explanations == [
        "The checkout at MAIN at 2026-11-16T11:00:00Z (\(wrong.fact)) was undone at MAIN "
          + "(\(answer.fact)): wrong card. Undo \(answer.fact) to bring it back."
      ])
    // An undo can itself be undone.
    let again = DeskAction.Undo(.fact(answer.fact), reason: "it was right")
    try net.main.perform(.undo(again), at: at(0, 13))
    #expect(try net.settled().openLoan?.id == wrong.fact)
  }

  @Test func `what relied on it meanwhile goes to review`() throws {
    let net = try TestNetwork()
    let wrong = try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    try net.main.perform(.undo(.init(.fact(wrong.fact), reason: "wrong item")), at: at(0, 11))
    try net.east.takeBack(at: at(0, 15))
    var state = try net.settled()
    #expect(state.loans.isEmpty)
    let review = try #require(state.reviews.first)
    #expect(review.severity == .a)
    #expect(review.owner == "MAIN")
    net.main.clock = at(1, 9)
    try net.main.resolve(review, keep: "B")
    state = try net.settled()
    #expect(state.loans.first?.closedHow == .checkin)
    #expect(state.reviews.first?.isResolved == true)
  }

  @Test func `only the branch that scanned undoes`() throws {
    let net = try TestNetwork()
    let loan = try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    #expect(throws: DeskError.foreignFact(branch: "MAIN")) {
      try net.east.perform(.undo(.init(.fact(loan.fact), reason: "x")), at: at(0, 11))
    }
    #expect(throws: DeskError.nothingToUndo) {
      try net.east.perform(.undo(.init(.last(barcode: "31234"), reason: "x")), at: at(0, 11))
    }
    #expect(throws: DeskError.reasonMissing) {
      try net.main.perform(.undo(.init(.fact(loan.fact), reason: "")), at: at(0, 11))
    }
    try net.main.perform(.undo(.init(.fact(loan.fact), reason: "x")), at: at(0, 11))
    #expect(throws: DeskError.undoneAlready(loan.fact)) {
      try net.main.perform(.undo(.init(.fact(loan.fact), reason: "x")), at: at(0, 12))
    }
  }
}
