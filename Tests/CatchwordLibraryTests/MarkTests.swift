import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct MarkTests {
  private func mark(
    _ mark: Mark, _ replica: TestReplica, at time: Int64
  ) throws -> DeskAnswer {
    try replica.perform(.mark(mark, barcode: "31234", reason: nil), at: time)
  }

  @Test(arguments: bothWays)
  func `case 45: a missing mark gives way to a concurrent check-in`(_ keys: [UInt64]) throws {
    for hour in [Int64(9), 11] {
      let net = try TestNetwork(keys)
      try net.main.lend("p1", at: at(0, 10))
      try net.main.takeBack(at: at(1, 10))
      try net.cart.merge(net.main)
      let missing = try mark(.missing, net.cart, at: at(2, hour))
      let back = try net.east.takeBack(at: at(2, 10))
      let state = try net.settled()
      #expect(state.claims.isEmpty)
      #expect(state.status == "available")
      #expect(state.reviews.isEmpty)
      #expect(
        state.explanations.contains { line in
          line.contains("\(missing.fact)) is dropped: the check-in at EAST")
            && line.contains("\(back.fact)") && line.contains("(case 45)")
        })
    }
  }

  @Test func `case 45: what is on loan cannot be missing`() throws {
    let net = try TestNetwork()
    let loan = try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    let missing = try mark(.missing, net.cart, at: at(2, 9))
    let state = try net.settled()
    #expect(state.claims.isEmpty)
    #expect(state.openLoan?.id == loan.fact)
    #expect(
      state.explanations == [
        "The mark \"missing\" at CART at 2026-11-18T09:00:00Z (\(missing.fact)) is dropped: the item "
          + "was on loan (\(loan.fact)) and could not be on the shelf (case 45). Nobody need look."
      ])
  }

  @Test func `a mark by somebody who had seen the item stands, until it is seen again`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    try net.main.takeBack(at: at(1, 10))
    try net.sync()
    // EAST's clock is a week behind; it had seen the return all the same.
    _ = try mark(.missing, net.east, at: at(-6, 9))
    var state = try net.settled()
    #expect(state.claims == [.missing])
    #expect(state.custody == .unknown)
    #expect(state.status == "missing")
    _ = try mark(.found, net.main, at: at(3, 9))
    state = try net.settled()
    #expect(state.claims.isEmpty)
    #expect(state.custody == .branch("MAIN"))
  }

  @Test(arguments: bothWays)
  func `case 10: what the borrower claimed to have returned turns up in the library`(
    _ keys: [UInt64]
  ) throws {
    let net = try TestNetwork(keys)
    let loan = try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    let claim = try mark(.claimsReturned, net.main, at: at(30, 10))
    #expect(try net.settled().status == "claimed returned")
    #expect(try net.settled().openLoan?.id == loan.fact)
    // EAST has not heard of the claim.
    let found = try net.east.perform(.inventory(barcode: "31234", location: nil), at: at(31, 9))
    let state = try net.settled()
    #expect(state.loans.map(\.closedHow) == [.claim])
    #expect(state.loans[0].closedAt == at(30, 10))
    #expect(state.loans[0].closedBy == claim.fact)
    #expect(state.custody == .branch("EAST"))
    #expect(state.claims.isEmpty && state.reviews.isEmpty)
    #expect(
      state.explanations.contains { $0.contains("\(found.fact)") && $0.contains("(case 10)") })
  }

  @Test func `case 11: the borrower returns it after all`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    _ = try mark(.claimsReturned, net.main, at: at(30, 10))
    let back = try net.east.takeBack(at: at(31, 9))
    let state = try net.settled()
    #expect(state.loans.map(\.closedHow) == [.checkin])
    #expect(state.loans[0].closedBy == back.fact)
    #expect(state.claims.isEmpty && state.reviews.isEmpty)
    #expect(state.explanations.contains { $0.contains("(case 11)") })
  }

  @Test func `who renews with the item in hand claims nothing any longer`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    _ = try mark(.claimsReturned, net.main, at: at(30, 10))
    _ = try net.main.perform(.renew(.init(barcode: "31234", presence: .present)), at: at(31, 10))
    #expect(try net.settled().claims.isEmpty)
    #expect(throws: DeskError.notOnLoan("Moby-Dick")) {
      try net.main.takeBack(at: at(32, 10))
      _ = try mark(.claimsReturned, net.main, at: at(32, 11))
    }
  }

  @Test func `a loan can be lost, and a return ends that`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    _ = try mark(.lost, net.main, at: at(60, 10))
    #expect(try net.settled().status == "lost")
    #expect(try net.settled().openLoan != nil)
    let answer = try net.east.takeBack(at: at(61, 10))
    #expect(answer.lines.contains("It was marked lost; it is found now."))
    #expect(answer.lines.contains("It goes home to MAIN."))
    #expect(try net.settled().claims.isEmpty)
  }

  @Test(arguments: bothWays)
  func `case 12: a withdrawal meets a loan it had not seen`(_ keys: [UInt64]) throws {
    for hour in [Int64(9), 11] {
      let net = try TestNetwork(keys)
      let loan = try net.cart.lend("p1", at: at(0, 10))
      let withdrawal = try mark(.withdrawn, net.east, at: at(0, hour))
      var state = try net.settled()
      #expect(state.openLoan?.id == loan.fact)
      #expect(state.eligibility == .withdrawnPending)
      #expect(state.status == "on loan, withdraw on return")
      let review = try #require(state.reviews.first)
      #expect(review.conflictCase == 12)
      #expect(review.owner == "MAIN")
      #expect(review.severity == .b)
      #expect(state.explanations.count == 1)
      #expect(state.explanations[0].hasPrefix("The mark \"withdrawn\" at EAST"))
      #expect(state.explanations[0].contains(withdrawal.fact.description))
      #expect(state.explanations[0].hasSuffix("(case 12); MAIN reviews."))
      let answer = try net.main.takeBack(at: at(9, 10))
      #expect(answer.signal == .stop)
      #expect(answer.lines.contains("It is withdrawn; it goes to cataloguing."))
      state = try net.settled()
      #expect(state.eligibility == .withdrawnPending)
      #expect(state.reviews.first?.id == review.id)
    }
  }

  @Test func `case 12: keeping A withdraws, keeping B takes the withdrawal back`() throws {
    for letter in ["A", "B"] {
      let net = try TestNetwork()
      try net.cart.lend("p1", at: at(0, 10))
      _ = try mark(.withdrawn, net.east, at: at(0, 11))
      try net.sync()
      try net.cart.takeBack(at: at(1, 11))
      let review = try #require(try net.settled().reviews.first)
      net.main.clock = at(2, 9)
      try net.main.resolve(review, keep: letter)
      var state = try net.settled()
      #expect(state.eligibility == (letter == "A" ? .withdrawn : .lendable))
      #expect(state.reviews.first?.isResolved == true)
      // A withdrawn book that turns up again is news; one that was kept is not.
      try net.east.takeBack(at: at(3, 9))
      state = try net.settled()
      #expect(state.eligibility == (letter == "A" ? .withdrawnPending : .lendable))
      #expect(state.reviews.first?.isResolved == (letter == "B"))
    }
  }

  @Test(arguments: bothWays)
  func `case 13: a deleted item that is scanned comes back, not lendable`(
    _ keys: [UInt64]
  ) throws {
    let net = try TestNetwork(keys)
    let deletion = try mark(.deleted, net.main, at: at(0, 9))
    let back = try net.east.takeBack(at: at(0, 8))
    let state = try net.settled()
    #expect(state.eligibility == .foundAfterDelete)
    #expect(state.status == "found after delete")
    let review = try #require(state.reviews.first)
    #expect(review.conflictCase == 13)
    #expect(review.severity == .a)
    #expect(review.owner == "MAIN")
    #expect(
      state.explanations == [
        "The mark \"deleted\" at MAIN at 2026-11-16T09:00:00Z (\(deletion.fact)) had not seen the "
          + "check-in at EAST at 2026-11-16T08:00:00Z (\(back.fact)): the item is back as found "
          + "after delete and is not lent until somebody has looked (case 13); MAIN reviews."
      ])
    #expect(throws: DeskError.deleted(title: "Moby-Dick")) {
      try net.east.lend("p1", at: at(1, 9))
    }
    try net.main.resolve(review, keep: "B")
    #expect(try net.settled().eligibility == .lendable)
  }

  @Test func `case 13: a deletion that review confirmed counts for the bib too`() throws {
    let net = try TestNetwork()
    _ = try mark(.deleted, net.main, at: at(0, 9))
    try net.east.takeBack(at: at(0, 10))
    try net.sync()
    #expect(throws: CatalogError.itemsAttached(1)) { try net.main.edit(.deleteBib(net.bib)) }
    try net.main.resolve(try #require(net.review), keep: "A")
    #expect(try net.settled().eligibility == .deleted)
    try net.main.edit(.deleteBib(net.bib))
    try net.sync()
    let bib = Subject.record(kind: LibraryKind.bib, net.bib)
    #expect(net.main.derivations[bib]?.columns[BibField.Derived.status] == .text("deleted"))
  }

  @Test func `case 13: a checkout already made stands`() throws {
    let net = try TestNetwork()
    _ = try mark(.deleted, net.main, at: at(0, 9))
    let loan = try net.east.lend("p1", at: at(0, 10))
    let state = try net.settled()
    #expect(state.openLoan?.id == loan.fact)
    #expect(state.eligibility == .foundAfterDelete)
  }

  @Test func `damage and reference are taken back by their opposites`() throws {
    let net = try TestNetwork()
    _ = try mark(.damaged, net.main, at: at(0, 9))
    #expect(throws: DeskError.damaged(title: "Moby-Dick")) {
      try net.main.lend("p1", at: at(0, 10))
    }
    _ = try mark(.repaired, net.main, at: at(1, 9))
    #expect(try net.settled().eligibility == .lendable)
    _ = try mark(.reference, net.main, at: at(1, 10))
    #expect(throws: DeskError.notForLoan(title: "Moby-Dick")) {
      try net.main.lend("p1", at: at(1, 11))
    }
    let loan = DeskAction.Checkout(barcode: "31234", card: "p1", override: "for the exhibition")
    try net.main.perform(.checkout(loan), at: at(1, 12))
    #expect(try net.settled().openLoan != nil)
  }
}
