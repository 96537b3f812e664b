import CatchwordCore
import CatchwordWire

/// Segments out of a seed: every action, every type, several spaces, nulls, kept dots, odd clocks.
enum Generated {
  typealias L = Library

  static func segment(seed: UInt64) -> Segment {
    var random = SeededGenerator(seed: seed)
    var sequence: Int64 = 0
    var wall: Int64 = 1_760_000_000
    let first = random.once(in: 2) ? 1 : Int64(random.number(2...5_000))
    let commits = (0..<random.number(1...60)).map { index -> Commit in
      sequence += Int64(random.number(1...3))
      wall += Int64(random.number(-2...30))
      let operations = (0..<random.number(0...6)).map { _ in operation(&random) }
      return Commit(
        number: first + Int64(index), sequence: sequence,
        clock: ClockReading(
          wallSeconds: wall, boot: Int64(random.number(0...2)),
          monotonicMilliseconds: Int64(random.number(0...1_000_000))),
        staff: random.element(of: ["", "ana", "bo", "Ünal"]), operations: operations)
    }
    var context = Context()
    for key in L.others where random.once(in: 2) {
      for lane in Lane.allCases where random.once(in: 2) {
        context[LogID(writer: key.writer, lane: lane)] = Head(
          number: Int64(random.number(1...9_000)), hash: random.next())
      }
    }
    return L.segment(
      .catalog, commits, context: context,
      offset: ClockOffset(seconds: Int64(random.number(-90...90)), source: .synchronized))
  }

  private static func operation(_ random: inout SeededGenerator) -> Operation {
    let id = id(&random)
    switch random.number(1...6) {
    case 1: return Operation(.delete, kind: L.item, record: id)
    case 2: return Operation(.add, kind: L.item, record: id, values: [FieldValue(5, text(&random))])
    case 3:
      return Operation(
        .increment, kind: L.item, record: id, values: [FieldValue(6, .integer(Int64(random.number(-9...9))))])
    default:
      var values: [FieldValue] = []
      if random.once(in: 2) { values.append(FieldValue(1, text(&random))) }
      if random.once(in: 2) { values.append(FieldValue(2, integer(&random))) }
      if random.once(in: 4) { values.append(FieldValue(3, .bytes([UInt8](repeating: 7, count: random.number(0...5))))) }
      if random.once(in: 2) { values.append(FieldValue(4, random.once(in: 5) ? .null : .record(self.id(&random)))) }
      let keeps =
        random.once(in: 8)
        ? [Dot(writer: L.others[0].writer, number: Int64(random.number(1...50)))] : []
      return Operation(.write, kind: L.item, record: id, values: values, keeps: keeps)
    }
  }

  private static func id(_ random: inout SeededGenerator) -> RecordID {
    switch random.number(1...4) {
    case 1: L.own(Int64(random.number(0...100_000)))
    case 2: RecordID(space: .writer(L.others[1].writer), number: Int64(random.number(0...100)))
    default: L.sourced(Int64(random.number(0...1_000_000_000)))
    }
  }

  private static func text(_ random: inout SeededGenerator) -> Value {
    switch random.number(1...5) {
    case 1: .null
    case 2: .text("")
    case 3: .text("312010\(random.number(10_000...99_999))")
    default: .text(String(repeating: "wörd ", count: random.number(1...6)))
    }
  }

  private static func integer(_ random: inout SeededGenerator) -> Value {
    switch random.number(1...5) {
    case 1: .null
    case 2: .integer(Int64(bitPattern: random.next()))
    case 3: .integer(0)
    default: .integer(Int64(random.number(0...9)))
    }
  }
}
