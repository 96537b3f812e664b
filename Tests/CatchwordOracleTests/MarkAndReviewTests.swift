import CatchwordOracle
import Testing

@Suite struct MarkTests {
  private let main = Story.main
  private let east = Story.east
  private let cart = Story.cart

  private func shelved() -> Story {
    var story = Story()
    story.shelve()
    return story
  }

  @Test func `case 45: a missing mark gives way to a return it had not seen`() {
    for hour in [Int64(9), 11] {
      var story = shelved()
      story.mark(cart, .missing, at: at(2, hour))
      story.takeBack(east, at: at(2, 10))
      #expect(story.told().item["claims"] == "-")
      #expect(story.told().item["custody"] == "branch:EAST")
    }
  }

  @Test func `case 45: what is on loan cannot be missing`() {
    var story = shelved()
    let loan = story.lend(main, to: 1, at: at(0, 10))
    story.meet()
    story.mark(cart, .missing, at: at(2, 9), seeing: loan)
    #expect(story.told().item["claims"] == "-")
    #expect(story.told().item["custody"] == "loan:\(loan.text)")
  }

  @Test func `a mark by somebody who had seen the item stands, until it is seen again`() {
    var story = shelved()
    story.takeBack(main, at: at(1, 10))
    story.meet()
    // A week behind by his clock, and still he had seen it.
    story.mark(east, .missing, at: at(-6, 9))
    #expect(story.told().item["claims"] == "missing")
    #expect(story.told().item["custody"] == "unknown")
    story.show(east, to: main)
    story.mark(main, .found, at: at(3, 9))
    #expect(story.told().item["claims"] == "-")
    #expect(story.told().item["custody"] == "branch:MAIN")
  }

  @Test func `a loan can be lost, and a return ends that`() {
    var story = shelved()
    let loan = story.lend(main, to: 1, at: at(0, 10))
    story.mark(main, .lost, at: at(60, 10), seeing: loan)
    #expect(story.told().item["claims"] == "lost")
    #expect(story.told().loan(loan)["standing"] == "open")
    story.takeBack(main, at: at(61, 10), seeing: loan)
    #expect(story.told().item["claims"] == "-")
  }

  @Test func `case 54: quarantine meets a loan that it had not seen, and stands`() throws {
    for letter in ["A", "B"] {
      var story = shelved()
      let loan = story.lend(cart, to: 1, at: at(0, 10))
      story.mark(east, .preservation, at: at(0, 11))
      #expect(story.told().item["eligibility"] == "preservation hold")
      let conflict = try #require(story.told().conflict(54))
      #expect(conflict["owner"] == "MAIN" && conflict["severity"] == "A")
      story.meet()
      story.resolve(main, conflict, keep: letter, at: at(1, 9))
      #expect(story.told().item["eligibility"] == (letter == "A" ? "preservation hold" : "lendable"))
      #expect(story.told().conflict(54)?["resolved"] == "1")
      #expect(story.told().loan(loan)["standing"] == "open")
      story.meet()
      story.mark(main, .preservationReleased, at: at(2, 9), seeing: loan)
      #expect(story.told().item["eligibility"] == "lendable")
      #expect(story.told().conflict(54) == nil)
    }
  }

  @Test func `incomplete is taken back by complete`() {
    var story = shelved()
    story.mark(main, .incomplete, at: at(0, 9))
    #expect(story.told().item["eligibility"] == "incomplete")
    story.mark(main, .complete, at: at(1, 9))
    #expect(story.told().item["eligibility"] == "lendable")
  }

  @Test func `case 12: a withdrawal meets a loan that it had not seen`() throws {
    var story = shelved()
    story.lend(cart, to: 1, at: at(0, 10))
    story.mark(east, .withdrawn, at: at(0, 9))
    let told = story.told()
    #expect(told.item["eligibility"] == "withdrawn pending")
    let conflict = try #require(told.conflict(12))
    #expect(conflict["owner"] == "MAIN")
    #expect(conflict["severity"] == "B")
  }

