/// A whole simulation, decided before it runs: who there is, and every action, fault and clock change
/// with its time. A generated plan, a shrunk one and a hand-written story are one format.
package struct Plan: Sendable {
  /// Prose at the top of a story; empty for generated plans.
  package var prose: [String] = []
  /// Draws that are left for the run (latencies, sectors) come from it and from the steps' ids.
  package var seed: UInt64
  /// Ascending by time; steps of one time in the order in which they are written.
  package var steps: [Step]

  package init(prose: [String] = [], seed: UInt64, steps: [Step]) {
    self.prose = prose
    self.seed = seed
    self.steps = steps
  }

  /// Of items, in the order of their lines.
  package var barcodes: [String] {
    steps.reduce(into: []) { known, step in
      let named: String? =
        switch step.verb {
        case let item as ItemVerb: item.barcode
        case let checkout as CheckoutVerb: checkout.barcode
        case let checkin as CheckinVerb: checkin.barcode
        default: nil
        }
      if let named, !known.contains(where: { $0.utf8.elementsEqual(named.utf8) }) {
        known.append(named)
      }
    }
  }

  /// Of its items the one that a text names first.
  package func barcode(namedIn text: String) -> String? {
    let places = barcodes.compactMap { barcode in
      text.places(ofName: barcode).first.map { (barcode: barcode, place: $0) }
    }
    return places.min { $0.place < $1.place }?.barcode
  }

  /// Time that passes between lines that name none.
  package static let pauseMilliseconds: Int64 = 60_000

  /// - Parameter text: lines of a story without its transcript.
  /// - Throws: `StoryError` with the line.
  package init(parsing text: String) throws {
    var lines: [(number: Int, verb: any Verb)] = []
    try self.init(parsing: text, lines: &lines)
  }

  /// - Parameter lines: gets the verbs with the numbers of their lines, as they are written.
  init(parsing text: String, lines: inout [(number: Int, verb: any Verb)]) throws {
    self.init(seed: 0, steps: [])
    var now = Moment.opening
    var isProse = true
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      do {
        if isProse && line.hasPrefix("#") {
          prose.append(String(line.dropFirst().drop { $0 == " " }))
          continue
        }
        var words = try Words.split(String(line))
        guard !words.isEmpty else { continue }
        isProse = false
        if words[0] == "seed" {
          guard words.count == 2, let seed = UInt64(words[1]) else {
            throw StoryError("`seed` needs one number")
          }
          self.seed = seed
          continue
        }
        let id = try Self.takeID(&words) ?? steps.count + 1
        let (at, isPause) = try Self.takeTime(&words, now: now)
        let verb = try Verbs.read(words)
        now = verb.nature == .setting ? now : at
        let time = verb.nature == .setting && isPause ? now : at
        steps.append(Step(id: id, at: time, verb: verb))
        lines.append((index + 1, verb))
      } catch var error as StoryError {
        error.line = index + 1
        throw error
      }
    }
    let ids = steps.map(\.id)
    guard Set(ids).count == ids.count else { throw StoryError("two lines bear the same id") }
    sort()
  }

  /// Steps of one time keep the order in which they are written.
  package mutating func sort() {
    steps = steps.enumerated().sorted { a, b in
      a.element.at == b.element.at ? a.offset < b.offset : a.element.at < b.element.at
    }.map(\.element)
  }

  private static func takeID(_ words: inout [String]) throws -> Int? {
    guard words.count >= 2, words[words.count - 2] == "id" else { return nil }
    guard let id = Int(words[words.count - 1]), id > 0 else {
      throw StoryError("`\(words[words.count - 1])` is not an id; ids are numbers from 1")
    }
    words.removeLast(2)
    return id
  }

  /// `at 09:00`, `at day 2 09:00`; without one a minute passes.
  private static func takeTime(_ words: inout [String], now: Moment) throws -> (Moment, Bool) {
    guard let place = words.lastIndex(of: "at"), place > 0 else {
      return (now.adding(milliseconds: pauseMilliseconds), true)
    }
    var rest = Words(Array(words[(place + 1)...]), of: "at")
    var day = now.milliseconds / 86_400_000 + 1
    // `item 1 "Title" at main` names a branch and no time.
    let isTime = rest.next == "day" || rest.next?.first?.isNumber == true && rest.rest.count == 1
    guard isTime else { return (now.adding(milliseconds: pauseMilliseconds), true) }
    if rest.skip("day") { day = try rest.number("the number of a day") }
    let clock = try rest.take("a time of day")
    try rest.finish()
    guard let moment = Moment(day: day, clock: clock) else {
      throw StoryError("`\(clock)` is not a time of day; write it like 09:00 or 15:30:10")
    }
    words.removeSubrange(place...)
    return (moment, false)
  }

  /// The text that reads back as this plan.
  ///
  /// - Parameter showsIDs: whether lines bear their ids; draws depend on them.
  package func text(showsIDs: Bool = false) -> String {
    var lines = prose.map { $0.isEmpty ? "#" : "# " + $0 }
    if seed != 0 { lines.append("seed \(seed)") }
    var now = Moment.opening
    for step in steps {
      var line = Self.line(step.verb)
      let pause = now.adding(milliseconds: Self.pauseMilliseconds)
      if step.verb.nature == .setting {
        if step.at != now { line += " at \(step.at)" }
      } else {
        if step.at != pause { line += " at \(Self.shown(step.at, after: now))" }
        now = step.at
      }
      if showsIDs { line += " id \(step.id)" }
      lines.append(line)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func shown(_ at: Moment, after now: Moment) -> String {
    let isFirstDay = at.milliseconds < 86_400_000
    let isSameDay = at.milliseconds / 86_400_000 == now.milliseconds / 86_400_000
    guard isFirstDay && !isSameDay else {
      return isSameDay
        ? at.description.split(separator: " ").last.map(String.init) ?? "" : at.description
    }
    return "day 1 " + at.description
  }

  package static func line(_ verb: any Verb) -> String {
    ([type(of: verb).word] + verb.arguments.map(Words.spelled)).joined(separator: " ")
  }
}
