/// What happens: messages, marks, claims, and the check that failed.
extension SystemDrawing {
  // MARK: Messages

  mutating func drawExchange(_ index: Int) {
    let exchange = chronicle.exchanges[index]
    if timeline.composition.detail == .carriers && !Composition.isCarrier(exchange) { return }
    let title = exchangeTitle(exchange)
    drawTalk(exchange, title)
    if let row = timeline.composition.rowOfExchange[index], let x = x(exchange.from) {
      drawLabel(exchange.label, x, exchange.client, row, isQuiet: !exchange.isAnswered)
    }
    if timeline.composition.detail == .dialogues {
      for message in exchange.messages { drawMessage(message, exchange) }
    } else {
      drawBundle(exchange, title)
    }
  }

  /// How long the caller was busy with it.
  private mutating func drawTalk(_ exchange: Chronicle.Exchange, _ title: String) {
    let y = geometry.lanes[exchange.client].line
    if timeline.composition.hasEnd(exchange) {
      guard let part = part(from: exchange.from, until: exchange.until) else { return }
      box("talk", part.from, y - 2.5, max(part.width, 2), 5, title: title)
    } else if let x = x(exchange.from) {
      box("talk", x - 3, y - 2.5, 6, 5, title: title)
    }
  }

  private func exchangeTitle(_ exchange: Chronicle.Exchange) -> String {
    let names = (chronicle.lanes[exchange.client].name, chronicle.lanes[exchange.server].name)
    let length = Span(milliseconds: exchange.until.milliseconds - exchange.from.milliseconds).spoken
    let end = exchange.note.isEmpty ? "" : "\n" + exchange.note
    return "\(exchange.from) \(names.0) calls \(names.1), for \(length)" + end
  }

  private struct Point {
    let moment: Moment
    let lane: Int
  }

  private mutating func drawMessage(_ message: Chronicle.Message, _ exchange: Chronicle.Exchange) {
    let sent = Point(moment: message.since, lane: exchange.client)
    let reached = message.reachedAt.map { Point(moment: $0, lane: exchange.server) }
    let back = Point(moment: message.at, lane: exchange.client)
    let isHeavy = message.what == "push" || message.what == "fetch"
    let style = "message " + message.what + (message.isAnswered ? "" : " lost")
    guard let reached else {
      drawLeg(
        style, sent, Point(moment: message.at, lane: exchange.server), endsAt: 0.55, message.note)
      return
    }
    drawLeg(
      style + (isHeavy && message.what == "push" ? " heavy" : ""), sent, reached, endsAt: nil,
      message.note)
    drawLeg(
      style + (isHeavy && message.what == "fetch" ? " heavy" : ""), reached, back,
      endsAt: message.isAnswered ? nil : 0.55, message.note)
  }

  private mutating func drawBundle(_ exchange: Chronicle.Exchange, _ title: String) {
    let isLong = timeline.composition.hasEnd(exchange)
    let sent = Point(moment: exchange.from, lane: exchange.client)
    let end = Point(moment: isLong ? exchange.until : exchange.from, lane: exchange.server)
    let carries = exchange.carries
    let style =
      "message" + (carries.there || carries.back ? " heavy" : "")
      + (exchange.isAnswered ? "" : " lost")
    drawLeg(
      style, sent, end, endsAt: exchange.isAnswered ? nil : 0.55, title,
      hasHead: carries.there || !carries.back)
    if carries.back, exchange.isAnswered, let x = x(exchange.from) {
      let isDown = exchange.server > exchange.client
      drawHead(x, geometry.lanes[exchange.client].line + (isDown ? 3.5 : -3.5), 0, isDown ? -1 : 1)
    }
  }

