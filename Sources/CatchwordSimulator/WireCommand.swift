import ArgumentParser
import CatchwordSimulation

struct WireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wire",
    abstract: "Run small plans with real processes behind a proxy with faults.",
    discussion: """
      Everything stays on the loopback address and in a temporary folder. Build `catchword` first.

      Example:
        catchword-sim wire --seeds 0..20 --binary .build/debug/catchword
      """)

  @Option(help: "Seeds of generated plans: 3, or 0..20.") var seeds: String?
  @Argument(help: "Stories to run.") var stories: [String] = []
  @Option(help: "The program `catchword`; beside this one where none is named.") var binary: String?
  @Option(help: "Write each history into this folder, for Simulations/oracle.") var histories:
    String?

  func run() throws {
    try reporting {
      let settings = try WireSettings.found(binary: binary)
      var plans = try stories.map { try Input.story($0).plan }
      if let seeds { plans += try Input.seeds(seeds).map { try WirePlans.plan(seed: $0) } }
      guard !plans.isEmpty else { throw Trouble(code: 64, "name stories, or --seeds") }
      var failed = 0
      for plan in plans {
        let outcome = try WireRun.run(plan, settings)
        if let histories {
          try Input.write(
            outcome.history.joined(separator: "\n") + "\n", to: "\(histories)/\(plan.seed).jsonl")
        }
        guard let failure = outcome.failure else { continue }
        failed += 1
        print("seed \(plan.seed) fails: \(failure)\n\(plan.text(showsIDs: true))")
        for line in outcome.transcript { print("  " + line) }
      }
      print("\(plans.count - failed) plans of real processes held, \(failed) failed")
      if failed > 0 { throw ExitCode(2) }
    }
  }
}
