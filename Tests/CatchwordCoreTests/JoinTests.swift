import CatchwordCore
import Testing

/// Registers, sets and counters one by one, event left and result right.
@Suite struct JoinTests {
  private let a = World.writer(1)
  private let b = World.writer(2)

  @Test func `a write replaces what its writer had seen`() {
    var register = Register()
    register.write(.text("old"), arrival(a, 1, time: 9))
    register.write(.text("new"), arrival(b, 1, seen: [a: 1], time: 1))
    #expect(register.shown == .text("new"))
    #expect(register.alternates.isEmpty)
  }

  @Test func `of concurrent values the later is shown and the other is an alternate`() {
    var register = Register()
    register.write(.text("main"), arrival(a, 1, time: 5))
    register.write(.text("east"), arrival(b, 1, time: 6))
    #expect(register.shown == .text("east"))
    #expect(register.alternates.map(\.value) == [.text("main")])
  }

  @Test func `concurrent equal values are no conflict but stay apart`() {
    var register = Register()
    register.write(.text("same"), arrival(a, 1, time: 5))
    register.write(.text("same"), arrival(b, 1, time: 6))
    #expect(register.alternates.isEmpty)
    #expect(register.siblings.count == 2)
    // Whoever saw only one of them replaces only that one.
    register.write(.text("other"), arrival(a, 2, time: 7))
    #expect(Set(register.siblings.map(\.value)) == [.text("same"), .text("other")])
  }

  @Test func `a kept sibling stands but is never shown before its keeper`() {
    var register = Register()
    register.write(.text("main"), arrival(a, 1, time: 50))
    register.write(.text("east"), arrival(b, 1, time: 60))
    let keeper = arrival(a, 2, seen: [b: 1], time: 1, keeps: [Dot(writer: b, number: 1)])
    register.write(.text("settled main only"), keeper)
    #expect(register.siblings.map(\.value) == [.text("settled main only"), .text("east")])
  }

  @Test func `what was kept and then replaced is forgotten by its keeper`() {
    var register = Register()
    register.write(.text("main"), arrival(a, 1, time: 1))
    register.write(.text("east"), arrival(b, 1, time: 2))
    let kept = [Dot(writer: b, number: 1)]
    register.write(.text("newer"), arrival(a, 2, seen: [b: 1], time: 3, keeps: kept))
    #expect(register.siblings.first?.keeps == kept)
    register.write(.text("east again"), arrival(b, 2, time: 4))
    #expect(register.siblings.flatMap(\.keeps).isEmpty)
    #expect(register.shown == .text("east again"))
  }

  @Test func `what a write claims to keep without having seen it makes no difference`() {
    let unseen = Dot(writer: b, number: 1)
    let claim = arrival(a, 1, time: 1, keeps: [unseen])
    let other = arrival(b, 1, time: 2)
    var one = Register()
    one.write(.integer(1), claim)
    one.write(.integer(2), other)
    var two = Register()
    two.write(.integer(2), other)
    two.write(.integer(1), claim)
    #expect(one == two)
    #expect(one.shown == .integer(2))
  }

  @Test func `of two writes in one commit the later stands and settles as it says`() {
    var register = Register()
    register.write(.integer(1), arrival(a, 1, time: 1))
    register.write(.integer(2), arrival(b, 1, time: 2))
    let kept = [Dot(writer: a, number: 1), Dot(writer: b, number: 1)]
    register.write(.integer(3), arrival(a, 2, seen: [b: 1], time: 3, keeps: kept))
    #expect(register.siblings.count == 3)
    register.write(.integer(4), arrival(a, 2, seen: [b: 1], time: 3))
    #expect(register.siblings.map(\.value) == [.integer(4)])
  }

  @Test func `values in two normal forms are two values`() {
    var register = Register()
    register.write(.text("caf\u{e9}"), arrival(a, 1, time: 1))
    register.write(.text("cafe\u{301}"), arrival(b, 1, time: 2))
    #expect(register.alternates.count == 1)
  }

  @Test func `a removal takes only the additions that it had seen`() {
    var set = ElementSet()
    set.add(.text("large print"), arrival(a, 1))
    set.add(.text("large print"), arrival(b, 1))
    set.remove(.text("large print"), arrival(a, 2))
    #expect(set.elements == [.text("large print")])
    set.remove(.text("large print"), arrival(a, 3, seen: [b: 1]))
    #expect(set.elements.isEmpty)
  }

  @Test func `a commit may add and take back`() {
    var set = ElementSet()
    set.add(.integer(1), arrival(a, 1))
    set.remove(.integer(1), arrival(a, 1))
    #expect(set.elements.isEmpty)
    set.add(.integer(1), arrival(a, 1))
    #expect(set.elements == [.integer(1)])
  }

  @Test func `increments add up and wrap instead of trapping`() {
    var counter = Counter()
    counter.increment(by: .max, arrival(a, 1))
    counter.increment(by: 1, arrival(a, 1))
    counter.increment(by: 3, arrival(b, 1))
    #expect(counter.value == .min + 3)
    #expect(counter.merging(counter) == counter)
  }

  @Test func `merged counters take the further part of each writer`() {
    var here = Counter()
    here.increment(by: 1, arrival(a, 1))
    var there = here
    there.increment(by: 5, arrival(a, 2))
    here.increment(by: 10, arrival(b, 1))
    #expect(here.merging(there).value == 16)
    #expect(there.merging(here) == here.merging(there))
  }

  /// An edit that only takes away is an edit: the record lives on, whichever of the two came first.
  @Test func `a removal that a deletion had not seen outlives it in either order`() {
    let removal = Operation(
      .remove, kind: 1, record: World.record, values: [FieldValue(3, .integer(1))])
    let deletion = Operation(.delete, kind: 1, record: World.record)
    var one = RecordState(kind: 1)
    one.apply(removal, arrival(a, 1))
    one.apply(deletion, arrival(b, 1))
    var two = RecordState(kind: 1)
    two.apply(deletion, arrival(b, 1))
    two.apply(removal, arrival(a, 1))
    #expect(one == two)
    #expect(!one.isDead && one.survivedDeletions.count == 1)
  }

  @Test func `who writes after a deletion brings the record back with its content`() {
    var state = RecordState(kind: 1)
    let title = Operation(
      .write, kind: 1, record: World.record, values: [FieldValue(1, .text("Moby-Dick"))])
    let note = Operation(
      .write, kind: 1, record: World.record, values: [FieldValue(2, .text("found"))])
    state.apply(title, arrival(a, 1))
    state.apply(Operation(.delete, kind: 1, record: World.record), arrival(a, 2))
    #expect(state.isDead)
    #expect(state.canonicalBytes(id: World.record) == nil)
    state.apply(note, arrival(b, 1, seen: [a: 2]))
    #expect(!state.isDead && state.tombstones.isEmpty)
    #expect(state.shown(1) == .text("Moby-Dick"))
  }

  private func arrival(
    _ writer: WriterID, _ number: Int64, seen: [WriterID: Int64] = [:], time: Int64 = 0,
    keeps: [Dot] = []
  ) -> Arrival {
    let dot = Dot(writer: writer, number: number)
    var context = Context()
    for (other, last) in seen {
      context[LogID(writer: other, lane: World.lane)] = Head(number: last, hash: 0)
    }
    return Arrival(
      stamp: Stamp(dot: dot, time: time),
      past: CausalPast(dot: dot, lane: World.lane, context: context), keeps: keeps)
  }
}