  /// A line from lane to lane, in as many systems as it takes.
  ///
  /// - Parameter endsAt: the share of the way after which it is lost; nil where it arrives.
  private mutating func drawLeg(
    _ style: String, _ from: Point, _ to: Point, endsAt: Double?, _ title: String,
    hasHead: Bool = true
  ) {
    let (start, end) = (x(from.moment), x(to.moment))
    let isDown = to.lane > from.lane
    let (y1, y2) = (
      geometry.lanes[from.lane].line, geometry.lanes[to.lane].line + (isDown ? -3 : 3)
    )
    let middle = (y1 + y2) / 2
    let leg: (x1: Double, y1: Double, x2: Double, y2: Double)
    switch (start, end) {
    case (let start?, let end?): leg = (start, y1, end, y2)
    case (let start?, nil): leg = (start, y1, gutter + width, middle)
    case (nil, let end?): leg = (gutter, middle, end, y2)
    case (nil, nil): return
    }
    guard let share = endsAt else {
      line(style, leg.x1, leg.y1, leg.x2, leg.y2, title: title)
      if end != nil && hasHead { drawHead(leg.x2, leg.y2, leg.x2 - leg.x1, leg.y2 - leg.y1) }
      return
    }
    // Frames are lost soon after they left; how long the caller waits shows at its lane.
    guard start != nil else { return }
    let x = leg.x1 + min((leg.x2 - leg.x1) * share, Self.mostLean)
    let y = leg.y1 + (leg.y2 - leg.y1) * share
    line(style, leg.x1, leg.y1, x, y, title: title)
    drawCross("lost-cross", x, y, 3.6, title)
  }

  private static let mostLean = 12.0

  /// The head of an arrow that ends there, coming that way.
  private mutating func drawHead(_ x: Double, _ y: Double, _ dx: Double, _ dy: Double) {
    let length = max(0.001, (dx * dx + dy * dy).squareRoot())
    let (ux, uy) = (dx / length, dy / length)
    let (bx, by) = (x - ux * 6.5, y - uy * 6.5)
    let corners = [(x, y), (bx - uy * 2.6, by + ux * 2.6), (bx + uy * 2.6, by - ux * 2.6)]
    path("head", "M" + corners.map { "\($0.0.figure) \($0.1.figure)" }.joined(separator: "L") + "z")
  }

  private mutating func drawCross(
    _ style: String, _ x: Double, _ y: Double, _ size: Double, _ title: String
  ) {
    let (left, right) = ((x - size).figure, (x + size).figure)
    let (top, bottom) = ((y - size).figure, (y + size).figure)
    path(
      style, "M\(left) \(top)L\(right) \(bottom)M\(left) \(bottom)L\(right) \(top)", title: title)
  }

  /// A stick is carried from where it was last to where it is used next.
  mutating func drawSticks() {
    var last: [String: Int] = [:]
    for (index, mark) in chronicle.marks.enumerated() {
      guard case .stick(let name) = mark.sort else { continue }
      defer { last[name] = index }
      guard let before = last[name], chronicle.marks[before].lane != mark.lane else { continue }
      let from = chronicle.marks[before]
      guard let x1 = x(timeline.composition.key(ofMark: before)),
        let x2 = x(timeline.composition.key(ofMark: index))
      else { continue }
      line(
        "carried", x1, geometry.lanes[from.lane].line, x2, geometry.lanes[mark.lane].line,
        title: "\(name) is carried from \(chronicle.lanes[from.lane].name) to "
          + chronicle.lanes[mark.lane].name)
    }
  }

  // MARK: Marks

  mutating func drawMark(_ index: Int) {
    let mark = chronicle.marks[index]
    guard let x = x(timeline.composition.key(ofMark: index)) else { return }
    let y = geometry.lanes[mark.lane].line
    if let row = timeline.composition.rowOfMark[index] {
      drawLabel(mark.label, x, mark.lane, row, isQuiet: false)
    }
    switch mark.sort {
    case .crash: drawCross("crash", x, y, 5, mark.note)
    case .clone(let original):
      let from = geometry.lanes[original].line
      line("copied", x, from, x, y, title: mark.note)
      glyph("clone", x, y, mark.note)
    case .action: glyph("action", x, y, mark.note)
    case .refusal: glyph("refusal", x, y, mark.note)
    case .failure: glyph("failure", x, y, mark.note)
    case .start: glyph("start", x, y, mark.note)
    case .fault: glyph("fault", x, y, mark.note)
    case .backup: glyph("backup", x, y, mark.note)
    case .restore: glyph("restore", x, y, mark.note)
    case .stick: glyph("stick", x, y, mark.note)
    }
  }

  private mutating func glyph(_ name: String, _ x: Double, _ y: Double, _ title: String) {
    markup.open("g", ["class": "glyph", "transform": "translate(\(x.figure) \(y.figure))"])
    markup.add(Glyph.drawing(name, title: title))
    markup.close("g")
  }

  private mutating func drawLabel(
    _ text: String, _ x: Double, _ lane: Int, _ row: LabelRoom.Row, isQuiet: Bool
  ) {
    let heights = geometry.lanes[lane]
    let y: Double
    switch row {
    case .upper: y = heights.line - 23
    case .lower: y = heights.line - 10
    case .under: y = heights.under
    }
    if row != .under { line("pole", x, heights.line, x, y - 8) }
    word("label" + (isQuiet ? " failed" : ""), x + 4, y, text)
  }

