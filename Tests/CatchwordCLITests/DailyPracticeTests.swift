import Foundation
import Testing

@testable import CatchwordCLI

/// Slips, lists and carts as a clerk and a script meet them.
@Suite struct DailyPracticeTests {
  private let binary: Binary

  init() throws {
    binary = try Binary()
    try binary.found("main")
    let branches = try binary.file("branches.csv", "code,name,kind\nEAST,East,branch\nCART,Cart,cart\n")
    try #require(try binary.run("main", "import", "branches", branches).status == 0)
  }

  private func say(_ arguments: String..., input: String = "") throws -> String {
    let result = try binary.run("main", list: arguments, input: input)
    #expect(result.status == 0, "\(arguments): \(result.errors)")
    return result.output
  }

  @Test func `due dates stand on a slip, and a reader only by the last digits of a card`() throws {
    #expect(try binary.run("main", "patron", "add", "27040000001052", "--name", "Wren Alder").status == 0)
    let session = try say("checkout", "27040000001052", "31", "32", "--slip")
    #expect(session.contains("Due dates\n----") && session.contains("card …1052"))
    #expect(!session.contains("27040000001052") && !session.contains("Alder"))
    let slip = try say("slip", "due", "27040000001052")
    #expect(session.hasSuffix(slip))
    #expect(slip.components(separatedBy: "The Odyssey").count == 3 && slip.contains("due 20"))
    #expect(try say("slip", "due", "27040000001052", "--all") == slip)
    #expect(try say("slip", "due", "21").contains("card …21"))
    let object = try binary.run("main", "slip", "due", "27040000001052", "--json").object
    #expect(object["kind"] as? String == "due" && (object["lines"] as? [Any])?.count == 2)
    let both = try binary.run("main", "checkout", "21", "31", "--slip", "--json")
    #expect(both.status == 64 && both.output.contains("exclude each other"))
  }

  @Test func `slips go with what is kept and with what travels`() throws {
    #expect(try binary.run("main", "slip", "hold", "31").errors.contains("kept for nobody"))
    #expect(try binary.run("main", "slip", "transit", "31").status == 65)
    _ = try say("hold", "place", "21", "31", "--this-item")
    let back = try say("checkin", "31", "--slip")
    #expect(back.contains("Kept for a reader") && back.contains("card …21") && back.contains("Until:"))
    #expect(back.hasSuffix(try say("slip", "hold", "31")))
    _ = try say("transit", "send", "32", "--to", "EAST")
    let van = try say("slip", "transit", "32")
    #expect(van.contains("From: MAIN") && van.contains("To:   EAST") && van.contains("sent by staff"))
    let loop = try say("scan", "--slip", input: "checkout 21\n31\ndone\n")
    #expect(loop.contains("Due dates") && loop.contains("card …21"))
  }

  @Test func `the overdue list names no reader unless it is asked to`() throws {
    _ = try say("patron", "add", "27", "--name", "=Wren, \"W\"")
    _ = try say("checkout", "27", "31", "--due", "2999-01-01")
    #expect(try say("overdue").isEmpty)
    let text = try say("overdue", "--on", "2999-01-11")
    #expect(text.hasPrefix("MAIN  due 2999-01-01  10 open days  31  The Odyssey  card …27"))
    #expect(!text.contains("Wren"))
    let table = try say("overdue", "--on", "2999-01-02", "--csv").split(separator: "\n")
    #expect(table.count == 2 && table[0].hasPrefix("branch,due,open_days,barcode,call_number,title,"))
    #expect(table[1].hasPrefix("MAIN,2999-01-01,1,31,,The Odyssey,,on loan,"))
    #expect(!table[1].contains("Wren"))
    let named = try say("overdue", "--on", "2999-01-02", "--csv", "--names").split(separator: "\n")
    #expect(named[0].hasSuffix(",card,name") && named[1].hasSuffix(",27,\"'=Wren, \"\"W\"\"\""))
    #expect(try say("overdue", "--on", "2999-01-02", "--branch", "EAST").isEmpty)
    #expect(try binary.run("main", "overdue", "--branch", "WEST").status == 64)
    let object = try binary.run("main", "overdue", "--on", "2999-01-02", "--json").object
    #expect(object["schema"] as? String == "catchword.overdue/1" && object["day"] as? String == "2999-01-02")
    let loans = try #require(object["loans"] as? [[String: Any]])
    #expect(loans.count == 1 && loans[0]["card"] is NSNull && loans[0]["open_days"] as? Int == 1)
    let closed = try binary.run(
      "main", "closure", "add", "--branch", "MAIN", "--from", "2999-01-01", "--to", "2999-01-05", "--reason",
      "snow")
    #expect(closed.status == 0)
    #expect(try say("overdue", "--on", "2999-01-06").isEmpty)
    #expect(try say("overdue", "--on", "2999-01-07").hasPrefix("MAIN  due 2999-01-06  1 open day  31"))
  }

