import ArgumentParser
import CatchwordSimulation

struct ShrinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shrink", abstract: "Make a failing seed or story as short as it can be.",
    discussion: """
      Examples:
        catchword-sim shrink 4711 --sweep Simulations/Sweeps/fast.sweep
        catchword-sim shrink failing.story --out Simulations/Stories/found
      """)

  @Argument(help: "A failing seed of the sweep, or a story.") var input: String
  @Option(help: "The sweep that the seed is of.") var sweep: String?
  @Option(help: "merge: in memory; full: on SQLite.") var world: World?
  @Option(help: "Where to write the story, under a name of its own.") var out: String?

  func run() throws {
    try reporting {
      let (plan, world) = try Input.plan(input, sweep: sweep, world: world)
      let templates = Templates()
      guard let failure = Run.play(plan, world: world, templates: templates).failure else {
        print("every check holds; there is nothing to shrink")
        return
      }
      let outcome = Shrinker.shrink(plan, failure) {
        Run.play($0, world: world, templates: templates).failure
      }
      let text = outcome.plan.shrunkText(outcome.failure)
      print(text, terminator: "")
      print("# \(outcome.runs) runs")
      if let out {
        let path = out + "/" + outcome.plan.foundName(outcome.failure) + ".story"
        try Input.write(text, to: path)
        print("# written to \(path)")
      }
      throw ExitCode(2)
    }
  }
}
