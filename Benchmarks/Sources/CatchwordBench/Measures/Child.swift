import CDisk
import CatchwordStore
import Foundation

/// One task in a process of its own, so that its peak of memory is its own too.
///
/// `catchword-bench child <task> <directory or file> <file…>` runs it alone, for profilers: on what
/// `--keep` left of a run, with `segment0`… or `rows0`… to merge.
enum Child: String {
  case idleCatchword = "idle-catchword"
  case mergeCatchword = "merge-catchword"
  case idlePlain = "idle-plain"
  case mergePlain = "merge-plain"
  /// The first replica's day at full scale, in batches of what stands for the first file.
  case writeCatchword = "write-catchword"
  case writePlain = "write-plain"

  /// Runs the task and prints the peak of resident memory in kilobytes.
  func run(_ place: String, _ files: [String]) throws {
    cdisk_set_awaited(0)
    switch self {
    case .idleCatchword, .mergeCatchword:
      let isNew = !FileManager.default.fileExists(atPath: place + "/catchword.sqlite")
      let side =
        try isNew
        ? CatchwordSide.create(at: place, Scene.party(0))
        : CatchwordSide.open(at: place, Scene.party(0))
      _ = try side.store.read { try $0.frontier() }
      for file in files { try side.merge(Array(try Data(contentsOf: URL(filePath: file)))) }
      try side.store.close()
    case .idlePlain, .mergePlain:
      let side = try PlainSide(path: place)
      for file in files { try side.transaction(try Self.changes(in: file)) }
      side.close()
    case .writeCatchword:
      let side = try CatchwordSide.open(at: place, Scene.party(0))
      let scene = Self.scene()
      try scene.write(scene.workload.days[0], batch: Int(files.first ?? "") ?? 1, side)
      try side.store.close()
    case .writePlain:
      let side = try PlainSide(path: place)
      let scene = Self.scene()
      try scene.write(scene.workload.days[0], batch: Int(files.first ?? "") ?? 1, side)
      side.close()
    }
    print(try Self.peakKilobytes())
  }

  /// Starts this program again for the task.
  /// - Returns: kilobytes.
  func measured(_ place: String, _ files: [String]) throws -> Int {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["child", rawValue, place] + files
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: bytes, as: UTF8.self).filter(\.isNumber)
    guard process.terminationStatus == 0, let kilobytes = Int(text) else {
      throw BenchmarkError.child(rawValue)
    }
    return kilobytes
  }

  private static func scene() -> Scene {
    Scene(Workload(Scale()), Workbench(in: "/tmp"), runs: 1)
  }

  private static func changes(in file: String) throws -> [Change] {
    let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
    return text.split(separator: "\n").compactMap { Change(line: String($0)) }
  }

  private static func peakKilobytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    guard let kilobytes = line.flatMap({ Int($0.filter(\.isNumber)) }) else {
      throw BenchmarkError.child("the kernel does not say how much memory was used")
    }
    return kilobytes
  }
}

extension Scene {
  /// Kilobytes that merging a day takes above opening the same files and doing nothing.
  func measureMemory() throws -> (plain: [Int], catchword: [Int]) {
    var plain: [Int] = []
    var catchword: [Int] = []
    let segmentFiles = try segments[1].enumerated().map {
      try bench.write($0.element.bytes, as: "segment\($0.offset)")
    }
    let textFiles = try transactions(ofDay: 1).enumerated().map {
      try bench.write($0.element.text, as: "rows\($0.offset)")
    }
    for _ in 0..<runs {
      let file = try bench.copyPlain(.sealed(replica: 0))
      let idlePlain = try Child.idlePlain.measured(file, [])
      plain.append(try Child.mergePlain.measured(file, textFiles) - idlePlain)
      let directory = try bench.copyCatchword(.sealed(replica: 0))
      let idle = try Child.idleCatchword.measured(directory, [])
      catchword.append(try Child.mergeCatchword.measured(directory, segmentFiles) - idle)
    }
    return (plain, catchword)
  }
}