  @Test func `case 12: keeping A withdraws, keeping B takes the withdrawal back`() throws {
    for letter in ["A", "B"] {
      var story = shelved()
      let loan = story.lend(cart, to: 1, at: at(0, 10))
      story.mark(east, .withdrawn, at: at(0, 11))
      story.meet()
      story.takeBack(cart, at: at(1, 11), seeing: loan)
      story.meet()
      story.resolve(main, try #require(story.told().conflict(12)), keep: letter, at: at(2, 9))
      #expect(story.told().item["eligibility"] == (letter == "A" ? "withdrawn" : "lendable"))
      #expect(story.told().conflict(12)?["resolved"] == "1")
      // Somebody who had not heard of it sees it again: news against A, none against B.
      story.takeBack(east, at: at(3, 9))
      let expected = letter == "A" ? "withdrawn pending" : "lendable"
      #expect(story.told().item["eligibility"] == expected)
      #expect(story.told().conflict(12)?["resolved"] == (letter == "B" ? "1" : "0"))
    }
  }

  @Test func `case 13: a deleted item that is scanned comes back, not lendable`() throws {
    var story = shelved()
    story.mark(main, .deleted, at: at(0, 9))
    story.takeBack(east, at: at(0, 8))
    #expect(story.told().item["eligibility"] == "found after delete")
    let conflict = try #require(story.told().conflict(13))
    #expect(conflict["severity"] == "A")
    story.meet()
    story.resolve(cart, conflict, keep: "A", at: at(1, 9))
    #expect(story.told().item["eligibility"] == "deleted")
    #expect(story.told().conflict(13)?["resolved"] == "1")
  }

  @Test func `a reinstatement takes away the exclusions before it`() {
    var story = shelved()
    story.mark(main, .deleted, at: at(0, 9))
    #expect(story.told().item["eligibility"] == "deleted")
    story.mark(main, .reinstated, at: at(1, 9))
    #expect(story.told().item["eligibility"] == "lendable")
    story.mark(main, .withdrawn, at: at(2, 9))
    #expect(story.told().item["eligibility"] == "withdrawn")
  }

  @Test func `damage and reference are taken back by their opposites`() {
    var story = shelved()
    story.mark(main, .damaged, at: at(0, 9))
    #expect(story.told().item["eligibility"] == "damaged")
    story.mark(main, .repaired, at: at(1, 9))
    #expect(story.told().item["eligibility"] == "lendable")
    story.mark(main, .reference, at: at(2, 9))
    #expect(story.told().item["eligibility"] == "reference")
    story.mark(main, .circulating, at: at(3, 9))
    #expect(story.told().item["eligibility"] == "lendable")
  }
}

@Suite struct ReviewTests {
  private let main = Story.main
  private let east = Story.east
  private let cart = Story.cart

  private func disputed() -> (Story, first: OracleID, second: OracleID) {
    var story = Story()
    story.shelve()
    let first = story.lend(main, to: 1, at: at(0, 10))
    let second = story.lend(east, to: 2, at: at(0, 10, 5))
    story.meet()
    return (story, first, second)
  }

  private func conflict(_ story: Story) throws -> Told.Conflict {
    try #require(story.told().conflict(2))
  }

  @Test func `case 2: the side kept is the loan that stands`() throws {
    for letter in ["A", "B"] {
      var (story, first, second) = disputed()
      story.resolve(east, try conflict(story), keep: letter, at: at(1, 9))
      let told = story.told()
      #expect(told.loan(letter == "A" ? first : second)["standing"] == "open")
      let other = told.loan(letter == "A" ? second : first)
      #expect(other["closedHow"] == (letter == "A" ? "review" : "implied"))
      #expect(told.item["claims"] == "-")
      #expect(told.conflict(2)?["resolved"] == "1")
    }
  }

