/// What lies behind: the axis, partitions, lanes, and clocks.
extension SystemDrawing {
  // MARK: The axis

  mutating func drawGrid() {
    let y = geometry.axisLine
    line("axis", gutter, y, gutter + width, y)
    var taken = Taken()
    let ticks = axis.ticks(in: system)
    let starts = ticks.filter(\.isStart)
    let round = ticks.filter { !$0.isStart }
    // Times after a pause are told before round ones are, and those before all that there is room for.
    for tick in starts + round + axis.otherTicks(in: system) {
      let text = Self.clockText(tick.at)
      let half = LabelRoom.width(text, size: 10) / 2 + 3
      let x = gutter + tick.x
      guard taken.take(x - half, x + half) else { continue }
      line("grid", x, y, x, geometry.lanes.last?.bottom ?? y)
      line("tick", x, y - 4, x, y)
      word("time", x, y - 7, text)
    }
    var upper = Taken()
    drawSettlingNames(&upper)
    drawDays(ticks, &upper)
    drawPauseLengths(&upper)
  }

  /// Each day is named where it begins, in full where the next one leaves room for it.
  private mutating func drawDays(_ ticks: [TimeAxis.Tick], _ taken: inout Taken) {
    var begins: [(day: Int64, x: Double)] = []
    for tick in ticks {
      let day = tick.at.milliseconds / 86_400_000
      if begins.last?.day != day { begins.append((day, gutter + tick.x - 3)) }
    }
    for (index, (day, x)) in begins.enumerated() {
      let end = index + 1 < begins.count ? begins[index + 1].x : .infinity
      let text = [Self.dayText(day), "day \(day + 1)"].first { text in
        let width = LabelRoom.width(text, size: 10) + 8
        return x + width <= end && taken.take(x, x + width)
      }
      if let text { word("day", x, 11, text) }
    }
  }

  private mutating func drawSettlingNames(_ taken: inout Taken) {
    for moment in chronicle.settlings {
      guard let x = x(moment) else { continue }
      let half = LabelRoom.width("settle", size: 10) / 2 + 3
      if taken.take(x - half, x + half) { word("settle-name", x, 11, "settle") }
    }
  }

  private mutating func drawPauseLengths(_ taken: inout Taken) {
    for index in stops.dropFirst() where axis.shortened.contains(index) {
      let x = gutter + (axis.place(ofStop: index - 1).x + axis.place(ofStop: index).x) / 2
      let text = Span(milliseconds: axis.gap(before: index)).spoken
      let half = LabelRoom.width(text, size: 9) / 2 + 2
      if taken.take(x - half, x + half) { word("pause", x, 11, text) }
    }
  }

  /// Strips of a row that have words in them.
  private struct Taken {
    private var strips: [(from: Double, to: Double)] = []

    mutating func take(_ from: Double, _ to: Double) -> Bool {
      guard strips.allSatisfy({ $0.to <= from || to <= $0.from }) else { return false }
      strips.append((from, to))
      return true
    }
  }

  static func clockText(_ moment: Moment) -> String {
    let seconds = moment.milliseconds % 86_400_000 / 1_000
    let two = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
    let text = two(seconds / 3_600) + ":" + two(seconds / 60 % 60)
    return seconds % 60 > 0 ? text + ":" + two(seconds % 60) : text
  }

  private static func dayText(_ day: Int64) -> String {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return "day \(day + 1), \(names[Int(day % 7)])"
  }

  /// Where a pause is cut short, the lanes are cut too.
  mutating func drawPauses() {
    for index in stops.dropFirst() where axis.shortened.contains(index) {
      let x = gutter + (axis.place(ofStop: index - 1).x + axis.place(ofStop: index).x) / 2
      let lanes = chronicle.lanes.indices.filter { isThere($0, from: axis.keys[index - 1].at) }
      for y in [geometry.axisLine] + lanes.map({ geometry.lanes[$0].line }) {
        path("pause-gap", "M\((x - 4).figure) \((y + 6).figure)l5 -12h5l-5 12z")
        path("pause-mark", "M\((x - 4).figure) \((y + 6).figure)l5 -12m5 0l-5 12")
      }
    }
  }

  private func isThere(_ number: Int, from moment: Moment) -> Bool {
    let lane = chronicle.lanes[number]
    return lane.from <= moment && !lane.spells.contains { $0.sort == .gone && $0.from <= moment }
  }

