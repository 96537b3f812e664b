import CDisk
import Foundation

/// Measures one replica of Catchword against plain SQLite that keeps the same rows.
///
/// Figures drift with the machine and with what else it does, so each is a ratio: both sides do the
/// same rows in transactions of the same size under the same pragmas, in one process, in turns, and
/// medians are compared. Processor time stands beside the wall's, which a busy machine stretches.
///
/// Both sides run with `synchronous = FULL`, as the store does. Where a row does not say that the
/// disk is awaited, flushes are counted and return at once: see `CDisk`.
@main
enum Benchmark {
  static func main() {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if arguments.count > 2, arguments[0] == "child", let child = Child(rawValue: arguments[1]) {
        return try child.run(arguments[2], Array(arguments.dropFirst(3)))
      }
      if arguments.first == "desk" { return try DeskBenchmark.run(Array(arguments.dropFirst())) }
      let options = try Options(arguments)
      let bench = Workbench(in: options.directory)
      try bench.lay()
      let report: Report
      do {
        report = try measure(options, bench)
      } catch {
        try? bench.clear()
        throw error
      }
      if !options.keeps { try bench.clear() }
      print(report.preamble + "\n\n" + report.table)
      if let json = options.json { try report.json().write(to: URL(filePath: json)) }
    } catch {
      FileHandle.standardError.write(Data("catchword-bench: \(error)\n".utf8))
      exit(error is BenchmarkError ? 64 : 1)
    }
  }

  private static func measure(_ options: Options, _ bench: Workbench) throws -> Report {
    cdisk_set_awaited(0)
    let scene = Scene(Workload(options.scale), bench, runs: options.runs)
    let scale = options.scale
    var report = Report(machine: .here, scale: scale, runs: options.runs)
    say("loading the catalogue")
    let base = try scene.layBase()
    say("living the day")
    try scene.liveTheDay()

    say("writing")
    for (name, batch, count, isAwaited) in [
      ("local write, one change a transaction", 1, scale.changes, false),
      ("the same, the disk awaited", 1, max(1, scale.changes / 10), true),
      ("local write, 1,000 changes a transaction", Scene.batch, scale.changes, false),
    ] {
      let pair = try scene.measureWriting(batch: batch, count: count, isAwaited: isAwaited)
      report.rows.append(
        Row(name, pair, changes: count, target: isAwaited ? "as many flushes" : "≤ 1.5"))
    }

    say("sealing")
    let sealing = try scene.measureSealing()
    report.rows += [
      Row(
        "sealing the day : reading its rows by key, zstd", sealing.sealing, target: "timed apart"),
      Row("extracting the sealed day", sealing.extracting, target: "≤ 5 ms"),
    ]

    say("merging")
    let merging = try scene.measureMerging()
    report.rows += [
      Row("merging the day", merging.whole, changes: scale.changes, target: "≤ 1.5"),
      Row("of it: opening the segments", merging.opening, target: ""),
      Row("of it: the store", merging.applying, target: ""),
      Row(
        "merging the catalogue's log, \(base.plain.count) runs", base,
        changes: scale.items + scale.loans, target: "≤ 1.5 by snapshot"),
    ]

    say("bytes and memory")
    report.rows += try sizes(scene)
    return report
  }

  private static func sizes(_ scene: Scene) throws -> [Row] {
    let day = try scene.measureBytes()
    let base = scene.measureBaseBytes()
    let files = try scene.measureSize()
    let memory = try scene.measureMemory()
    let median = { (kilobytes: [Int]) in kilobytes.sorted()[kilobytes.count / 2] * 1_024 }
    return [
      Row(
        "the day's segments : its text, zstd", plain: day.text, catchword: day.segments,
        target: "≤ 100 KB"),
      Row(
        "the same, 1,000 changes a transaction", plain: day.text, catchword: day.batched,
        target: ""),
      Row(
        "the catalogue's segments : its text, zstd", plain: base.text, catchword: base.segments,
        target: "≤ 6.3 MB"),
      Row(
        "database after all three days", plain: files.plain, catchword: files.catchword,
        target: "≤ 40 MB"),
      Row(
        "peak memory, merging the day, above idle", plain: median(memory.plain),
        catchword: median(memory.catchword), target: "≤ 20 MB"),
    ]
  }

  private static func say(_ text: String) {
    FileHandle.standardError.write(Data("\(text)…\n".utf8))
  }
}
