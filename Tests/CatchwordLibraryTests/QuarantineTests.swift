import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct QuarantineTests {
  private func mark(
    _ mark: Mark, _ replica: TestReplica, at time: Int64
  ) throws -> DeskAnswer {
    try replica.perform(.mark(mark, barcode: "31234", reason: nil), at: time)
  }

  @Test func `what is incomplete is not lent until it is complete, or with a reason`() throws {
    let net = try TestNetwork()
    _ = try mark(.incomplete, net.main, at: at(0, 9))
    #expect(try net.settled().eligibility == .incomplete)
    #expect(try net.settled().status == "incomplete")
    let refused = DeskError.incomplete(title: "Moby-Dick")
    #expect(refused.canBeOverridden)
    #expect(throws: refused) { try net.main.lend("p1", at: at(0, 10)) }
    try net.main.perform(
      .checkout(.init(barcode: "31234", card: "p1", override: "knows of it")), at: at(0, 11))
    let back = try net.main.takeBack(at: at(1, 9))
    #expect(back.signal == .stop)
    #expect(back.lines.contains("It is marked incomplete; put it aside until the rest is found."))
    _ = try mark(.complete, net.main, at: at(2, 9))
    #expect(try net.settled().status == "available")
    #expect(try net.settled().reviews.isEmpty)
  }

  @Test func `what belongs to an item is told when it goes out and when it comes back`() throws {
    let net = try TestNetwork()
    let parts = FieldValue(ItemField.parts, .text("3 discs and a booklet"))
    try net.main.edit(.setItem(net.item, [parts], settles: []))
    for answer in [try net.main.lend("p1", at: at(0, 9)), try net.main.takeBack(at: at(1, 9))] {
      #expect(answer.signal == .warning)
      #expect(answer.lines.contains("It contains 3 discs and a booklet."))
    }
  }

  @Test(arguments: bothWays)
  func `case 54: lent without a word of the mould`(_ keys: [UInt64]) throws {
    for hour in [Int64(8), 10] {
      let net = try TestNetwork(keys)
      let flag = try mark(.preservation, net.main, at: at(0, 9))
      #expect(flag.lines.last == "Put it into a quarantine bag; to preservation.")
      let loan = try net.cart.lend("p1", at: at(0, hour))
      let state = try net.settled()
      #expect(state.openLoan?.id == loan.fact)
      #expect(state.eligibility == .preservationHold)
      #expect(state.status == "on loan, quarantine on return")
      let review = try #require(state.reviews.first)
      #expect(review.conflictCase == 54 && review.severity == .a && review.owner == "MAIN")
      #expect(review.sides.map(\.dot) == [try net.dot(flag.fact), try net.dot(loan.fact)])
      #expect(
        state.explanations.contains {
          $0.contains("the loan stands, the item is to be recalled (case 54); MAIN reviews.")
        })
      let back = try net.east.takeBack(at: at(1, 9))
      #expect(back.signal == .stop)
      #expect(back.lines.last == "Put it into a quarantine bag; to preservation.")
      #expect(throws: DeskError.preservationHold(title: "Moby-Dick")) {
        try net.east.lend("p2", at: at(1, 10))
      }
      #expect(try net.settled().status == "preservation hold")
    }
  }

  @Test(arguments: ["A", "B"])
  func `case 54: A keeps it back, B lets it out`(_ letter: String) throws {
    let net = try TestNetwork()
    _ = try mark(.preservation, net.main, at: at(0, 9))
    try net.cart.lend("p1", at: at(0, 10))
    let review = try #require(try net.settled().reviews.first)
    net.main.clock = at(1, 9)
    try net.main.resolve(review, keep: letter)
    var state = try net.settled()
    #expect(state.reviews.first?.isResolved == true)
    #expect(state.eligibility == (letter == "A" ? .preservationHold : .lendable))
    // Only a loan that knew neither of the mark nor of the decision is news.
    try net.cart.takeBack(at: at(2, 9))
    state = try net.settled()
    #expect(state.eligibility == (letter == "A" ? .preservationHold : .lendable))
    #expect(state.reviews.first?.isResolved == true)
    _ = try mark(.preservationReleased, net.main, at: at(3, 9))
    state = try net.settled()
    #expect(state.eligibility == .lendable && state.reviews.isEmpty)
  }

  @Test func `a loan that was known, or that knew, makes no conflict`() throws {
    let net = try TestNetwork()
    try net.cart.lend("p1", at: at(0, 9))
    try net.sync()
    let flag = try mark(.preservation, net.main, at: at(0, 10))
    #expect(flag.lines.last == "It is on loan; recall it, into quarantine with it on return.")
    #expect(try net.settled().reviews.isEmpty)
    try net.cart.takeBack(at: at(1, 9))
    try net.sync()
    let known = DeskAction.Checkout(barcode: "31234", card: "p2", override: "the binder")
    try net.east.perform(.checkout(known), at: at(2, 9))
    let state = try net.settled()
    #expect(state.reviews.isEmpty && state.eligibility == .preservationHold)
  }

  @Test func `seeing an item does not take it out of quarantine`() throws {
    let net = try TestNetwork()
    _ = try mark(.preservation, net.main, at: at(0, 9))
    try net.east.perform(.inventory(barcode: "31234", location: nil), at: at(0, 10))
    let state = try net.settled()
    #expect(state.eligibility == .preservationHold && state.reviews.isEmpty)
    #expect(state.custody == .branch("EAST"))
  }
}

extension TestNetwork {
  fileprivate func dot(_ fact: RecordID) throws -> Dot {
    try #require(try main.fact(kind: LibraryKind.circulation, fact)).stamp.dot
  }
}
