import CatchwordCore
import Foundation

/// What came of a month: whether every check held, and how much somebody has to look at.
package struct MonthResult: Sendable {
  package let seed: UInt64
  package let failure: CheckFailure?
  package let plan: Plan
  /// Of the whole trace, by which a run of the plan is known to be the same.
  package let hash: UInt64
  package let days: Int64
  package let scans: Int
  package let facts: Int
  package let commits: Int
  package let loansOpen: Int
  /// What ever stood in a queue, the most urgent first, by case and time.
  package let entries: [MonthEntry]
  /// Books that replicas place elsewhere than they are.
  package let strays: [String]
  /// What a month must have contained, and how often it did.
  package let sometimes: [(name: String, count: Int)]
  private let more: [(name: String, count: Int)]
  /// Of wall time, where somebody measured it.
  package var seconds: Double?

  init(seed: UInt64, _ tally: MonthTally, _ run: Run) {
    self.seed = seed
    failure = run.failure
    plan = run.plan
    hash = run.hasFailed ? 0 : run.traceHash
    days = run.now.milliseconds / 86_400_000 + 1
    (scans, facts, commits) = (tally.scans, tally.facts, tally.commits)
    (loansOpen, strays) = (tally.loansOpen, tally.strays)
    entries = tally.entries.values.sorted { a, b in
      (a.severity, a.conflictCase, a.since, a.summary) < (
        b.severity, b.conflictCase, b.since, b.summary
      )
    }
    sometimes = [
      ("books caught for a hold on their return", tally.trapped),
      ("books fetched from a hold shelf", tally.fetched), ("crates packed", tally.crates),
      ("crates unpacked", tally.unpacked), ("renewals", tally.renewals),
      ("late returns", tally.lateReturns), ("fines paid", tally.payments),
      ("days of carts", tally.cartDays), ("loans from carts", tally.cartLoans),
      ("nights without a line", tally.linesDown),
    ]
    more =
      [
        ("visits", tally.visits), ("loans", tally.loans), ("returns", tally.returns),
        ("renewals by phone", tally.phoneRenewals), ("wishes", tally.wishes),
        ("wishes given up", tally.givenUp), ("pulled", tally.pulled),
        ("looked for in vain", tally.lookedForInVain), ("taken off a hold shelf", tally.cleared),
        ("payments put off", tally.postponedPayments), ("lost", tally.lost), ("found", tally.found),
        ("billed", tally.billed), ("claims", tally.claims), ("slips", tally.slips),
        ("undone", tally.undone), ("inventories", tally.inventories),
        ("new readers", tally.newReaders), ("new books", tally.newBooks),
      ] + tally.refusals.sorted { $0.key < $1.key }.map { ("refused as \($0.key)", $0.value) }
  }

  /// Entries that somebody must look at, today or in the weekly review.
  package var load: [MonthEntry] { entries.filter { $0.severity != .c } }

  /// Of a thousand scans.
  package var loadPerThousand: Double {
    scans == 0 ? 0 : Double(load.count) * 1_000 / Double(scans)
  }

  /// What a month of this length should have contained and did not.
  package var missed: [String] { sometimes.filter { $0.count == 0 }.map(\.name) }

  /// How often each case came, by severity and number.
  package static func cases(of entries: [MonthEntry]) -> String {
    let groups = Dictionary(grouping: entries) { "\($0.severity.letter) case \($0.conflictCase)" }
    let counts = groups.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.count)" }
    return counts.isEmpty ? "none" : counts.joined(separator: ", ")
  }

  /// One line, for many seeds.
  package var line: String {
    let rate = String(format: "%.2f", loadPerThousand)
    let time = seconds.map { String(format: ", %.1f s", $0) } ?? ""
    let open = load.count(where: \.isOpen)
    return
      "seed \(seed): \(scans) scans, \(load.count) entries (\(open) open at the end), \(rate) of "
      + "1,000; \(Self.cases(of: load))\(time)"
  }

  package var lines: [String] {
    var lines = [
      line,
      "  \(days) days, \(facts) facts in \(commits) commits, \(loansOpen) loans open",
      "  " + (sometimes + more).map { "\($0.name) \($0.count)" }.joined(separator: ", "),
    ]
    let log = entries.count - load.count
    if log > 0 { lines.append("  \(log) entries for the log only") }
    for entry in load {
      lines.append(
        "  \(entry.severity.letter) case \(entry.conflictCase) \(entry.owner), seen at \(entry.seenAt) "
          + "from \(entry.since)\(entry.isOpen ? "" : ", settled since"): \(entry.summary)")
      lines += entry.sides.map { "      " + $0 }
    }
    lines += strays.map { "  stray: " + $0 }
    if let failure { lines.append("  FAILED at \(failure.at): \(failure)") }
    return lines
  }
}
