import ArgumentParser
import CatchwordSimulation

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Tell the causal history of one record of a run.",
    discussion: """
      Example:
        catchword-sim explain b1 4711 --sweep Simulations/Sweeps/fast.sweep
      """)

  @Argument(help: "The barcode.") var record: String
  @Argument(help: "A story, or a seed of the sweep.") var input: String
  @Option(help: "The sweep that the seed is of.") var sweep: String?
  @Option(help: "merge or full.") var world: World?

  func run() throws {
    try reporting {
      let (plan, world) = try Input.plan(input, sweep: sweep, world: world)
      let run = Run(plan, world: world)
      run.holdings = Holdings()
      run.playAll(Templates())
      print(try run.explain(record: record))
      run.close()
    }
  }
}
