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
    say("at the desk")
    let desk = try scene.measureDesk()
    say("merging")
    let merging = try scene.measureMerging()
    print(table(desk, merging, options))
  }

  private static func table(
    _ desk: (lending: Pair, renewing: Pair, returning: Pair),
    _ merging: (library: Pair, bare: Pair),
    _ options: Options
  ) -> String {
    let actions = options.scale.actions
    var lines = [
      "\(options.scale.items) items, \(options.scale.facts) facts, \(options.scale.patrons) patrons; "
        + "\(options.runs) runs, medians",
      "",
      "| measure | plain SQLite | Catchword | × processor | processor for one | flushes for one | "
        + "to reach |",
      "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for (name, pair) in [
      ("lending", desk.lending), ("renewing", desk.renewing), ("taking back", desk.returning),
    ] {
      lines.append(line("\(name), one a transaction", pair, actions, "≤ 0.25 ms, 1 flush"))
    }
    let merged = options.scale.merged
    let name = "merging \(merged) facts about \(merged / 2) items"
    lines.append(line(name, merging.library, merged, "≤ 3 ×"))
    lines.append(line("the same : an event and a status", merging.bare, merged, "–"))
    return lines.joined(separator: "\n")
  }

  private static func line(
    _ name: String, _ pair: Pair, _ count: Int, _ target: String
  ) -> String {
    let processor = pair.catchword.map(\.processor).median / Double(count)
    let flushes = pair.catchword.map { Double($0.flushes) }.median / Double(count)
    return "| \(name) | " + String(format: "%.1f ms", pair.plainWall * 1_000) + " | "
      + String(format: "%.1f ms", pair.catchwordWall * 1_000) + " | "
      + String(format: "%.2f", pair.processorRatio) + " | "
      + String(format: "%.3f ms", processor * 1_000) + " | " + String(format: "%.2f", flushes)
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

    static let usage = """
      catchword-bench desk [--items N] [--facts N] [--actions N] [--merged N] [--quick] [--runs N]
                           [--directory DIR] [--keep]

      Measures what the rules of a library cost at a desk and in a merge.
        --quick       a tenth of everything
        --runs        runs of each side, in turns; medians are printed (5)
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
