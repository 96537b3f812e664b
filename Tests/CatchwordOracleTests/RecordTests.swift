import CatchwordOracle
import Testing

/// Registers, sets, counters and deletions: the history left, the lines right.
@Suite struct RecordTests {
  private let main = Story.main
  private let east = Story.east
  private let cart = Story.cart
  private let name = "7 \(Story.thing.text)"
  private let one = OracleValue.integer(1)
  private let two = OracleValue.integer(2)
  private let three = OracleValue.integer(3)

  private func lines(_ story: Story) -> [String] { story.oracle.picture() }

  @Test func `a write takes the place of what its writer had seen`() {
    var story = Story(.generic)
    story.write(main, [(1, one)], at: 9)
    story.show(main, to: east)
    let last = story.write(east, [(1, two)], at: 1)
    #expect(lines(story) == ["register \(name) 1 \(last.text)=i2"])
  }

  @Test func `of concurrent writes the later is shown first`() {
    var story = Story(.generic)
    let first = story.write(main, [(1, one)], at: 6)
    let second = story.write(east, [(1, two)], at: 5)
    #expect(lines(story) == ["register \(name) 1 \(first.text)=i1 \(second.text)=i2"])
  }

  @Test func `at one time the greater writer is shown first`() {
    var story = Story(.generic)
    let first = story.write(main, [(1, one)], at: 5)
    let second = story.write(east, [(1, one)], at: 5)
    #expect(lines(story) == ["register \(name) 1 \(second.text)=i1 \(first.text)=i1"])
  }

  @Test func `a kept value stands behind its keeper, however late it is`() {
    var story = Story(.generic)
    story.write(main, [(1, one)], at: 1)
    let kept = story.write(east, [(1, two)], at: 60)
    story.show(east, to: main)
    let keeper = story.write(main, [(1, three)], at: 2, keeps: [kept])
    #expect(lines(story) == ["register \(name) 1 \(keeper.text)=i3 \(kept.text)=i2"])
  }

  @Test func `a keeper that is gone keeps nothing back`() {
    var story = Story(.generic)
    let kept = story.write(east, [(1, two)], at: 60)
    story.show(east, to: main)
    story.write(main, [(1, three)], at: 2, keeps: [kept])
    let last = story.write(main, [(1, one)], at: 3, keeps: [kept])
    #expect(lines(story) == ["register \(name) 1 \(last.text)=i1 \(kept.text)=i2"])
    story.show(main, to: cart)
    let settled = story.write(cart, [(1, one)], at: 1)
    #expect(lines(story) == ["register \(name) 1 \(settled.text)=i1"])
  }

  @Test func `who claims to keep what nobody showed him keeps nothing`() {
    var story = Story(.generic)
    let unseen = OracleDot(writer: story.writer(east), number: 1)
    let claim = story.write(main, [(1, one)], at: 1, keeps: [unseen])
    let other = story.write(east, [(1, two)], at: 2)
    #expect(lines(story) == ["register \(name) 1 \(other.text)=i2 \(claim.text)=i1"])
  }

  @Test func `of two writes in one commit the later stands`() {
    var story = Story(.generic)
    let write = { (value: OracleValue) in
      OracleOperation(
        .write, kind: Story.kind, record: Story.thing, values: [OracleField(1, value)])
    }
    let dot = story.commit(main, .catalog, at: 1, [write(two), write(one)])
    #expect(lines(story) == ["register \(name) 1 \(dot.text)=i1"])
  }

