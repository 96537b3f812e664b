import CatchwordCore
import Testing

@Suite struct IdentityTests {
  @Test(arguments: ["koha:valley:item", "a", "0", "x.y_z-1:2", String(repeating: "n", count: 64)])
  func `a source's name may be`(_ name: String) {
    #expect(Space.source(named: name) == .source(name))
  }

  @Test(arguments: [
    "", "Koha", "koha valley", "caf\u{e9}", "a/b", "a;b", "\u{0}", String(repeating: "n", count: 65),
  ])
  func `a source's name may not be`(_ name: String) {
    #expect(Space.source(named: name) == nil)
  }

  @Test func `ids are ordered by space, writers first, then by number`() {
    let ids = [
      RecordID(space: .writer(World.writer(1)), number: 1),
      RecordID(space: .writer(World.writer(1)), number: 2),
      RecordID(space: .writer(World.writer(2)), number: 1),
      RecordID(space: .source("a"), number: 9),
      RecordID(space: .source("b"), number: 0),
    ]
    for seed in Effort.seeds(50) {
      var random = SeededGenerator(seed: seed)
      #expect(ids.shuffled(using: &random).sorted() == ids, "seed \(seed)")
    }
  }

  @Test func `texts are equal where their bytes are`() {
    let composed = Value.text("caf\u{e9}")
    let decomposed = Value.text("cafe\u{301}")
    #expect("caf\u{e9}" == "cafe\u{301}", "Swift itself calls them equal")
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(decomposed < composed)
    #expect(Value.text("caf\u{e9}") == composed)
    #expect(Value.text("caf\u{e9}").hashValue == composed.hashValue)
  }

  @Test func `texts that a derivation is about are told apart by bytes too`() {
    let subjects: Set<Subject> = [
      .text(kind: 1, "caf\u{e9}"), .text(kind: 1, "cafe\u{301}"), .text(kind: 2, "caf\u{e9}"),
      .text(kind: 1, "caf\u{e9}"),
    ]
    #expect(subjects.count == 3)
  }

  @Test func `values have one total order`() {
    let values: [Value] = [
      .null, .integer(-1), .integer(1), .text(""), .text("a"), .text("b"), .bytes([]), .bytes([1]),
      .record(RecordID(space: .source("a"), number: 1)),
    ]
    for seed in Effort.seeds(50) {
      var random = SeededGenerator(seed: seed)
      #expect(values.shuffled(using: &random).sorted() == values, "seed \(seed)")
    }
  }

  @Test func `a writer had seen its own earlier commits and what its context names`() {
    let log = LogID(writer: World.writer(2), lane: .catalog)
    var context = Context()
    context[log] = Head(number: 3, hash: 0)
    let own = World.writer(1)
    let past = CausalPast(dot: Dot(writer: own, number: 5), lane: .catalog, context: context)
    #expect(past.hasSeen(Dot(writer: own, number: 4)))
    #expect(!past.hasSeen(Dot(writer: own, number: 5)))
    #expect(past.hasSeen(Dot(writer: log.writer, number: 3)))
    #expect(!past.hasSeen(Dot(writer: log.writer, number: 4)))
    #expect(!past.hasSeen(Dot(writer: World.writer(3), number: 1)))
  }

  @Test func `a schema finds its kinds by number and by name`() {
    let items = Kind(
      2, "item", lane: .catalog,
      fields: [Field(2, "title", .text), Field(1, "barcode", .text, isIndexed: true)])
    let scans = Kind(9, "scan", lane: .circulation, form: .fact, fields: [])
    let schema = Schema(version: 1, kinds: [scans, items])
    #expect(schema.kinds.map(\.number) == [2, 9])
    #expect(schema.kind(named: "scan")?.isFact == true)
    #expect(schema.kind(2)?.fields.map(\.name) == ["barcode", "title"])
    #expect(schema.kind(3) == nil && schema.kind(2)?.field(3) == nil)
  }
}
