import CatchwordCore
import CatchwordLibrary
import Testing

@Suite struct HoldTests {
  @discardableResult
  private func place(
    _ card: String, _ replica: TestReplica, pickup: String, at time: Int64, only: Bool = false,
    expiry: CivilDate? = nil
  ) throws -> DeskAnswer {
    try replica.perform(
      .placeHold(
        .init(
          card: card, target: .item(barcode: "31234"), pickup: pickup, expiry: expiry,
          anyItemWillDo: !only)), at: time)
  }

  private func queue(_ net: TestNetwork) throws -> HoldQueue {
    try net.sync()
    return try #require(try net.main.holdQueue(of: net.bib, hashing: testHashing))
  }

  private func addCopy(_ net: TestNetwork, _ barcode: String) throws {
    try net.main.edit(
      .addItem(
        bib: net.bib,
        [
          FieldValue(ItemField.barcode, .text(barcode)),
          FieldValue(ItemField.owningBranch, .text("MAIN")),
        ]))
    try net.sync()
  }

  private func want(
    _ part: String, _ card: String, at time: Int64, _ replica: TestReplica
  ) throws -> DeskAnswer {
    try replica.perform(
      .placeHold(
        .init(
          card: card, target: .item(barcode: "31234"), pickup: "EAST", anyItemWillDo: true,
          part: part)), at: time)
  }

  private func label(_ net: TestNetwork, _ item: RecordID, _ text: String) throws {
    try net.main.edit(
      .setItem(item, [FieldValue(ItemField.enumeration, .text(text))], settles: []))
    try net.sync()
  }

