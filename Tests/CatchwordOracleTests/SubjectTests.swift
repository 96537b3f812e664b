import CatchwordOracle
import Testing

/// Barcodes, descriptions and bibs: what facts and conflicts are about, and whose they are.
@Suite struct SubjectTests {
  private let main = Story.main
  private let east = Story.east
  private let cart = Story.cart
  private let other = OracleID(source: "koha:valley:item", number: 9)

  @Test func `a barcode that no item bears waits for one`() throws {
    var story = Story()
    let loan = story.lend(cart, to: 1, .barcode("31234"), at: at(0, 10))
    let hex = Hex.text(Array("31234".utf8))
    let told = story.told()
    let line = "loan 13:\"\(hex)\" \(loan.text) "
    #expect(told.lines.contains { $0.hasPrefix(line) })
    let conflict = try #require(told.conflict(102))
    #expect(conflict["owner"] == "CART")
    #expect(conflict["subject"] == "13:\"\(hex)\"")
    story.shelve()
    #expect(story.told().conflicts.isEmpty)
    #expect(story.told().item["custody"] == "loan:\(loan.text)")
  }

  @Test func `a barcode that two items bear counts for neither, and is not unknown`() {
    var story = Story()
    story.shelve()
    story.write(
      main, [(1, .record(Story.bib)), (2, .string("31234"))], kind: 13, record: other)
    let loan = story.lend(cart, to: 1, .barcode("31234"), at: at(0, 10))
    #expect(story.told().conflicts.map { $0["case"] } == ["27"])
    #expect(story.told().item["custody"] == "branch:MAIN")
    #expect(story.told().loan(loan)["standing"] == "open")
    // Once the other one is gone, the barcode means the one that is left.
    story.delete(main, kind: 13, record: other)
    #expect(story.told().item["custody"] == "loan:\(loan.text)")
  }

  @Test func `facts of an item that nobody described have loans and no item line`() {
    var story = Story()
    let loan = story.lend(main, to: 1, at: at(0, 10))
    #expect(story.told().loan(loan)["standing"] == "open")
    #expect(story.told().item.isEmpty)
  }

  @Test func `case 47: a description edited twice is the owning branch's`() throws {
    var story = Story()
    story.shelve()
    story.write(main, [(7, .string("FIC MEL"))], at: 5, kind: 13, record: Story.item)
    story.write(east, [(7, .string("813 MEL"))], at: 6, kind: 13, record: Story.item)
    story.write(cart, [(7, .string("FIC MEL"))], at: 9, kind: 13, record: Story.item)
    let conflict = try #require(story.told().conflict(47))
    #expect(conflict["owner"] == "MAIN")
    #expect(conflict["severity"] == "B")
    #expect(conflict["resolved"] == "0")
    // Whoever wrote a value last speaks for it, and the earliest of those comes first.
    let writers = conflict.sides.map { String($0.dot.prefix(2)) }
    #expect(writers == ["02", "03"])
  }

  @Test func `equal values and silent fields are no conflict`() {
    var story = Story()
    story.shelve()
    for who in [main, east] {
      story.write(who, [(7, .string("FIC"))], kind: 13, record: Story.item)
      story.write(who, [(22, .bytes([UInt8(who)]))], kind: 13, record: Story.item)
      story.write(who, [(6, .integer(Int64(who)))], kind: 11, record: Story.bib)
    }
    #expect(story.told().conflicts.isEmpty)
  }

  @Test func `case 103: an item record deleted and edited at once`() throws {
    var story = Story()
    story.shelve()
    let write = story.write(main, [(7, .string("FIC"))], kind: 13, record: Story.item)
    let stone = story.delete(east, kind: 13, record: Story.item)
    let conflict = try #require(story.told().conflict(103))
    #expect(conflict.sides.map(\.dot) == [write.text, stone.text])
  }

  @Test func `cases 32 and 33: a bib's fields are the bib's, and its first item's branch's`() throws {
    var story = Story()
    story.shelve(owner: "EAST")
    let field = OracleID(source: "koha:valley:field", number: 1)
    let position: [(Int, OracleValue)] = [(1, .record(Story.bib)), (2, .integer(1024))]
    story.write(main, position, kind: 12, record: field)
    story.meet()
    story.write(main, [(4, .string("one"))], kind: 12, record: field)
    story.write(east, [(4, .string("two"))], kind: 12, record: field)
    story.delete(cart, kind: 12, record: field)
    for number in [32, 33] {
      let conflict = try #require(story.told().conflict(number))
      #expect(conflict["subject"] == "11:\(Story.bib.text)")
      #expect(conflict["owner"] == "EAST")
    }
  }

