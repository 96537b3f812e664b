import ArgumentParser
import CatchwordSimulation

/// `catchword-sim`: libraries in partition, their clocks, their disks, and whether all still agrees.
@main
struct SimulatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catchword-sim",
    abstract: "Simulate networks of replicas with everything that can go wrong.",
    discussion: """
      The real replica runs on simulated machines, disks and lines, under simulated \
      time. A plan says beforehand all that happens; checks judge the whole history at \
      its end. The language of plans and stories is told by `catchword-sim language`.

      Begin with:
        catchword-sim stories Simulations/Stories
        catchword-sim sweep Simulations/Sweeps/fast.sweep --seeds 0..200

      A failure is understood with `shrink`, `report` and `explain`.

      Exit codes: 0 every check held, 2 one did not, 64 usage, 65 a file that is not \
      understood, 66 one that is not there, 73 one that cannot be written.
      """,
    subcommands: subcommands)

  static func main() {
    SimulatedDisk.claimProcess()
    main(nil)
  }

  private static var subcommands: [any ParsableCommand.Type] {
    let all: [any ParsableCommand.Type] = [
      RunCommand.self, StoriesCommand.self, SweepCommand.self, ShrinkCommand.self,
      MergeResultsCommand.self, LanguageCommand.self, HashesCommand.self, ReportCommand.self,
      ExplainCommand.self,
      PolicyCommand.self, WireCommand.self, ExhaustCommand.self, BenchCommand.self,
      MonthCommand.self,
    ]
    #if Mutants
      return all + [MutantsCommand.self]
    #else
      return all
    #endif
  }
}
