/// A run as a picture: a lane for each host, time from left to right, one SVG for each system.
struct Timeline {
  let composition: Composition
  let geometry: StaffGeometry

  /// - Parameter evidence: commits that what failed is about.
  init(_ run: Run, evidence: [RecordHistory.Entry] = []) {
    var chronicle = Chronicle(run)
    chronicle.evidence = evidence.compactMap { entry in
      guard let made = entry.acknowledged,
        let lane = chronicle.lanes.firstIndex(where: { $0.name == made.host })
      else { return nil }
      return Chronicle.Evidence(
        lane: lane, at: made.at, text: entry.words.joined(separator: ", "))
    }
    composition = Composition(chronicle)
    geometry = StaffGeometry(composition)
  }

  var systemCount: Int { composition.axis.systems.count }
  var chronicle: Chronicle { composition.chronicle }
  var axis: TimeAxis { composition.axis }

  /// Patterns that all systems use.
  static var definitions: Markup {
    var markup = Markup()
    markup.open(
      "svg", ["class": "definitions", "width": "0", "height": "0", "aria-hidden": "true"])
    markup.open("defs")
    for (name, width, path) in [
      ("one-way", "8", "M-2 10L10 -2M-2 2L2 -2M6 10L10 6"), ("asleep", "6", "M-1 7L7 -1"),
    ] {
      markup.open(
        "pattern",
        [
          "id": name, "width": width, "height": width, "patternUnits": "userSpaceOnUse",
        ])
      markup.element("path", ["class": "hatch " + name, "d": path])
      markup.close("pattern")
    }
    markup.close("defs")
    markup.close("svg")
    return markup
  }

  /// One system.
  func picture(_ system: Int) -> Markup {
    var page = SystemDrawing(self, system)
    page.drawAll()
    return page.finished()
  }
}

/// Draws one system of a timeline, from what lies behind to what lies in front.
struct SystemDrawing {
  let timeline: Timeline
  let system: Int
  var markup = Markup()

  init(_ timeline: Timeline, _ system: Int) {
    self.timeline = timeline
    self.system = system
  }

  var chronicle: Chronicle { timeline.chronicle }
  var axis: TimeAxis { timeline.axis }
  var geometry: StaffGeometry { timeline.geometry }
  var gutter: Double { geometry.gutter }
  var width: Double { axis.systems[system].width }
  var stops: Range<Int> { axis.systems[system].stops }
  var begins: Moment { axis.keys[stops.lowerBound].at }
  var ends: Moment { axis.keys[stops.upperBound - 1].at }

  mutating func drawAll() {
    drawBands()
    drawGrid()
    for lane in chronicle.lanes.indices { drawLane(lane) }
    drawSettlings()
    drawPauses()
    for index in chronicle.exchanges.indices { drawExchange(index) }
    drawSticks()
    drawBandNames()
    for index in chronicle.marks.indices { drawMark(index) }
    drawClaims()
    drawEvidence()
    drawFailure()
  }

  func finished() -> Markup {
    let callout = failureLines.isEmpty ? 0 : Double(failureLines.count) * 14 + 22
    let height = geometry.bottom + callout
    let full = gutter + TimeAxis.fullWidth + Self.edge
    var whole = Markup()
    whole.open(
      "svg",
      [
        "class": "system", "role": "img", "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": "0 0 \(full.figure) \(height.figure)",
        "aria-labelledby": "system-\(system)-title system-\(system)-text",
      ])
    let part = timeline.systemCount > 1 ? ", part \(system + 1) of \(timeline.systemCount)" : ""
    whole.element(
      "title", ["id": "system-\(system)-title"], "Timeline from \(begins) to \(ends)\(part)")
    whole.element("desc", ["id": "system-\(system)-text"], summary)
    whole.add(markup)
    whole.close("svg")
    return whole
  }

  /// For times that stand at the very end of the axis.
  private static let edge = 14.0

  private var summary: String {
    let isHere = { (moment: Moment) in self.begins <= moment && moment <= self.ends }
    let marks = chronicle.marks.filter { isHere($0.at) }.count
    let exchanges = chronicle.exchanges.filter { isHere($0.from) }.count
    let names = chronicle.lanes.map(\.name).joined(separator: ", ")
    var text = "Lanes from top to bottom: \(names). \(marks) marks, \(exchanges) exchanges."
    if let failure = failureHere { text += " At \(failure.at) a check failed: \(failure.text)" }
    return text
  }

  // MARK: Places

  func x(_ place: TimeAxis.Place) -> Double { gutter + place.x }

  /// Where a moment stands in this system; nil where it stands in another.
  func x(_ moment: Moment) -> Double? { x(TimeAxis.Key(at: moment)) }

  func x(_ key: TimeAxis.Key) -> Double? {
    let place = axis.place(key)
    return place.system == system ? gutter + place.x : nil
  }

  func part(from: Moment, until: Moment?) -> TimeAxis.Part? {
    guard let part = axis.part(from: from, until: until, in: system) else { return nil }
    return TimeAxis.Part(
      from: gutter + part.from, to: gutter + part.to, goesOnLeft: part.goesOnLeft,
      goesOnRight: part.goesOnRight)
  }

  // MARK: Shapes

  mutating func line(
    _ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, title: String? = nil
  ) {
    markup.element(
      "line",
      ["class": style, "x1": x1.figure, "y1": y1.figure, "x2": x2.figure, "y2": y2.figure],
      title: title)
  }

  mutating func box(
    _ style: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double,
    title: String? = nil
  ) {
    markup.element(
      "rect",
      [
        "class": style, "x": x.figure, "y": y.figure, "width": max(0, width).figure,
        "height": max(0, height).figure,
      ], title: title)
  }

  mutating func path(_ style: String, _ data: String, title: String? = nil) {
    markup.element("path", ["class": style, "d": data], title: title)
  }

  mutating func word(_ style: String, _ x: Double, _ y: Double, _ text: String) {
    markup.element("text", ["class": style, "x": x.figure, "y": y.figure], text)
  }
}
