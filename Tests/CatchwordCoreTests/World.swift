import CatchwordCore

/// A history that a few writers made of one record, some of it while they were apart.
///
/// The model knows nothing of joins. It keeps commits, each with the true set of commits it had
/// seen, and hands them out in causal order; what they come to is the engine's business.
struct World {
  static let lane = Lane.catalog
  static let kind = 7
  static let record = RecordID(space: .source("test:item"), number: 1)
  /// Registers 1 and 2, sets 3 and 4, counter 5.
  static let registers = [1, 2]
  static let sets = [3, 4]
  static let counter = 5

  struct Entry {
    let commit: Commit
    let log: LogID
    let context: Context
    let time: Int64

    var dot: Dot { Dot(writer: log.writer, number: commit.number) }
    var past: CausalPast { CausalPast(dot: dot, lane: log.lane, context: context) }
  }

  /// One replica, and the writer that lives in it.
  struct Replica {
    let writer: WriterID
    var frontier = Frontier()
    var state = RecordState(kind: World.kind)

    mutating func apply(_ entry: Entry) {
      let arrivalOf = { (keeps: [Dot]) in
        Arrival(stamp: Stamp(dot: entry.dot, time: entry.time), past: entry.past, keeps: keeps)
      }
      for operation in entry.commit.operations {
        state.apply(operation, arrivalOf(operation.keeps))
      }
      frontier[entry.log] = Head(
        number: entry.commit.number, hash: World.hash(entry.log, entry.commit.number))
    }

    func lacks(_ entry: Entry) -> Bool { entry.commit.number > frontier.number(entry.log) }

    /// Whether everything that the commit had seen is held here.
    func canApply(_ entry: Entry) -> Bool {
      entry.commit.number == frontier.number(entry.log) + 1 && frontier.dominates(entry.context)
    }
  }

  private(set) var entries: [Entry] = []
  private(set) var replicas: [Replica]

  /// - Parameter seed: decides everything, the number of writers included.
  init(seed: UInt64, steps: Int = 24) {
    var random = SeededGenerator(seed: seed)
    let count = random.number(2...4)
    // In some worlds somebody weeds: most changes are deletions.
    let choices = random.once(in: 4) ? 20 : 10
    replicas = (1...count).map { Replica(writer: World.writer($0)) }
    for _ in 0..<steps {
      let one = random.number(0...(count - 1))
      if random.once(in: 3) {
        // A partition is simply that nobody asked for a while.
        receive(at: one, from: random.number(0...(count - 1)), using: &random)
      } else {
        write(at: one, among: choices, using: &random)
      }
    }
  }

  static func writer(_ number: Int) -> WriterID {
    WriterID(Word256(UInt64(number) << 56, 0, 0, UInt64(number)))
  }

  static func hash(_ log: LogID, _ number: Int64) -> UInt64 {
    log.writer.short &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15
  }

  /// A replica that holds every commit, received in some causal order.
  func delivered(in order: inout SeededGenerator) -> Replica {
    var replica = Replica(writer: World.writer(99))
    var rest = entries
    while !rest.isEmpty {
      let ready = rest.indices.filter { replica.canApply(rest[$0]) }
      let pick = order.element(of: ready)
      replica.apply(rest.remove(at: pick))
    }
    return replica
  }

  /// A replica that holds exactly what both hold, received in the order in which it was made.
  func union(_ a: Replica, _ b: Replica) -> Replica {
    var replica = Replica(writer: World.writer(99))
    for entry in entries where !(a.lacks(entry) && b.lacks(entry)) { replica.apply(entry) }
    return replica
  }

  private mutating func receive(at one: Int, from other: Int, using random: inout SeededGenerator) {
    let source = replicas[other]
    let missing = entries.filter { replicas[one].lacks($0) && !source.lacks($0) }
    // A line that breaks in the middle leaves a causally closed part.
    let length = random.once(in: 3) ? random.number(0...missing.count) : missing.count
    for entry in missing.prefix(length) { replicas[one].apply(entry) }
  }

  private mutating func write(
    at one: Int, among choices: Int, using random: inout SeededGenerator
  ) {
    let replica = replicas[one]
    let log = LogID(writer: replica.writer, lane: World.lane)
    let number = replica.frontier.number(log) + 1
    let operations = (0..<random.number(1...2)).map { _ in
      World.operation(on: replica.state, among: choices, using: &random)
    }
    let clock = ClockReading(
      wallSeconds: Int64(random.number(0...6)), boot: 1, monotonicMilliseconds: number)
    let entry = Entry(
      commit: Commit(
        number: number, sequence: number, clock: clock, staff: "", operations: operations),
      log: log, context: replica.frontier.without(writer: replica.writer), time: clock.wallSeconds)
    entries.append(entry)
    replicas[one].apply(entry)
  }

  private static func operation(
    on state: RecordState, among choices: Int, using random: inout SeededGenerator
  ) -> Operation {
    let keeps = keeps(of: state, using: &random)
    let small = Value.integer(Int64(random.number(1...3)))
    switch random.number(1...choices) {
    case 1...4:
      let fields = random.once(in: 3) ? registers : [random.element(of: registers)]
      let value = random.once(in: 8) ? Value.null : small
      return Operation(
        .write, kind: kind, record: record, values: fields.map { FieldValue($0, value) },
        keeps: keeps)
    case 5, 6:
      return Operation(
        .add, kind: kind, record: record, values: [FieldValue(random.element(of: sets), small)],
        keeps: keeps)
    case 7:
      return Operation(
        .remove, kind: kind, record: record, values: [FieldValue(random.element(of: sets), small)],
        keeps: keeps)
    case 8:
      return Operation(
        .increment, kind: kind, record: record,
        values: [FieldValue(counter, .integer(Int64(random.number(-3...3))))], keeps: keeps)
    default:
      return Operation(.delete, kind: kind, record: record)
    }
  }

  /// Some of the dots in conflict, and at times one that nobody could have seen: peers may be
  /// hostile, and even then all replicas must come to the same.
  private static func keeps(
    of state: RecordState, using random: inout SeededGenerator
  ) -> [Dot] {
    var keeps = random.once(in: 2) ? state.conflictingDots.filter { _ in random.once(in: 2) } : []
    if random.once(in: 12) {
      keeps.append(Dot(writer: writer(random.number(1...4)), number: Int64(random.number(1...8))))
    }
    return keeps
  }
}