  @Test func `case 34: a bib deleted while an item names it`() throws {
    var story = Story()
    story.shelve()
    let stone = story.delete(east, kind: 11, record: Story.bib)
    let conflict = try #require(story.told().conflict(34))
    #expect(conflict["owner"] == "MAIN")
    #expect(conflict.sides.last?.dot == stone.text)
    // An item that is marked deleted does not hold it.
    story.mark(main, .deleted, at: at(0, 9))
    #expect(story.told().conflict(34) == nil)
    // One that was seen by somebody who did not know of the mark does.
    story.takeBack(cart, at: at(0, 10))
    #expect(story.told().conflict(34) != nil)
  }

  @Test func `a dead bib that nobody uses has no conflicts`() {
    var story = Story()
    story.write(main, [(1, .string("a"))], kind: 11, record: Story.bib)
    story.write(east, [(1, .string("b"))], kind: 11, record: Story.bib)
    #expect(story.told().conflict(32)?["owner"] == "-")
    story.meet()
    story.delete(cart, kind: 11, record: Story.bib)
    #expect(story.told().conflicts.isEmpty)
  }

  @Test func `patrons and branches are told of by themselves`() throws {
    var story = Story()
    let patron = Story.patron(1)
    let shelf = OracleID(source: "koha:valley:branch", number: 1)
    story.write(main, [(4, .string("MAIN"))], kind: 20, record: patron, lane: .patrons)
    story.write(main, [(1, .string("M"))], kind: 10, record: shelf)
    story.meet()
    for who in [main, east] {
      story.write(
        who, [(2, .string("\(who)"))], at: 1, kind: 20, record: patron, lane: .patrons)
      story.write(who, [(2, .string("\(who)"))], at: 1, kind: 10, record: shelf)
    }
    let owners = story.told().conflicts.map { $0["subject"] + " " + $0["owner"] }
    #expect(owners.sorted() == ["10:\(shelf.text) M", "20:\(patron.text) MAIN"])
  }

  @Test func `an id is read as it is written`() {
    let story = Story()
    for id in [
      OracleID(writer: story.writer(1), number: 12), OracleID(source: "koha:valley.2:item", number: 0),
    ] {
      #expect(OracleID(parsing: id.text) == id)
    }
    #expect(OracleID(parsing: "koha") == nil)
    #expect(OracleID(parsing: "koha.x") == nil)
    #expect(
      OracleID(writer: story.writer(2), number: 9) < OracleID(source: "a", number: 1))
  }
}

/// The checks on pictures: silent on what is right, loud on what is broken on purpose.
@Suite struct InvariantTests {
  private func doubleLoan() -> (Story, OracleID, OracleID) {
    var story = Story()
    story.shelve()
    let first = story.lend(Story.main, to: 1, at: at(0, 10), due: 100)
    let second = story.lend(Story.east, to: 2, at: at(0, 15), due: 100)
    story.meet()
    story.renew(Story.cart, second, at: at(1, 9), due: 120)
    return (story, first, second)
  }

  private func rules(_ story: Story, _ lines: [String]) -> [String] {
    Invariants(story.oracle).findings(in: lines).map(\.rule)
  }

  @Test func `a true picture breaks no rule`() {
    let (story, _, _) = doubleLoan()
    #expect(rules(story, story.oracle.picture()) == [])
    #expect(story.oracle.differences(from: story.oracle.picture()) == [])
    #expect(story.history.flaws() == [])
  }

  @Test func `L1: two open loans are reported`() {
    let (story, _, _) = doubleLoan()
    let lines = story.oracle.picture().map { line in
      line.hasPrefix("loan") ? line.replacing("standing=closed", with: "standing=open") : line
    }
    #expect(rules(story, lines) == ["L1"])
    #expect(story.oracle.differences(from: lines).count == 2)
  }

  @Test func `L2: a side without its loan is reported`() {
    let (story, first, _) = doubleLoan()
    let lines = story.oracle.picture().filter { !$0.contains(" \(first.text) patron=") }
    #expect(rules(story, lines) == ["L2"])
  }

