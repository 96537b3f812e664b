import Foundation

/// What speed is measured on, and what it should be (the targets are for one core).
package struct Workload {
  package let name: String
  /// In words, for whoever reads the figures.
  package let meaning: String
  package let sweep: Sweep
  package let seeds: Range<UInt64>
  package let targets: Targets

  /// Nil where nothing is asked for.
  package struct Targets: Sendable {
    package var eventsPerSecond: Double?
    package var scenariosPerSecond: Double?
    package var daysPerMinute: Double?
  }

  /// Three branches and two hundred actions a scenario, with the weights of a sweep.
  package static func scenarios(
    of sweep: Sweep, in world: World, _ seeds: Range<UInt64>
  ) -> Workload {
    var scenarios = sweep
    scenarios.world = world
    scenarios.casts = [Sweep.Cast(branches: 3, carts: 0)]
    scenarios.steps = 200...200
    return Workload(
      name: world.rawValue,
      meaning: "three branches, 200 actions a scenario, faults and all checks",
      sweep: scenarios, seeds: seeds,
      targets: world == .full
        ? Targets(eventsPerSecond: 100_000, scenariosPerSecond: 20)
        : Targets(eventsPerSecond: 500_000))
  }

  /// A library on ordinary days: what a simulated day costs where little happens in it.
  package static func library(_ sweep: Sweep, _ seeds: Range<UInt64>) -> Workload {
    Workload(
      name: "library", meaning: sweep.prose.joined(separator: " "), sweep: sweep, seeds: seeds,
      targets: Targets(daysPerMinute: 30))
  }

  /// Founds first, for a sweep does that once for thousands of seeds; then runs every seed.
  /// - Throws: what founding throws.
  package func measure() throws -> Measured {
    let runner = SweepRunner(sweep)
    try runner.found(seeds)
    var (counted, profile) = (Measured.Counted(), ProcessorProfile())
    let (wall, processor) = (Self.seconds(CLOCK_MONOTONIC), Self.seconds(CLOCK_PROCESS_CPUTIME_ID))
    profile.measure {
      for seed in seeds {
        let result = runner.result(seed) { counted.add($0) }
        if result.failure != nil { counted.failures += 1 }
      }
    }
    return Measured(
      workload: self, counted: counted, wallSeconds: Self.seconds(CLOCK_MONOTONIC) - wall,
      processorSeconds: Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - processor, profile: profile)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// What a workload came to.
package struct Measured {
  package let workload: Workload
  package let counted: Counted
  package let wallSeconds: Double
  /// Of this process alone: what an idle core would have taken, whatever else ran here.
  package let processorSeconds: Double
  package let profile: ProcessorProfile

  package struct Counted {
    package var scenarios = 0
    package var failures = 0
    package var steps = 0
    package var messages = 0
    package var segments = 0
    package var diskCalls = 0
    package var faults = 0
    package var days = 0.0

    package var events: Int { steps + messages + segments + diskCalls }

    fileprivate mutating func add(_ run: Run) {
      scenarios += 1
      steps += run.counts.steps
      messages += run.counts.messages
      segments += run.counts.segments
      diskCalls += run.diskCalls
      faults += run.counts.faults
      days += Double(run.now.milliseconds - Moment.opening.milliseconds) / 86_400_000
    }
  }

  package func perSecond(_ count: Int) -> Double { Double(count) / processorSeconds }
  package var daysPerMinute: Double { counted.days * 60 / processorSeconds }
}
