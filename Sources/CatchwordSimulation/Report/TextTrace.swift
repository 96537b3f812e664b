/// The trace as text: one line an event, in columns.
package struct TextTrace {
  package let lines: [String]

  package init(_ run: Run) { self.init(run.trace) }

  package init(_ trace: [TraceEvent]) {
    let times = trace.map(\.at.description)
    let ends = trace.map { $0.peer.isEmpty ? $0.host : "\($0.host) → \($0.peer)" }
    let widths = (
      time: times.map(\.count).max() ?? 0, ends: ends.map(\.count).max() ?? 0,
      kind: trace.map(\.kind.rawValue.count).max() ?? 0
    )
    lines = trace.indices.map { index in
      let event = trace[index]
      let text = Self.onOneLine(event.text)
      let since = event.since == event.at ? "" : " (began at \(event.since))"
      return [
        Self.padded(times[index], widths.time), Self.padded(ends[index], widths.ends),
        Self.padded(event.kind.rawValue, widths.kind), text + since,
      ].joined(separator: "  ")
    }
  }

  package var text: String { lines.map { $0 + "\n" }.joined() }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func onOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
  }
}
