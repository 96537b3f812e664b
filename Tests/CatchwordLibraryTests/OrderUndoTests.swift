import CatchwordCore
import CatchwordLibrary
import Testing

extension TestReplica {
  /// Takes back a fact about an order, or an undo of one.
  @discardableResult
  func takeBack(_ fact: RecordID, at time: Int64, reason: String = "a mistake") throws -> DeskAnswer {
    try perform(.undo(DeskAction.Undo(.fact(fact), reason: reason)), at: time)
  }
}

@Suite struct OrderUndoTests {
  @Test func `an undone receipt counts nothing, and the copy can be received again`() throws {
    let shop = try Shop()
    let main = shop.net.main
    let order = try main.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9))
    let wrong = try main.acquire(.receive(.init(order: order, barcodes: ["40001"])), at: at(1, 9))
    #expect(try shop.line(order).received == 1)
    let answer = try main.takeBack(wrong.fact, at: at(1, 10))
    #expect(answer.signal == .warning && answer.lines.contains { $0.contains("40001 stays") })
    let line = try shop.line(order)
    #expect(line.standing == .open && line.received == 0 && line.committed == 2000)
    #expect(try shop.free() == 3000 && shop.book().reviews.isEmpty)
    #expect(try main.bearers(of: "40001").count == 1)
    try main.acquire(.receive(.init(order: order, barcodes: ["40001", "40002"])), at: at(2, 9))
    #expect(try shop.line(order).standing == .received)
    #expect(try shop.book().decisions.contains { $0.order == order && $0.line.contains("was undone at MAIN") })
  }

  @Test func `an undone cancellation lets the order stand, and says where the fund is over for that`() throws {
    let shop = try Shop(amount: 2000)
    let main = shop.net.main
    let order = try main.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9))
    let cancelled = try main.acquire(.cancel(order: order, reason: "late"), at: at(1, 9))
    _ = try main.order(shop.net.bib, from: shop.fund, 1, at: at(1, 10))
    let answer = try main.takeBack(cancelled.fact, at: at(1, 11))
    #expect(answer.lines.last == "BOOKS is over by EUR 10.00; MAIN is to approve that.")
    #expect(try shop.line(order).standing == .open && shop.free() == -1000)
    #expect(try shop.open().map(\.conflictCase) == [ConflictCase.fundOvercommitted])
    try main.acquire(.cancel(order: order, reason: "late after all"), at: at(2, 9))
    #expect(try shop.line(order).standing == .cancelled && shop.free() == 1000)
  }

  @Test func `of an undone order nothing is awaited, and a parcel is taken in with a reason only`() throws {
    let shop = try Shop()
    let main = shop.net.main
    let order = try main.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9))
    try main.takeBack(order, at: at(0, 10))
    let line = try shop.line(order)
    #expect(line.standing == .undone && line.cost == 0 && line.outstanding == 0)
    #expect(try shop.free() == 5000)
    #expect(throws: DeskError.undoneAlready(order)) {
      try main.acquire(.cancel(order: order, reason: "late"), at: at(0, 11))
    }
    let refused = #expect(throws: OrderError.self) {
      try main.acquire(.receive(.init(order: order, barcodes: ["40001"])), at: at(1, 9))
    }
    #expect(refused?.code == "order-undone" && refused?.canBeOverridden == true)
    let answer = try main.acquire(
      .receive(.init(order: order, barcodes: ["40001"], reason: "a gift")), at: at(1, 10))
    #expect(answer.lines.contains("The order was undone; tell MAIN, which placed it."))
    #expect(try shop.line(order).standing == .received && shop.line(order).committed == 0)
    #expect(try shop.book().reviews.isEmpty && shop.free() == 4000)
  }

  @Test func `an order of which copies came is not undone before its receipts are`() throws {
    let shop = try Shop()
    let main = shop.net.main
    let order = try main.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9))
    let receipt = try main.acquire(.receive(.init(order: order, copies: 1)), at: at(1, 9))
    #expect(throws: OrderError.copiesCame(1)) { try main.takeBack(order, at: at(1, 10)) }
    try main.takeBack(receipt.fact, at: at(1, 11))
    try main.takeBack(order, at: at(1, 12))
    #expect(try shop.line(order).standing == .undone)
  }

  @Test func `an undo may be undone, and neither is made twice, elsewhere or without a reason`() throws {
    let shop = try Shop()
    let (main, east) = (shop.net.main, shop.net.east)
    let order = try main.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9))
    let receipt = try main.acquire(.receive(.init(order: order, copies: 2)), at: at(0, 10)).fact
    try shop.net.sync()
    #expect(throws: DeskError.foreignFact(branch: "MAIN")) { try east.takeBack(receipt, at: at(0, 11)) }
    #expect(throws: DeskError.reasonMissing) {
      try main.takeBack(receipt, at: at(0, 11), reason: "")
    }
    let undo = try main.takeBack(receipt, at: at(0, 12)).fact
    #expect(throws: DeskError.undoneAlready(receipt)) { try main.takeBack(receipt, at: at(0, 13)) }
    #expect(try shop.line(order).received == 0)
    let answer = try main.takeBack(undo, at: at(0, 14))
    #expect(answer.title != nil && answer.lines[0].hasSuffix("undo undone."))
    #expect(try shop.line(order).received == 2 && shop.line(order).endedBy == receipt)
    #expect(throws: DeskError.undoneAlready(undo)) { try main.takeBack(undo, at: at(0, 15)) }
    try main.takeBack(receipt, at: at(0, 16))
    #expect(try shop.line(order).received == 0)
  }

  @Test(arguments: bothWays)
  func `a receipt that was undone takes no part in case 52`(_ keys: [UInt64]) throws {
    let shop = try Shop(keys)
    let (main, east) = (shop.net.main, shop.net.east)
    let order = try main.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9))
    try shop.net.sync()
    try main.acquire(.cancel(order: order, reason: "too late"), at: at(1, 9))
    let receipt = try east.acquire(.receive(.init(order: order, barcodes: ["40001"])), at: at(1, 10))
    #expect(try shop.open().map(\.conflictCase) == [ConflictCase.receivedThoughCancelled])
    try east.takeBack(receipt.fact, at: at(1, 11))
    #expect(try shop.book().reviews.isEmpty)
    #expect(try shop.line(order).standing == .cancelled && shop.free() == 5000)
  }

  @Test func `of two receipts of one copy the other one counts when the first is undone`() throws {
    let shop = try Shop()
    let (main, east) = (shop.net.main, shop.net.east)
    let order = try main.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9))
    try shop.net.sync()
    let label = shop.net.barcode
    let first = try main.acquire(.receive(.init(order: order, barcodes: [label])), at: at(1, 9))
    try east.acquire(.receive(.init(order: order, barcodes: [label])), at: at(1, 10))
    #expect(try shop.line(order).received == 1)
    try main.takeBack(first.fact, at: at(1, 11))
    #expect(try shop.line(order).received == 1)
  }

  @Test func `an approval that was undone covers nothing`() throws {
    let shop = try Shop(amount: 1000)
    let main = shop.net.main
    _ = try main.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9), override: "wanted")
    let approval = try main.acquire(.approve(fund: shop.fund, reason: "yes"), at: at(0, 10)).fact
    #expect(try shop.open().isEmpty)
    let answer = try main.takeBack(approval, at: at(0, 11))
    #expect(answer.signal == .warning && answer.lines[0] == "Fund BOOKS: approval undone.")
    #expect(try shop.open().map(\.conflictCase) == [ConflictCase.fundOvercommitted])
    try main.acquire(.approve(fund: shop.fund, reason: "yes, but less"), at: at(0, 12))
    #expect(try shop.open().isEmpty)
  }

  @Test(arguments: bothWays)
  func `an approval does not cover an order that it took for cancelled`(_ keys: [UInt64]) throws {
    let shop = try Shop(keys, amount: 1000)
    let (main, east) = (shop.net.main, shop.net.east)
    let order = try east.order(shop.net.bib, from: shop.fund, 1, at: at(0, 9))
    let cancelled = try east.acquire(.cancel(order: order, reason: "late"), at: at(0, 10)).fact
    _ = try east.order(shop.net.bib, from: shop.fund, 2, at: at(0, 11), override: "wanted")
    try shop.net.sync()
    try main.acquire(.approve(fund: shop.fund, reason: "yes"), at: at(1, 9))
    #expect(try shop.open().isEmpty)
    let undo = try east.takeBack(cancelled, at: at(1, 10)).fact
    #expect(try shop.open().map(\.conflictCase) == [ConflictCase.fundOvercommitted])
    try main.acquire(.approve(fund: shop.fund, reason: "that too"), at: at(2, 9))
    #expect(try shop.open().isEmpty)
    // Undone and done again, it is asked about anew.
    try east.takeBack(undo, at: at(2, 10))
    #expect(try shop.open().isEmpty)
    try east.takeBack(cancelled, at: at(2, 11))
    #expect(try shop.open().map(\.conflictCase) == [ConflictCase.fundOvercommitted])
  }

  @Test(arguments: bothWays)
  func `whoever cancels the rest of what came, while that is undone, relied on it`(
    _ keys: [UInt64]
  ) throws {
    let shop = try Shop(keys)
    let (main, east) = (shop.net.main, shop.net.east)
    let order = try east.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9))
    let receipt = try main.acquireSynced(order, ["40001"], shop.net, at: at(0, 10))
    try main.takeBack(receipt, at: at(1, 9))
    try east.acquire(.cancel(order: order, reason: "one is enough"), at: at(1, 10))
    #expect(try shop.line(order).standing == .cancelled)
    let entry = try #require(try shop.open().first)
    #expect(entry.conflictCase == ConflictCase.undoneInUse && entry.owner == "MAIN")
    #expect(entry.severity == .a && entry.sides.count == 2)
    try main.resolve(entry, keep: "B")
    #expect(try shop.open().isEmpty)
    #expect(try shop.line(order).standing == .received && shop.line(order).received == 1)
    try shop.net.sync()
    try main.resolve(entry, keep: "A")
    #expect(try shop.open().isEmpty && shop.line(order).standing == .cancelled)
  }

  @Test(arguments: bothWays)
  func `whoever orders anew what was cancelled, while that is undone, relied on it`(
    _ keys: [UInt64]
  ) throws {
    let shop = try Shop(keys)
    let (main, east) = (shop.net.main, shop.net.east)
    let order = try main.order(shop.net.bib, from: shop.fund, 1, at: at(0, 9))
    let cancelled = try main.acquire(.cancel(order: order, reason: "late"), at: at(0, 10)).fact
    try shop.net.sync()
    try main.takeBack(cancelled, at: at(1, 9))
    let again = try east.order(shop.net.bib, from: shop.fund, 1, at: at(1, 10))
    #expect(try shop.line(order).standing == .open && shop.line(again).standing == .open)
    let entry = try #require(try shop.open().first)
    #expect(entry.conflictCase == ConflictCase.undoneInUse)
    try main.resolve(entry, keep: "B")
    #expect(try shop.line(order).standing == .cancelled && shop.free() == 4000)
    #expect(try shop.open().isEmpty)
  }

  @Test(arguments: bothWays)
  func `copies that come for an order while it is undone count, and the rest is asked about`(
    _ keys: [UInt64]
  ) throws {
    let shop = try Shop(keys)
    let (main, east) = (shop.net.main, shop.net.east)
    let order = try main.order(shop.net.bib, from: shop.fund, 2, at: at(0, 9))
    try shop.net.sync()
    try main.takeBack(order, at: at(1, 9))
    try east.acquire(.receive(.init(order: order, barcodes: ["40001"])), at: at(1, 10))
    let line = try shop.line(order)
    #expect(line.standing == .received && line.spent == 1000 && line.committed == 0)
    let entry = try #require(try shop.open().first)
    #expect(entry.conflictCase == ConflictCase.undoneInUse && entry.owner == "MAIN")
    try main.resolve(entry, keep: "B")
    #expect(try shop.line(order).standing == .open && shop.line(order).committed == 1000)
    #expect(try shop.open().isEmpty)
  }
}

extension TestReplica {
  /// Receives copies of an order once the news of it has come, and lets everybody know.
  fileprivate func acquireSynced(
    _ order: RecordID, _ labels: [String], _ net: TestNetwork, at time: Int64
  ) throws -> RecordID {
    try net.sync()
    let receipt = try acquire(.receive(.init(order: order, barcodes: labels)), at: time)
    try net.sync()
    return receipt.fact
  }
}