  @Test func `a cell that could be a formula is text`() {
    for cell in ["=1+1", "+1", "-1", "@x", "\tx", "\rx"] { #expect(CSVLine.disarmed(cell) == "'" + cell) }
    for cell in ["", "x", "a=1", " =1", "3-4"] { #expect(CSVLine.disarmed(cell) == cell) }
  }

  @Test func `a cart is loaded and unloaded by one barcode a line`() throws {
    let loaded = try binary.run("main", "cart", "load", "CART", input: "31\n32\n99\n")
    #expect(loaded.status == 65)
    let answers = loaded.output.split(separator: "\n")
    #expect(answers.count == 3 && answers[0] == "ok   The Odyssey: on CART." && answers[2].hasPrefix("NO   "))
    let list = try binary.run("main", "cart", "list", "CART", "--json").object
    #expect((list["on_board"] as? [Any])?.count == 2 && (list["lent"] as? [Any])?.isEmpty == true)
    let off = try say("cart", "unload", "CART", "31")
    #expect(off.hasPrefix("ok   The Odyssey: off CART.\non board  32  The Odyssey"))
    let lines = try say("cart", "unload", "CART", "-", "--json", input: "32\n").split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains("cart-unload") && lines[1].contains("catchword.cart-list/1"))
    #expect(try say("item", "show", "32").contains("available at MAIN"))
    #expect(try binary.run("main", "cart", "list", "NOWHERE").errorCode == nil)
    #expect(try binary.run("main", "cart", "list", "NOWHERE", "--json").errorCode == "unknown-branch")
  }

  @Test func `who fetches a part of a work reads which part stands on the shelf`() throws {
    _ = try say("item", "edit", "31", "--enumeration", "Disc 1", "--call-number", "DVD HOM")
    _ = try say("item", "edit", "32", "--enumeration", "Disc 2", "--call-number", "DVD HOM")
    _ = try say("hold", "place", "21", "31", "--part", "disc 2", "--pickup", "EAST")
    #expect(try say("hold", "pull") == "DVD HOM  Disc 2  32  The Odyssey  for card …21 at EAST\n")
    let list = try #require(
      try binary.run("main", "hold", "pull", "--json").object["items"] as? [[String: Any]])
    #expect(list.count == 1 && (list[0]["hold"] as? [String: Any])?["part"] as? String == "disc 2")
    #expect((list[0]["item"] as? [String: Any])?["enumeration"] as? String == "Disc 2")
    #expect(try say("show", "item", "32").contains("\nbarcode 32, DVD HOM, Disc 2\n"))
    let item = try binary.run("main", "show", "item", "31", "--json").object
    #expect(item["enumeration"] as? String == "Disc 1")
  }

  @Test func `uses in the house are counted, and the undone ones are not`() throws {
    #expect(try !say("show", "item", "31").contains("used in the house"))
    #expect(try binary.run("main", "show", "item", "31", "--json").object["uses_in_house"] as? Int == 0)
    #expect(try say("inhouse", "31") == "ok   The Odyssey: used in the library.\n")
    #expect(try say("inhouse", "31").hasSuffix("used in the library, twice so far.\n"))
    #expect(try say("show", "item", "31").hasSuffix("used in the house twice\n"))
    _ = try say("undo", "31", "--reason", "the book beside it")
    #expect(try say("show", "item", "31").hasSuffix("used in the house once\n"))
    #expect(try binary.run("main", "item", "show", "31", "--json").object["uses_in_house"] as? Int == 1)
    #expect(try say("why", "31").contains("Used in the house once, by the scan at MAIN at "))
  }

  @Test func `what is not catalogued is lent under a title and listed for cataloguers`() throws {
    let lent = try say("checkout", "21", "555", "--title", "A gift")
    #expect(lent.hasPrefix("look A gift, due "))
    #expect(try say("item", "list", "--fast-add").hasPrefix("MAIN  555  A gift  on loan  bib "))
    #expect(try say("checkin", "555").hasPrefix("STOP A gift: returned. A desk added it in haste;"))
    #expect(try say("item", "show", "555").contains("fast-add at MAIN"))
    _ = try say("item", "edit", "555", "--catalogued", "--parts", "2 discs")
    #expect(try say("item", "list", "--fast-add").isEmpty)
    #expect(try say("item", "show", "555").contains("contains 2 discs"))
    #expect(try say("checkout", "21", "555").contains("It contains 2 discs."))
    #expect(try binary.run("main", "item", "list").status == 64)
    #expect(try binary.run("main", "checkout", "21", "1", "2", "--title", "x").status == 64)
  }

