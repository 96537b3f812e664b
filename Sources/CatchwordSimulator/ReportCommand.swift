import ArgumentParser
import CatchwordSimulation

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Draw a run: a page with its timeline, in one file.",
    discussion: """
      Examples:
        catchword-sim report Simulations/Stories/clock/ten-years-ahead.story \\
          --html ahead.html
        catchword-sim report 4711 --sweep Simulations/Sweeps/fast.sweep \\
          --html night.html
      """)

  @Argument(help: "A story, or a seed of the sweep.") var input: String
  @Option(help: "The sweep that the seed is of.") var sweep: String?
  @Option(help: "merge: in memory; full: on SQLite.") var world: World?
  @Option(help: "Tell who knew what when about this barcode.") var record: String?
  @Option(help: "Where to write the page.") var html: String

  func run() throws {
    try reporting {
      let (plan, world) = try Input.plan(input, sweep: sweep, world: world)
      let run = Run(plan, world: world)
      run.holdings = Holdings()
      run.playAll(Templates())
      try Input.write(HTMLReport(run, record: record).html, to: html)
      run.close()
      print("\(html): \(run.failure.map { "FAILED: \($0)" } ?? "every check held")")
      if run.hasFailed { throw ExitCode(2) }
    }
  }
}
