#if Mutants
  import ArgumentParser
  import CatchwordCore
  import CatchwordSimulation
  import Foundation

  struct MutantsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "mutants",
      abstract: "Prove that planted bugs are found, and that the checker is sound.",
      discussion: """
        Each bug is hunted in a process of its own. Only builds with the trait Mutants have them:
        `make mutants` makes one in a folder of its own.
        """)

    @Option(parsing: .upToNextOption, help: "The sweeps to hunt with, seed by seed in turn.")
    var sweep = ["Simulations/Sweeps/fast.sweep", "Simulations/Sweeps/slow.sweep"]
    @Option(
      parsing: .upToNextOption,
      help: "Only these bugs, with --rules also rules; `checker` for those of the checker.")
    var only: [String] = []
    @Option(help: "Seconds until a bug must be found.") var seconds = 60.0
    @Option(help: "Write the tables into this page, between its marks.") var page: String?
    @Option(help: "Keep the shrunk stories in this folder.") var stories: String?
    @Option(
      help: "Instead: take out one rule of the library after the other and play these stories.")
    var rules: String?
    @Flag(help: "Hunt the first one here and print the result as JSON.") var here = false

    func run() throws {
      if let rules { return try reporting { try takeOutRules(playing: rules) } }
      try reporting {
        let families = try sweep.map(Input.sweep)
        let names = Planted.allCases.map { "\($0)" } + ["checker"]
        if let unknown = only.first(where: { !names.contains($0) }) {
          throw Trouble(code: 64, "there is no planted bug \(unknown)")
        }
        guard page == nil || only.isEmpty else {
          throw Trouble(code: 64, "the page holds all of them; leave out --only")
        }
        let chosen = Planted.allCases.filter { only.isEmpty || only.contains("\($0)") }
        if here {
          guard let first = chosen.first else { throw Trouble(code: 64, "name a bug with --only") }
          print(MutantHunt(families, secondsToFind: seconds).hunt(first).json)
          return
        }
        let results = try chosen.map(hunt)
        for result in results { try keep(result) }
        let suite = CheckerSuite(families[0])
        let unsound = suite.findings()
        for line in unsound { print("the sound checker: \(line)") }
        let checker = only.isEmpty || only.contains("checker") ? checkChecker(suite) : []
        let tables = Scoreboard.page(results, checker: checker)
        print(tables)
        if let page { try write(tables, to: page) }
        let isComplete =
          results.allSatisfy { $0.check != nil } && checker.allSatisfy { $0.finding != nil }
        if !isComplete || !unsound.isEmpty { throw ExitCode(2) }
      }
    }

    /// A rule that can be taken out while all stories hold is held by none. Planted bugs are played
    /// likewise where they are named; one that breaks a precondition ends the run with it.
    private func takeOutRules(playing folder: String) throws {
      let rules = RuleOut.allCases.filter { only.isEmpty || only.contains("\($0)") }
      let bugs = Planted.allCases.filter { only.contains("\($0)") }
      let names = RuleOut.allCases.map { "\($0)" } + Planted.allCases.map { "\($0)" }
      if let unknown = only.first(where: { !names.contains($0) }) {
        throw Trouble(code: 64, "there is no rule \(unknown) to take out, and no such bug")
      }
      let stories = try Input.stories(in: [folder]).map { ($0, try Input.story($0)) }
      defer { RuleOut.choose(nil) }
      var survivors = 0
      for rule in rules {
        RuleOut.choose(rule)
        let number = rule.conflictCase.map { "case \($0), " } ?? ""
        survivors += isMissed("\(number)\(rule)", by: stories) ? 0 : 1
      }
      for bug in bugs {
        Planted.choose(bug)
        survivors += isMissed("planted bug \(bug)", by: stories) ? 0 : 1
      }
      let count = rules.count + bugs.count
      print(
        "\(count - survivors) of \(count) rules are missed by a story when they are taken out")
      if survivors > 0 { throw ExitCode(2) }
    }

    /// Whether a story fails with what is chosen; says which.
    private func isMissed(_ name: String, by stories: [(path: String, story: Story)]) -> Bool {
      let templates = Templates()
      let broken = stories.filter { _, story in
        let run = Run.play(story.plan, templates: templates)
        return run.failure != nil || !story.differences(from: run.transcript).isEmpty
      }.map { $0.path.split(separator: "/").last.map(String.init) ?? $0.path }
      print("\(name): \(broken.isEmpty ? "SURVIVED" : broken.joined(separator: ", "))")
      return !broken.isEmpty
    }

    private func hunt(_ mutant: Planted) throws -> MutantResult {
      let program = Process()
      program.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      program.arguments =
        ["mutants", "--here", "--only", "\(mutant)", "--seconds", "\(seconds)", "--sweep"] + sweep
      let pipe = Pipe()
      program.standardOutput = pipe
      let start = Date()
      try program.run()
      let answer = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      program.waitUntilExit()
      let result =
        MutantResult(json: answer.trimmingCharacters(in: .whitespacesAndNewlines))
        ?? MutantResult(
          name: "\(mutant)", module: mutant.module, check: "crash",
          seconds: Date().timeIntervalSince(start))
      let found = result.check ?? "NOT CAUGHT"
      let place = "\(result.sweep ?? "") \(result.seed.map { "\($0)" } ?? "")"
      let times = [result.seconds, result.shrinkingSeconds].map { String(format: "%.1f s", $0) }
      let sizes = "\(result.lines) lines, \(result.replicas) replicas"
      FileHandle.standardError.write(
        Data(
          "\(result.name): \(found), \(place), \(times.joined(separator: " + ")), \(sizes)\n".utf8))
      return result
    }

    private func keep(_ result: MutantResult) throws {
      guard let stories, !result.story.isEmpty else { return }
      try Input.write(result.story, to: "\(stories)/\(result.name).story")
    }

    private func checkChecker(_ suite: CheckerSuite) -> [CheckerResult] {
      PlantedInChecker.allCases.map { mutant in
        PlantedInChecker.choose(mutant)
        defer { PlantedInChecker.choose(nil) }
        return CheckerResult(name: "\(mutant)", finding: suite.findings().first)
      }
    }

    private func write(_ table: String, to page: String) throws {
      let text = try Input.text(page)
      let marks = ("<!-- scoreboard -->\n", "<!-- end of scoreboard -->\n")
      guard let first = text.range(of: marks.0), let last = text.range(of: marks.1) else {
        throw Trouble(code: 65, "\(page): the marks of the scoreboard are missing")
      }
      try Input.write(
        text[..<first.upperBound] + table + text[last.lowerBound...], to: page)
    }
  }
#endif
