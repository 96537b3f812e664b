import CatchwordCore
import CatchwordLibrary
import Testing

/// The writers' keys in both orders, so that no case hangs on how a tie falls.
let bothWays: [[UInt64]] = [[1, 2, 3], [3, 2, 1]]

@Suite struct CirculationCaseTests {
  @Test(arguments: bothWays)
  func `case 1: two branches lend the item hours apart`(_ keys: [UInt64]) throws {
    let net = try TestNetwork(keys)
    let first = try net.main.lend("p1", at: at(0, 10))
    let second = try net.east.lend("p2", at: at(0, 15))
    let state = try net.settled()
    #expect(state.loans.count == 2)
    #expect(state.loans[0].closedHow == .implied)
    #expect(state.loans[0].closedAt == at(0, 15))
    #expect(state.openLoan?.id == second.fact)
    #expect(state.custody == .loan(second.fact))
    #expect(
      state.explanations == [
        "Loan \(first.fact) closed as implied return at 2026-11-16T15:00:00Z: EAST lent the item at "
          + "that time (case 1, facts \(first.fact) and \(second.fact)).",
        "Loans \(first.fact) and \(second.fact) exclude each other (case 1): MAIN reviews.",
      ])
    let review = try #require(state.reviews.first)
    #expect(state.reviews.count == 1)
    #expect(review.conflictCase == 1)
    #expect(review.severity == .b)
    #expect(review.owner == "MAIN")
    #expect(review.sides.map(\.letter) == ["A", "B"])
    #expect(!review.isResolved)
  }

  @Test func `case 1: a later loan that had seen the earlier one is no conflict`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    try net.east.merge(net.main)
    // EAST's clock is a day behind; what it had seen decides, not its clock.
    let answer = try net.east.lend("p2", at: at(-1, 11))
    #expect(answer.signal == .warning)
    #expect(answer.lines.contains("It was still lent to another patron; that loan ends now."))
    let state = try net.settled()
    #expect(state.openLoan?.id == answer.fact)
    #expect(state.loans[0].closedHow == .implied)
    #expect(state.loans[0].closedAt == at(0, 10))
    #expect(state.reviews.isEmpty)
    #expect(state.explanations.count == 1)
  }

  @Test func `case 1: three branches make one conflict with three sides`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    try net.east.lend("p2", at: at(0, 12))
    try net.main.merge(net.east)
    let before = try #require(net.review)
    let last = try net.cart.lend("p3", at: at(0, 16))
    let state = try net.settled()
    #expect(state.reviews.count == 1)
    let review = try #require(state.reviews.first)
    #expect(review.id == before.id)
    #expect(review.sides.map(\.letter) == ["A", "B", "C"])
    #expect(state.openLoan?.id == last.fact)
    #expect(state.loans.filter { $0.standing == .closed }.count == 2)
  }

  @Test(arguments: bothWays)
  func `case 2: minutes apart, the later is open and the other disputed`(
    _ keys: [UInt64]
  ) throws {
    let net = try TestNetwork(keys)
    let first = try net.main.lend("p1", at: at(0, 10))
    let second = try net.east.lend("p2", at: at(0, 10, 5))
    let state = try net.settled()
    #expect(state.loans.map(\.standing) == [.disputed, .open])
    #expect(state.claims == [.disputed])
    #expect(state.status == "disputed")
    let review = try #require(state.reviews.first)
    #expect(review.conflictCase == 2)
    #expect(review.severity == .a)
    #expect(review.owner == "EAST")
    #expect(
      state.explanations == [
        "Loan \(first.fact) is disputed: EAST lent the same barcode 300 seconds apart from MAIN, "
          + "too soon to carry it there (case 2, facts \(first.fact) and \(second.fact)).",
        "Loans \(first.fact) and \(second.fact) exclude each other (case 2): EAST reviews, MAIN "
          + "watches.",
      ])
  }

  @Test func `case 2: twenty minutes are enough to drive`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    try net.east.lend("p2", at: at(0, 10, 20))
    #expect(try net.settled().reviews.first?.conflictCase == 1)
  }

  @Test func `case 2: each borrower's return closes his own loan`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    let second = try net.east.lend("p2", at: at(0, 10, 5))
    try net.main.takeBack(at: at(0, 18))
    let state = try net.settled()
    #expect(state.loans[0].closedHow == .checkin)
    #expect(state.openLoan?.id == second.fact)
    #expect(state.custody == .loan(second.fact))
    #expect(state.claims.isEmpty)
  }

  @Test func `case 3: a renewal by telephone after the return is void`() throws {
    let net = try TestNetwork()
    let loan = try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    let back = try net.east.takeBack(at: at(1, 10))
    let renewal = try net.main.perform(
      .renew(.init(barcode: "31234", presence: .remote)), at: at(2, 10))
    let state = try net.settled()
    #expect(state.openLoan == nil)
    #expect(state.loans[0].renewals == 0)
    #expect(state.loans[0].due == loan.due)
    #expect(state.custody == .branch("EAST"))
    #expect(state.reviews.isEmpty)
    #expect(
      state.explanations == [
        "The renewal without the item at MAIN at 2026-11-18T10:00:00Z (\(renewal.fact)) is void: "
          + "loan \(loan.fact) was closed at 2026-11-17T10:00:00Z (\(back.fact)); no fee, the new "
          + "due date does not count (case 3). Tell the borrower only if asked."
      ])
  }

  @Test func `case 3: a renewal with the item in hand brings the loan back`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    try net.east.takeBack(at: at(1, 10))
    try net.main.perform(.renew(.init(barcode: "31234", presence: .present)), at: at(2, 10))
    let state = try net.settled()
    #expect(state.openLoan?.renewals == 1)
    #expect(state.custody == .loan(state.loans[0].id))
    #expect(state.explanations.count == 1)
  }

  @Test func `case 4: a renewal before the return counts, however they arrive`() throws {
    let net = try TestNetwork()
    let loan = try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    let renewal = try net.main.perform(
      .renew(.init(barcode: "31234", presence: .remote)), at: at(1, 9))
    try net.east.takeBack(at: at(1, 17))
    let state = try net.settled()
    #expect(state.loans[0].due == renewal.due)
    #expect(renewal.due == loan.due?.adding(days: 21))
    #expect(state.loans[0].closedAt == at(1, 17))
    #expect(state.explanations.isEmpty)
  }

  @Test(arguments: bothWays)
  func `case 5: a late check-in closes the old loan only`(_ keys: [UInt64]) throws {
    let net = try TestNetwork(keys)
    let may = try net.main.lend("p1", at: at(-30, 10))
    try net.cart.merge(net.main)
    let back = try net.cart.takeBack(at: at(0, 10))
    // EAST never heard of the May loan.
    let june = try net.east.lend("p2", at: at(9, 10))
    let state = try net.settled()
    #expect(state.loans[0].closedHow == .checkin)
    #expect(state.loans[0].closedAt == at(0, 10))
    #expect(state.openLoan?.id == june.fact)
    #expect(state.reviews.isEmpty)
    #expect(
      state.explanations == [
        "The check-in at CART at 2026-11-16T10:00:00Z (\(back.fact)) closes loan \(may.fact) only; "
          + "the loan of EAST at 2026-11-25T10:00:00Z (\(june.fact)) did not know of it and is "
          + "untouched (case 5). Nobody need look."
      ])
  }

  @Test func `case 5: nor does a check-in whose clock is a year ahead`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(-30, 10))
    try net.sync()
    try net.cart.takeBack(at: at(365, 10))
    try net.main.takeBack(at: at(1, 10))
    let june = try net.main.lend("p2", at: at(9, 10))
    let state = try net.settled()
    #expect(state.loans[0].closedAt == at(1, 10))
    #expect(state.openLoan?.id == june.fact)
    #expect(state.custody == .loan(june.fact))
    #expect(state.explanations.contains { $0.contains("case 7") })
  }

  @Test func `case 6: the true return replaces the implied one`() throws {
    let net = try TestNetwork()
    let may = try net.main.lend("p1", at: at(-30, 10))
    try net.sync()
    let june = try net.east.lend("p2", at: at(9, 10))
    #expect(june.signal == .warning)
    try net.main.merge(net.east)
    let implied = try net.main.circulation(
      of: net.item, net.main.record(kind: LibraryKind.item, net.item), hashing: testHashing)
    #expect(implied.loans[0].closedHow == .implied)
    #expect(implied.loans[0].closedAt == at(9, 10))
    let back = try net.cart.takeBack(at: at(0, 10))
    let state = try net.settled()
    #expect(state.loans[0].closedHow == .checkin)
    #expect(state.loans[0].closedAt == at(0, 10))
    #expect(state.loans[0].closedBy == back.fact)
    #expect(state.openLoan?.id == june.fact)
    #expect(
      state.explanations == [
        "Loan \(may.fact) closed at 2026-11-16T10:00:00Z by the check-in at CART at "
          + "2026-11-16T10:00:00Z (\(back.fact)), not as implied return at 2026-11-25T10:00:00Z, "
          + "when EAST lent the item believing it still out (case 6). Nobody need look."
      ])
  }

  @Test func `case 6: a check-in with a fast clock still cannot touch the newer loan`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(-30, 10))
    try net.sync()
    let june = try net.east.lend("p2", at: at(9, 10))
    try net.cart.takeBack(at: at(20, 10))
    let state = try net.settled()
    #expect(state.loans[0].closedHow == .checkin)
    #expect(state.loans[0].closedAt == at(9, 10))
    #expect(state.openLoan?.id == june.fact)
    #expect(state.explanations.last?.contains("(case 6)") == true)
  }

  @Test(arguments: bothWays)
  func `case 7: two check-ins close once and the second is a sighting`(
    _ keys: [UInt64]
  ) throws {
    let net = try TestNetwork(keys)
    let loan = try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    let first = try net.main.takeBack(at: at(1, 10))
    let second = try net.east.takeBack(at: at(1, 16))
    let state = try net.settled()
    #expect(state.loans[0].closedAt == at(1, 10))
    #expect(state.loans[0].closedBy == first.fact)
    #expect(state.custody == .branch("EAST"))
    #expect(
      state.explanations == [
        "Loan \(loan.fact) was checked in twice, at MAIN (\(first.fact)) and at EAST "
          + "(\(second.fact)); the earlier closes it at 2026-11-17T10:00:00Z, the other is a "
          + "sighting (case 7). Nobody need look."
      ])
  }

  @Test func `a check-in that saw no loan closes the latest before it`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    try net.east.takeBack(at: at(1, 10))
    let state = try net.settled()
    #expect(state.openLoan == nil)
    #expect(state.loans[0].closedHow == .checkin)
    #expect(state.explanations.first?.contains("saw no loan") == true)
  }

  @Test func `two checkouts to one borrower are one loan with the later due date`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    let second = try net.east.lend("p1", at: at(2, 10))
    let state = try net.settled()
    #expect(state.loans.count == 1)
    #expect(state.openLoan?.due == second.due)
    #expect(state.openLoan?.renewals == 1)
    #expect(state.reviews.isEmpty)
    try net.east.takeBack(at: at(3, 10))
    #expect(try net.settled().openLoan == nil)
  }

  @Test func `case 46: an inventory ends the loan of an item on the shelf`() throws {
    let net = try TestNetwork()
    let loan = try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    let seen = try net.east.perform(.inventory(barcode: "31234", location: "FIC"), at: at(5, 9))
    let state = try net.settled()
    #expect(state.loans[0].closedHow == .found)
    #expect(state.custody == .branch("EAST"))
    let review = try #require(state.reviews.first)
    #expect(review.conflictCase == 46)
    #expect(review.owner == "EAST")
    #expect(review.severity == .b)
    #expect(
      state.explanations == [
        "Loan \(loan.fact) closed as found on the shelf at 2026-11-21T09:00:00Z: the inventory "
          + "scan at EAST at 2026-11-21T09:00:00Z (\(seen.fact)) though it was on loan from MAIN; "
          + "fines stop then or at the due date (case 46).",
        "Whether the inventory scan at EAST at 2026-11-21T09:00:00Z (\(seen.fact)) ended loan "
          + "\(loan.fact) (case 46): EAST reviews.",
      ])
  }

  @Test func `case 46: who knew only of a loan that is over ends the one that they missed`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    try net.main.takeBack(at: at(3, 10))
    let missed = try net.main.lend("p2", at: at(3, 11))
    // A return names what it ends; whoever takes stock just met the item.
    try net.cart.takeBack(at: at(4, 9))
    try net.east.perform(.inventory(barcode: "31234", location: nil), at: at(5, 9))
    let state = try net.settled()
    #expect(state.loans[1].id == missed.fact)
    #expect(state.loans[1].closedHow == .found)
    #expect(state.loans[1].closedAt == at(5, 9))
    #expect(state.custody == .branch("EAST"))
    #expect(state.reviews.map(\.conflictCase) == [46])
    net.east.clock = at(6, 9)
    try net.east.resolve(try #require(state.reviews.first), keep: "A")
    #expect(try net.settled().openLoan?.id == missed.fact)
  }

  @Test func `case 46: a loan stands where the other of two books may have been met`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 10))
    try net.cart.merge(net.main)
    // Two books may bear the barcode (case 2); the one that MAIN lent is back.
    let other = try net.east.lend("p2", at: at(0, 10) + 60)
    try net.cart.takeBack(at: at(1, 9))
    try net.main.perform(.inventory(barcode: "31234", location: nil), at: at(2, 9))
    #expect(try net.settled().openLoan?.id == other.fact)
  }

  @Test func `case 46: use in the house counts as well, and review can say it was a mistake`() throws {
    let net = try TestNetwork()
    let loan = try net.main.lend("p1", at: at(0, 10))
    try net.sync()
    try net.east.perform(.inHouseUse(barcode: "31234"), at: at(5, 9))
    let review = try #require(try net.settled().reviews.first)
    net.east.clock = at(6, 9)
    try net.east.resolve(review, keep: "A")
    let state = try net.settled()
    #expect(state.openLoan?.id == loan.fact)
    #expect(state.reviews.first?.isResolved == true)
    #expect(state.custody == .loan(loan.fact))
  }
}
