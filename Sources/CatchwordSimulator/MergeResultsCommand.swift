import ArgumentParser
import CatchwordSimulation

struct MergeResultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-results", abstract: "Add up the results of a sweep's shards.",
    discussion: """
      Example:
        catchword-sim sweep S.sweep --seeds 0..9000 --shard 3/16 --results 3.jsonl
        catchword-sim merge-results *.jsonl
      """)

  @Argument(help: "Files of results, a JSON line a seed.") var files: [String]
  @Flag(help: "Fail where a state was never reached.") var mustReachAll = false

  func run() throws {
    try reporting {
      var tally = Tally()
      for file in files {
        for line in try Input.text(file).split(separator: "\n") {
          guard let result = SweepResult(json: String(line)) else {
            throw Trouble(code: 65, "\(file): this is no result of a sweep: \(line.prefix(80))")
          }
          tally.add(result)
        }
      }
      for line in tally.lines { print(line) }
      let missed = mustReachAll ? tally.missed : []
      for state in missed { print("never reached: \(state.rawValue)") }
      if !tally.failures.isEmpty || !missed.isEmpty { throw ExitCode(2) }
    }
  }
}