  // MARK: Claims

  mutating func drawClaims() {
    var shown: Set<Int64> = []
    for claim in chronicle.claims {
      guard let x = x(claim.at) else { continue }
      // Several claims of one moment are one tick that names them all.
      guard shown.insert(claim.at.milliseconds).inserted else { continue }
      let all = chronicle.claims.filter { $0.at == claim.at }.map(\.text)
      let y = geometry.claims
      path(
        "claim", "M\((x - 4).figure) \(y.figure)l3 3.5l5.5 -8", title: all.joined(separator: "\n"))
    }
    if !shown.isEmpty { word("role", 0, geometry.claims + 3, "expected") }
  }

  // MARK: The failed check

  /// Thin rings around the deeds that the failure is about, so that the eye finds them in a crowd.
  mutating func drawEvidence() {
    for evidence in chronicle.evidence {
      let index = chronicle.marks.indices.first {
        let mark = chronicle.marks[$0]
        return mark.lane == evidence.lane && mark.at == evidence.at && mark.isDeed
      }
      let key = index.map { timeline.composition.key(ofMark: $0) } ?? TimeAxis.Key(at: evidence.at)
      guard let x = x(key) else { continue }
      markup.element(
        "circle",
        [
          "class": "evidence", "cx": x.figure, "cy": geometry.lanes[evidence.lane].line.figure,
          "r": "7.5",
        ], title: "\(evidence.at): the failed check is about this: \(evidence.text)")
    }
  }

  var failureHere: Chronicle.Failure? {
    guard let failure = chronicle.failure, axis.place(failure.at).system == system else {
      return nil
    }
    return failure
  }

  /// What failed, in lines short enough for the picture; the verdict above has all of it.
  var failureLines: [String] {
    guard let failure = failureHere else { return [] }
    let lines = failure.text.sentences.flatMap { sentence in
      // Lines of one length look better than a long one and a word.
      let count = (sentence.count + 91) / 92
      return sentence.wrapped(at: max(24, sentence.count / count + 14))
    }
    return lines.count <= Self.mostLines ? lines : lines.prefix(Self.mostLines - 1) + ["…"]
  }

  private static let mostLines = 6

  mutating func drawFailure() {
    guard let failure = failureHere, let x = x(failure.at) else { return }
    let y = failure.lane.map { geometry.lanes[$0].line } ?? geometry.claims
    let lines = failureLines
    let longest = lines.map { LabelRoom.width($0, size: 11) }.max() ?? 0
    let boxWidth = longest + 20
    let left = min(max(gutter, x - boxWidth / 2), gutter + TimeAxis.fullWidth - boxWidth - 1)
    let top = geometry.bottom + 2
    line("verdict-line", x, y + 9, x, top)
    box("verdict-box", left, top, boxWidth, Double(lines.count) * 14 + 12)
    for (index, text) in lines.enumerated() {
      word("verdict-text", left + 10, top + 17 + Double(index) * 14, text)
    }
    markup.element(
      "circle", ["class": "ring", "cx": x.figure, "cy": y.figure, "r": "9"],
      title: "\(failure.at): the first check that failed: \(failure.text)")
  }
}

/// Small drawings that stand for what happened; they differ in shape, so that they need no colour.
enum Glyph {
  static func drawing(_ name: String, title: String? = nil) -> Markup {
    var markup = Markup()
    let shape: String
    switch name {
    case "action", "refusal": shape = "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0z"
    case "failure": shape = "M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5"
    case "start": shape = "M-3.5 -4.5L4.5 0L-3.5 4.5z"
    case "fault": shape = "M1 -6L-4 1H0L-1 6L4 -1H0z"
    case "backup": shape = "M-4 -4H4V4H-4zM-1.8 -4V-1H1.8V-4"
    case "restore": shape = "M-4.5 0L1 -4.8V-1.6H4.5V1.6H1V4.8z"
    case "clone": shape = "M-4.5 -4.5H2V2H-4.5zM-1 -1H5V5H-1z"
    case "stick": shape = "M-5 -2.6H2.4V2.6H-5zM2.4 -1.4H5.2V1.4H2.4z"
    default: shape = "M-5 -5L5 5M-5 5L5 -5"
    }
    markup.element("path", ["class": name, "d": shape], title: title)
    return markup
  }
}
