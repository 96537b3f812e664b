import CatchwordCore
import CatchwordLibrary
import Testing

/// Who fetches for a reader who waits, so that two branches do not put two items aside.
@Suite struct FetchingTests {
  private func network(copiesAt branches: [String]) throws -> TestNetwork {
    let net = try TestNetwork()
    for (index, branch) in branches.enumerated() {
      try net.main.edit(
        .addItem(
          bib: net.bib,
          [
            FieldValue(ItemField.barcode, .text("4000\(index)")),
            FieldValue(ItemField.owningBranch, .text(branch)),
          ]))
    }
    try net.main.lend("p1", at: at(0, 9))
    try net.sync()
    return net
  }

  private func wish(_ net: TestNetwork, of card: String, at time: Int64, pickup: String) throws {
    let wish = DeskAction.PlaceHold(
      card: card, target: .item(barcode: "31234"), pickup: pickup, anyItemWillDo: true)
    _ = try net.main.perform(.placeHold(wish), at: time)
    try net.sync()
  }

  private func fetchers(_ net: TestNetwork, onDay day: Int64) throws -> [String] {
    let queue = try #require(try net.main.holdQueue(of: net.bib, hashing: testHashing))
    let items = try net.main.records(
      kind: LibraryKind.item, where: ItemField.bib, is: .record(net.bib))
    let shelved = items.filter { $0[ItemField.barcode].text != "31234" }.map { item in
      HoldQueue.Shelved(
        item: item.id, branch: ExactText(item[ItemField.owningBranch].text ?? ""))
    }
    let today = CivilDate(ofSeconds: at(day, 9))
    let fetches = queue.fetches(of: shelved, on: today, turnDays: 3)
    #expect(Set(fetches.map(\.item)).count == fetches.count)
    return fetches.map(\.branch.text)
  }

  @Test func `one branch fetches at a time, the one of the pickup first`() throws {
    let net = try network(copiesAt: ["CART", "EAST", "MAIN"])
    try wish(net, of: "p2", at: at(0, 10), pickup: "EAST")
    #expect(
      try (0..<12).map { try fetchers(net, onDay: $0) }.map { $0.joined() }
        == ["EAST", "EAST", "EAST", "CART", "CART", "CART", "MAIN", "MAIN", "MAIN", "EAST", "EAST", "EAST"])
  }

  @Test func `of two who wait each gets another item, while there are two`() throws {
    let net = try network(copiesAt: ["CART", "EAST"])
    try wish(net, of: "p2", at: at(0, 10), pickup: "MAIN")
    try wish(net, of: "p3", at: at(0, 11), pickup: "MAIN")
    #expect(try fetchers(net, onDay: 1) == ["CART", "EAST"])
    #expect(try fetchers(net, onDay: 4) == ["EAST", "CART"])
  }

  @Test(arguments: [
    ("EAST", 1, "Somebody at EAST waits for it; hand it in when the cart is back."),
    ("VAN", 2, "It goes to the hold shelf for card …p2."),
  ])
  func `a cart keeps what it takes back for readers aboard alone`(
    _ pickup: String, _ facts: Int, _ words: String
  ) throws {
    let net = try TestNetwork()
    try net.main.edit(.addBranch(code: "VAN", name: "Van", kind: "bookmobile"))
    try net.main.lend("p1", at: at(0, 9))
    try wish(net, of: "p2", at: at(0, 10), pickup: pickup)
    net.main.clock = at(1, 10)
    let aboard = Desk(branch: "VAN", staff: "ann", today: CivilDate(ofSeconds: at(1, 0)))
    let rules = DeskRules(hashing: testHashing)
    let back = try rules.plan(
      .checkin(.init(barcode: "31234")), at: aboard, in: net.main, mint: net.main.mint)
    #expect(back.operations.count == facts)
    #expect(back.answer.lines.contains(words))
    let fetched = try rules.plan(
      .capture(barcode: "31234"), at: aboard, in: net.main, mint: net.main.mint)
    #expect(fetched.operations.count == 1)
  }

  @Test func `of two items on their way to one reader the first to arrive serves`() throws {
    let net = try network(copiesAt: ["EAST"])
    try wish(net, of: "p2", at: at(0, 10), pickup: "CART")
    try net.main.takeBack(at: at(1, 10))
    _ = try net.east.perform(.capture(barcode: "40000"), at: at(1, 11))
    try net.sync()
    let first = try net.cart.perform(.receive(barcode: "40000"), at: at(2, 10))
    #expect(first.lines.last == "It goes to the hold shelf for card …p2.")
    let second = try net.cart.perform(.receive(barcode: "31234"), at: at(2, 11))
    #expect(second.lines.last == "It goes home to MAIN.")
    let hold = try #require(try net.cart.holdQueue(of: net.bib, hashing: testHashing)?.holds.first)
    #expect(hold.standing == .ready)
    let item = try net.cart.record(kind: LibraryKind.item, try #require(hold.server))
    #expect(item?[ItemField.barcode].text == "40000")
  }

  @Test func `nobody is asked about what was met in a crate`() throws {
    let net = try TestNetwork()
    let loan = try net.main.lend("p1", at: at(0, 9))
    try net.sync()
    _ = try net.east.perform(.receive(barcode: "31234"), at: at(1, 9))
    var state = try net.settled()
    #expect(state.loans.map(\.closedHow) == [.found])
    #expect(state.reviews.isEmpty)
    _ = try net.cart.perform(.checkin(.init(barcode: "31234")), at: at(1, 10))
    state = try net.settled()
    #expect(state.loans[0].id == loan.fact)
    #expect(state.reviews.isEmpty)
  }

  @Test func `what is lent where it was to arrive has arrived`() throws {
    let net = try TestNetwork()
    _ = try net.main.perform(.send(barcode: "31234", to: "EAST"), at: at(0, 10))
    let loan = try net.east.lend("p1", at: at(1, 12))
    let state = try net.settled()
    #expect(state.openLoan?.id == loan.fact)
    #expect(state.transits.map(\.ending) == [.lent])
    #expect(state.reviews.isEmpty)
  }
}
