import ArgumentParser
import CatchwordSimulation

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Tell the causal history of one record of a run.",
    discussion: """
      Tells of every commit that touches an item who made it, what its maker had seen, \
      and what the fold decided.

      Examples:
        catchword-sim explain 80001 Simulations/Stories/clock/ten-years-ahead.story
        catchword-sim explain b1 4711 --sweep Simulations/Sweeps/fast.sweep
      """)

  @Argument(help: "The barcode of an item.") var record: String
  @Argument(help: "A story, or a seed of the sweep.") var input: String
  @Option(help: "The sweep that the seed is of.") var sweep: String?
  @Option(help: "merge: in memory; full: on SQLite.") var world: World?

  func run() throws {
    try reporting {
      // Nobody remembers which of the two comes first.
      let isTurned = record.hasSuffix(".story")
      let (record, input) = isTurned ? (self.input, self.record) : (self.record, self.input)
      let (plan, world) = try Input.plan(input, sweep: sweep, world: world)
      let run = Run(plan, world: world)
      run.holdings = Holdings()
      run.playAll(Templates())
      defer { run.close() }
      let barcodes = plan.barcodes
      guard barcodes.contains(where: { $0.utf8.elementsEqual(record.utf8) }) else {
        let known = barcodes.isEmpty ? "no items" : barcodes.joined(separator: ", ")
        throw Trouble(code: 64, "no line names the barcode \(record); there are \(known)")
      }
      print(try run.explain(record: record), terminator: "")
      guard let failure = run.failure else { return }
      print("\nFAILED at \(failure.at): \(failure)\n\(failure.rule)")
      throw ExitCode(2)
    }
  }
}
