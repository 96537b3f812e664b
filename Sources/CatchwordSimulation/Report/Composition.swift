/// A timeline before it is drawn: how much it shows, and where everything stands.
struct Composition {
  /// How messages are drawn; longer runs show less of each exchange.
  enum Detail {
    /// Every request and every answer.
    case dialogues
    /// One arrow for each exchange.
    case exchanges
    /// One arrow for each exchange that carried commits or failed.
    case carriers
  }

  let chronicle: Chronicle
  let axis: TimeAxis
  let detail: Detail
  let hasLabels: Bool
  let rowOfMark: [Int: LabelRoom.Row]
  let rowOfExchange: [Int: LabelRoom.Row]
  let shownClocks: Set<[Int]>
  let bands: [PartitionBand]
  /// Of each mark: which of several at its host in its moment it is.
  let ordinals: [Int]

  private static let mostMessages = 240
  private static let mostExchanges = 400
  private static let mostLabels = 260

  init(_ chronicle: Chronicle) {
    self.chronicle = chronicle
    detail =
      chronicle.messageCount <= Self.mostMessages
      ? .dialogues : chronicle.exchanges.count <= Self.mostExchanges ? .exchanges : .carriers
    hasLabels = chronicle.marks.count <= Self.mostLabels
    bands = PartitionBand.bands(of: chronicle.cuts, lanes: chronicle.lanes.count)
    let gathering = Gathering(chronicle, detail, hasLabels: hasLabels)
    ordinals = gathering.ordinals
    var room = LabelRoom(lanes: chronicle.lanes.count)
    axis = TimeAxis(
      Set(gathering.requests.keys),
      room: { _, key, least in
        room.place(gathering.requests[key] ?? [], atLeast: least)
      },
      isWhole: gathering.isUnderWay)
    rowOfMark = room.rowOfMark
    rowOfExchange = room.rowOfExchange
    shownClocks = room.shownClocks
  }

  /// What is left out, as a sentence; nil where all is shown.
  var omission: String? {
    var parts: [String] = []
    switch detail {
    case .dialogues: break
    case .exchanges: parts.append("one arrow stands for all messages of an exchange")
    case .carriers:
      let left = chronicle.exchanges.filter { !Composition.isCarrier($0) }.count
      parts.append(
        "one arrow stands for all messages of an exchange, and \(left) exchanges that carried "
          + "nothing are left out")
    }
    if !hasLabels { parts.append("marks have no labels; point at one to read it") }
    guard !parts.isEmpty else { return nil }
    let text = parts.joined(separator: "; ")
    return "This run is long, so it is thinned out: " + text
      + ". Every event stands in the trace below."
  }

  static func isCarrier(_ exchange: Chronicle.Exchange) -> Bool {
    exchange.carries.there || exchange.carries.back || !exchange.isAnswered
  }

  static func isLong(_ exchange: Chronicle.Exchange) -> Bool {
    exchange.until.milliseconds - exchange.from.milliseconds >= 2_000
  }

  /// Whether the end of an exchange stands apart from its beginning.
  func hasEnd(_ exchange: Chronicle.Exchange) -> Bool {
    detail == .dialogues || Self.isLong(exchange)
  }

  func key(ofMark index: Int) -> TimeAxis.Key {
    TimeAxis.Key(at: chronicle.marks[index].at, ordinal: ordinals[index])
  }

  /// What a change of a clock is labelled with: by how much it is off from then on.
  static func label(_ lane: Chronicle.Lane, setting index: Int) -> String {
    let setting = lane.clock[index]
    if setting.isSynchronized { return "kept by NTP" }
    let error = setting.errorMilliseconds(at: setting.from)
    let before = index > 0 ? lane.clock[index - 1] : nil
    if setting.driftPPM != before?.driftPPM ?? 0 {
      return "drifts \(setting.driftPPM > 0 ? "+" : "−")\(setting.driftPPM.magnitude) ppm"
    }
    return error == 0 ? "set right" : Span(milliseconds: error).spokenSigned
  }
}

/// Goes over a chronicle and finds every stop, and what must fit there.
private struct Gathering {
  private(set) var requests: [TimeAxis.Key: [LabelRoom.Request]] = [:]
  private(set) var ordinals: [Int] = []
  /// Times in which something is on its way, ascending by their beginnings.
  private var busy: [(from: Moment, until: Moment)] = []

