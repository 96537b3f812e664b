import ArgumentParser
import CatchwordSimulation
import Foundation

struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Run many seeds of a sweep.",
    discussion: """
      Ends with 2 and the first failing seed, its shrunk story, and the commands that \
      replay and draw it.

      Examples:
        catchword-sim sweep Simulations/Sweeps/fast.sweep --seeds 0..2000
        catchword-sim sweep Simulations/Sweeps/fast.sweep --fresh --seconds 60
      """)

  @Argument(help: "The sweep's file.") var file: String
  @Option(help: "Seeds: 12, or 0..2000.") var seeds: String?
  @Flag(help: "Begin at a seed of chance, and print it.") var fresh = false
  @Option(help: "Stop after so many seconds.") var seconds: Double?
  @Option(help: "The part i of n of the seeds: 0/4.") var shard = "0/1"
  @Option(help: "Write a JSON line a seed to this file; - is stdout.") var results: String?
  @Option(help: "Write each seed's history into this folder, for Simulations/oracle.")
  var histories: String?
  @Option(help: "merge: in memory; full: on SQLite; the sweep names its own.") var world: World?
  @Option(help: "So many of 100 seeds run again in a second process, for the same trace.")
  var recheck = 5
  @Flag(help: "Fail where a state was never reached.") var mustReachAll = false
  @Flag(help: "Go on after failures, and count them by their check.") var all = false
  @Option(help: "Write the first failure's shrunk story and its report into this folder.")
  var out: String?

  func run() throws {
    try reporting {
      var sweep = try Input.sweep(file)
      if let world { sweep.world = try Input.simulated(world) }
      let range = try chosen()
      let (part, parts) = try parsedShard()
      var output = try results.map { try ResultFile($0) }
      let runner = SweepRunner(sweep)
      var tally = Tally()
      let start = DispatchTime.now().uptimeNanoseconds
      var last = range.lowerBound
      for seed in range where seed % parts == part {
        if let seconds, elapsed(start) >= seconds { break }
        let result = try runner.result(seed) { run in
          guard let histories, !run.hasFailed else { return }
          try Input.write(
            run.historyLines().joined(separator: "\n") + "\n", to: "\(histories)/\(seed).jsonl")
        }
        tally.add(result)
        last = seed
        try output?.write(result.json)
        if result.failure != nil && !all { break }
      }
      tally.seconds = elapsed(start)
      if results != "-" { say(tally, range.lowerBound...last) }
      if let first = tally.failures.first, !all { try tell(first, runner) }
      if tally.failures.isEmpty { try recheckSome(tally, runner) }
      let missed = mustReachAll ? tally.missed : []
      for state in missed { print("never reached: \(state.rawValue)") }
      if !tally.failures.isEmpty || !missed.isEmpty { throw ExitCode(2) }
    }
  }

  private func elapsed(_ start: UInt64) -> Double {
    Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }

  private func chosen() throws -> Range<UInt64> {
    if let seeds { return try Input.seeds(seeds) }
    guard fresh else { throw Trouble(code: 64, "name the --seeds, or ask for --fresh ones") }
    let start = UInt64.random(in: 0..<1_000_000_000) * 1_000
    print("fresh seeds from \(start)")
    return start..<start + 1_000_000
  }

  private func parsedShard() throws -> (UInt64, UInt64) {
    let numbers = shard.split(separator: "/").map { UInt64($0) }
    guard numbers.count == 2, let part = numbers[0], let parts = numbers[1], part < parts else {
      throw Trouble(code: 64, "`\(shard)` is no shard; write it like 0/4")
    }
    return (part, parts)
  }

  private func say(_ tally: Tally, _ seeds: ClosedRange<UInt64>) {
    print("seeds \(seeds.lowerBound)..\(seeds.upperBound)")
    // Whoever has a failure to look at need not count states.
    let isShort = !tally.failures.isEmpty && !all
    for line in isShort ? Array(tally.lines.prefix(2)) : tally.lines { print(line) }
  }

  private func tell(_ result: SweepResult, _ runner: SweepRunner) throws {
    guard let failure = result.failure else { return }
    print("\nseed \(result.seed) fails: \(failure)\n\(failure.rule)")
    let outcome = Shrinker.shrink(runner.plan(result.seed), failure) { runner.run($0).failure }
    print("\nshrunk in \(outcome.runs) runs to:\n")
    print(outcome.plan.shrunkText(outcome.failure))
    let seed = "\(result.seed) --sweep \(file)"
    print("replay: catchword-sim run \(seed) --trace")
    print("draw:   catchword-sim report \(seed) --html failure.html")
    if let barcode = runner.plan(result.seed).barcode(namedIn: failure.text) {
      print("why:    catchword-sim explain \(barcode) \(seed)")
    }
    guard let out else {
      return print("keep:   catchword-sim shrink \(seed) --out .")
    }
    let path = out + "/" + outcome.plan.foundName(outcome.failure)
    try Input.write(outcome.plan.shrunkText(outcome.failure), to: path + ".story")
    var plan = outcome.plan
    plan.prose = ["Seed \(result.seed), shrunk"]
    let run = Run(plan, world: runner.sweep.world)
    run.holdings = Holdings()
    run.playAll(Templates())
    defer { run.close() }
    try Input.write(HTMLReport(run).html, to: path + ".html")
    print("written: \(path).story and \(path).html")
  }

  /// The same seeds in a process of their own must leave the same traces: nothing may depend on the
  /// order of a dictionary or on what else the process did.
  private func recheckSome(_ tally: Tally, _ runner: SweepRunner) throws {
    guard recheck > 0, results != "-" else { return }
    let every = max(1, 100 / recheck)
    let chosen = tally.hashes.enumerated().filter { $0.offset % every == 0 }.map(\.element)
    guard !chosen.isEmpty else { return }
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    program.arguments =
      ["hashes", file, "--world", runner.sweep.world.rawValue] + chosen.map { "\($0.seed)" }
    let pipe = Pipe()
    program.standardOutput = pipe
    try program.run()
    let answer = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    program.waitUntilExit()
    let hashes = answer.split(separator: "\n").compactMap { UInt64($0, radix: 16) }
    guard hashes == chosen.map(\.hash) else {
      let first = zip(chosen, hashes).first { $0.0.hash != $0.1 }
      let seed = first.map { "seed \($0.0.seed)" } ?? "the second process"
      throw Trouble(code: 2, "\(seed) leaves another trace in a second process")
    }
    print("\(chosen.count) seeds left the same trace in a second process")
  }
}

/// Traces of seeds, for a sweep that wants to compare.
struct HashesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hashes", abstract: "Print the trace hash of seeds.", shouldDisplay: false)

  @Argument var file: String
  @Argument var seeds: [UInt64]
  @Option var world: World?

  func run() throws {
    try reporting {
      var sweep = try Input.sweep(file)
      if let world { sweep.world = world }
      let runner = SweepRunner(sweep)
      // In another order, so that what one run leaves behind cannot hide.
      let hashes = Dictionary(
        seeds.reversed().map { ($0, runner.result($0).hash) }, uniquingKeysWith: { a, _ in a })
      for seed in seeds { print(String(hashes[seed] ?? 0, radix: 16)) }
    }
  }
}

/// A file of results, a line each.
struct ResultFile {
  private let handle: FileHandle

  init(_ path: String) throws {
    if path == "-" {
      handle = .standardOutput
      return
    }
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw Trouble(code: 73, "\(path): it cannot be written") }
    self.handle = handle
  }

  mutating func write(_ line: String) throws {
    try handle.write(contentsOf: Data((line + "\n").utf8))
  }
}