  @Test func `values are told by type`() {
    var story = Story(.generic)
    let id = OracleID(writer: story.writer(main), number: 4)
    let dot = story.write(
      main,
      [(1, .null), (2, .integer(-3)), (3, .string("é;")), (4, .bytes([0, 255])), (5, .record(id))])
    #expect(
      lines(story) == [
        "register \(name) 1 \(dot.text)=null", "register \(name) 2 \(dot.text)=i-3",
        "register \(name) 3 \(dot.text)=tc3a93b", "register \(name) 4 \(dot.text)=x00ff",
        "register \(name) 5 \(dot.text)=r\(Hex.text(story.writer(main))).4",
      ])
  }

  @Test func `texts in two normal forms are two values`() {
    #expect(OracleValue.string("caf\u{e9}") != OracleValue.string("cafe\u{301}"))
  }

  @Test func `a removal takes the additions that it had seen`() {
    var story = Story(.generic)
    story.change(main, .add, 3, one)
    story.change(east, .add, 3, one)
    story.change(main, .remove, 3, one)
    #expect(lines(story) == ["set \(name) 3 i1"])
    story.show(east, to: main)
    story.change(main, .remove, 3, one)
    #expect(lines(story) == [])
  }

  @Test func `elements are told in the order of their bytes`() {
    var story = Story(.generic)
    for value in [OracleValue.integer(10), .string("z"), .integer(9), .string("a")] {
      story.change(main, .add, 3, value)
    }
    #expect(lines(story) == ["set \(name) 3 i10 i9 t61 t7a"])
  }

  @Test func `a removal may keep an addition`() {
    var story = Story(.generic)
    let added = story.change(east, .add, 3, one)
    story.show(east, to: main)
    story.change(main, .remove, 3, one, keeps: [added])
    #expect(lines(story) == ["set \(name) 3 i1"])
  }

  @Test func `a commit may add and take back`() {
    var story = Story(.generic)
    let deed = { (action: OracleOperation.Action) in
      OracleOperation(
        action, kind: Story.kind, record: Story.thing, values: [OracleField(3, .integer(1))])
    }
    story.commit(main, .catalog, at: 0, [deed(.add), deed(.remove)])
    #expect(lines(story) == [])
    story.commit(main, .catalog, at: 0, [deed(.remove), deed(.add)])
    #expect(lines(story) == ["set \(name) 3 i1"])
  }

  @Test func `increments add up and wrap around`() {
    var story = Story(.generic)
    story.change(main, .increment, 5, .integer(.max))
    story.change(east, .increment, 5, two)
    story.change(east, .increment, 5, two)
    #expect(lines(story) == ["counter \(name) 5 \(Int64.min + 3)"])
  }

  @Test func `a deletion that had seen all kills, and its values stand all the same`() {
    var story = Story(.generic)
    let dot = story.write(main, [(1, one)])
    story.show(main, to: east)
    story.delete(east)
    #expect(lines(story) == ["record \(name) dead", "register \(name) 1 \(dot.text)=i1"])
  }

  @Test func `an edit that the deletion did not know of survives it`() {
    var story = Story(.generic)
    let dot = story.write(main, [(1, one)])
    let stone = story.delete(east)
    #expect(
      lines(story) == [
        "record \(name) survived \(stone.text)", "register \(name) 1 \(dot.text)=i1",
      ])
  }

  @Test func `even an edit that left nothing to see survives`() {
    var story = Story(.generic)
    story.change(main, .add, 3, one)
    story.change(main, .remove, 3, one)
    let stone = story.delete(east)
    #expect(lines(story) == ["record \(name) survived \(stone.text)"])
  }

  @Test func `who writes knowing of the deletion brings the record back`() {
    var story = Story(.generic)
    story.delete(main)
    story.show(main, to: east)
    let dot = story.write(east, [(1, one)])
    #expect(lines(story) == ["register \(name) 1 \(dot.text)=i1"])
  }

  @Test func `who keeps the deletion while writing leaves the record dead`() {
    var story = Story(.generic)
    let stone = story.delete(main)
    story.show(main, to: east)
    let dot = story.write(east, [(1, one)], keeps: [stone])
    #expect(lines(story) == ["record \(name) dead", "register \(name) 1 \(dot.text)=i1"])
  }

  @Test func `survived deletions are told by time, and one that nobody survived outweighs them`() {
    var story = Story(.generic)
    let late = story.delete(main, at: 9)
    let early = story.delete(east, at: 3)
    let dot = story.write(cart, [(1, one)])
    #expect(
      lines(story) == [
        "record \(name) survived \(early.text) \(late.text)",
        "register \(name) 1 \(dot.text)=i1",
      ])
    story.show(cart, to: main)
    story.delete(main, at: 10)
    #expect(
      lines(story) == ["record \(name) dead", "register \(name) 1 \(dot.text)=i1"])
  }

  @Test func `in one commit the last of deleting and writing counts`() {
    var story = Story(.generic)
    let write = OracleOperation(
      .write, kind: Story.kind, record: Story.thing, values: [OracleField(1, one)])
    let deletion = OracleOperation(.delete, kind: Story.kind, record: Story.thing)
    let first = story.commit(main, .catalog, at: 0, [deletion, write])
    #expect(lines(story) == ["register \(name) 1 \(first.text)=i1"])
    let second = story.commit(main, .catalog, at: 0, [write, deletion])
    #expect(lines(story) == ["record \(name) dead", "register \(name) 1 \(second.text)=i1"])
  }

  @Test func `facts are no registers, and in no library nothing is folded`() {
    var story = Story(.generic)
    story.lend(main, to: 1, at: 5)
    #expect(lines(story) == [])
  }

  @Test func `the order of the commits in the history makes no difference`() {
    var story = Story(.generic)
    story.write(main, [(1, one)], at: 3)
    story.write(east, [(1, two)], at: 3)
    story.delete(cart, at: 1)
    story.meet()
    story.write(cart, [(2, three)], at: 1)
    let picture = story.oracle.picture()
    story.history.commits.reverse()
    #expect(story.oracle.picture() == picture)
  }
}
