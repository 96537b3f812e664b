import ArgumentParser
import CatchwordSimulation

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run stories, plans or seeds and say what happened.",
    discussion: """
      Examples:
        catchword-sim run Simulations/Stories/clock/ten-years-ahead.story
        catchword-sim run 4711 --sweep Simulations/Sweeps/fast.sweep --trace
      """)

  @Argument(help: "Stories, or seeds of the sweep.") var inputs: [String]
  @Option(help: "The sweep that seeds are of.") var sweep: String?
  @Option(help: "merge: in memory; full: on SQLite.") var world: World?
  @Flag(help: "Print everything that happened, a line each.") var trace = false
  @Option(help: "Write the history as JSON lines, for Simulations/oracle.") var history: String?
  @Flag(help: "Print the plan instead of running it.") var plan = false

  func run() throws {
    try reporting {
      var failed = false
      let templates = Templates()
      for input in inputs {
        let (plan, world) = try Input.plan(input, sweep: sweep, world: world)
        if self.plan {
          print(plan.text(showsIDs: true), terminator: "")
          continue
        }
        let run = Run(plan, world: world)
        run.playAll(templates)
        if let history, !run.hasFailed {
          try Input.write(run.historyLines().joined(separator: "\n") + "\n", to: history)
        }
        let hash = run.traceHash
        run.close()
        if trace {
          for event in run.trace { print(event.line) }
        } else {
          for line in run.transcript { print(line) }
        }
        print("trace \(String(hash, radix: 16))")
        if let failure = run.failure {
          print("FAILED at \(failure.at): \(failure)\n\(failure.rule)")
          failed = true
        } else {
          print("every check held")
        }
      }
      if failed { throw ExitCode(2) }
    }
  }
}

extension World: ExpressibleByArgument {}
