import ArgumentParser
import CatchwordSimulation
import Foundation

struct MonthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "month",
    abstract: "Live through a month of a library, and count what is to be reviewed.",
    discussion: """
      Three branches, a van and a school's laptop, where only what is physically possible \
      is scanned. Says how many entries of a thousand scans came into a queue that \
      somebody must look at, and ends with 2 where they are more than --at-most, a check \
      did not hold, or a replica places a book elsewhere than it is.

      Examples:
        catchword-sim month --seed 3
        catchword-sim month --seeds 0..10
        catchword-sim month --seed 3 --plan > month.story
      """)

  @Option(help: "One seed.") var seed: UInt64?
  @Option(help: "Seeds: 12, or 0..10.") var seeds: String?
  @Option(help: "How many days.") var days: Int64 = 28
  @Option(help: "How many books there are at first.") var books = 420
  @Option(help: "How many readers there are at first.") var readers = 160
  @Option(help: "The most entries of a thousand scans.") var atMost = 5.0
  @Flag(help: "Print the plan, as a story, instead of what came of it.") var plan = false
  @Flag(help: "Of many seeds too, tell everything.") var all = false
  @Option(help: "Write each seed's history into this folder, for Simulations/oracle.")
  var histories: String?

  func run() throws {
    try reporting {
      let range = try chosen()
      var settings = MonthSettings()
      (settings.days, settings.books, settings.readers) = (days, books, readers)
      let templates = Templates()
      var results: [MonthResult] = []
      for seed in range {
        let start = DispatchTime.now().uptimeNanoseconds
        var result = try Month.live(seed: seed, settings, templates: templates) { run in
          guard let histories, !run.hasFailed else { return }
          try Input.write(
            run.historyLines().joined(separator: "\n") + "\n", to: "\(histories)/\(seed).jsonl")
        }
        result.seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        results.append(result)
        tell(result, isAlone: range.count == 1)
      }
      if !plan { try conclude(results) }
    }
  }

  private func chosen() throws -> Range<UInt64> {
    guard days > 0, books > 20, readers > 0 else {
      throw Trouble(code: 64, "a month has a day, more than 20 books and somebody to read them")
    }
    switch (seed, seeds) {
    case (let seed?, nil): return seed..<seed + 1
    case (nil, let seeds?): return try Input.seeds(seeds)
    default: throw Trouble(code: 64, "name one --seed, or the --seeds")
    }
  }

  private func tell(_ result: MonthResult, isAlone: Bool) {
    if plan {
      print(result.plan.text(showsIDs: true), terminator: "")
      return
    }
    let isTold = isAlone || all || result.failure != nil || !result.strays.isEmpty
    for line in isTold ? result.lines : [result.line] { print(line) }
  }

  private func conclude(_ results: [MonthResult]) throws {
    let scans = results.reduce(0) { $0 + $1.scans }
    let entries = results.reduce(0) { $0 + $1.load.count }
    let rate = scans == 0 ? 0 : Double(entries) * 1_000 / Double(scans)
    let above = results.filter { $0.loadPerThousand > atMost }
    print(
      "\(results.count) months, \(scans) scans, \(entries) entries, "
        + String(format: "%.2f of 1,000 scans; ", rate)
        + MonthResult.cases(of: results.flatMap(\.load)))
    for name in sometimes(results) { print("never happened: \(name)") }
    for result in above { print("seed \(result.seed) is above \(atMost)") }
    let isBroken = results.contains { $0.failure != nil || !$0.strays.isEmpty }
    if isBroken || !above.isEmpty { throw ExitCode(2) }
  }

  /// What none of the months contained, in their order.
  private func sometimes(_ results: [MonthResult]) -> [String] {
    (results.first?.missed ?? []).filter { name in results.allSatisfy { $0.missed.contains(name) } }
  }
}
