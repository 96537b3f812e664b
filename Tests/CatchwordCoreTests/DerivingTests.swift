import CatchwordCore
import Testing

/// The words in which a store and a domain's fold speak to each other.
@Suite struct DerivingTests {
  private let id = World.record

  @Test func `subjects are sorted, records first`() {
    let subjects: [Subject] = [
      .record(kind: 1, RecordID(space: .source("b"), number: 1)),
      .record(kind: 2, RecordID(space: .source("a"), number: 1)),
      .record(kind: 2, RecordID(space: .source("a"), number: 2)),
      .text(kind: 1, "b"), .text(kind: 2, "a"), .text(kind: 2, "b"),
    ]
    for seed in Effort.seeds(20) {
      var random = SeededGenerator(seed: seed)
      #expect(subjects.shuffled(using: &random).sorted() == subjects, "seed \(seed)")
    }
    #expect(Set(subjects).count == subjects.count)
    #expect(Subject.record(kind: 1, id) != .text(kind: 1, "a"))
  }

  @Test func `a view shows what the state shows`() {
    let dot = Dot(writer: World.writer(1), number: 1)
    let past = CausalPast(dot: dot, lane: World.lane, context: Context())
    var state = RecordState(kind: 1)
    let write = Operation(.write, kind: 1, record: id, values: [FieldValue(2, .text("Emma"))])
    state.apply(write, Arrival(stamp: Stamp(dot: dot, time: 0), past: past))
    let view = RecordView(id: id, state: state, derived: [1: .integer(3)])
    #expect(view[2] == .text("Emma") && view[3] == .null)
    #expect(view.derived[1] == .integer(3))
    #expect(write[2] == .text("Emma") && write[1] == nil)
    #expect(Change(operation: write).before.isEmpty)
  }

  @Test func `a map of fields tells what it holds otherwise than another one`() {
    let maps: [FieldMap] = [
      [:], [1: .integer(1)], [1: .integer(2)], [3: .text("a")],
      [1: .integer(1), 3: .text("a"), 7: .bytes([1])], [1: .integer(1), 2: .integer(1), 7: .bytes([])],
    ]
    for (old, new) in maps.flatMap({ old in maps.map { (old, $0) } }) {
      let differences = new.differences(from: old)
      let expected = (1...7).filter { old[$0] != new[$0] }
      #expect(differences.map(\.field) == expected)
      #expect(differences.allSatisfy { $0.value == new[$0.field] ?? .null })
    }
  }

  @Test func `a fact that was stated is the operation that stated it`() {
    let dot = Dot(writer: World.writer(1), number: 1)
    let fact = PlacedFact(
      id: id, kind: 4, values: [FieldValue(2, .text("Emma"))], stamp: Stamp(dot: dot, time: 0),
      sequence: 1, past: CausalPast(dot: dot, lane: World.lane, context: Context()), staff: "ada",
      offset: .unmeasured)
    let stated = Change.stated(fact)
    #expect(
      stated.operation == Operation(.fact, kind: 4, record: id, values: [FieldValue(2, .text("Emma"))]))
    #expect(stated.before.isEmpty)
    #expect(stated == .stated(fact) && stated != Change(operation: stated.operation))
  }

  @Test func `values answer by their type`() {
    #expect(Value.null.isNull && !Value.integer(1).isNull)
    #expect(Value.integer(1).integer == 1 && Value.text("a").integer == nil)
    #expect(Value.text("a").text == "a" && Value.null.text == nil)
    #expect(Value.bytes([1]).bytes == [1] && Value.null.bytes == nil)
    #expect(Value.record(id).record == id && Value.null.record == nil)
    let types = [Value.null, .integer(1), .text("a"), .bytes([1]), .record(id)].map(\.type)
    #expect(types == [nil, .integer, .text, .bytes, .record])
    #expect(Set([Value.bytes([1]), .bytes([1]), .record(id), .null, .null]).count == 3)
  }

  @Test func `severities run from today to the log`() {
    #expect(Severity.allCases.sorted() == [.a, .b, .c])
    #expect(Severity.allCases.map(\.letter) == ["A", "B", "C"])
  }

  @Test func `a review item with a third side keeps its name and is another item`() {
    let two = item(sides: 2)
    let three = item(sides: 3)
    #expect(two.id == three.id && two != three)
    #expect(two == item(sides: 2))
    #expect(!two.isResolved && two.resolution.isEmpty)
  }

  @Test func `a derivation replaces columns, rows, reviews and words together`() {
    var derivation = Derivation()
    #expect(derivation == Derivation())
    derivation.columns[1] = .integer(1)
    derivation.rows = [DerivedRow(table: "loan", values: [1: .integer(1)])]
    derivation.reviews = [item(sides: 2)]
    derivation.document = SearchDocument(title: "emma", names: "austen", rest: "")
    #expect(derivation != Derivation())
  }

  @Test func `a record lists the dots that its conflicts involve`() {
    var state = RecordState(kind: 1)
    let (a, b) = (World.writer(1), World.writer(2))
    for (writer, value) in [(a, "main"), (b, "east")] {
      let dot = Dot(writer: writer, number: 1)
      let past = CausalPast(dot: dot, lane: World.lane, context: Context())
      state.apply(
        Operation(.write, kind: 1, record: id, values: [FieldValue(1, .text(value))]),
        Arrival(stamp: Stamp(dot: dot, time: 0), past: past))
    }
    #expect(state.conflictingDots == [Dot(writer: a, number: 1), Dot(writer: b, number: 1)])
  }

  private func item(sides: Int) -> ReviewItem {
    ReviewItem(
      id: .none, conflictCase: 32, severity: .b, owner: "MAIN", subject: .record(kind: 1, id),
      summary: "Two titles",
      sides: ["A", "B", "C"].prefix(sides).map {
        ReviewSide(letter: $0, text: $0, dot: Dot(writer: World.writer(1), number: 1))
      },
      proposal: "keep A")
  }
}
