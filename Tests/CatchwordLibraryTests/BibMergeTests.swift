import CatchwordCore
import CatchwordLibrary
import Testing

/// All orders in which three replicas can be heard: whoever hears all of them thinks alike, and has
/// derived nothing that it would derive otherwise now.
func hearEverybody(_ net: TestNetwork) throws {
  let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
  let heard = try orders.enumerated().map { index, order in
    let listener = TestReplica("FAR", key: UInt64(20 + index))
    for place in order { try listener.merge(net.replicas[place]) }
    for place in order { try listener.merge(net.replicas[place]) }
    try listener.checkDerivations()
    return listener
  }
  for listener in heard.dropFirst() {
    let subjects = Set(heard[0].derivations.keys).union(listener.derivations.keys)
    for subject in subjects.sorted() {
      // What was derived on the way and is empty now is as good as never derived.
      let (one, other) = (heard[0].derivations[subject], listener.derivations[subject])
      #expect(one ?? Derivation() == other ?? Derivation(), "\(subject) differs")
    }
  }
  try net.sync()
}

@Suite struct BibMergeTests {
  /// The network's bib is Moby-Dick; the other one is The Whale, which has an item of EAST.
  private func network(_ keys: [UInt64] = [1, 2, 3]) throws -> (TestNetwork, RecordID) {
    let net = try TestNetwork(keys)
    net.main.clock = at(-200, 8)
    let other = try addBib("The Whale /", net.main)
    try addItem("31299", other, net.main, owner: "EAST")
    try net.sync()
    return (net, other)
  }

  private func addBib(_ title: String, _ replica: TestReplica) throws -> RecordID {
    let content = FieldContent(indicators: "1", "0", subfields: [.init("a", title)])
    return try replica.edit(.addBib(leader: "l", fields: [.init(tag: "245", content: content)]))
  }

  @discardableResult
  private func addItem(
    _ barcode: String, _ bib: RecordID, _ replica: TestReplica, owner: String
  ) throws -> RecordID {
    try replica.edit(
      .addItem(
        bib: bib,
        [
          FieldValue(ItemField.barcode, .text(barcode)),
          FieldValue(ItemField.owningBranch, .text(owner)),
        ]))
  }

  private func merge(
    _ from: RecordID, _ into: RecordID, _ replica: TestReplica, at time: Int64
  ) throws {
    replica.clock = time
    try replica.edit(.mergeBib(from, into: into, reason: "same OCLC number"))
  }

  @discardableResult
  private func place(
    _ card: String, _ bib: RecordID, _ replica: TestReplica, at time: Int64
  ) throws -> DeskAnswer {
    try replica.perform(
      .placeHold(.init(card: card, target: .bib(bib), pickup: "MAIN")), at: time)
  }

  private func status(_ bib: RecordID, _ replica: TestReplica) -> Value? {
    replica.derivations[.record(kind: LibraryKind.bib, bib)]?.columns[BibField.Derived.status]
  }

  private func circles(_ net: TestNetwork) -> [ReviewItem] {
    net.main.derivations.values.flatMap(\.reviews).filter { $0.conflictCase == 30 }
  }

