import CatchwordCore
import CatchwordLibrary
import Testing

extension TestReplica {
  @discardableResult
  func acquire(_ action: AcquisitionAction, at time: Int64) throws -> DeskAnswer {
    clock = time
    let plan = try DeskRules(hashing: testHashing).plan(action, at: desk, in: self, mint: mint)
    try commit(plan.operations)
    return plan.answer
  }

  /// - Returns: the order's id.
  func order(
    _ bib: RecordID, from fund: RecordID, _ copies: Int64 = 1, price: Int64 = 1000,
    at time: Int64, override: String? = nil
  ) throws -> RecordID {
    try acquire(
      .place(
        .init(
          bib: bib, fund: fund, copies: copies, price: price, vendor: "Blackwell",
          destination: branch, override: override)), at: time
    ).fact
  }

  func fund(_ code: String = "BOOKS", amount: Int64 = 5000, at time: Int64) throws -> RecordID {
    try acquire(
      .addFund(
        .init(code: code, name: "Books", branch: branch, amount: amount, currency: "EUR")),
      at: time
    ).fact
  }
}

/// A network with a fund of 50 euros at MAIN.
struct Shop {
  let net: TestNetwork
  let fund: RecordID

  init(_ keys: [UInt64] = [1, 2, 3], amount: Int64 = 5000) throws {
    net = try TestNetwork(keys)
    fund = try net.main.fund(amount: amount, at: at(0, 8))
    try net.sync()
  }

  /// What all agree on; also checks that no order of arrival changes it.
  func book() throws -> OrderBook {
    try net.sync()
    let book = try net.main.orderBook(of: fund, hashing: testHashing)
    let facts = net.main.facts.values.filter { $0.kind == LibraryKind.order }
      .sorted { $0.id < $1.id }
    let decided = try net.main.fundDecisions(of: fund)
    for order in permutations(facts) {
      let again = OrderBook(
        order, decided: decided, of: fund, fund: book.fund, hashing: testHashing)
      #expect(again.lines == book.lines && again.sums == book.sums)
      #expect(again.reviews == book.reviews && again.decisions == book.decisions)
    }
    return book
  }

