import ArgumentParser
import CatchwordSimulation

struct LanguageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language", abstract: "Print the language of stories and sweeps, as Markdown.")

  func run() throws { print(Language.page, terminator: "") }
}