  init(_ chronicle: Chronicle, _ detail: Composition.Detail, hasLabels: Bool) {
    stop(chronicle.from)
    stop(chronicle.until)
    addMarks(chronicle, hasLabels: hasLabels)
    for index in chronicle.exchanges.indices {
      addExchange(chronicle.exchanges[index], index, detail, hasLabels: hasLabels)
    }
    for cut in chronicle.cuts {
      stop(cut.from)
      if let until = cut.until { stop(until) }
    }
    for (number, lane) in chronicle.lanes.enumerated() {
      for spell in lane.spells {
        stop(spell.from)
        if let until = spell.until { stop(until) }
      }
      for index in lane.clock.indices.dropFirst() where lane.clock[index].from >= lane.from {
        let text = Composition.label(lane, setting: index)
        request(lane.clock[index].from, .clock(lane: number, setting: index, text: text))
      }
    }
    for claim in chronicle.claims { request(claim.at, .claim) }
    for moment in chronicle.settlings { stop(moment) }
    if let failure = chronicle.failure {
      request(failure.at, failure.lane.map { .ring(lane: $0) } ?? .claim)
    }
    busy.sort { $0.from < $1.from }
  }

  /// Whether something that began before or at `a` ends at or after `b`.
  func isUnderWay(_ a: Moment, _ b: Moment) -> Bool {
    busy.contains { $0.from <= a && $0.until >= b }
  }

  private mutating func stop(_ moment: Moment) {
    let key = TimeAxis.Key(at: moment)
    if requests[key] == nil { requests[key] = [] }
  }

  private mutating func request(_ moment: Moment, _ request: LabelRoom.Request) {
    requests[TimeAxis.Key(at: moment), default: []].append(request)
  }

  private mutating func addMarks(_ chronicle: Chronicle, hasLabels: Bool) {
    var counts: [Moment: [Int: Int]] = [:]
    var sticks: [String: (lane: Int, key: TimeAxis.Key)] = [:]
    for (index, mark) in chronicle.marks.enumerated() {
      let ordinal = counts[mark.at]?[mark.lane] ?? 0
      counts[mark.at, default: [:]][mark.lane] = ordinal + 1
      ordinals.append(ordinal)
      stop(mark.at)
      let key = TimeAxis.Key(at: mark.at, ordinal: ordinal)
      let isLabelled = hasLabels && !mark.label.isEmpty
      requests[key, default: []] +=
        isLabelled ? [.flag(lane: mark.lane, mark: index, text: mark.label)] : []
      addCarrying(to: key, mark, &sticks)
    }
  }

  /// Lines that a copy and a stick draw from lane to lane.
  private mutating func addCarrying(
    to key: TimeAxis.Key, _ mark: Chronicle.Mark,
    _ sticks: inout [String: (lane: Int, key: TimeAxis.Key)]
  ) {
    switch mark.sort {
    case .clone(let original): cross(original, mark.lane, [key])
    case .stick(let name):
      if let last = sticks[name] { cross(last.lane, mark.lane, [last.key, key]) }
      sticks[name] = (mark.lane, key)
    default: return
    }
  }

  private mutating func cross(_ a: Int, _ b: Int, _ keys: [TimeAxis.Key]) {
    guard a != b else { return }
    for key in keys {
      requests[key, default: []].append(.crossing(upper: min(a, b), lower: max(a, b)))
    }
  }

  private mutating func addExchange(
    _ exchange: Chronicle.Exchange, _ index: Int, _ detail: Composition.Detail, hasLabels: Bool
  ) {
    if detail == .carriers && !Composition.isCarrier(exchange) { return }
    busy.append((exchange.from, exchange.until))
    let crossing = LabelRoom.Request.crossing(upper: exchange.upper, lower: exchange.lower)
    request(exchange.from, crossing)
    if hasLabels && !exchange.label.isEmpty {
      request(
        exchange.from,
        .call(
          lane: exchange.client, exchange: index, text: exchange.label,
          isUnder: exchange.client > exchange.server))
    }
    guard detail == .dialogues else {
      // Long exchanges lean; short ones stand.
      if Composition.isLong(exchange) { stop(exchange.until) }
      return
    }
    for message in exchange.messages {
      request(message.since, crossing)
      if let reached = message.reachedAt { stop(reached) }
      stop(message.at)
    }
  }
}
