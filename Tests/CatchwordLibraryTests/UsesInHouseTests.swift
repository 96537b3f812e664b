import CatchwordCore
import CatchwordLibrary
import Testing

/// Case 51: uses in the house are facts, so they are counted by their scans and never incremented.
@Suite struct UsesInHouseTests {
  private let net: TestNetwork

  init() throws { net = try TestNetwork() }

  private func use(_ replica: TestReplica, at time: Int64) throws -> DeskAnswer {
    try replica.perform(.inHouseUse(barcode: net.barcode), at: time)
  }

  private func undo(_ fact: RecordID, _ replica: TestReplica, at time: Int64) throws -> RecordID {
    try replica.perform(.undo(.init(.fact(fact), reason: "wrong pile")), at: time).fact
  }

  private func column(_ replica: TestReplica) -> Value? {
    replica.derivations[net.subject]?.columns[ItemField.Derived.usesInHouse]
  }

  @Test func `each scan is one use, wherever it was made and however often it arrives`() throws {
    #expect(column(net.main) == nil)
    _ = try use(net.main, at: at(0, 9))
    // Two desks in one minute, and one desk twice: four scans, four uses.
    _ = try use(net.east, at: at(0, 9))
    _ = try use(net.cart, at: at(0, 10))
    _ = try use(net.cart, at: at(0, 10))
    try net.cart.perform(.inventory(barcode: net.barcode, location: nil), at: at(0, 11))
    #expect(column(net.cart) == .integer(2))
    #expect(try net.settled().usesInHouse == 4)
    try net.sync()
    for replica in net.replicas { #expect(column(replica) == .integer(4)) }
  }

  @Test func `an undone use counts no longer, and an undo that is undone lets it count again`() throws {
    _ = try use(net.main, at: at(0, 9))
    let wrong = try use(net.east, at: at(0, 10))
    let void = try undo(wrong.fact, net.east, at: at(0, 11))
    #expect(column(net.east) == nil)
    #expect(try net.settled().usesInHouse == 1)
    _ = try undo(void, net.east, at: at(0, 12))
    #expect(try net.settled().usesInHouse == 2)
    #expect(column(net.main) == .integer(2))
  }

  @Test func `two desks that take one use back take one away`() throws {
    _ = try use(net.main, at: at(0, 9))
    let wrong = try use(net.main, at: at(0, 10))
    try net.sync()
    _ = try undo(wrong.fact, net.main, at: at(1, 9))
    // A desk takes back its own scans only; a fact may say anything.
    net.east.clock = at(1, 10)
    try net.east.commit([
      CatchwordCore.Operation(
        .fact, kind: LibraryKind.circulation, record: net.east.mint(),
        values: [
          FieldValue(CirculationField.action, .integer(CirculationAction.void.rawValue)),
          FieldValue(CirculationField.item, .record(net.item)),
          FieldValue(CirculationField.branch, .text("EAST")),
          FieldValue(CirculationField.target, .record(wrong.fact)),
        ])
    ])
    #expect(try net.settled().usesInHouse == 1)
  }

  @Test func `why says how often, and by which scan last`() throws {
    _ = try use(net.main, at: at(0, 9))
    let first = try #require(try net.settled().explanations.last)
    #expect(first.hasPrefix("Used in the house once, by the scan at MAIN at 2026-11-16T09:00:00Z ("))
    let last = try use(net.east, at: at(0, 10))
    let lines = try net.settled().explanations
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix("Used in the house twice, last by the scan at EAST at 2026-11-16T10:00:00Z"))
    #expect(lines[0].contains("(\(last.fact)): ") && lines[0].hasSuffix("(case 51). Nobody need look."))
    _ = try use(net.east, at: at(0, 11))
    #expect(try net.settled().explanations[0].hasPrefix("Used in the house 3 times, last by"))
  }

  @Test func `the desk says how often, from the second time on`() throws {
    #expect(try use(net.main, at: at(0, 9)).lines == ["Moby-Dick: used in the library."])
    #expect(try use(net.main, at: at(0, 10)).lines == ["Moby-Dick: used in the library, twice so far."])
    #expect(try use(net.main, at: at(0, 11)).lines == ["Moby-Dick: used in the library, 3 times so far."])
    let seen = try net.main.perform(.inventory(barcode: net.barcode, location: nil), at: at(0, 12))
    #expect(seen.lines == ["Moby-Dick: seen."])
  }

  @Test func `a scan of a label that nothing bears counts for the item that gets the label`() throws {
    try net.main.perform(.inHouseUse(barcode: "777"), at: at(0, 9))
    #expect(column(net.main) == nil)
    try net.main.edit(.setItem(net.item, [FieldValue(ItemField.barcode, .text("777"))], settles: []))
    #expect(column(net.main) == .integer(1))
  }

  @Test func `going on from rest counts on from what was counted`() throws {
    _ = try use(net.main, at: at(0, 9))
    let wrong = try use(net.main, at: at(0, 10))
    _ = try undo(wrong.fact, net.main, at: at(0, 11))
    _ = try use(net.main, at: at(0, 12))
    try net.sync()
    let rested = try #require(net.east.derivations[net.subject])
    #expect(rested.rest != nil && column(net.east) == .integer(2))
    let news = try [use(net.main, at: at(1, 9)), use(net.main, at: at(1, 10))].map { answer in
      try #require(net.main.facts[answer.fact])
    }
    // EAST has not heard of them: what it knows is what was derived at rest.
    let progress = try net.east.deriving.goOn(net.subject, with: news, in: net.east) { table, name in
      rested.rows.first { $0.table == table && $0.values[1] == name }
    }
    let whole = try #require(net.main.derivations[net.subject])
    #expect(progress?.columns == whole.columns && column(net.main) == .integer(4))
    #expect(progress?.rest == whole.rest)
    // Nobody goes on over an undo.
    let void = try undo(news[0].id, net.main, at: at(1, 11))
    let undone = news + [try #require(net.main.facts[void])]
    #expect(try net.east.deriving.goOn(net.subject, with: undone, in: net.east) { _, _ in nil } == nil)
  }
}