  @Test func `who waits for a part is served by what is labelled so and by nothing else`() throws {
    let net = try TestNetwork()
    try addCopy(net, "39999")
    let other = try #require(try net.main.bearers(of: "39999").first)
    let first = try #require(try net.main.bearers(of: "31234").first)
    #expect(throws: DeskError.noSuchPart("Disc 2", title: "Moby-Dick", known: [])) {
      try want("Disc 2", "p2", at: at(0, 8), net.main)
    }
    try label(net, first.id, "Disc 1")
    try label(net, other.id, "DISC 2, Booklet")
    #expect(
      throws: DeskError.noSuchPart(
        "Disc 3", title: "Moby-Dick", known: ["DISC 2, Booklet", "Disc 1"])
    ) { try want("Disc 3", "p2", at: at(0, 9), net.main) }
    let placed = try want("disc 2", "p2", at: at(0, 9), net.main)
    #expect(
      placed.lines
        == ["Moby-Dick, disc 2: wished for, to be fetched at EAST, place 1 in the queue."])
    let passed = try net.main.takeBack(at: at(0, 10))
    #expect(!passed.lines.contains { $0.contains("hold") })
    let back = try net.main.perform(.checkin(.init(barcode: "39999")), at: at(0, 11))
    #expect(back.lines.last == "It is for a hold; send it to EAST.")
    var holds = try queue(net).holds
    #expect(holds.map(\.server) == [other.id])
    // A booklet in the same box is a part of its own, and a relabelled box is it no longer.
    _ = try want("booklet", "p2", at: at(0, 12), net.main)
    try label(net, other.id, "Disc 2")
    holds = try queue(net).holds
    #expect(holds.map(\.standing) == [.captured, .waiting])
    let booklet = try #require(holds.last)
    #expect(!booklet.wants(other.id) && !booklet.wants(first.id))
  }

  @Test func `wishes for two parts are two, for one part named in two ways one`() throws {
    let net = try TestNetwork()
    let item = try #require(try net.main.bearers(of: "31234").first)
    try label(net, item.id, "Disc 1, Disc 2")
    _ = try want("Disc 1", "p2", at: at(0, 9), net.main)
    _ = try want("DISC2", "p2", at: at(0, 10), net.main)
    _ = try want("disc 1", "p2", at: at(0, 11), net.east)
    let holds = try queue(net).holds
    #expect(holds.map(\.standing) == [.waiting, .waiting, .merged])
    // Whoever has the box has both.
    try net.main.lend("p2", at: at(1, 9))
    #expect(try queue(net).holds.count { $0.standing == .filled } == 1)
  }

  @Test func `a return is trapped on the spot for whoever waits first`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 9))
    let first = try place("p2", net.main, pickup: "EAST", at: at(0, 10))
    let second = try place("p3", net.main, pickup: "MAIN", at: at(0, 11))
    #expect(
      first.lines == ["Moby-Dick: wished for, to be fetched at EAST, place 1 in the queue."])
    #expect(second.lines.first?.hasSuffix("place 2 in the queue.") == true)
    try net.sync()
    let back = try net.main.takeBack(at: at(1, 10))
    #expect(back.signal == .stop)
    #expect(back.lines == ["Moby-Dick: returned.", "It is for a hold; send it to EAST."])
    var holds = try queue(net).holds
    #expect(holds.map(\.standing) == [.captured, .waiting])
    #expect(holds.map(\.position) == [1, 2])
    #expect(try net.settled().custody == .transit(from: "MAIN", to: "EAST"))
    let received = try net.east.perform(.receive(barcode: "31234"), at: at(1, 15))
    #expect(received.lines.last == "It goes to the hold shelf for card …p2.")
    holds = try queue(net).holds
    #expect(holds.map(\.standing) == [.ready, .waiting])
    #expect(try net.settled().status == "on hold shelf")
    #expect(throws: DeskError.onHold(title: "Moby-Dick")) {
      try net.east.lend("p3", at: at(1, 16))
    }
    let loan = try net.east.lend("p2", at: at(1, 17))
    holds = try queue(net).holds
    #expect(holds.map(\.standing) == [.waiting, .filled])
    #expect(holds[0].position == 1 && holds[1].position == nil)
    #expect(holds[1].endedBy == loan.fact)
    #expect(try queue(net).reviews.isEmpty)
  }

  @Test func `a title is filled by any copy, a wish for one copy by that alone`() throws {
    let net = try TestNetwork()
    try addCopy(net, "31235")
    try place("p1", net.main, pickup: "MAIN", at: at(0, 10))
    let only = DeskAction.PlaceHold(card: "p2", target: .item(barcode: "31234"), pickup: "MAIN")
    _ = try net.main.perform(.placeHold(only), at: at(0, 11))
    try net.main.lend("p1", at: at(0, 12), "31235")
    try net.main.lend("p2", at: at(0, 13), "31235")
    #expect(try queue(net).holds.map(\.standing) == [.waiting, .filled])
  }

  @Test(arguments: [(240, true), (241, false)])
  func `case 18: clocks do not tell who asked first where two desks did so at once`(
    seconds: Int64, isAsked: Bool
  ) throws {
    let net = try TestNetwork()
    let first = try place("p1", net.main, pickup: "MAIN", at: at(0, 9))
    let second = try place("p2", net.east, pickup: "EAST", at: at(0, 9) + seconds)
    var queue = try queue(net)
    #expect(queue.holds.map(\.id) == [first.fact, second.fact])
    #expect(queue.reviews.map(\.conflictCase) == (isAsked ? [18] : []))
    guard let review = queue.reviews.first else { return }
    #expect(review.severity == .b && review.owner == "EAST" && !review.isResolved)
    #expect(review.sides.count == 2)
    // Whoever ranks one of them and knows of both has decided it.
    _ = try net.main.perform(.changeHold(second.fact, .rank(before: first.fact)), at: at(0, 12))
    queue = try self.queue(net)
    #expect(queue.holds.map(\.id) == [second.fact, first.fact] && queue.reviews.isEmpty)
  }

  @Test func `case 18: who decides for the later reader puts them first`() throws {
    let net = try TestNetwork()
    let first = try place("p1", net.main, pickup: "MAIN", at: at(0, 9))
    let second = try place("p2", net.east, pickup: "EAST", at: at(0, 9) + 60)
    let review = try #require(try queue(net).reviews.first)
    try net.east.resolve(review, keep: "B")
    let decided = try queue(net)
    #expect(decided.holds.map(\.id) == [second.fact, first.fact])
    #expect(decided.reviews.map(\.isResolved) == [true])
    #expect(decided.explanations.contains { $0.contains("comes before \(first.fact)") })
    try net.main.checkDerivations()
  }

  @Test func `who knew of the other hold came after it, however soon`() throws {
    let net = try TestNetwork()
    try place("p1", net.main, pickup: "MAIN", at: at(0, 9))
    try net.sync()
    try place("p2", net.east, pickup: "EAST", at: at(0, 9) + 1)
    #expect(try queue(net).reviews.isEmpty)
  }

  @Test(arguments: bothWays)
  func `case 16: two copies for one wish, and what is left serves the next`(_ keys: [UInt64]) throws {
    let net = try TestNetwork(keys)
    try addCopy(net, "31235")
    try place("p1", net.main, pickup: "MAIN", at: at(0, 10))
    try net.sync()
    _ = try net.main.perform(.capture(barcode: "31234"), at: at(0, 11))
    _ = try net.east.perform(.capture(barcode: "31235"), at: at(0, 12))
    var now = try queue(net)
    var review = try #require(now.reviews.first)
    #expect(review.conflictCase == 16 && review.severity == .a && review.owner == "MAIN")
    #expect(now.holds.map(\.server) == [net.item])
    #expect(now.explanations.contains { $0.hasSuffix("is kept for nobody; it can be released.") })
    // Somebody else who fetches there is served by the second copy; the doubt about the first stays.
    try place("p2", net.main, pickup: "MAIN", at: at(0, 13))
    now = try queue(net)
    #expect(now.holds.map(\.standing) == [.ready, .captured])
    review = try #require(now.reviews.first)
    #expect(!review.isResolved)
    try net.main.resolve(review, keep: "A")
    #expect(try queue(net).reviews.map(\.isResolved) == [true])
  }

  @Test func `case 17: fetched before anybody there knew that it was cancelled`() throws {
    let net = try TestNetwork()
    let hold = try place("p1", net.main, pickup: "EAST", at: at(0, 10))
    try net.sync()
    _ = try net.main.perform(
      .changeHold(hold.fact, .cancel(reason: "by telephone")), at: at(0, 11))
    let loan = try net.east.lend("p1", at: at(0, 12))
    let now = try queue(net)
    #expect(now.holds.map(\.standing) == [.filled])
    #expect(now.holds[0].endedBy == loan.fact)
    let review = try #require(now.reviews.first)
    #expect(review.conflictCase == 17 && review.severity == .b && review.owner == "EAST")
    #expect(try net.main.record(kind: LibraryKind.item, net.item) != nil)
  }

  @Test func `what was cancelled before it was lent is cancelled`() throws {
    let net = try TestNetwork()
    let hold = try place("p1", net.main, pickup: "EAST", at: at(0, 10))
    _ = try net.main.perform(.changeHold(hold.fact, .cancel(reason: "")), at: at(0, 11))
    try net.sync()
    try net.east.lend("p1", at: at(0, 12))
    let now = try queue(net)
    #expect(now.holds.map(\.standing) == [.cancelled])
    #expect(now.reviews.isEmpty)
    #expect(throws: DeskError.holdIsOver(.cancelled)) {
      try net.main.perform(.changeHold(hold.fact, .resume), at: at(0, 13))
    }
  }

  @Test(arguments: bothWays)
  func `cases 18 and 19: one order everywhere, one wish a reader`(_ keys: [UInt64]) throws {
    let net = try TestNetwork(keys)
    let first = try place("p1", net.main, pickup: "MAIN", at: at(0, 10))
    let second = try place("p2", net.east, pickup: "EAST", at: at(0, 10, 1))
    let twin = try place("p1", net.cart, pickup: "CART", at: at(0, 11))
    let now = try queue(net)
    #expect(now.holds.map(\.id) == [first.fact, second.fact, twin.fact])
    #expect(now.holds.map(\.standing) == [.waiting, .waiting, .merged])
    #expect(now.holds[2].endedBy == first.fact)
    #expect(now.reviews.map(\.conflictCase) == [18])
    #expect(
      now.explanations.contains { $0.contains("(case 19)") && $0.hasSuffix("at MAIN or at CART.") })
    #expect(throws: DeskError.holdExists(first.fact, pickup: "MAIN")) {
      try place("p1", net.east, pickup: "EAST", at: at(0, 12))
    }
  }

  @Test func `who was ranked anew comes first, and a resting hold is passed over`() throws {
    let net = try TestNetwork()
    let first = try place("p1", net.main, pickup: "MAIN", at: at(0, 10))
    let second = try place("p2", net.main, pickup: "MAIN", at: at(0, 11))
    _ = try net.main.perform(.changeHold(second.fact, .rank(before: first.fact)), at: at(0, 12))
    #expect(try queue(net).holds.map(\.id) == [second.fact, first.fact])
    _ = try net.main.perform(
      .changeHold(second.fact, .suspend(until: CivilDate(ofSeconds: at(9, 0)))), at: at(0, 13))
    _ = try net.main.perform(.capture(barcode: "31234"), at: at(0, 14))
    #expect(try queue(net).holds.map(\.standing) == [.waiting, .ready])
  }

  @Test(arguments: bothWays)
  func `case 20: its one item was lent meanwhile, and any other will do`(_ keys: [UInt64]) throws {
    let net = try TestNetwork(keys)
    try addCopy(net, "31235")
    let hold = try place("p1", net.main, pickup: "MAIN", at: at(0, 10), only: true)
    let loan = try net.cart.lend("p2", at: at(0, 11))
    var now = try queue(net)
    let review = try #require(now.reviews.first)
    #expect(review.conflictCase == 20 && review.owner == "MAIN" && !review.isResolved)
    #expect(now.holds.map(\.isOpenToAnyItem) == [true])
    _ = try net.main.perform(.capture(barcode: "31235"), at: at(0, 12))
    now = try queue(net)
    #expect(now.holds.map(\.standing) == [.ready])
    #expect(now.holds[0].id == hold.fact)
    #expect(try net.settled().openLoan?.id == loan.fact)
  }

  @Test func `what ran out is not trapped, and stale knowledge asks first`() throws {
    let net = try TestNetwork()
    try place(
      "p1", net.main, pickup: "MAIN", at: at(0, 10), expiry: CivilDate(ofSeconds: at(2, 0)))
    #expect(throws: DeskError.nobodyWaits("Moby-Dick")) {
      try net.main.perform(.capture(barcode: "31234"), at: at(3, 10))
    }
    net.main.clock = at(1, 10)
    let stale = Desk(
      branch: "MAIN", staff: "ann", today: CivilDate(ofSeconds: at(1, 0)),
      silenceSeconds: 3 * 86_400)
    let plan = try DeskRules(hashing: testHashing).plan(
      .checkin(.init(barcode: "31234")), at: stale, in: net.main, mint: net.main.mint)
    #expect(plan.operations.count == 1)
    #expect(plan.answer.lines.contains { $0.contains("has heard of no other for more than 2 days") })
  }

  @Test func `a policy says who may wait, for how much and how long`() throws {
    let net = try TestNetwork()
    var policy = Policy.standard
    policy.limits.holds = 0
    policy.holds.expiryDays = 90
    let load = { (policy: Policy) in
      try net.main.commit([
        PolicyEdit.load(policy, reason: "", branch: "MAIN", id: net.main.mint())
      ])
    }
    net.main.clock = at(0, 8)
    try load(policy)
    #expect(throws: DeskError.holdLimitReached(0)) {
      try place("p1", net.main, pickup: "MAIN", at: at(0, 10))
    }
    policy.limits.holds = 1
    policy.base.areHoldsAllowed = false
    net.main.clock = at(0, 11)
    try load(policy)
    #expect(throws: DeskError.holdsNotAllowed(title: "Moby-Dick")) {
      try place("p1", net.main, pickup: "MAIN", at: at(0, 12))
    }
    let anyway = DeskAction.PlaceHold(
      card: "p1", target: .item(barcode: "31234"), pickup: "MAIN", override: "for a class")
    let placed = try net.main.perform(.placeHold(anyway), at: at(0, 13))
    #expect(try queue(net).holds.map(\.id) == [placed.fact])
    #expect(try queue(net).holds[0].expiry == CivilDate(ofSeconds: at(90, 0)))
  }

  @Test func `a loan is not renewed while somebody else waits for the item`() throws {
    let net = try TestNetwork()
    try net.main.lend("p1", at: at(0, 9))
    try place("p2", net.main, pickup: "MAIN", at: at(0, 10))
    for presence in [Presence.present, .remote] {
      #expect(throws: DeskError.waitedFor(title: "Moby-Dick", readers: 1)) {
        try net.main.perform(.renew(.init(barcode: "31234", presence: presence)), at: at(1, 9))
      }
    }
    #expect(throws: DeskError.waitedFor(title: "Moby-Dick", readers: 1)) {
      try net.main.lend("p1", at: at(1, 9))
    }
    try net.main.perform(
      .renew(.init(barcode: "31234", presence: .present, override: "for an exam")), at: at(1, 10))
    #expect(try net.settled().openLoan?.renewals == 1)
  }

  @Test func `what is released is kept for nobody, and the next return serves the hold anew`() throws {
    let net = try TestNetwork()
    try place("p1", net.main, pickup: "MAIN", at: at(0, 10))
    _ = try net.main.perform(.capture(barcode: "31234"), at: at(0, 11))
    let off = try net.main.perform(.release(barcode: "31234", reason: "shelf full"), at: at(0, 12))
    #expect(off.lines.first == "Moby-Dick: kept for nobody any longer; check it in.")
    #expect(try queue(net).holds.map(\.standing) == [.waiting])
    #expect(throws: DeskError.notKept("Moby-Dick")) {
      try net.main.perform(.release(barcode: "31234", reason: nil), at: at(0, 13))
    }
    try net.main.takeBack(at: at(0, 14))
    #expect(try queue(net).holds.map(\.standing) == [.ready])
  }
}