  @Test func `marks of parts and of preservation stop the desk`() throws {
    _ = try say("mark", "incomplete", "31")
    let refused = try binary.run("main", "checkout", "21", "31", "--json")
    #expect(refused.status == 77 && refused.errorCode == "item-incomplete")
    _ = try say("mark", "complete", "31")
    #expect(try say("mark", "preservation-hold", "31").hasPrefix("STOP The Odyssey: marked preservation-hold."))
    #expect(try binary.run("main", "checkout", "21", "31", "--json").errorCode == "item-in-quarantine")
    #expect(try say("checkin", "31").contains("quarantine bag; to preservation"))
    _ = try say("mark", "preservation-released", "31")
    _ = try say("checkout", "21", "31")
  }

  @Test func `guardians and wards stand on each other's cards by their last digits`() throws {
    _ = try say("patron", "add", "27040000009905", "--name", "Kit", "--guardian", "21", "--note", "shy")
    let ward = try say("patron", "show", "27040000009905")
    #expect(ward.contains("guardian: card …21") && ward.contains("note: shy"))
    #expect(try say("patron", "show", "21").contains("answers for card …9905"))
    let object = try binary.run("main", "patron", "show", "21", "--json").object
    #expect(object["wards"] as? [String] == ["card …9905"] && object["guardian"] is NSNull)
    #expect(try binary.run("main", "patron", "edit", "21", "--guardian", "21").status == 64)
    #expect(try binary.run("main", "patron", "edit", "21", "--guardian", "99").status == 65)
    _ = try say("patron", "edit", "27040000009905", "--guardian", "", "--name", "Kit B")
    #expect(try !say("patron", "show", "27040000009905").contains("guardian"))
  }

  @Test func `what floats is at home where it came back`() throws {
    let policy = try binary.file(
      "policy.toml",
      """
      policy = 1
      currency = "USD"

      [[floating]]
      name = "valley"
      branches = ["EAST", "MAIN"]
      """)
    _ = try say("item", "edit", "31", "--branch", "EAST", "--location", "FIC")
    _ = try say("inventory", "--location", "FIC", "31")
    #expect(try say("transit", "list", "--due").contains("> EAST  31"))
    #expect(try say("shelflist", "--misplaced", "--barcodes") == "31\n")
    _ = try say("policy", "load", policy, "--reason", "floats")
    #expect(try say("checkin", "31") == "ok   The Odyssey: checked in, no loan was open here. It stays here.\n")
    _ = try say("inventory", "--location", "FIC", "31")
    #expect(try say("transit", "list", "--due").isEmpty)
    #expect(try say("shelflist", "--misplaced", "--barcodes").isEmpty)
    #expect(try say("shelflist", "--missing", "--since", "2999-01-01", "--barcodes").contains("31\n"))
  }

  @Test func `stops are listed with their next visits`() throws {
    let policy = try binary.file(
      "policy.toml",
      """
      policy = 1
      currency = "USD"

      [category.HOME]
      kind = "institution"

      [branch.MAIN]

      [branch.HILL]
      kind = "stop"
      parent = "MAIN"
      visits = [2999-01-02, 2999-01-16, 2999-01-30]
      """)
    let loaded = try binary.run("main", "policy", "load", policy, "--reason", "stops")
    #expect(loaded.status == 0, "\(loaded.errors)")
    _ = try say("patron", "add", "29", "--name", "Nursing home", "--category", "HOME", "--guardian", "21")
    #expect(try say("patron", "show", "29").contains("contact: card …21"))
    #expect(try say("policy", "stops", "--count", "2") == "Stop HILL of MAIN: 2999-01-02, 2999-01-16.\n")
    #expect(try say("policy", "show").contains("Stop HILL of MAIN: 2999-01-02, 2999-01-16, 2999-01-30."))
    #expect(try say("policy", "stops", "--of", "EAST").isEmpty)
    let closed = try binary.run(
      "main", "closure", "add", "--branch", "MAIN", "--from", "2999-01-10", "--to", "2999-01-20", "--reason", "snow")
    #expect(closed.status == 0)
    _ = try say("checkout", "21", "31", "--at", "HILL")
    #expect(try binary.run("main", "checkout", "21", "32", "--at", "EAST", "--json").errorCode == "no-such-stop")
    let object = try binary.run("main", "policy", "stops", "--from", "2999-01-03", "--json").object
    let stops = try #require(object["stops"] as? [[String: Any]])
    #expect(stops.first?["visits"] as? [String] == ["2999-01-30"])
  }
}
