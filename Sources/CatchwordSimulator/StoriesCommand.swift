import ArgumentParser
import CatchwordSimulation

struct StoriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stories", abstract: "Hold stories against their transcripts.",
    discussion: """
      Examples:
        catchword-sim stories Simulations/Stories
        catchword-sim stories --bless Simulations/Stories/clock
      """)

  @Argument(help: "Stories, or folders of them.") var paths: [String]
  @Flag(help: "Write down what happens now as what must happen.") var bless = false

  func run() throws {
    try reporting {
      var failed = 0
      let paths = try Input.stories(in: paths)
      let templates = Templates()
      for path in paths {
        let story = try Input.story(path)
        let run = Run.play(story.plan, templates: templates)
        if let failure = run.failure {
          print("\(path): FAILED at \(failure.at): \(failure)")
          failed += 1
        } else if bless {
          let text = story.blessed(run.transcript)
          if text != (try Input.text(path)) { print("\(path): blessed") }
          try Input.write(text, to: path)
        } else {
          let differences = story.differences(from: run.transcript)
          guard !differences.isEmpty else { continue }
          print("\(path): the transcript differs")
          for line in differences.prefix(20) { print("  " + line) }
          failed += 1
        }
      }
      print("\(paths.count - failed) stories held, \(failed) failed")
      if failed > 0 { throw ExitCode(2) }
    }
  }
}