  @Test func `case 28: items, holds and titles follow a merge, and come back when it is undone`()
    throws
  {
    let (net, whale) = try network()
    try place("p1", whale, net.main, at: at(0, 9))
    let first = try place("p2", net.bib, net.main, at: at(0, 8))
    try merge(whale, net.bib, net.main, at: at(0, 10))
    try hearEverybody(net)
    #expect(try net.east.survivor(ofBib: whale) == net.bib)
    #expect(try net.east.bibsOne(with: net.bib) == [net.bib, whale].sorted())
    #expect(status(whale, net.east) == .text("merged"))
    #expect(status(net.bib, net.east) == .text("live"))
    let queue = try #require(try net.east.holdQueue(of: whale, hashing: testHashing))
    #expect(queue.holds.map(\.id).first == first.fact && queue.holds.count == 2)
    #expect(net.east.derivations[.record(kind: LibraryKind.hold, whale)]?.rows == [])
    #expect(net.east.derivations[.record(kind: LibraryKind.hold, net.bib)]?.rows.count == 2)
    // An item that names the merged bib serves whoever waits first for either.
    let back = try net.east.takeBack(at: at(1, 9), "31299")
    #expect(back.lines == ["Moby-Dick: checked in, no loan was open here.", "It is for a hold; send it to MAIN."])
    let note = try #require(try net.main.fields(of: whale, "583").first)
    #expect(note[BibChildField.content].text?.contains("same OCLC number") == true)

    net.east.clock = at(2, 9)
    try net.east.edit(.unmergeBib(whale, reason: "another edition"))
    try hearEverybody(net)
    #expect(status(whale, net.main) == .text("live"))
    let own = try #require(try net.main.holdQueue(of: whale, hashing: testHashing))
    #expect(own.holds.count == 1)
    #expect(try net.main.fields(of: whale, "583").count == 2)
    #expect(throws: CatalogError.notMerged) {
      try net.main.edit(.unmergeBib(whale, reason: "again"))
    }
  }

  @Test(arguments: bothWays)
  func `case 29: what is attached late follows, and two wishes for one title are one`(
    _ keys: [UInt64]
  ) throws {
    let (net, whale) = try network(keys)
    let early = try place("p1", net.bib, net.cart, at: at(0, 9))
    try merge(whale, net.bib, net.main, at: at(0, 10))
    let item = try addItem("31300", whale, net.east, owner: "EAST")
    let late = try place("p1", whale, net.east, at: at(0, 11))
    try hearEverybody(net)
    #expect(try net.main.items(ofOneWith: net.bib).map(\.id).contains(item))
    let queue = try #require(try net.main.holdQueue(of: net.bib, hashing: testHashing))
    #expect(queue.holds.map(\.id) == [early.fact, late.fact])
    #expect(queue.holds.map(\.standing) == [.waiting, .merged])
    #expect(net.main.derivations.values.allSatisfy { $0.reviews.isEmpty })
  }

  @Test(arguments: bothWays)
  func `case 30: of two merged into each other the one with more items stands, in one queue`(
    _ keys: [UInt64]
  ) throws {
    let (net, whale) = try network(keys)
    try addItem("31301", whale, net.main, owner: "EAST")
    try net.sync()
    try place("p1", net.bib, net.cart, at: at(0, 9))
    try merge(whale, net.bib, net.main, at: at(0, 10))
    try merge(net.bib, whale, net.east, at: at(0, 11))
    try hearEverybody(net)
    for replica in net.replicas {
      #expect(try replica.survivor(ofBib: net.bib) == whale)
      #expect(try replica.survivor(ofBib: whale) == whale)
      #expect(try replica.fields(of: whale, "583").count == 1)
      #expect(try replica.fields(of: net.bib, "583").count == 1)
    }
    #expect(try net.main.holdQueue(of: whale, hashing: testHashing)?.holds.count == 1)
    let review = try #require(circles(net).first)
    #expect(circles(net).count == 1 && review.severity == .b && review.owner == "MAIN")
    #expect(review.sides.count == 2)
    #expect(throws: ReviewError.notResolvable) { try net.main.resolve(review, keep: "A") }
    // Another item decides otherwise; the conflict keeps its name.
    for barcode in ["31302", "31303"] { try addItem(barcode, net.bib, net.cart, owner: "CART") }
    try hearEverybody(net)
    #expect(try net.east.survivor(ofBib: whale) == net.bib)
    #expect(circles(net).map(\.id) == [review.id])
    net.main.clock = at(1, 9)
    try net.main.edit(.unmergeBib(net.bib, reason: "keep the older"))
    try hearEverybody(net)
    #expect(circles(net).isEmpty)
    #expect(try net.east.survivor(ofBib: whale) == net.bib)
  }

  @Test func `three merged in a circle, and a fourth that leads to it, are one`() throws {
    let (net, whale) = try network()
    let third = try addBib("Moby Dick", net.main)
    let fourth = try addBib("Moby Dick, or, The Whale", net.main)
    try net.sync()
    try merge(fourth, third, net.main, at: at(0, 9))
    try merge(net.bib, whale, net.main, at: at(0, 10))
    try merge(whale, third, net.east, at: at(0, 11))
    try merge(third, net.bib, net.cart, at: at(0, 12))
    try place("p1", fourth, net.cart, at: at(0, 13))
    try hearEverybody(net)
    for bib in [net.bib, whale, third, fourth] {
      #expect(try net.east.survivor(ofBib: bib) == net.bib, "one item each but the older")
      #expect(try net.east.bibsOne(with: bib).count == 4)
    }
    #expect(circles(net).count == 1)
    #expect(circles(net).first?.sides.count == 3)
    #expect(try net.main.holdQueue(of: net.bib, hashing: testHashing)?.holds.count == 1)
  }

  @Test(arguments: bothWays)
  func `merges into two different bibs are alternates of which the later counts`(
    _ keys: [UInt64]
  ) throws {
    let (net, whale) = try network(keys)
    let third = try addBib("Moby Dick", net.main)
    try net.sync()
    try merge(whale, net.bib, net.main, at: at(0, 10))
    try merge(whale, third, net.east, at: at(0, 11))
    try hearEverybody(net)
    #expect(try net.main.survivor(ofBib: whale) == third)
    let reviews = net.main.derivations.values.flatMap(\.reviews)
    #expect(reviews.map(\.conflictCase) == [32])
    net.main.clock = at(1, 9)
    try net.main.resolve(try #require(reviews.first), keep: "A")
    try hearEverybody(net)
    #expect(try net.east.survivor(ofBib: whale) == net.bib)
    #expect(net.east.derivations.values.allSatisfy { $0.reviews.isEmpty })
  }

  @Test(arguments: bothWays)
  func `a bib that others were merged into is not deleted with their items`(
    _ keys: [UInt64]
  ) throws {
    let (net, whale) = try network(keys)
    let empty = try addBib("Moby Dick", net.main)
    try net.sync()
    try merge(whale, empty, net.main, at: at(0, 10))
    #expect(throws: CatalogError.itemsAttached(1)) { try net.main.edit(.deleteBib(empty)) }
    net.east.clock = at(0, 11)
    try net.east.edit(.deleteBib(empty))
    try hearEverybody(net)
    #expect(status(empty, net.main) == .text("needs review"))
    #expect(net.main.derivations.values.flatMap(\.reviews).map(\.conflictCase) == [34])
  }

  @Test func `what cannot be merged is refused by name`() throws {
    let (net, whale) = try network()
    let nobody = net.main.mint()
    let merge = { (from: RecordID, into: RecordID, reason: String) in
      try net.main.edit(.mergeBib(from, into: into, reason: reason))
    }
    #expect(throws: CatalogError.mergedWithItself) { try merge(whale, whale, "x") }
    #expect(throws: CatalogError.noReason) { try merge(whale, net.bib, "") }
    #expect(throws: CatalogError.unknownRecord("bib", nobody)) { try merge(whale, nobody, "x") }
    let dead = try addBib("Gone", net.main)
    try net.main.edit(.deleteBib(dead))
    #expect(throws: CatalogError.deletedRecord("bib", dead)) { try merge(dead, whale, "x") }
    _ = try merge(whale, net.bib, "x")
    #expect(throws: CatalogError.mergedAlready(net.bib)) { try merge(whale, net.bib, "x") }
    #expect(throws: CatalogError.mergedTheOtherWay(whale)) { try merge(net.bib, whale, "x") }
  }
}
