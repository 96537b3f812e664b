import ArgumentParser
import CatchwordSimulation

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Draw a run: a page with its timeline, in one file.",
    discussion: """
      Example:
        catchword-sim report Simulations/Stories/circulation/two-branches-lend-one-book.story \\
          --html night.html
      """)

  @Argument(help: "A story, or a seed of the sweep.") var input: String
  @Option(help: "The sweep that the seed is of.") var sweep: String?
  @Option(help: "merge or full.") var world: World?
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
