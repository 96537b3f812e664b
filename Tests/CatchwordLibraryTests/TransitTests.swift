import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct TransitTests {
  private func send(
    _ replica: TestReplica, to branch: String, at time: Int64
  ) throws -> DeskAnswer {
    try replica.perform(.send(barcode: "31234", to: branch), at: time)
  }

  private func receive(_ replica: TestReplica, at time: Int64) throws -> DeskAnswer {
    try replica.perform(.receive(barcode: "31234"), at: time)
  }

  @Test func `what was sent is on its way until it is received`() throws {
    let net = try TestNetwork()
    let sent = try send(net.main, to: "EAST", at: at(0, 10))
    #expect(sent.lines == ["Moby-Dick: to EAST."])
    var state = try net.settled()
    #expect(state.custody == .transit(from: "MAIN", to: "EAST"))
    #expect(state.since == at(0, 10))
    #expect(state.status == "in transit")
    #expect(state.openTransit?.id == sent.fact)
    let received = try receive(net.east, at: at(0, 15))
    #expect(received.lines == ["Moby-Dick: received from MAIN.", "It goes home to MAIN."])
    state = try net.settled()
    #expect(state.custody == .branch("EAST"))
    #expect(state.openTransit == nil)
    #expect(state.transits.map(\.ending) == [.received])
    #expect(state.transits[0].endedBy == received.fact)
    #expect(state.reviews.isEmpty)
  }

  @Test func `a check-in receives too, and one where it came from ends the way as well`() throws {
    for (taker, ending) in [(1, Transit.Ending.received), (0, .elsewhere)] {
      let net = try TestNetwork()
      _ = try send(net.main, to: "EAST", at: at(0, 10))
      try net.sync()
      try net.replicas[taker].takeBack(at: at(0, 15))
      let state = try net.settled()
      #expect(state.transits.map(\.ending) == [ending])
      #expect(state.custody == .branch(net.replicas[taker].branch))
      #expect(state.reviews.isEmpty)
    }
  }

  @Test(arguments: bothWays)
  func `case 14: lent by somebody who did not know that it was on its way`(_ keys: [UInt64]) throws {
    let net = try TestNetwork(keys)
    let sent = try send(net.main, to: "EAST", at: at(0, 10))
    let loan = try net.cart.lend("p1", at: at(0, 12))
    let state = try net.settled()
    #expect(state.openLoan?.id == loan.fact)
    #expect(state.transits.map(\.ending) == [.lent])
    #expect(state.custody == .loan(loan.fact))
    let review = try #require(state.reviews.first)
    #expect(review.conflictCase == 14 && review.severity == .b && review.owner == "EAST")
    #expect(review.sides.map(\.dot) == [dot(sent, net), dot(loan, net)])
    #expect(!review.isResolved)
    #expect(
      state.explanations.last
        == "CART lent the item, which was on its way from MAIN to EAST (case 14); EAST reviews.")
  }

  @Test func `whoever knew of the way and lends ends it, and nobody need look`() throws {
    let net = try TestNetwork()
    _ = try send(net.main, to: "EAST", at: at(0, 10))
    try net.sync()
    let loan = try net.cart.lend("p1", at: at(0, 12))
    #expect(loan.lines.contains("It was on its way from MAIN to EAST, which waits for it."))
    let state = try net.settled()
    #expect(state.transits.map(\.ending) == [.lent])
    #expect(state.reviews.isEmpty)
  }

  @Test func `case 15: seen at a third branch, until somebody sees to it`() throws {
    let net = try TestNetwork()
    let sent = try send(net.main, to: "EAST", at: at(0, 10))
    try net.sync()
    let astray = try receive(net.cart, at: at(0, 12))
    #expect(astray.signal == .stop)
    #expect(
      astray.lines.last == "It was on its way from MAIN to EAST; send it on to EAST.")
    var state = try net.settled()
    let review = try #require(state.reviews.first)
    #expect(review.conflictCase == 15 && review.severity == .a && review.owner == "CART")
    #expect(review.sides.map(\.dot) == [dot(sent, net), dot(astray, net)])
    #expect(!review.isResolved)
    #expect(state.custody == .branch("CART"))
    _ = try send(net.cart, to: "EAST", at: at(0, 13))
    state = try net.settled()
    #expect(state.reviews.map(\.isResolved) == [true])
    #expect(state.custody == .transit(from: "CART", to: "EAST"))
    #expect(state.transits.map(\.ending) == [.elsewhere, nil])
  }

  @Test func `whoever sends what is on loan returns it first`() throws {
    let net = try TestNetwork()
    let loan = try net.main.lend("p1", at: at(0, 10))
    let sent = try send(net.main, to: "EAST", at: at(3, 10))
    #expect(sent.lines == ["Moby-Dick: to EAST.", "It was on loan; it is returned now."])
    let state = try net.settled()
    #expect(state.loans.map(\.closedHow) == [.checkin])
    #expect(state.loans.map(\.id) == [loan.fact])
    #expect(state.custody == .transit(from: "MAIN", to: "EAST"))
    #expect(state.reviews.isEmpty)
  }

  @Test func `a dispatch that knew only of a loan that is over ends the one it had not heard of`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    try net.east.takeBack(at: at(1, 10))
    let newer = try net.east.lend("p2", at: at(1, 11))
    // MAIN knows of the first loan only, and has the item in hand: it is in the crate (G3).
    _ = try send(net.main, to: "EAST", at: at(2, 10))
    let state = try net.settled()
    #expect(state.openLoan == nil)
    #expect(state.loans.last?.id == newer.fact)
    #expect(state.loans.last?.closedHow == .found)
    #expect(state.custody == .transit(from: "MAIN", to: "EAST"))
  }

  @Test func `a mark by somebody who knew of the way ends it, one by somebody else does not`() throws {
    for isKnown in [true, false] {
      let net = try TestNetwork()
      _ = try send(net.main, to: "EAST", at: at(0, 10))
      if isKnown { try net.sync() }
      _ = try net.east.perform(.mark(.missing, barcode: "31234", reason: nil), at: at(4, 10))
      let state = try net.settled()
      #expect(state.transits.map(\.ending) == [isKnown ? .lost : nil])
      #expect(state.claims == (isKnown ? [.missing] : []))
      #expect(state.custody == (isKnown ? .unknown : .transit(from: "MAIN", to: "EAST")))
    }
  }

  @Test func `an undone dispatch never was`() throws {
    let net = try TestNetwork()
    let sent = try send(net.main, to: "EAST", at: at(0, 10))
    _ = try net.main.perform(.undo(.init(.fact(sent.fact), reason: "wrong crate")), at: at(0, 11))
    let state = try net.settled()
    #expect(state.transits.isEmpty)
    #expect(state.custody == .branch("MAIN"))
  }

  @Test func `a branch that is none, and one's own, are refused`() throws {
    let net = try TestNetwork()
    #expect(throws: DeskError.unknownBranch("WEST")) { try send(net.main, to: "WEST", at: at(0, 9)) }
    #expect(throws: DeskError.sentToItself("MAIN")) { try send(net.main, to: "MAIN", at: at(0, 9)) }
  }

  private func dot(_ answer: DeskAnswer, _ net: TestNetwork) -> Dot? {
    net.main.facts[answer.fact]?.stamp.dot
  }
}
