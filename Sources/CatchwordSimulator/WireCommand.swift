import ArgumentParser
import CatchwordSimulation
import Foundation

struct WireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wire",
    abstract: "Run small plans with real processes behind a proxy with faults.",
    discussion: """
      Everything stays on the loopback address and in a temporary folder. Build `catchword` first. \
      Each history is judged by the oracle. Ends with 2 where a check failed, says which, and leaves \
      what every replica could still tell beside it.

      Examples:
        catchword-sim wire --seeds 0..20 --binary .build/debug/catchword
        catchword-sim wire --seeds 0..20 --times 10
      """)

  @Option(help: "Seeds of generated plans: 3, or 0..20.") var seeds: String?
  @Argument(help: "Stories to run.") var stories: [String] = []
  @Option(help: "How often, one time after the other.") var times = 1
  @Option(help: "The program `catchword`; beside this one where none is named.") var binary: String?
  @Option(help: "Write each history into this folder, for Simulations/oracle.") var histories:
    String?

  func run() throws {
    try reporting {
      let settings = try found()
      var plans = try stories.map { try Input.story($0).plan }
      if let seeds { plans += try Input.seeds(seeds).map { try WirePlans.plan(seed: $0) } }
      guard !plans.isEmpty else { throw Trouble(code: 64, "name stories, or --seeds") }
      guard times > 0 else { throw Trouble(code: 64, "--times must be at least 1") }
      var tally = WireTally()
      for _ in 0..<times {
        for plan in plans {
          let outcome = try run(plan, settings)
          tally.add(outcome)
          if let histories, outcome.failure == nil {
            try Input.write(text(outcome.history), to: "\(histories)/\(plan.seed).jsonl")
          }
          if outcome.failure != nil { try tell(outcome, of: plan, settings) }
        }
        say(tally.line)
      }
      for line in tally.skippedLines { say(line) }
      if tally.failed > 0 { throw ExitCode(2) }
    }
  }

  private func run(_ plan: Plan, _ settings: WireSettings) throws -> WireOutcome {
    do { return try WireRun.run(plan, settings) } catch let error as StoryError {
      throw Trouble(code: 65, "seed \(plan.seed): \(error)")
    } catch let error as Interrupted {
      throw Trouble(code: 128 + error.signal, "\(error)")
    }
  }

  private func found() throws -> WireSettings {
    do { return try WireSettings.found(binary: binary) } catch let error as StoryError {
      throw Trouble(code: 66, error.text)
    }
  }

  private func tell(_ outcome: WireOutcome, of plan: Plan, _ settings: WireSettings) throws {
    guard let failure = outcome.failure else { return }
    say("seed \(plan.seed) fails: \(failure)\n\(plan.text(showsIDs: true))")
    for line in outcome.transcript { say("  " + line) }
    for (host, lines) in outcome.accounts {
      let file = "\(histories ?? settings.temporaryFolder)/wire-\(plan.seed)-\(host).jsonl"
      try Input.write(text(lines), to: file)
      say("the history of \(host): \(file)")
    }
    if stories.isEmpty { say("again: catchword-sim wire --seeds \(plan.seed)") }
  }

  /// At once, also into a file: a night of plans is long.
  private func say(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  private func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}

/// What came of all plans so far.
private struct WireTally {
  private(set) var failed = 0
  private var plans = 0
  private var counts = WireOutcome.Counts()
  private var seconds = 0.0
  /// By the reason.
  private var skipped: [String: Int] = [:]

  mutating func add(_ outcome: WireOutcome) {
    plans += 1
    if outcome.failure != nil { failed += 1 }
    counts.commands += outcome.counts.commands
    counts.exchanges += outcome.counts.exchanges
    counts.faults += outcome.counts.faults
    let (whole, atto) = outcome.duration.components
    seconds += Double(whole) + Double(atto) / 1e18
    for line in outcome.skipped {
      let reason = line.firstRange(of: ": skipped, ").map { String(line[$0.upperBound...]) }
      skipped[reason ?? line, default: 0] += 1
    }
  }

  var line: String {
    "\(plans - failed) plans of real processes held, \(failed) failed: \(counts.commands) commands, "
      + "\(counts.exchanges) exchanges, \(counts.faults) faults, \(Int(seconds)) s"
  }

  var skippedLines: [String] {
    skipped.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { reason, count in
      "skipped \(count) lines: \(reason)"
    }
  }
}
