/// What stands below the timeline.
extension HTMLReport {
  // MARK: The record concerned

  func addRecord(to page: inout Markup) {
    guard let record else { return }
    page.open("section", ["aria-labelledby": "record"])
    page.element("h2", ["id": "record"], "Who knew what when: \(record)")
    switch history {
    case .success(let history):
      addKnowledge(of: history, to: &page)
      addStanding(of: history, to: &page)
    case .failure(let error):
      page.element("p", ["class": "hint"], "Its history could not be read: \(error)")
    case nil: break
    }
    page.close("section")
  }

  private static let mostRows = 80

  private func addKnowledge(of history: RecordHistory, to page: inout Markup) {
    let table = KnowledgeTable(history, run)
    var hint =
      "Commits that touch the record, in the order in which they are folded, and when each host "
      + "came to hold them."
    if !table.isComplete {
      hint += " When commits arrived was not written down in this run; only makers are known."
    }
    if !history.unread.isEmpty {
      hint += " Not read, for they are off: \(history.unread.joined(separator: ", "))."
    }
    let shown = history.entries.indices.suffix(Self.mostRows)
    if shown.count < history.entries.count {
      hint += " The last \(shown.count) of \(history.entries.count) are shown."
    }
    page.element("p", ["class": "hint"], hint)
    page.open("div", ["class": "scroll"])
    page.open("table", ["class": "knowledge"])
    page.open("thead")
    page.open("tr")
    for name in ["", "commit"] + table.hosts { page.element("th", ["scope": "col"], name) }
    page.close("tr")
    page.close("thead")
    page.open("tbody")
    for index in shown { addRow(index, history, table, to: &page) }
    page.close("tbody")
    page.close("table")
    page.close("div")
  }

  private func addRow(
    _ index: Int, _ history: RecordHistory, _ table: KnowledgeTable, to page: inout Markup
  ) {
    let entry = history.entries[index]
    let isNamed = evidence.contains { $0.hash == entry.hash }
    if isNamed { page.open("tr", ["class": "named"]) } else { page.open("tr") }
    page.element("th", ["scope": "row", "class": "number"], "\(index + 1)")
    page.open("td", ["class": "commit"])
    for sentence in entry.words { page.element("div", sentence) }
    page.element(
      "div", ["class": "small"], "\(run.describe(entry.name)), \(run.seen(entry, in: history))")
    let clocks = run.clocks(of: entry)
    if !clocks.isEmpty { page.element("div", ["class": "small"], clocks) }
    for decision in entry.decisions { page.element("div", ["class": "decision"], "→ " + decision) }
    page.close("td")
    for changes in table.cells[index] { addCell(changes, entry, to: &page) }
    page.close("tr")
  }

  private func addCell(
    _ changes: [KnowledgeTable.Change], _ entry: RecordHistory.Entry, to page: inout Markup
  ) {
    if changes.isEmpty {
      page.open("td", ["class": "never"])
      page.add(table(isAsked: run.holdings != nil))
      page.close("td")
      return
    }
    let isMaker = changes.contains { if case .made = $0 { true } else { false } }
    page.open("td", ["class": isMaker ? "made" : "held"])
    for change in changes {
      let (time, how) = words(change, entry)
      if case .made = change { page.open("div", ["class": "maker"]) } else { page.open("div") }
      page.element("span", ["class": "when"], time)
      if !how.isEmpty { page.element("span", ["class": "small"], how) }
      page.close("div")
    }
    page.close("td")
  }

  private func table(isAsked: Bool) -> String { isAsked ? "never" : "?" }

