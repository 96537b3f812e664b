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
      "Record \(barcode): \(history.entries.count) commits touch it; as they are folded:",
      "(`main/circulation 2` is the second commit of main's log of that lane, `main.6` what main made "
        + "sixth.)",
    ]
    for (index, entry) in history.entries.enumerated() {
      lines += [""] + explain(entry, number: index + 1, in: history)
    }
    lines += ["", "As it stands:"] + history.standing.map { "  " + $0 }
    if !history.conflicts.isEmpty {
      lines += ["", "In review:"] + history.conflicts.map { "  " + $0 }
    }
    if !history.lost.isEmpty {
      lines += ["", "Lost on the way:"] + history.lost.map { "  " + $0 }
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
    if let made = entry.acknowledged {
      let again = entry.isRewritten ? ", and written again under this name" : ""
      return "made at \(made.at) by \(made.host)" + again
    }
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

  /// A sentence of the fold as `readable` makes it, with moments as stories write them.
  func told(_ text: String) -> String {
    readable(text).split(separator: " ", omittingEmptySubsequences: false)
      .map { Self.storyTime($0) ?? String($0) }.joined(separator: " ")
  }

  /// - Parameter word: `2026-03-02T11:00:00Z`, and whatever stands right behind it.
  /// - Returns: nil for another word, and for a time that is far from the simulation's.
  private static func storyTime(_ word: Substring) -> String? {
    let text = word.prefix(instantLength)
    let numbers = text.dropLast().split { "-T:".contains($0) }.compactMap { Int64($0) }
    guard text.count == instantLength, text.last == "Z", numbers.count == 6,
      let date = try? CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
    else { return nil }
    let seconds = date.day * 86_400 + numbers[3] * 3_600 + numbers[4] * 60 + numbers[5]
    guard (0..<400 * 86_400).contains(seconds - Moment.epochSeconds) else { return nil }
    return instant(seconds) + word.dropFirst(instantLength)
  }

  private static let instantLength = 20

  /// Seconds since 1970 as the moments of a story are written, or as a date where they are far off.
  static func instant(_ seconds: Int64) -> String {
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
