import Foundation
import Testing

/// Funds and orders as a clerk and a script meet them.
@Suite struct AcquisitionTests {
  private let binary: Binary

  init() throws {
    binary = try Binary()
    try binary.found("main")
    let branches = try binary.file("branches.csv", "code,name,kind\nEAST,East,branch\n")
    try #require(try binary.run("main", "import", "branches", branches).status == 0)
    try #require(
      try binary.run(
        "main", "fund", "add", "BOOKS", "--name", "New books", "--amount", "50", "--currency", "EUR"
      ).status == 0)
  }

  private func object(_ arguments: String...) throws -> [String: Any] {
    let result = try binary.run("main", list: arguments + ["--json"])
    #expect(result.status == 0, "\(arguments): \(result.errors)")
    return result.object
  }

  private func fund() throws -> [String: Any] {
    let funds = try object("fund", "list")["funds"] as? [[String: Any]]
    return try #require(funds?.first)
  }

  @Test func `what is ordered is committed, what came is spent`() throws {
    let placed = try object(
      "order", "place", "31", "--fund", "BOOKS", "--copies", "2", "--price", "12.50", "--vendor",
      "Blackwell", "--for", "EAST")
    #expect(placed["schema"] as? String == "catchword.order-place/1")
    #expect((placed["acknowledged"] as? [Any])?.count == 1)
    let order = try #require(placed["id"] as? String)
    #expect(try fund()["ordered"] as? Int == 2500)
    let received = try binary.run("main", "order", "receive", order, "9001")
    #expect(received.output.contains("1 copy received, 1 of 2.") && received.output.contains("Send it to EAST."))
    let state = try fund()
    #expect(state["ordered"] as? Int == 1250 && state["spent"] as? Int == 1250)
    #expect(state["free"] as? Int == 2500 && state["allocated"] as? Int == 5000)
    let item = try object("show", "item", "9001")
    #expect(item["title"] as? String == "The Odyssey")
    let open = try object("order", "list", "--open")["orders"] as? [[String: Any]]
    #expect(open?.count == 1 && open?.first?["for"] as? String == "EAST")
    #expect(open?.first?["received"] as? Int == 1 && open?.first?["standing"] as? String == "open")
    let cancelled = try binary.run("main", "order", "cancel", order, "--reason", "enough")
    #expect(cancelled.output.contains("1 copy cancelled, EUR 12.50 are free again."))
    #expect(try binary.run("main", "order", "list", "--open").output.isEmpty)
    let shown = try binary.run("main", "order", "show", order)
    #expect(shown.output.contains("1 of 2  received") && shown.output.contains("cancellation at MAIN"))
    #expect(shown.output.contains(": enough"))
    let late = try binary.run("main", "order", "cancel", order, "--reason", "again")
    #expect(late.status == 65 && late.errors.contains("received already"))
  }

  @Test func `an empty fund stops, and a reason goes on and is asked about`() throws {
    let refused = try binary.run(
      "main", "order", "place", "31", "--fund", "BOOKS", "--copies", "5", "--price", "12", "--json")
    #expect(refused.status == 77)
    let error = refused.object["error"] as? [String: Any]
    #expect(error?["code"] as? String == "fund-exhausted")
    let placed = try binary.run(
      "main", "order", "place", "31", "--fund", "BOOKS", "--copies", "5", "--price", "12",
      "--override", "for the jubilee")
    #expect(placed.output.contains("BOOKS is over by EUR 10.00; MAIN is to approve that."))
    #expect(try fund()["free"] as? Int == -1000)
    #expect(try binary.run("main", "fund", "list").output.contains("left EUR -10.00  OVER"))
    let review = try object("review")["open"] as? [[String: Any]]
    #expect(review?.count == 1 && review?.first?["case"] as? Int == 53)
    #expect(review?.first?["about"] as? String == "fund BOOKS")
    let id = try #require(review?.first?["id"] as? String)
    let entry = try binary.run("main", "review", "show", id)
    #expect(entry.output.contains("for the jubilee") && !entry.output.contains("Decide:"))
    #expect(try binary.run("main", "review", "resolve", id, "--keep", "A").status == 65)
    #expect(try binary.run("main", "fund", "approve", "BOOKS").status == 64)
    let approved = try binary.run("main", "fund", "approve", "BOOKS", "--reason", "from the reserve")
    #expect(approved.output.contains("over by EUR 10.00, approved."))
    #expect(try binary.run("main", "review").output == "Nothing is open.\n")
    #expect(try binary.run("main", "why", "BOOKS").output.contains("approved by the approval at MAIN"))
    let again = try binary.run("main", "fund", "approve", "BOOKS", "--reason", "x", "--json")
    #expect(again.status == 65)
  }

  @Test func `a cancelled order is received with a reason, and why tells it`() throws {
    let placed = try object("order", "place", "31", "--fund", "BOOKS", "--price", "12")
    let order = try #require(placed["id"] as? String)
    _ = try object("order", "cancel", order, "--reason", "late")
    let refused = try binary.run("main", "order", "receive", order, "9001")
    #expect(refused.status == 77 && refused.errors.contains("take it in with --reason"))
    let received = try binary.run("main", "order", "receive", order, "9001", "--reason", "it came")
    #expect(received.status == 0 && received.output.hasPrefix("look "))
    #expect(try binary.run("main", "why", order).output.contains("knew of the cancellation"))
    #expect(try binary.run("main", "order", "receive", order, "9001").status == 65)
    #expect(try binary.run("main", "order", "receive", order, "9002", "--copies", "2").status == 64)
    #expect(try binary.run("main", "order", "show", "nothing.1").status == 65)
  }

  @Test func `a receipt, a cancellation, an order and an approval are taken back by their ids`() throws {
    let placed = try object("order", "place", "31", "--fund", "BOOKS", "--price", "12", "--copies", "2")
    let order = try #require(placed["id"] as? String)
    let receipt = try #require(try object("order", "receive", order, "9001")["id"] as? String)
    #expect(try binary.run("main", "undo", order, "--reason", "x").errors.contains("undo the receipts first"))
    #expect(try binary.run("main", "undo", receipt).status == 64)
    let undone = try object("undo", receipt, "--reason", "the parcel was for another order")
    #expect(undone["schema"] as? String == "catchword.undo/1")
    #expect(try fund()["spent"] as? Int == 0 && fund()["ordered"] as? Int == 2400)
    #expect(try binary.run("main", "show", "item", "9001").status == 0)
    for reference in [order, receipt] {
      let why = try binary.run("main", "why", reference).output
      #expect(why.contains("was undone at MAIN") && why.contains("the parcel was for another order"))
    }
    let twice = try binary.run("main", "undo", receipt, "--reason", "x")
    #expect(twice.status == 65 && twice.errors.contains("is undone already"))
    let cancelled = try #require(try object("order", "cancel", order, "--reason", "late")["id"] as? String)
    let answer = try binary.run("main", "undo", cancelled, "--reason", "it is on its way")
    #expect(answer.output.contains("cancellation undone, 2 copies to come, EUR 24.00."))
    #expect(try binary.run("main", "undo", order, "--reason", "the wrong title").status == 0)
    let listed = try object("order", "list")["orders"] as? [[String: Any]]
    #expect(listed?.first?["standing"] as? String == "undone")
    #expect(try fund()["free"] as? Int == 5000)
    _ = try object(
      "order", "place", "31", "--fund", "BOOKS", "--price", "60", "--override", "for the jubilee")
    _ = try object("fund", "approve", "BOOKS", "--reason", "from the reserve")
    // Without an id it is the last thing that was done.
    let last = try binary.run("main", "undo", "--reason", "another fund was meant")
    #expect(last.output.contains("Fund BOOKS: approval undone."))
    #expect(try (object("review")["open"] as? [[String: Any]])?.count == 1)
  }

  @Test func `funds are changed, closed and refused by name`() throws {
    #expect(try binary.run("main", "fund", "add", "BOOKS", "--amount", "1").status == 65)
    #expect(try binary.run("main", "fund", "add", "X", "--amount", "1", "--currency", "euro").status == 65)
    #expect(try binary.run("main", "fund", "add", "X", "--amount", "1.234", "--currency", "EUR").status == 65)
    let set = try binary.run("main", "fund", "set", "BOOKS", "--amount", "75.50")
    #expect(set.output.contains("EUR 75.50 of EUR 75.50 are left."))
    #expect(try binary.run("main", "fund", "set", "BOOKS", "--close", "--open").status == 64)
    #expect(try binary.run("main", "fund", "set", "BOOKS", "--close").status == 0)
    let closed = try binary.run("main", "order", "place", "31", "--fund", "BOOKS", "--price", "1")
    #expect(closed.status == 65 && closed.errors.contains("is closed"))
    #expect(try binary.run("main", "fund", "show", "BOOKS").output.contains("closed"))
    #expect(try binary.run("main", "order", "place", "31", "--fund", "NONE").status != 0)
  }
}
