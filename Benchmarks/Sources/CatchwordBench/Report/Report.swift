import Foundation

/// Everything that a run found, with the machine it found it on.
struct Report: Codable, Sendable {
  struct Machine: Codable, Sendable {
    let processor: String
    let cores: Int
    let system: String
    let sqlite: String
  }

  let machine: Machine
  let scale: Scale
  let runs: Int
  var rows: [Row] = []

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// A table in Markdown, so that it can be shown as it is.
  var table: String {
    let head = [
      "measure", "plain SQLite", "Catchword", "×", "× processor", "× of single runs", "flushes",
      "to reach",
    ]
    return ([head, head.map { _ in "---" }] + rows.map(\.cells))
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  var preamble: String {
    """
    \(machine.processor), \(machine.cores) cores, \(machine.system), SQLite \(machine.sqlite)
    \(scale.items) items, \(scale.loans) loan events, days of \(scale.changes) changes on \
    \(Workload.replicas) replicas, \(scale.contended) items contended; \(runs) runs
    """
  }
}

extension Report.Machine {
  static var here: Report.Machine {
    Report.Machine(
      processor: value(of: "model name", in: "/proc/cpuinfo", separator: ":"),
      cores: ProcessInfo.processInfo.activeProcessorCount,
      system: value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "="),
      sqlite: PlainSide.version)
  }

  private static func value(of key: String, in file: String, separator: Character) -> String {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
    let value = line?.split(separator: separator, maxSplits: 1).last ?? "unknown"
    return value.trimmingCharacters(in: CharacterSet(charactersIn: " \""))
  }
}

extension Row {
  fileprivate var cells: [String] {
    let range = lowest.flatMap { low in highest.map { "\(Self.ratio(low))–\(Self.ratio($0))" } }
    let flushes = plainFlushes.flatMap { plain in catchwordFlushes.map { "\(plain) : \($0)" } }
    return [
      name, plain.map(text) ?? "–", text(catchword), ratio.map(Self.ratio) ?? "–",
      processorRatio.map(Self.ratio) ?? "–", range ?? "–", flushes ?? "–", target,
    ]
  }

  private func text(_ value: Double) -> String {
    switch unit {
    case .bytes:
      return value < 10_000_000
        ? String(format: "%.1f KB", value / 1_000) : String(format: "%.1f MB", value / 1_000_000)
    case .seconds:
      let time =
        value < 1 ? String(format: "%.1f ms", value * 1_000) : String(format: "%.2f s", value)
      guard changes > 0 else { return time }
      return time + String(format: " (%.1f k/s)", Double(changes) / value / 1_000)
    }
  }

  private static func ratio(_ ratio: Double) -> String { String(format: "%.2f", ratio) }
}
