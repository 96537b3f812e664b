import CatchwordCore
import CatchwordLibrary

extension Run {
  /// The causal history of a record as text: each commit that touches it, in the order of the fold.
  ///
  /// - Parameter barcode: of an item.
  /// - Throws: what a reachable engine throws where it cannot be read.
  package func explain(record barcode: String) throws -> String {
    let history = try RecordHistory(of: barcode, in: self)
    var lines = [
      "Record \(barcode): \(history.entries.count) commits touch it; as they are folded:"
    ]
    for (index, entry) in history.entries.enumerated() {
      lines += [""] + explain(entry, number: index + 1, in: history)
    }
    lines += ["", "As it stands:"] + history.standing.map { "  " + $0 }
    if !history.conflicts.isEmpty {
      lines += ["", "In review:"] + history.conflicts.map { "  " + $0 }
    }
    if !history.unread.isEmpty {
      lines += ["", "Not read, for they are off: " + history.unread.joined(separator: ", ")]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func explain(
    _ entry: RecordHistory.Entry, number: Int, in history: RecordHistory
  ) -> [String] {
    var lines = ["\(number). \(describe(entry.name)), \(whenMade(entry))"]
    lines += entry.words.map { "     " + $0 }
    let clocks = clocks(of: entry)
    if !clocks.isEmpty { lines.append("     \(clocks)") }
    lines.append("     " + seen(entry, in: history))
    lines += entry.decisions.map { "     → " + $0 }
    return lines
  }

  /// By the simulator's own account.
  func whenMade(_ entry: RecordHistory.Entry) -> String {
    if let made = entry.acknowledged { return "made at \(made.at) by \(made.host)" }
    return entry.isFounding ? "there before time began" : "made by nobody who was told so"
  }

  /// What the clock on the wall said and what it was corrected to, where either is not the truth.
  func clocks(of entry: RecordHistory.Entry) -> String {
    guard let made = entry.acknowledged else { return "" }
    let truth = made.at.unixSeconds
    let wall = entry.commit.clock.wallSeconds
    if abs(truth - wall) <= 1 && abs(truth - entry.time) <= 1 { return "" }
    let off = { (seconds: Int64) in
      abs(seconds) <= 1
        ? "right"
        : Span(milliseconds: seconds.magnitude > 9_000_000_000 ? 0 : seconds * 1_000).spokenSigned
    }
    return "its clock said \(Self.instant(wall)) (\(off(wall - truth))); it is dated "
      + "\(Self.instant(entry.time)) (\(off(entry.time - truth)))"
  }

  /// Seconds since 1970 as the moments of a story are written, or as a date where they are far off.
  private static func instant(_ seconds: Int64) -> String {
    let milliseconds = (seconds - Moment.epochSeconds) * 1_000
    if (0..<400 * 86_400_000).contains(milliseconds) {
      return Moment(milliseconds: milliseconds).description
    }
    return CivilDate(ofSeconds: seconds).description
  }

  func seen(_ entry: RecordHistory.Entry, in history: RecordHistory) -> String {
    let numbers = { (places: [Int]) in places.map { "\($0 + 1)" }.joined(separator: ", ") }
    var text = entry.seen.isEmpty ? "had seen none of these" : "had seen \(numbers(entry.seen))"
    if !entry.unseen.isEmpty { text += "; had not seen \(numbers(entry.unseen))" }
    return text
  }
}