  private func words(
    _ change: KnowledgeTable.Change, _ entry: RecordHistory.Entry
  ) -> (time: String, how: String) {
    let made = entry.acknowledged?.at
    let delay = { (moment: Moment) in
      made.map { "after " + Span(milliseconds: moment.milliseconds - $0.milliseconds).spoken } ?? ""
    }
    let short = { (moment: Moment) in
      // Milliseconds do not matter to who knew what.
      Moment(milliseconds: moment.milliseconds / 1_000 * 1_000).description
    }
    switch change {
    case .fromTheStart: return ("from the start", "")
    case .made(let moment): return (short(moment), "made here")
    case .arrived(let moment, let peer):
      let from = peer.isEmpty ? "" : "from \(peer), "
      return (short(moment), from + delay(moment))
    case .copied(let moment): return (short(moment), "with a copy of the disk")
    case .gone(let moment): return (short(moment), "gone with the disk")
    }
  }

  private func addStanding(of history: RecordHistory, to page: inout Markup) {
    page.open("ul", ["class": "standing"])
    for line in history.standing { page.element("li", line) }
    for line in history.conflicts { page.element("li", line) }
    for line in history.lost { page.element("li", line) }
    page.close("ul")
  }

  // MARK: Checks and states

  func addChecks(to page: inout Markup) {
    page.open("div", ["class": "columns"])
    page.open("section", ["aria-labelledby": "checks"])
    page.element("h2", ["id": "checks"], "Checks")
    page.open("table", ["class": "checks"])
    page.open("thead")
    page.open("tr")
    for name in ["check", "", "held"] { page.element("th", ["scope": "col"], name) }
    page.close("tr")
    page.close("thead")
    page.open("tbody")
    let known = CheckSentences.all.map(\.name)
    let others = run.counts.checks.keys.filter { !known.contains($0) }.sorted()
    for name in known + others { addCheck(name, to: &page) }
    page.close("tbody")
    page.close("table")
    let idle = known.filter { run.counts.checks[$0] == nil && run.failure?.check != $0 }
    if !idle.isEmpty {
      page.element(
        "p", ["class": "hint"], "Not judged in this run: \(idle.joined(separator: ", ")).")
    }
    page.close("section")
    addReached(to: &page)
    page.close("div")
  }

  private func addCheck(_ name: String, to page: inout Markup) {
    let count = run.counts.checks[name]
    let hasFailed = run.failure?.check == name
    guard count != nil || hasFailed else { return }
    page.open("tr", ["class": hasFailed ? "failed" : "held"])
    page.element("th", ["scope": "row"], name)
    page.element("td", CheckSentences.sentence(name))
    let times = count.map { "\($0) ×" } ?? ""
    page.element(
      "td", ["class": "count"],
      hasFailed ? (times.isEmpty ? "failed" : times + ", then failed") : times)
    page.close("tr")
  }

  private func addReached(to page: inout Markup) {
    page.open("section", ["aria-labelledby": "reached"])
    page.element("h2", ["id": "reached"], "States reached")
    let states = Sometimes.allCases.filter(run.reached.contains)
    if states.isEmpty {
      page.element("p", ["class": "hint"], "None of those that a night of simulations must reach.")
    }
    page.open("ul", ["class": "reached"])
    for state in states { page.element("li", state.rawValue) }
    page.close("ul")
    page.close("section")
  }

  // MARK: Plan, transcript, trace

  func addPlan(to page: inout Markup) {
    page.open("div", ["class": "columns texts"])
    addText("plan", "Plan", run.plan.text(), isOpen: true, to: &page)
    let transcript = run.transcript.map { $0 + "\n" }.joined()
    addText("transcript", "Transcript", transcript, isOpen: true, to: &page)
    page.close("div")
    let trace = TextTrace(run)
    addText("trace", "Trace, \(trace.lines.count) events", trace.text, isOpen: false, to: &page)
  }

  private func addText(
    _ id: String, _ title: String, _ text: String, isOpen: Bool, to page: inout Markup
  ) {
    page.open("section", ["aria-labelledby": id])
    if isOpen { page.open("details", ["open": "open"]) } else { page.open("details") }
    page.open("summary")
    page.element("h2", ["id": id], title)
    page.close("summary")
    page.element("pre", ["tabindex": "0"], text)
    page.close("details")
    page.close("section")
  }
}
