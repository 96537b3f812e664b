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

    @Option(help: "The sweep to hunt with.") var sweep = "Simulations/Sweeps/fast.sweep"
    @Option(help: "Only this bug.") var only: String?
    @Option(help: "Seconds until a bug must be found.") var seconds = 60.0
    @Option(help: "Write the table into this page, between its marks.") var page: String?
    @Option(help: "Keep the shrunk stories in this folder.") var stories: String?
    @Flag(help: "Hunt here and print the result as JSON.") var here = false

    func run() throws {
      try reporting {
        let family = try Input.sweep(sweep)
        let chosen = Planted.allCases.filter { only == nil || "\($0)" == only }
        guard !chosen.isEmpty else {
          throw Trouble(code: 64, "there is no planted bug \(only ?? "")")
        }
        if here {
          print(MutantHunt(family, secondsToFind: seconds).hunt(chosen[0]).json)
          return
        }
        let results = try chosen.map(hunt)
        for result in results { try keep(result) }
        let table = Scoreboard.page(results)
        print(table)
        let unsound = only == nil ? checkChecker(family) : []
        for line in unsound { print(line) }
        if let page { try write(table, to: page) }
        if results.contains(where: { $0.check == nil }) || !unsound.isEmpty { throw ExitCode(2) }
      }
    }

    private func hunt(_ mutant: Planted) throws -> MutantResult {
      let program = Process()
      program.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      program.arguments = [
        "mutants", "--here", "--only", "\(mutant)", "--sweep", sweep, "--seconds", "\(seconds)",
      ]
      let pipe = Pipe()
      program.standardOutput = pipe
      let start = Date()
      try program.run()
      let answer = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      program.waitUntilExit()
      let result =
        MutantResult(json: answer.trimmingCharacters(in: .whitespacesAndNewlines))
        ?? MutantResult(
          name: "\(mutant)", check: "crash", seconds: Date().timeIntervalSince(start))
      FileHandle.standardError.write(
        Data("\(result.name): \(result.check ?? "NOT CAUGHT"), \(result.lines) lines\n".utf8))
      return result
    }

    private func keep(_ result: MutantResult) throws {
      guard let stories, !result.story.isEmpty else { return }
      try Input.write(result.story, to: "\(stories)/\(result.name).story")
    }

    /// The checker is sound as it is, and each of its planted bugs is noticed.
    private func checkChecker(_ family: Sweep) -> [String] {
      let suite = CheckerSuite(family)
      var lines = suite.findings().map { "the sound checker: \($0)" }
      for mutant in PlantedInChecker.allCases {
        PlantedInChecker.choose(mutant)
        let findings = suite.findings()
        PlantedInChecker.choose(nil)
        print("checker: \(Scoreboard.spelled("\(mutant)")): \(findings.first ?? "NOT NOTICED")")
        if findings.isEmpty { lines.append("the checker's bug \(mutant) is not noticed") }
      }
      return lines
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