  @Test func `L3: a check-in that closed a later loan is reported`() {
    var (story, first, second) = doubleLoan()
    let back = story.takeBack(Story.main, at: at(2, 9), seeing: first)
    let lines = story.oracle.picture().map { line in
      line.contains(" \(second.text) patron=")
        ? line.replacing("closedBy=-", with: "closedBy=\(back.text)")
          .replacing("closedHow=-", with: "closedHow=checkin")
        : line
    }
    #expect(rules(story, lines) == ["L3"])
  }

  @Test func `L4: a due date before a slip is reported`() {
    let (story, _, second) = doubleLoan()
    #expect(story.told().loan(second)["due"] == "120")
    let lines = story.oracle.picture().map { $0.replacing("due=120", with: "due=119") }
    #expect(rules(story, lines) == ["L4"])
  }

  @Test func `L5: a queue with a gap, and what serves or fills two holds, are reported`() {
    let (story, _, _) = doubleLoan()
    let lines = story.oracle.picture()
    let waiting =
      "hold 11:a.1 w.5 patron=p.1 pickup=EAST standing=waiting position=1 server=- capture=- endedBy=-"
    let filled = waiting.replacing("waiting position=1", with: "filled position=-")
      .replacing("endedBy=-", with: "endedBy=w.8")
    let kept = "capture 13:i.1 w.9 hold=w.5 pickup=EAST shelved=- endedBy=- ending=-"
    #expect(rules(story, lines + [waiting, filled, kept]) == [])
    let broken = [
      [waiting.replacing("position=1", with: "position=2")],
      [waiting, waiting.replacing("w.5", with: "w.6")],
      [filled, filled.replacing("w.5", with: "w.6")], [kept, kept.replacing("w.9", with: "w.10")],
    ]
    for more in broken { #expect(rules(story, lines + more) == ["L5"], "\(more)") }
  }

  @Test func `L6: an item that is gone, doubled or made up is reported`() {
    let (story, _, _) = doubleLoan()
    let lines = story.oracle.picture()
    let item = lines.filter { $0.hasPrefix("item ") }
    #expect(rules(story, lines.filter { !$0.hasPrefix("item ") }) == ["L6"])
    #expect(rules(story, lines + item) == ["L6"])
    #expect(rules(story, lines + ["item 13:nobody.1 custody=unknown"]) == ["L6"])
  }

  @Test func `L10: a conflict in two queues is reported`() {
    let (story, _, _) = doubleLoan()
    let lines = story.oracle.picture()
    let twin = lines.filter { $0.hasPrefix("conflict ") }
      .map { $0.replacing("owner=MAIN", with: "owner=EAST") }
    #expect(rules(story, lines + twin) == ["L10"])
  }

  @Test func `an arm of a forked log goes on from where it parts, and no other log does`() {
    var (story, _, _) = doubleLoan()
    let last = story.history.commits.count - 1
    let renewal = story.history.commits[last]
    // It has seen the first commit of MAIN's log.
    story.history.commits[last].number = 2
    #expect(story.history.flaws().count == 1)
    story.history.arms = [OracleLog(writer: renewal.writer, lane: renewal.lane)]
    #expect(story.history.flaws() == [])
    story.history.commits[last].number = 3
    #expect(story.history.flaws().count == 1)
  }

  @Test func `a history that cannot be is told`() {
    var (story, _, _) = doubleLoan()
    let last = story.history.commits.count - 1
    story.history.commits[last].number += 1
    #expect(story.history.flaws().count == 1)
    story.history.commits[last].number -= 1
    story.history.commits.append(story.history.commits[0])
    #expect(story.history.flaws().count > 0)
    story.history.commits.removeLast()
    let log = OracleLog(writer: story.writer(0), lane: .circulation)
    story.history.commits[last].seen[log] = 40
    #expect(story.history.flaws().count == 1)
    // EAST has seen the renewal, and not what the renewal had seen.
    story.history.commits[last].seen[log] = 1
    story.show(Story.cart, to: Story.east)
    story.takeBack(Story.east, at: at(2, 9))
    #expect(story.history.flaws() == [])
    story.history.commits[last + 1].seen[log] = 0
    #expect(story.history.flaws().count == 1)
  }
}
