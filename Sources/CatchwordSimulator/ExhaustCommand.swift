import ArgumentParser
import CatchwordSimulation

struct ExhaustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exhaust",
    abstract: "Try every placement and every order of delivery of a few deeds.",
    discussion: """
      Example:
        catchword-sim exhaust --replicas 2 --operations 3
      """)

  @Option(help: "2 or 3.") var replicas = 2
  @Option(help: "1 to 4.") var operations = 2
  @Option(help: "Stop after so many histories.") var limit = 100_000

  func run() throws {
    try reporting {
      let search = Exhaustive(domain: .library, replicas: replicas, operations: operations)
      let outcome = try search.run(limit: limit) { _ in }
      print("\(outcome.counts)\(outcome.isComplete ? ", complete" : ", stopped at the limit")")
      guard let failure = outcome.failure else { return }
      print("FAILED: \(failure)\n\(outcome.failed?.text() ?? "")")
      throw ExitCode(2)
    }
  }
}
