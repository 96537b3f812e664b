import CDisk
import Foundation

/// What the rules of a library cost: single actions at a desk, and the merge of a day with its fold.
///
/// Plain SQLite gets the rows that Catchword keeps (`PlainLibrary`); it checks no card, no limit, no hold
/// and no policy, so the ratios say what all of that costs. As in the other measures, flushes
/// are counted and return at once.
enum DeskBenchmark {
  /// The processor time that a desk action may take beside its flush.
  static let microsecondsPerAction = 250.0

  static func run(_ arguments: [String]) throws {
    let options = try Options(arguments)
    let bench = Workbench(in: options.directory)
    try bench.lay()
    cdisk_set_awaited(0)
    defer { if !options.keeps { try? bench.clear() } }
    let scene = DeskScene(options.scale, bench, runs: options.runs)
    say("laying the library")
    try scene.lay()
    var lines: [String] = []
    if options.only != .merging {
      say("at the desk")
      lines += desk(try scene.measureDesk(), options)
    }
    if options.only != .desk {
      say("merging")
      lines += merging(try scene.measureMerging(), options)
    }
    print((heading(options) + lines).joined(separator: "\n"))
  }

  private static func heading(_ options: Options) -> [String] {
    [
      "\(options.scale.items) items, \(options.scale.facts) facts, \(options.scale.patrons) patrons; "
        + "\(options.runs) runs, medians (and of the least that either side took)",
      "",
      "| measure | plain SQLite | Catchword | × processor | processor for one | flushes for one | "
        + "to reach |",
      "| --- | --- | --- | --- | --- | --- | --- |",
    ]
  }

  private static func desk(
    _ desk: (lending: Pair, renewing: Pair, returning: Pair), _ options: Options
  ) -> [String] {
    [
      ("lending", desk.lending), ("renewing", desk.renewing), ("taking back", desk.returning),
    ].map { name, pair in
      line("\(name), one a transaction", pair, options.scale.actions, "≤ 0.25 ms, 1 flush")
    }
  }

  private static func merging(
    _ merging: (library: Pair, bare: Pair), _ options: Options
  ) -> [String] {
    let merged = options.scale.merged
    return [
      line(
        "merging \(merged) facts about \(merged / 2) items", merging.library, merged, "≤ 3 ×"),
      line("the same : an event and a status", merging.bare, merged, "–"),
    ]
  }

  private static func line(
    _ name: String, _ pair: Pair, _ count: Int, _ target: String
  ) -> String {
    let scale = 1_000 / Double(count)
    let processor = pair.catchword.map(\.processor).median * scale
    let least = pair.catchword.leastProcessor * scale
    let flushes = pair.catchword.map { Double($0.flushes) }.median / Double(count)
    return "| \(name) | " + String(format: "%.1f ms", pair.plainWall * 1_000) + " | "
      + String(format: "%.1f ms", pair.catchwordWall * 1_000) + " | "
      + String(format: "%.2f (%.2f) | ", pair.processorRatio, pair.leastProcessorRatio)
      + String(format: "%.3f (%.3f) ms | ", processor, least) + String(format: "%.2f", flushes)
      + " | \(target) |"
  }

  private static func say(_ text: String) {
    FileHandle.standardError.write(Data("\(text)…\n".utf8))
  }
}

extension DeskBenchmark {
  /// What the command line asks for.
  struct Options {
    var scale = DeskScale()
    var runs = 5
    var directory = "/tmp"
    var keeps = false
    /// One half alone, as a profile wants it.
    var only: Half?

    enum Half: String {
      case desk, merging
    }

    static let usage = """
      catchword-bench desk [--items N] [--facts N] [--actions N] [--merged N] [--quick] [--runs N]
                           [--only desk|merging] [--directory DIR] [--keep]

      Measures what the rules of a library cost at a desk and in a merge.
        --quick       a tenth of everything
        --runs        runs of each side, in turns; medians are printed (5)
        --only        one half alone, for a profile
        --directory   where the replicas lie while they are measured (/tmp)
        --keep        leaves them there
      """

    init(_ arguments: [String]) throws {
      var rest = arguments[...]
      while let name = rest.popFirst() {
        switch name {
        case "--items": scale.items = try Self.number(name, &rest)
        case "--facts": scale.facts = try Self.number(name, &rest)
        case "--actions": scale.actions = try Self.number(name, &rest)
        case "--merged": scale.merged = try Self.number(name, &rest)
        case "--quick":
          scale = DeskScale(
            items: 10_000, facts: 30_000, patrons: 1_000, merged: 1_000, actions: 200)
        case "--runs": runs = try Self.number(name, &rest)
        case "--only":
          guard let half = rest.popFirst().flatMap(Half.init) else {
            throw BenchmarkError.usage("--only wants desk or merging\n\(Self.usage)")
          }
          only = half
        case "--directory": directory = rest.popFirst() ?? directory
        case "--keep": keeps = true
        default: throw BenchmarkError.usage(Self.usage)
        }
      }
      guard scale.merged / 2 + scale.actions <= scale.items else {
        throw BenchmarkError.usage("fewer items than actions and merged ones\n\(Self.usage)")
      }
    }

    private static func number(_ name: String, _ rest: inout ArraySlice<String>) throws -> Int {
      guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else {
        throw BenchmarkError.usage("\(name) wants a number above 0\n\(usage)")
      }
      return number
    }
  }
}
