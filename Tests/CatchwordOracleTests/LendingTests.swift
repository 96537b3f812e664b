import CatchwordOracle
import Testing

/// The writers' keys in both orders, so that no case hangs on how a tie falls.
let bothWays: [[UInt8]] = [[1, 2, 3], [3, 2, 1]]

/// Loans and returns: what happened at the desks left, the picture right.
@Suite struct LendingTests {
  private let main = Story.main
  private let east = Story.east
  private let cart = Story.cart

  private func shelved(_ keys: [UInt8] = [1, 2, 3]) -> Story {
    var story = Story(keys: keys)
    story.shelve()
    return story
  }

  @Test func `an item that nobody touched is where its description says`() {
    let told = shelved().told()
    #expect(told.item["custody"] == "branch:MAIN")
    #expect(told.item["since"] == "-")
    #expect(told.item["eligibility"] == "lendable")
    #expect(told.item["claims"] == "-")
  }

  @Test func `a loan is told whole`() {
    var story = shelved()
    let loan = story.lend(main, to: 1, at: at(0, 10), due: 20_800)
    #expect(
      story.told().lines.contains(
        "loan 13:\(Story.item.text) \(loan.text) patron=\(Story.patron(1).text) branch=MAIN "
          + "started=\(at(0, 10)) due=20800 renewals=0 standing=open closedAt=- closedBy=- "
          + "closedHow=- returnedOn=-"))
    #expect(
      story.told().lines.contains(
        "item 13:\(Story.item.text) custody=loan:\(loan.text) since=\(at(0, 10)) "
          + "eligibility=lendable claims=- uses=-"))
  }

  @Test(arguments: bothWays)
  func `case 1: two branches lend the item hours apart`(_ keys: [UInt8]) throws {
    var story = shelved(keys)
    let first = story.lend(main, to: 1, at: at(0, 10))
    let second = story.lend(east, to: 2, at: at(0, 15))
    let told = story.told()
    #expect(told.loan(first)["closedHow"] == "implied")
    #expect(told.loan(first)["closedAt"] == String(at(0, 15)))
    #expect(told.loan(second)["standing"] == "open")
    let conflict = try #require(told.conflicts.first)
    #expect(told.conflicts.count == 1)
    #expect(conflict["case"] == "1")
    #expect(conflict["severity"] == "B")
    #expect(conflict["owner"] == "MAIN")
    #expect(conflict["resolved"] == "0")
    #expect(conflict.sides.map(\.letter) == ["A", "B"])
  }

  @Test func `case 1: who knew of the earlier loan ends it, whatever his clock says`() {
    var story = shelved()
    let first = story.lend(main, to: 1, at: at(0, 10))
    story.show(main, to: east)
    let second = story.lend(east, to: 2, at: at(-1, 11), seeing: first)
    let told = story.told()
    #expect(told.loan(second)["standing"] == "open")
    // A loan never ends before it began.
    #expect(told.loan(first)["closedAt"] == String(at(0, 10)))
    #expect(told.conflicts.isEmpty)
  }

  @Test func `case 1: three branches make one conflict with three sides`() throws {
    var story = shelved()
    story.lend(main, to: 1, at: at(0, 10))
    story.lend(east, to: 2, at: at(0, 12))
    let before = try #require(story.told().conflicts.first)
    story.lend(cart, to: 3, at: at(0, 16))
    let told = story.told()
    #expect(told.conflicts.count == 1)
    #expect(told.conflicts.first?.id == before.id)
    #expect(told.conflicts.first?.sides.map(\.letter) == ["A", "B", "C"])
    #expect(told.loans.filter { $0["standing"] == "closed" }.count == 2)
  }

  @Test(arguments: bothWays)
  func `case 2: minutes apart, the later is open and the other disputed`(
    _ keys: [UInt8]
  ) throws {
    var story = shelved(keys)
    let first = story.lend(main, to: 1, at: at(0, 10))
    let second = story.lend(east, to: 2, at: at(0, 10, 5))
    let told = story.told()
    #expect(told.loan(first)["standing"] == "disputed")
    #expect(told.loan(second)["standing"] == "open")
    #expect(told.item["claims"] == "disputed")
    let conflict = try #require(told.conflict(2))
    #expect(conflict["severity"] == "A")
    #expect(conflict["owner"] == "EAST")
  }

  @Test func `case 2: twenty minutes are enough to drive, and the network may say otherwise`() {
    var story = shelved()
    story.lend(main, to: 1, at: at(0, 10))
    story.lend(east, to: 2, at: at(0, 10, 20))
    #expect(story.told().conflict(1) != nil)
    story.history.minimumTravelSeconds = 1201
    #expect(story.told().conflict(2) != nil)
  }

  @Test func `case 2: times at both ends of the world are far apart`() {
    var story = shelved()
    story.lend(main, to: 1, at: .min)
    story.lend(east, to: 2, at: .max)
    #expect(story.told().conflict(1) != nil)
  }

  @Test func `case 2: each borrower's return closes his own loan`() {
    var story = shelved()
    let first = story.lend(main, to: 1, at: at(0, 10))
    let second = story.lend(east, to: 2, at: at(0, 10, 5))
    story.takeBack(main, at: at(0, 18), seeing: first)
    let told = story.told()
    #expect(told.loan(first)["closedHow"] == "checkin")
    #expect(told.loan(second)["standing"] == "open")
    #expect(told.item["claims"] == "-")
  }

  @Test func `case 3: a renewal without the item after the return is void`() {
    var story = shelved()
    let loan = story.lend(main, to: 1, at: at(0, 10), due: 100)
    story.meet()
    story.takeBack(east, at: at(1, 10), seeing: loan)
    story.renew(main, loan, at: at(2, 10), due: 200, isRemote: true)
    let told = story.told()
    #expect(told.loan(loan)["due"] == "100")
    #expect(told.loan(loan)["renewals"] == "0")
    #expect(told.item["custody"] == "branch:EAST")
  }

  @Test func `case 3: a renewal with the item in hand brings the loan back`() {
    var story = shelved()
    let loan = story.lend(main, to: 1, at: at(0, 10), due: 100)
    story.meet()
    story.takeBack(east, at: at(1, 10), seeing: loan)
    story.renew(main, loan, at: at(2, 10), due: 200)
    let told = story.told()
    #expect(told.loan(loan)["standing"] == "open")
    #expect(told.loan(loan)["due"] == "200")
    #expect(told.item["custody"] == "loan:\(loan.text)")
    #expect(told.item["since"] == String(at(2, 10)))
  }

  @Test func `a renewal with an earlier date leaves the later one`() {
    var story = shelved()
    let loan = story.lend(main, to: 1, at: at(0, 10), due: 100)
    story.renew(main, loan, at: at(1, 10), due: 90)
    #expect(story.told().loan(loan)["due"] == "100")
    #expect(story.told().loan(loan)["renewals"] == "1")
  }

  @Test(arguments: bothWays)
  func `case 5: a late check-in closes the old loan only`(_ keys: [UInt8]) {
    var story = shelved(keys)
    let may = story.lend(main, to: 1, at: at(-30, 10))
    story.show(main, to: cart)
    let back = story.takeBack(cart, at: at(0, 10), seeing: may)
    let june = story.lend(east, to: 2, at: at(9, 10))
    let told = story.told()
    #expect(told.loan(may)["closedBy"] == back.text)
    #expect(told.loan(may)["closedAt"] == String(at(0, 10)))
    #expect(told.loan(june)["standing"] == "open")
    #expect(told.conflicts.isEmpty)
  }

  @Test func `case 5: a check-in of the old loan from the future leaves the new one`() {
    var story = shelved()
    let may = story.lend(main, to: 1, at: at(-30, 10))
    story.meet()
    let back = story.takeBack(main, at: at(1, 10), seeing: may)
    let june = story.lend(main, to: 2, at: at(9, 10))
    story.takeBack(cart, at: at(365, 10), seeing: may)
    let told = story.told()
    #expect(told.loan(may)["closedBy"] == back.text)
    #expect(told.loan(june)["standing"] == "open")
    #expect(told.item["custody"] == "loan:\(june.text)")
  }

  @Test func `case 6: the true return takes the place of the implied one`() {
    var story = shelved()
    let may = story.lend(main, to: 1, at: at(-30, 10))
    story.meet()
    let june = story.lend(east, to: 2, at: at(9, 10), seeing: may)
    let back = story.takeBack(cart, at: at(20, 10), seeing: may, backdate: 0)
    let told = story.told()
    #expect(told.loan(may)["closedHow"] == "checkin")
    #expect(told.loan(may)["closedBy"] == back.text)
    // Not later than it was over anyway, and not backdated before it began.
    #expect(told.loan(may)["closedAt"] == String(at(9, 10)))
    #expect(told.loan(may)["returnedOn"] == "20743")
    #expect(told.loan(june)["standing"] == "open")
  }

  @Test(arguments: bothWays)
  func `case 7: of two check-ins the earlier closes and the later says where it is`(
    _ keys: [UInt8]
  ) {
    var story = shelved(keys)
    let loan = story.lend(main, to: 1, at: at(0, 10))
    story.meet()
    let first = story.takeBack(main, at: at(1, 10), seeing: loan)
    story.takeBack(east, at: at(1, 16), seeing: loan)
    let told = story.told()
    #expect(told.loan(loan)["closedBy"] == first.text)
    #expect(told.item["custody"] == "branch:EAST")
    #expect(told.item["since"] == String(at(1, 16)))
    #expect(told.conflicts.isEmpty)
  }

  @Test func `a check-in that saw no loan closes the latest before it`() {
    var story = shelved()
    let loan = story.lend(main, to: 1, at: at(0, 10))
    story.takeBack(east, at: at(1, 10))
    #expect(story.told().loan(loan)["closedHow"] == "checkin")
    #expect(story.told().item["custody"] == "branch:EAST")
  }

  @Test func `two checkouts to one borrower are one loan with the later due date`() {
    var story = shelved()
    let first = story.lend(main, to: 1, at: at(0, 10), due: 300)
    let second = story.lend(east, to: 1, at: at(2, 10), due: 200)
    var told = story.told()
    #expect(told.loans.count == 1)
    #expect(told.loan(first)["due"] == "300")
    #expect(told.loan(first)["renewals"] == "1")
    #expect(told.item["since"] == String(at(2, 10)))
    // A return that names the second checkout means the same loan.
    story.takeBack(east, at: at(3, 10), seeing: second)
    told = story.told()
    #expect(told.loan(first)["standing"] == "closed")
  }

  @Test func `case 46: an inventory ends the loan of an item on the shelf`() throws {
    var story = shelved()
    let loan = story.lend(main, to: 1, at: at(0, 10))
    story.meet()
    story.state(east, .inventory, at: at(5, 9), [(6, .record(loan))])
    let told = story.told()
    #expect(told.loan(loan)["closedHow"] == "found")
    #expect(told.item["custody"] == "branch:EAST")
    let conflict = try #require(told.conflict(46))
    #expect(conflict["owner"] == "EAST")
    #expect(conflict["severity"] == "B")
  }

  @Test func `case 46: who knew only of a loan that is over ends the one that they missed`() throws {
    var story = shelved()
    let known = story.lend(main, to: 1, at: at(0, 10))
    story.meet()
    story.takeBack(main, at: at(3, 10), seeing: known)
    let missed = story.lend(main, to: 2, at: at(3, 11))
    story.takeBack(cart, at: at(4, 9), seeing: known)
    #expect(story.told().loan(missed)["standing"] == "open")
    story.state(east, .inventory, at: at(5, 9), [(6, .record(known))])
    let told = story.told()
    #expect(told.loan(missed)["closedHow"] == "found")
    #expect(told.item["custody"] == "branch:EAST")
    #expect(try #require(told.conflict(46))["owner"] == "EAST")
  }

  @Test func `facts of one commit are ordered by their ids`() {
    var story = shelved()
    let fields = { (deed: Int64, patron: Int64) in
      [
        OracleField(1, .integer(deed)), OracleField(2, .record(Story.item)),
        OracleField(4, .record(Story.patron(patron))), OracleField(5, .string("MAIN")),
      ]
    }
    let (first, second) = (story.mint(main), story.mint(main))
    let facts = [(second, fields(1, 2)), (first, fields(1, 1))].map {
      OracleOperation(.fact, kind: 30, record: $0.0, values: $0.1)
    }
    story.commit(main, .circulation, at: at(0, 10), facts)
    let told = story.told()
    #expect(told.loan(first)["closedHow"] == "implied")
    #expect(told.loan(second)["standing"] == "open")
    #expect(told.conflicts.isEmpty)
  }

  @Test(arguments: bothWays)
  func `a fact that two commits state counts in the copy with the lesser dot`(_ keys: [UInt8]) {
    var story = shelved(keys)
    let id = OracleID(source: "koha:valley:loan", number: 1)
    let patron: [(Int, OracleValue)] = [(4, .record(Story.patron(1)))]
    story.state(main, .checkout, at: at(0, 10), patron, id: id)
    story.state(east, .checkout, at: at(0, 11), patron, id: id)
    let told = story.told()
    #expect(told.loans.count == 1)
    #expect(told.loan(id)["branch"] == (keys[0] < keys[1] ? "MAIN" : "EAST"))
  }

  @Test func `an action that nobody defined is kept and not folded`() {
    var story = shelved()
    let fields = [
      OracleField(1, .integer(25)), OracleField(2, .record(Story.item)),
      OracleField(5, .string("EAST")),
    ]
    let id = story.mint(east)
    story.commit(
      east, .circulation, at: at(0, 9),
      [OracleOperation(.fact, kind: 30, record: id, values: fields)])
    #expect(story.told().item["custody"] == "branch:MAIN")
  }

  @Test func `a due date from beyond the calendar is the last day of it`() {
    var story = shelved()
    let loan = story.lend(main, to: 1, at: at(0, 10), due: .max)
    #expect(story.told().loan(loan)["due"] == "2932896")
  }
}
