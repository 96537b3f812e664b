import ArgumentParser
import CatchwordSimulation
import Foundation

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure events, faults, scenarios and simulated days, on one core.",
    discussion: """
      Rates are per second of this process's processor time: what an idle core takes, whatever else
      runs on the machine. An event is what the simulator decides upon: a step of the plan (an action,
      a fault, a clock set), a message on its way over a line, a segment's arrival, a call to a
      simulated disk. Under the figures stands where the time went, as the process saw itself: its
      stack every few milliseconds, told by the innermost function that says what is being done.

      Examples:
        catchword-sim bench
        catchword-sim bench --seeds 0..200 --only full
      """)

  @Option(help: "The sweep whose weights the scenarios have.")
  var sweep = "Simulations/Sweeps/fast.sweep"
  @Option(help: "The sweep whose simulated days are counted.")
  var library = "Simulations/Sweeps/library.sweep"
  @Option(help: "Seeds of the scenarios.") var seeds = "0..60"
  @Option(help: "Seeds of the library.") var librarySeeds = "0..4"
  @Option(help: "full, merge or library alone.") var only: String?

  func run() throws {
    try reporting {
      let (family, range) = (try Input.sweep(sweep), try Input.seeds(seeds))
      let workloads = [
        Workload.scenarios(of: family, in: .full, range),
        Workload.scenarios(of: family, in: .merge, range),
        Workload.library(try Input.sweep(library), try Input.seeds(librarySeeds)),
      ].filter { only == nil || $0.name == only }
      guard !workloads.isEmpty else {
        throw Trouble(code: 64, "--only takes full, merge or library")
      }
      let measurements = try workloads.map { try $0.measure() }
      Self.tellRates(measurements)
      for each in measurements { Self.tellProfile(each) }
    }
  }

  /// A line a workload; targets stand behind what they are for.
  private static func tellRates(_ measurements: [Measured]) {
    print("           scenarios/s        events/s             faults/s   simulated days/min")
    for each in measurements {
      let targets = each.workload.targets
      let cells = [
        cell(each.perSecond(each.counted.scenarios), targets.scenariosPerSecond, width: 19),
        cell(each.perSecond(each.counted.events), targets.eventsPerSecond, width: 21),
        cell(each.perSecond(each.counted.faults), nil, width: 11),
        cell(each.daysPerMinute, targets.daysPerMinute, width: 0),
      ]
      print(padded(each.workload.name, 11) + cells.joined())
    }
  }

  /// `7.1 of 20`, `1200`.
  private static func cell(_ value: Double, _ target: Double?, width: Int) -> String {
    let text = number(value) + (target.map { " of " + number($0) } ?? "")
    return padded(text, width)
  }

  private static func number(_ value: Double) -> String {
    value < 100 && value != value.rounded()
      ? String(format: "%.1f", value) : String(format: "%.0f", value)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func tellProfile(_ measurement: Measured) {
    let counted = measurement.counted
    print("\n\(measurement.workload.name): \(measurement.workload.meaning)")
    let share = 100 * measurement.processorSeconds / max(measurement.wallSeconds, 0.001)
    print(
      "  \(counted.scenarios) scenarios, \(counted.failures) failed; "
        + "\(number(measurement.processorSeconds)) s of processor time, \(number(share)) % of a core"
    )
    let parts = [
      ("steps", counted.steps), ("messages", counted.messages), ("segments", counted.segments),
      ("disk calls", counted.diskCalls),
    ]
    print(
      "  events/s: "
        + parts.map { "\(number(measurement.perSecond($0.1))) \($0.0)" }.joined(separator: ", "))
    for line in measurement.profile.lines { print("  " + line) }
  }
}
