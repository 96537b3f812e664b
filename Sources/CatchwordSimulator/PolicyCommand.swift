import ArgumentParser
import CatchwordSimulation

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Check rules for conflicts: policy check NAME, or --exec PROGRAM.",
    discussion: PolicyCheckCommand.usage)

  @Argument(parsing: .captureForPassthrough, help: "check, and what follows it.")
  var arguments: [String] = []

  func run() throws {
    try reporting {
      guard arguments.first == "check" else { throw Trouble(code: 64, PolicyCheckCommand.usage) }
      let command: PolicyCheckCommand
      do { command = try PolicyCheckCommand(arguments: Array(arguments.dropFirst())) } catch {
        throw Trouble(code: 64, "\(error)")
      }
      let code = command.run { print($0) }
      if code != 0 { throw ExitCode(code) }
    }
  }
}