  mutating func drawSettlings() {
    for moment in chronicle.settlings {
      guard let x = x(moment) else { continue }
      line(
        "settling", x, geometry.axisLine, x, geometry.lanes.last?.bottom ?? geometry.axisLine,
        title: "\(moment): all faults end, and everybody meets until all agree")
    }
  }

  // MARK: Partitions

  mutating func drawBands() {
    for (index, band) in timeline.composition.bands.enumerated() {
      guard let part = part(from: band.from, until: band.until) else { continue }
      let (y, height) = heights(of: band, index)
      let title = words(of: band, isFull: true)
      box("band" + (band.isBetween ? "" : " apart"), part.from, y, part.width, height, title: title)
      if band.isOneWay { box("one-way", part.from, y, part.width, height, title: title) }
      if !part.goesOnLeft { line("band-end", part.from, y, part.from, y + height) }
      if !part.goesOnRight { line("band-end", part.to, y, part.to, y + height) }
    }
  }

  /// In front of messages, which may run through a partition of others.
  mutating func drawBandNames() {
    for (index, band) in timeline.composition.bands.enumerated() {
      guard let part = part(from: band.from, until: band.until) else { continue }
      let (y, height) = heights(of: band, index)
      let room = part.width - 10
      let text = [words(of: band, isFull: false), "down"].first {
        LabelRoom.width($0, size: 9.5) <= room
      }
      guard let text else { continue }
      if band.isOneWay {
        // Hatching would run through the words.
        box("band", part.from + 3, y + 1.5, LabelRoom.width(text, size: 9) + 6, height - 3)
      }
      word("band-name", part.from + 6, y + height / 2 + 3.5, text)
    }
  }

  private func heights(of band: PartitionBand, _ index: Int) -> (y: Double, height: Double) {
    let above = geometry.lanes[band.gap].bottom
    guard band.isBetween, band.gap + 1 < geometry.lanes.count else {
      let track = Double(geometry.trackOfBand[index] ?? 0)
      return (above + 4 + track * StaffGeometry.track, StaffGeometry.track - 3)
    }
    let tracks = geometry.lanes[band.gap + 1].top - above - 26
    return (above + 3 + tracks, 20)
  }

  private func words(of band: PartitionBand, isFull: Bool) -> String {
    let names = { (lanes: [Int]) in
      lanes.map { self.chronicle.lanes[$0].name }.joined(separator: ", ")
    }
    let (one, other) =
      band.isOneWay || band.side[0] < band.other[0]
      ? (band.side, band.other) : (band.other, band.side)
    guard isFull else { return names(one) + (band.isOneWay ? " → " : " | ") + names(other) }
    let end = band.until.map { " to \($0)" } ?? " to the end"
    return band.isOneWay
      ? "\(band.from)\(end): nothing passes from \(names(one)) to \(names(other))"
      : "\(band.from)\(end): nothing passes between \(names(one)) and \(names(other))"
  }

  // MARK: Lanes

  mutating func drawLane(_ number: Int) {
    let lane = chronicle.lanes[number]
    let heights = geometry.lanes[number]
    markup.open("g", ["class": "lane", "data-host": lane.name])
    drawSpells(lane, heights)
    drawName(lane, heights)
    if let part = part(from: lane.from, until: nil) {
      line("life", part.from, heights.line, part.to, heights.line)
      drawClock(number, part)
    }
    for spell in lane.spells {
      guard let part = part(from: spell.from, until: spell.until) else { continue }
      line("death \(spell.sort)", part.from, heights.line, part.to, heights.line)
      if spell.sort != .gone {
        line("rest", part.from, heights.line, part.to, heights.line)
      }
    }
    markup.close("g")
  }

  private mutating func drawName(_ lane: Chronicle.Lane, _ heights: StaffGeometry.LaneHeights) {
    word("host", 0, heights.line + 1, lane.name)
    word("role", 0, heights.line + 13, lane.role)
    let error = lane.clockError(at: max(entry, lane.from))
    let isKept = lane.clock.count == 1 && lane.clock[0].isSynchronized
    let text =
      lane.from > ends
      ? ""
      : error == 0
        ? (isKept ? "clock: NTP" : "clock: right")
        : "clock: " + Span(milliseconds: error).spokenSigned
    word("clock-name", 0, heights.clock + 6, text)
  }