  @Test func `a decision can be taken back, and the conflict is open again`() throws {
    var (story, _, second) = disputed()
    let decision = story.resolve(east, try conflict(story), keep: "A", at: at(1, 9))
    story.show(east, to: main)
    story.undo(main, decision, at: at(1, 10))
    let told = story.told()
    #expect(told.loan(second)["standing"] == "open")
    #expect(told.item["claims"] == "disputed")
    #expect(told.conflict(2)?["resolved"] == "0")
  }

  @Test func `two decisions that differ reopen it, and the greater holds meanwhile`() throws {
    var (story, first, second) = disputed()
    story.resolve(main, try conflict(story), keep: "A", at: at(1, 10))
    story.resolve(east, try conflict(story), keep: "B", at: at(1, 9))
    #expect(story.told().loan(first)["standing"] == "open")
    #expect(story.told().conflict(2)?["resolved"] == "0")
    story.meet()
    story.resolve(cart, try conflict(story), keep: "B", at: at(0, 1))
    #expect(story.told().loan(second)["standing"] == "open")
    #expect(story.told().conflict(2)?["resolved"] == "1")
  }

  @Test func `equal decisions agree`() throws {
    var (story, first, _) = disputed()
    story.resolve(main, try conflict(story), keep: "A", at: at(1, 9))
    story.resolve(east, try conflict(story), keep: "A", at: at(1, 9))
    #expect(story.told().loan(first)["standing"] == "open")
    #expect(story.told().conflict(2)?["resolved"] == "1")
  }

  @Test func `a third side reopens what two had settled`() throws {
    var story = Story()
    story.shelve()
    story.lend(main, to: 1, at: at(0, 10))
    story.lend(east, to: 2, at: at(0, 12))
    let review = try #require(story.told().conflict(1))
    story.show(east, to: main)
    story.resolve(main, review, keep: "A", at: at(1, 9))
    #expect(story.told().conflict(1)?["resolved"] == "1")
    let third = story.lend(cart, to: 3, at: at(0, 14))
    let told = story.told()
    #expect(told.conflicts.count == 1)
    #expect(told.conflict(1)?.id == review.id)
    #expect(told.conflict(1)?["resolved"] == "0")
    #expect(told.loan(third)["standing"] == "open")
  }

  @Test func `a return that named the other loan shows that the kept one is over`() throws {
    var (story, first, second) = disputed()
    story.takeBack(cart, at: at(0, 18), seeing: second)
    story.meet()
    story.resolve(east, try conflict(story), keep: "A", at: at(1, 9))
    let told = story.told()
    #expect(told.loan(first)["closedHow"] == "checkin")
    #expect(told.item["custody"] == "branch:CART")
  }

  @Test func `a return that named the earlier loan does not end the later one that is kept`() throws {
    var (story, first, second) = disputed()
    story.takeBack(main, at: at(0, 18), seeing: first)
    story.meet()
    story.resolve(east, try conflict(story), keep: "A", at: at(1, 9))
    story.meet()
    story.resolve(east, try conflict(story), keep: "B", at: at(1, 10))
    #expect(story.told().loan(first)["closedHow"] == "checkin")
    #expect(story.told().loan(second)["standing"] == "open")
  }

  @Test func `a return that names the loan decided against ends the one that was kept`() throws {
    var (story, first, second) = disputed()
    story.resolve(main, try conflict(story), keep: "A", at: at(1, 9))
    story.takeBack(east, at: at(1, 12), seeing: second)
    #expect(story.told().loan(first)["closedHow"] == "checkin")
    #expect(story.told().loan(second)["closedHow"] == "review")
    #expect(story.told().item["custody"] == "branch:EAST")
  }

  @Test func `a loan found on the shelf by mistake ends with the return that came since`() throws {
    var story = Story()
    story.shelve()
    let loan = story.lend(main, to: 1, at: at(0, 10))
    story.meet()
    story.state(east, .inHouseUse, at: at(5, 9), [(6, .record(loan))])
    let conflict = try #require(story.told().conflict(46))
    story.takeBack(main, at: at(5, 10), seeing: loan)
    story.resolve(east, conflict, keep: "A", at: at(6, 9))
    #expect(story.told().loan(loan)["closedHow"] == "checkin")
    #expect(story.told().item["custody"] == "branch:MAIN")
  }

