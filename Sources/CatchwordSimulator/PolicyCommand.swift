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
      if ["help", "--help", "-h"].contains(arguments.first) {
        return print(PolicyCheckCommand.usage)
      }
      guard arguments.first == "check" else {
        throw Trouble(code: 64, "write `policy check`:\n" + PolicyCheckCommand.usage)
      }
      let command: PolicyCheckCommand
      do { command = try PolicyCheckCommand(arguments: Array(arguments.dropFirst())) } catch {
        throw Trouble(code: 64, "\(error):\n" + PolicyCheckCommand.usage)
      }
      let code = command.run { print($0) }
      if code != 0 { throw ExitCode(code) }
    }
  }
}