  func line(_ order: RecordID) throws -> OrderLine { try #require(book().line(order)) }
  func open() throws -> [ReviewItem] { try book().reviews.filter { !$0.isResolved } }
  func free() throws -> Int64 { try #require(book().sums).free }
}

@Suite struct OrderTests {
  @Test func `what is open is committed, what came is spent, what is cancelled is free again`() throws {
    let shop = try Shop()
    let main = shop.net.main
    let first = try main.order(shop.net.bib, from: shop.fund, 2, price: 1250, at: at(0, 9))
    let second = try main.order(shop.net.bib, from: shop.fund, 1, price: 500, at: at(0, 10))
    #expect(try shop.free() == 2000)
    try main.acquire(.receive(.init(order: first, barcodes: ["40001"])), at: at(1, 9))
    try main.acquire(.cancel(order: second, reason: "out of print"), at: at(1, 10))
    let sums = try #require(shop.book().sums)
    #expect((sums.allocated, sums.committed, sums.spent, sums.free) == (5000, 1250, 1250, 2500))
    #expect(try shop.line(first).standing == .open && shop.line(first).received == 1)
    #expect(try shop.line(second).standing == .cancelled)
    let columns = main.derivations[.record(kind: LibraryKind.fund, shop.fund)]?.columns
    #expect(columns?[FundField.Derived.free] == .integer(2500))
    #expect(try shop.open().isEmpty)
    let item = try #require(try main.bearers(of: "40001").first)
    #expect(item[ItemField.bib] == .record(shop.net.bib))
    #expect(item[ItemField.sourceOfAcquisition] == .text("Blackwell"))
    #expect(item[ItemField.price] == .text("12.50"))
  }

  @Test func `the desk refuses what a fund cannot pay, and does it with a reason`() throws {
    let shop = try Shop()
    let main = shop.net.main
    let exhausted = OrderError.fundExhausted("BOOKS", free: "EUR 50.00", cost: "EUR 60.00")
    #expect(throws: exhausted) {
      try main.order(shop.net.bib, from: shop.fund, 6, at: at(0, 9))
    }
    let order = try main.order(
      shop.net.bib, from: shop.fund, 6, at: at(0, 10), override: "the mayor's book")
    #expect(try shop.free() == -1000)
    let entry = try #require(try shop.open().first)
    #expect(entry.conflictCase == ConflictCase.fundOvercommitted && entry.owner == "MAIN")
    #expect(entry.sides.count == 1 && entry.sides[0].text.contains("the mayor's book"))
    #expect(entry.sides[0].dot == main.facts[order]?.stamp.dot)
  }

  @Test func `what is known here is refused: two cancellations, one label twice, another title`() throws {
    let shop = try Shop()
    let main = shop.net.main
    let order = try main.order(shop.net.bib, from: shop.fund, at: at(0, 9))
    let other = try main.order(shop.net.bib, from: shop.fund, at: at(0, 9, 30))
    let title = FieldContent(indicators: "1", "0", subfields: [.init("a", "Emma")])
    let emma = try main.edit(
      .addBib(leader: "00000nam a2200000 a 4500", fields: [.init(tag: "245", content: title)]))
    try main.edit(.addItem(bib: emma, [FieldValue(ItemField.barcode, .text("50001"))]))
    let wrong = OrderError.otherTitle(barcode: "50001", title: "Emma")
    #expect(throws: wrong) {
      try main.acquire(.receive(.init(order: order, barcodes: ["50001"])), at: at(0, 10))
    }
    try main.acquire(.receive(.init(order: order, barcodes: [shop.net.barcode])), at: at(0, 11))
    #expect(throws: OrderError.copyReceived(shop.net.barcode)) {
      try main.acquire(.receive(.init(order: order, barcodes: [shop.net.barcode])), at: at(0, 12))
    }
    #expect(throws: OrderError.receivedAlready) {
      try main.acquire(.cancel(order: order, reason: "late"), at: at(0, 13))
    }
    #expect(throws: DeskError.reasonMissing) {
      try main.acquire(.cancel(order: other, reason: ""), at: at(0, 14))
    }
    try main.acquire(.cancel(order: other, reason: "late"), at: at(0, 15))
    #expect(throws: OrderError.cancelledAlready) {
      try main.acquire(.cancel(order: other, reason: "late"), at: at(0, 16))
    }
    try main.acquire(.setFund(shop.fund, .init(isClosed: true)), at: at(0, 17))
    #expect(throws: OrderError.fundClosed("BOOKS")) {
      try main.order(shop.net.bib, from: shop.fund, at: at(0, 18))
    }
  }

  @Test func `a cancelled order is received with a reason, and that is no conflict`() throws {
    let shop = try Shop()
    let main = shop.net.main
    let order = try main.order(shop.net.bib, from: shop.fund, at: at(0, 9))
    try main.acquire(.cancel(order: order, reason: "late"), at: at(1, 9))
    #expect(throws: OrderError.self) {
      try main.acquire(.receive(.init(order: order, barcodes: ["40001"])), at: at(2, 9))
    }
    let answer = try main.acquire(
      .receive(.init(order: order, barcodes: ["40001"], reason: "it came")), at: at(2, 10))
    #expect(answer.signal == .warning)
    #expect(try shop.line(order).standing == .received)
    #expect(try shop.book().reviews.isEmpty)
    #expect(try shop.book().decisions.contains { $0.line.contains("knew of the cancellation") })
  }

  @Test(arguments: bothWays)
  func `case 52: what was cancelled elsewhere came, and counts until somebody decides`(
    _ keys: [UInt64]
  ) throws {
    let shop = try Shop(keys)
    let (main, east) = (shop.net.main, shop.net.east)
    let order = try main.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9))
    try shop.net.sync()
    try main.acquire(.cancel(order: order, reason: "too late"), at: at(1, 9))
    try east.acquire(.receive(.init(order: order, barcodes: ["40001"])), at: at(1, 10))
    let line = try shop.line(order)
    #expect(line.standing == .open && line.received == 1 && line.committed == 1000)
    let entry = try #require(try shop.open().first)
    #expect(entry.conflictCase == ConflictCase.receivedThoughCancelled)
    #expect(entry.severity == .a && entry.owner == "MAIN" && entry.sides.count == 2)
    try main.resolve(entry, keep: "A")
    #expect(try shop.open().isEmpty)
    #expect(try shop.line(order).standing == .open)
    // Decided anew, the other way: the parcel goes back.
    try shop.net.sync()
    try main.resolve(entry, keep: "B")
    #expect(try shop.line(order).standing == .cancelled)
    #expect(try shop.line(order).received == 0 && shop.free() == 5000)
    let undo = try Resolving(hashing: testHashing).undo(
      of: entry, reason: "no", at: main.desk, in: main, mint: main.mint)
    try main.commit(undo)
    #expect(try shop.line(order).received == 1)
  }

  @Test func `what had come before a cancellation stays, and only the rest is cancelled`() throws {
    let shop = try Shop()
    let main = shop.net.main
    let order = try main.order(shop.net.bib, from: shop.fund, 3, at: at(0, 9))
    try main.acquire(.receive(.init(order: order, copies: 1)), at: at(1, 9))
    try main.acquire(.cancel(order: order, reason: "enough"), at: at(1, 10))
    let line = try shop.line(order)
    #expect(line.standing == .received && line.received == 1 && line.cost == 1000)
    #expect(try shop.book().reviews.isEmpty)
  }

  @Test func `one copy that two desks unpacked counts once, and more than ordered counts`() throws {
    let shop = try Shop()
    let (main, east) = (shop.net.main, shop.net.east)
    let order = try main.order(shop.net.bib, from: shop.fund, at: at(0, 9))
    try shop.net.sync()
    try main.acquire(.receive(.init(order: order, barcodes: [shop.net.barcode])), at: at(1, 9))
    try east.acquire(.receive(.init(order: order, barcodes: [shop.net.barcode])), at: at(1, 10))
    #expect(try shop.line(order).received == 1)
    let answer = try main.acquire(.receive(.init(order: order, barcodes: ["40001"])), at: at(2, 9))
    #expect(answer.lines.contains("That is 1 more than ordered; check the invoice."))
    #expect(try shop.line(order).received == 2 && shop.free() == 3000)
    #expect(try shop.book().decisions.contains { $0.line.hasPrefix("2 copies came and 1 was") })
  }

  @Test(arguments: bothWays)
  func `case 53: two branches order the last of a fund, and an approval knows its orders`(
    _ keys: [UInt64]
  ) throws {
    let shop = try Shop(keys)
    let (main, east) = (shop.net.main, shop.net.east)
    _ = try main.order(shop.net.bib, from: shop.fund, 1, price: 1000, at: at(0, 9))
    try shop.net.sync()
    _ = try main.order(shop.net.bib, from: shop.fund, 3, at: at(1, 9))
    let last = try east.order(shop.net.bib, from: shop.fund, 2, at: at(1, 10))
    #expect(try shop.free() == -1000)
    let entry = try #require(try shop.open().first)
    #expect(entry.severity == .a && entry.owner == "MAIN" && entry.sides.count == 2)
    #expect(try shop.open().count == 1)
    try main.acquire(.approve(fund: shop.fund, reason: "from the reserve"), at: at(2, 9))
    #expect(try shop.open().isEmpty && shop.free() == -1000)
    #expect(throws: OrderError.nothingToApprove("BOOKS")) {
      try main.acquire(.approve(fund: shop.fund, reason: "again"), at: at(2, 10))
    }
    let third = try east.order(shop.net.bib, from: shop.fund, at: at(3, 9), override: "needed")
    #expect(try shop.open().map(\.id) == [entry.id])
    try east.acquire(.cancel(order: third, reason: "after all not"), at: at(3, 10))
    #expect(try shop.open().isEmpty)
    try east.acquire(.cancel(order: last, reason: "after all not"), at: at(3, 11))
    #expect(try shop.book().reviews.isEmpty && shop.free() == 1000)
  }

  @Test func `an order that an approval had not seen opens the entry, and more money closes it`() throws {
    let shop = try Shop(amount: 1000)
    let (main, east) = (shop.net.main, shop.net.east)
    _ = try main.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9), override: "wanted")
    _ = try east.order(shop.net.bib, from: shop.fund, at: at(0, 10))
    try main.acquire(.approve(fund: shop.fund, reason: "yes"), at: at(0, 11))
    #expect(try shop.open().count == 1)
    #expect(try shop.book().decisions.contains { $0.line.contains("had not seen all of them") })
    try main.acquire(.setFund(shop.fund, .init(amount: 3000)), at: at(1, 9))
    #expect(try shop.book().reviews.isEmpty && shop.free() == 0)
  }

  @Test func `case 29: an order follows its bib into the one that stands for it`() throws {
    let shop = try Shop()
    let (main, east) = (shop.net.main, shop.net.east)
    let title = FieldContent(indicators: "1", "0", subfields: [.init("a", "Moby Dick")])
    let twin = try main.edit(
      .addBib(leader: "00000nam a2200000 a 4500", fields: [.init(tag: "245", content: title)]))
    try shop.net.sync()
    let early = try main.order(twin, from: shop.fund, at: at(0, 8, 30))
    try main.edit(.mergeBib(twin, into: shop.net.bib, reason: "one book"))
    let late = try east.order(twin, from: shop.fund, at: at(0, 9))
    try shop.net.sync()
    let rows = main.derivations[.record(kind: LibraryKind.fund, shop.fund)]?.rows ?? []
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.values[OrderLineColumn.bib] == .record(shop.net.bib) })
    for order in [early, late] {
      try east.acquire(.receive(.init(order: order, barcodes: ["6\(order.number)"])), at: at(1, 9))
      let item = try #require(try east.bearers(of: "6\(order.number)").first)
      #expect(item[ItemField.bib] == .record(shop.net.bib))
    }
    try main.edit(.unmergeBib(twin, reason: "two after all"))
    try shop.net.sync()
    let after = main.derivations[.record(kind: LibraryKind.fund, shop.fund)]?.rows ?? []
    #expect(after.allSatisfy { $0.values[OrderLineColumn.bib] == .record(twin) })
  }

  @Test func `orders are kept while their fund is not here, and facts out of bounds fold to nothing`() throws {
    let shop = try Shop()
    let main = shop.net.main
    let order = try main.order(shop.net.bib, from: shop.fund, at: at(0, 9))
    let cart = TestReplica("LATE", key: 9)
    try cart.merge(main, lane: .circulation)
    #expect(try cart.orderBook(of: shop.fund, hashing: testHashing).sums == nil)
    #expect(try cart.orderBook(of: shop.fund, hashing: testHashing).line(order) != nil)
    let wild: [Int: Value] = [
      OrderField.action: .integer(1), OrderField.fund: .record(shop.fund),
      OrderField.quantity: .integer(.max), OrderField.amount: .integer(.max),
    ]
    try main.commit([
      Operation(
        .fact, kind: LibraryKind.order, record: main.mint(),
        values: wild.map { FieldValue($0.key, $0.value) })
    ])
    #expect(try shop.book().lines.count == 1)
  }

  @Test(arguments: bothWays)
  func `case 47: a fund's amount that was changed in two ways at once is asked about`(
    _ keys: [UInt64]
  ) throws {
    let shop = try Shop(keys)
    let (main, east) = (shop.net.main, shop.net.east)
    try main.acquire(.setFund(shop.fund, .init(amount: 6000)), at: at(1, 9))
    try east.acquire(.setFund(shop.fund, .init(amount: 4000)), at: at(1, 10))
    try shop.net.sync()
    let subject = Subject.record(kind: LibraryKind.fund, shop.fund)
    let entry = try #require(main.derivations[subject]?.reviews.first)
    #expect(entry.conflictCase == ConflictCase.descriptionEditedTwice && entry.owner == "MAIN")
    #expect(try shop.free() == 4000)
    try main.resolve(entry, keep: try #require(entry.sides.first { $0.value == .integer(6000) }).letter)
    #expect(try shop.free() == 6000)
    #expect(main.derivations[subject]?.reviews.isEmpty == true)
  }

  @Test func `currencies have the digits of ISO 4217`() {
    #expect(Currency(named: "JPY").text(1250) == "JPY 1250")
    #expect(Currency(named: "KWD").text(1250) == "KWD 1.250")
    #expect(Currency(named: "EUR").plainText(-1250) == "-12.50")
    #expect(!Currency.isCode("\u{212A}WD") && !Currency.isCode("eur"))
  }
}
