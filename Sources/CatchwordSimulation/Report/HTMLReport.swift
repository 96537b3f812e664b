/// A run as one file that any browser shows and any printer prints: the verdict, a timeline, who
/// knew what when, checks, the plan and the transcript. It needs no script and nothing from
/// elsewhere.
///
/// It is made before the run's hosts are closed. What each host held when is known only where
/// `Run.holdings` was set before the run began.
package struct HTMLReport {
  let run: Run
  let record: String?
  /// Of that record; nil where there is none.
  let history: Result<RecordHistory, any Error>?
  /// Commits that what failed is about.
  let evidence: [RecordHistory.Entry]
  let timeline: Timeline

  /// - Parameter record: the barcode whose history is told; nil: that of what failed, or else the
  ///   one that most hosts had in hand.
  package init(_ run: Run, record: String? = nil) {
    self.run = run
    let record = record ?? run.recordConcerned
    self.record = record
    let history = record.map { barcode in Result { try RecordHistory(of: barcode, in: run) } }
    self.history = history
    let told = try? history?.get()
    evidence = run.failure.flatMap { told?.evidence(for: $0, run) } ?? []
    timeline = Timeline(run, evidence: evidence)
  }

  package var html: String {
    var page = Markup()
    page.open("html", ["lang": "en"])
    page.open("head")
    page.element("meta", ["charset": "utf-8"])
    page.element(
      "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    page.element("title", "\(title) – \(run.failure == nil ? "held" : "failed")")
    page.open("style")
    page.verbatim(ReportStyle.sheet)
    page.close("style")
    page.close("head")
    page.open("body")
    page.open("main")
    addHeading(to: &page)
    addTimeline(to: &page)
    addRecord(to: &page)
    addChecks(to: &page)
    addPlan(to: &page)
    page.close("main")
    page.close("body")
    page.close("html")
    // Void elements of HTML have no end.
    return "<!DOCTYPE html>\n"
      + page.text.split(separator: "></meta>", omittingEmptySubsequences: false)
      .joined(separator: ">")
  }

  private var title: String {
    if let first = run.plan.prose.first(where: { !$0.isEmpty }) { return first }
    // Plans that were made by hand or shrunk have no seed.
    return run.plan.seed == 0
      ? "Simulation of \(run.hosts.map(\.name).joined(separator: ", "))"
      : "Simulation of seed \(run.plan.seed)"
  }

  // MARK: The verdict

  private func addHeading(to page: inout Markup) {
    page.open("header")
    page.element("h1", title)
    for line in run.plan.prose.drop(while: \.isEmpty).dropFirst() where !line.isEmpty {
      page.element("p", ["class": "prose"], line)
    }
    page.open("div", ["class": "verdict " + (run.failure == nil ? "held" : "failed")])
    if let failure = run.failure {
      addVerdict(failure, to: &page)
    } else {
      page.element("strong", "Every check held.")
      let total = run.counts.checks.values.reduce(0, +)
      page.add("\(run.counts.checks.count) kinds of checks, \(total) times.")
    }
    page.close("div")
    addFacts(to: &page)
    page.close("header")
  }

  private func addVerdict(_ failure: CheckFailure, to page: inout Markup) {
    page.element("strong", "\(failure.check) failed")
    let about = [failure.kind, failure.host].filter { !$0.isEmpty && failure.check != "expect" }
    let detail = about.isEmpty ? "" : " (\(about.joined(separator: ", ")))"
    page.add("at \(failure.at)\(detail). ")
    page.element("span", ["class": "rule"], "It says: \(CheckSentences.sentence(failure.check))")
    // A sentence a line: what is so, what must be so, and what the facts are.
    for sentence in run.readable(failure.text).sentences { page.element("p", sentence) }
  }

  private func addFacts(to page: inout Markup) {
    let counts = run.counts
    let from = timeline.chronicle.from
    let length = Span(milliseconds: run.now.milliseconds - from.milliseconds).spoken
    let facts: [(name: String, value: String)] = [
      ("seed", "\(run.plan.seed)"), ("world", run.world.rawValue), ("domain", run.domain.name),
      ("hosts", "\(run.hosts.count)"), ("from", "\(from)"), ("to", "\(run.now)"),
      ("simulated", length), ("events", "\(run.events)"), ("faults", "\(counts.faults)"),
      ("commits", "\(counts.commits)"), ("syncs", "\(counts.syncs)"),
      ("trace hash", run.traceHashText),
    ]
    page.open("dl", ["class": "facts"])
    for fact in facts {
      page.open("div")
      page.element("dt", fact.name)
      page.element("dd", fact.value)
      page.close("div")
    }
    page.close("dl")
  }

  // MARK: The timeline

  private func addTimeline(to page: inout Markup) {
    page.open("section", ["class": "timeline", "aria-labelledby": "timeline"])
    page.element("h2", ["id": "timeline"], "Timeline")
    page.element(
      "p", ["class": "hint"],
      "True time runs from left to right. It is even, except that long empty pauses are cut short "
        + "(//, with their length above) and dialogues of milliseconds are drawn apart. The ribbon "
        + "under a lane is its clock against the truth: above the dotted line it is ahead, below "
        + "it behind, on a scale from seconds to years. Point at anything to read more.")
    if let omission = timeline.composition.omission {
      page.element("p", ["class": "hint omission"], omission)
    }
    page.add(Timeline.definitions)
    addLegend(to: &page)
    for system in 0..<timeline.systemCount {
      page.open("figure")
      page.add(timeline.picture(system))
      page.close("figure")
    }
    page.close("section")
  }

  private func addLegend(to page: inout Markup) {
    let entries: [(glyph: String, name: String)] = [
      ("action", "done at a desk"), ("refusal", "refused"), ("failure", "failed"),
      ("crash", "power cut"), ("start", "started"), ("fault", "fault planned"),
      ("backup", "backup"), ("restore", "restored"), ("clone", "copied machine"),
      ("stick", "USB stick"),
    ]
    page.open("ul", ["class": "legend"])
    for entry in entries where isUsed(entry.glyph) {
      page.open("li")
      page.open(
        "svg", ["viewBox": "-8 -8 16 16", "width": "16", "height": "16", "aria-hidden": "true"])
      page.add(Glyph.drawing(entry.glyph))
      page.close("svg")
      page.add(entry.name)
      page.close("li")
    }
    for (style, name) in Self.swatches where isUsed(style) {
      page.open("li")
      page.open(
        "svg", ["viewBox": "0 0 26 16", "width": "26", "height": "16", "aria-hidden": "true"])
      Self.addSwatch(style, to: &page)
      page.close("svg")
      page.add(name)
      page.close("li")
    }
    page.close("ul")
  }

  private static let swatches = [
    ("message", "message"), ("heavy", "message with commits"), ("lost", "no answer"),
    ("band", "line down"), ("one-way", "down one way"), ("off", "off"), ("asleep", "asleep"),
    ("claim", "expectation held"), ("evidence", "what the failed check is about"),
    ("ring", "first check that failed"),
  ]

  private static func addSwatch(_ style: String, to page: inout Markup) {
    let box: Markup.Attributes = [
      "class": style, "x": "1", "y": "2", "width": "24", "height": "12",
    ]
    switch style {
    case "band": page.element("rect", box)
    case "one-way":
      page.element("rect", ["class": "band", "x": "1", "y": "2", "width": "24", "height": "12"])
      page.element("rect", box)
    case "off":
      page.element(
        "rect", ["class": "spell off", "x": "1", "y": "2", "width": "24", "height": "12"])
    case "asleep":
      page.element(
        "rect", ["class": "spell asleep", "x": "1", "y": "2", "width": "24", "height": "12"])
      page.element(
        "rect", ["class": "asleep-hatch", "x": "1", "y": "2", "width": "24", "height": "12"])
    case "claim": page.element("path", ["class": "claim", "d": "M9 8l3 3.5l5.5 -8"])
    case "evidence":
      page.element("circle", ["class": "evidence", "cx": "13", "cy": "8", "r": "6"])
    case "ring":
      page.element(
        "ellipse", ["class": "ring-sample", "cx": "13", "cy": "8", "rx": "6", "ry": "6"])
    default:
      page.element(
        "line",
        ["class": "message \(style)", "x1": "2", "y1": "8", "x2": "18", "y2": "8"])
      if style == "lost" {
        page.element("path", ["class": "lost-cross", "d": "M17 4.5l7 7M17 11.5l7 -7"])
      } else {
        page.element("path", ["class": "head", "d": "M24 8l-6.5 -2.6v5.2z"])
      }
    }
  }

  /// The legend explains what is there.
  private func isUsed(_ style: String) -> Bool {
    let chronicle = timeline.chronicle
    let messages = chronicle.exchanges.flatMap(\.messages)
    switch style {
    case "message": return !messages.isEmpty
    case "heavy": return chronicle.exchanges.contains { $0.carries.there || $0.carries.back }
    case "lost": return messages.contains { !$0.isAnswered }
    case "band": return chronicle.cuts.contains { $0.way == .both }
    case "one-way": return chronicle.cuts.contains { $0.way != .both }
    case "off", "asleep":
      return chronicle.lanes.contains { $0.spells.contains { $0.sort.rawValue == style } }
    case "claim": return !chronicle.claims.isEmpty
    case "evidence": return !chronicle.evidence.isEmpty
    case "ring": return chronicle.failure != nil
    default:
      return chronicle.marks.contains {
        switch ($0.sort, style) {
        case (.action, "action"), (.refusal, "refusal"), (.failure, "failure"), (.crash, "crash"),
          (.start, "start"), (.fault, "fault"), (.backup, "backup"), (.restore, "restore"),
          (.clone, "clone"), (.stick, "stick"):
          true
        default: false
        }
      }
    }
  }
}

extension Run {
  /// The barcode that the failed step or check names, or else the one that most hosts had in hand.
  var recordConcerned: String? {
    let barcodes = plan.steps.compactMap { ($0.verb as? ItemVerb)?.barcode }
    if let failure {
      let step = trace.last { $0.kind == .check }?.step
      let arguments = plan.steps.first { $0.id == step }?.verb.arguments ?? []
      let text = readable(failure.text)
      if let named = barcodes.first(where: arguments.contains) ?? plan.barcode(namedIn: text) {
        return named
      }
    }
    let steps = plan.steps.filter { $0.verb.nature == .action }
    let crowd = { (barcode: String) -> (hosts: Int, steps: Int) in
      let touching = steps.filter { $0.verb.arguments.contains(barcode) }
      return (Set(touching.flatMap(\.verb.hosts)).count, touching.count)
    }
    var best: (barcode: String, hosts: Int, steps: Int)?
    for barcode in barcodes {
      let (hosts, steps) = crowd(barcode)
      if best.map({ ($0.hosts, $0.steps) < (hosts, steps) }) ?? true {
        best = (barcode, hosts, steps)
      }
    }
    return best?.barcode
  }
}