  private mutating func drawSpells(_ lane: Chronicle.Lane, _ heights: StaffGeometry.LaneHeights) {
    for spell in lane.spells {
      guard let part = part(from: spell.from, until: spell.until) else { continue }
      let until = spell.until.map { " to \($0)" } ?? ", to the end"
      let title = "\(lane.name) is \(spell.sort.rawValue) from \(spell.from)\(until)"
      let height = heights.bottom - heights.top
      box("spell \(spell.sort)", part.from, heights.top, part.width, height, title: title)
      if spell.sort == .asleep {
        box("asleep-hatch", part.from, heights.top, part.width, height, title: title)
      }
      if spell.sort != .gone, LabelRoom.width(spell.sort.rawValue, size: 9.5) + 10 <= part.width {
        word("spell-name", part.from + 6, heights.line + 13, spell.sort.rawValue)
      }
    }
  }

  // MARK: Clocks

  /// The ribbon: above the dotted line a clock is ahead of the truth, below it behind.
  private mutating func drawClock(_ number: Int, _ part: TimeAxis.Part) {
    let lane = chronicle.lanes[number]
    let y = geometry.lanes[number].clock
    line("truth", part.from, y, part.to, y)
    var points: [(x: Double, y: Double)] = []
    let reach = { (error: Int64) in y - ClockScale.share(error) * StaffGeometry.clockReach }

    if part.goesOnLeft || stops.lowerBound > 0 {
      points.append((part.from, reach(lane.clockError(at: entry))))
    }
    for index in stops {
      let at = axis.keys[index].at
      guard at >= lane.from else { continue }
      let x = gutter + axis.place(ofStop: index).x
      // Once, where several stops share a moment.
      if axis.keys[index].ordinal == 0,
        let changed = lane.clock.lastIndex(where: { $0.from <= at }), changed > 0,
        lane.clock[changed].from == at
      {
        points.append((x, reach(lane.clock[changed - 1].errorMilliseconds(at: at))))
      }
      points.append((x, reach(lane.clockError(at: at))))
    }
    points.append((part.to, reach(lane.clockError(at: ends))))
    guard let first = points.first, points.contains(where: { $0.y != y }) else { return }
    let curve = points.map { "\($0.x.figure) \($0.y.figure)" }.joined(separator: "L")
    let title = clockTitle(lane)
    path(
      "ribbon", "M\(first.x.figure) \(y.figure)L\(curve)L\(part.to.figure) \(y.figure)z",
      title: title)
    path("ribbon-edge", "M\(curve)", title: title)
    drawClockLabels(number)
  }

  /// The last moment before the system, whose state it begins with.
  private var entry: Moment {
    stops.lowerBound > 0 ? axis.keys[stops.lowerBound - 1].at : begins
  }

  private mutating func drawClockLabels(_ number: Int) {
    let lane = chronicle.lanes[number]
    let y = geometry.lanes[number].clock
    for index in lane.clock.indices.dropFirst() {
      guard timeline.composition.shownClocks.contains([number, index]),
        let x = x(lane.clock[index].from)
      else { continue }
      line("clock-change", x, y - 9, x, y + 9)
      // On the side that the ribbon leaves free.
      let isAhead = lane.clockError(at: lane.clock[index].from) > 0
      word(
        "clock-text", x + 4, isAhead ? y + 9 : y - 2.5, Composition.label(lane, setting: index))
    }
  }

  private func clockTitle(_ lane: Chronicle.Lane) -> String {
    let moments =
      [max(begins, lane.from)] + lane.clock.map(\.from).filter { begins < $0 && $0 <= ends }
    let parts = (moments + [ends]).map { moment in
      "at \(moment) \(Span(milliseconds: lane.clockError(at: moment)).spokenSigned)"
    }
    return "Clock of \(lane.name) against the truth: " + parts.joined(separator: ", ")
  }
}

/// How high an error of a clock is drawn: seconds and years on one scale.
enum ClockScale {
  private static let marks: [Int64] = [
    0, 1_000, 60_000, 3_600_000, 86_400_000, 365 * 86_400_000, 10 * 365 * 86_400_000,
  ]

  /// -1 … 1: from ten years behind to ten years ahead, even between the marks of the scale.
  static func share(_ error: Int64) -> Double {
    let size = Int64(clamping: error.magnitude)
    if size == 0 { return 0 }
    let above = marks.firstIndex { $0 >= size } ?? marks.count - 1
    let (low, high) = (Double(marks[above - 1]), Double(marks[above]))
    let inside = min(1, (Double(size) - low) / (high - low))
    // The least error is seen too.
    let share = max(0.16, (Double(above - 1) + inside) / Double(marks.count - 1))
    return error < 0 ? -share : share
  }
}