  @Test func `case 46: review can say that the sighting was a mistake`() throws {
    var story = Story()
    story.shelve()
    let loan = story.lend(main, to: 1, at: at(0, 10))
    story.meet()
    story.state(east, .inHouseUse, at: at(5, 9), [(6, .record(loan))])
    story.resolve(east, try #require(story.told().conflict(46)), keep: "A", at: at(6, 9))
    #expect(story.told().loan(loan)["standing"] == "open")
    #expect(story.told().item["since"] == String(at(0, 10)))
    #expect(story.told().conflict(46)?["resolved"] == "1")
  }

  @Test func `a scan taken back sees and closes nothing, and an undo can be undone`() {
    var story = Story()
    story.shelve()
    let loan = story.lend(main, to: 1, at: at(0, 10))
    let wrong = story.lend(main, to: 2, at: at(0, 11), seeing: loan)
    let undo = story.undo(main, wrong, at: at(0, 12))
    #expect(story.told().loan(loan)["standing"] == "open")
    #expect(story.told().loans.count == 1)
    story.undo(main, undo, at: at(0, 13))
    #expect(story.told().loan(wrong)["standing"] == "open")
    #expect(story.told().loan(loan)["closedHow"] == "implied")
  }

  @Test(arguments: bothWays)
  func `case 51: uses in the house are counted by their scans, undone ones apart`(_ keys: [UInt8]) {
    var story = Story(keys: keys)
    story.shelve()
    #expect(story.told().item["uses"] == "-")
    story.state(main, .inHouseUse, at: at(0, 10))
    let wrong = story.state(main, .inHouseUse, at: at(0, 10))
    story.state(east, .inHouseUse, .barcode("31234"), at: at(0, 11))
    story.state(east, .inventory, at: at(0, 12))
    #expect(story.told().item["uses"] == "3")
    // One scan that two branches took over from one file is one use.
    let common = OracleID(source: "koha:valley:use", number: 1)
    story.state(main, .inHouseUse, at: at(0, 13), id: common)
    story.state(east, .inHouseUse, at: at(0, 14), id: common)
    #expect(story.told().item["uses"] == "4")
    let undo = story.undo(main, wrong, at: at(0, 15))
    #expect(story.told().item["uses"] == "3")
    story.undo(main, undo, at: at(0, 16))
    #expect(story.told().item["uses"] == "4")
  }

  @Test func `nobody takes back what he had not seen`() {
    var story = Story()
    story.shelve()
    let loan = story.lend(main, to: 1, at: at(0, 10))
    story.undo(east, loan, at: at(0, 12))
    #expect(story.told().loan(loan)["standing"] == "open")
  }

  @Test func `what relied on a scan taken back goes to review`() throws {
    var story = Story()
    story.shelve()
    let wrong = story.lend(main, to: 1, at: at(0, 10))
    story.meet()
    story.undo(main, wrong, at: at(0, 11))
    story.takeBack(east, at: at(0, 15), seeing: wrong)
    #expect(story.told().loans.isEmpty)
    let conflict = try #require(story.told().conflict(101))
    #expect(conflict["severity"] == "A")
    #expect(conflict["owner"] == "MAIN")
    story.meet()
    story.resolve(main, conflict, keep: "B", at: at(1, 9))
    #expect(story.told().loan(wrong)["closedHow"] == "checkin")
    #expect(story.told().conflict(101)?["resolved"] == "1")
  }

  @Test func `a return that names a loan taken back closes the one before it`() {
    var story = Story()
    story.shelve()
    let loan = story.lend(main, to: 1, at: at(0, 10))
    let wrong = story.lend(main, to: 2, at: at(0, 11), seeing: loan)
    story.meet()
    story.takeBack(east, at: at(0, 15), seeing: wrong)
    story.undo(main, wrong, at: at(0, 12))
    #expect(story.told().loan(loan)["closedHow"] == "checkin")
  }
}
