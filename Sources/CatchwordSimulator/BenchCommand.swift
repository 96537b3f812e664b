import ArgumentParser
import CatchwordSimulation
import Foundation

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure events, faults, scenarios and simulated days, on one core.")

  @Option(help: "The sweep whose seeds are run.") var sweep = "Simulations/Sweeps/fast.sweep"
  @Option(help: "Seeds.") var seeds = "0..200"

  func run() throws {
    try reporting {
      let family = try Input.sweep(sweep)
      let range = try Input.seeds(seeds)
      print(
        "world  events/s  target  disk calls/s  faults/s  scenarios/s  target  days/min  target")
      for (world, events, scenarios) in [(World.full, "100000", "20"), (.merge, "500000", "-")] {
        var sweep = family
        sweep.world = world
        let runner = SweepRunner(sweep)
        // Templates first: a sweep of thousands founds each cast once.
        for seed in range.prefix(40) { _ = runner.result(seed) }
        var (all, faults, calls, days) = (0, 0, UInt64(0), 0.0)
        let start = Date()
        for seed in range {
          let result = runner.result(seed) { run in
            calls += run.hosts.reduce(0) { $0 + $1.disk.callCount }
          }
          all += result.events
          faults += result.faults
          days += Double(result.spanMilliseconds) / 86_400_000
        }
        let seconds = Date().timeIntervalSince(start)
        let rate = { (count: Double) in String(format: "%.0f", count / seconds) }
        print(
          "\(world.rawValue)  \(rate(Double(all)))  \(events)  \(rate(Double(calls)))  "
            + "\(rate(Double(faults)))  \(rate(Double(range.count)))  \(scenarios)  "
            + "\(rate(days * 60))  30")
      }
    }
  }
}
