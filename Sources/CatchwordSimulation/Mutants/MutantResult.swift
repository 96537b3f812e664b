import Foundation

/// How a planted bug was found, or that it was not.
package struct MutantResult: Codable, Sendable {
  package let name: String
  /// Where it is planted.
  package let module: String
  /// The check that failed; `crash` where the process ended; nil where nothing noticed.
  package let check: String?
  /// Whose seed it was.
  package let sweep: String?
  package let seed: UInt64?
  /// Until the first failure, in seconds of one core.
  package let seconds: Double
  package let shrinkingSeconds: Double
  /// Of the shrunk story, without its prose.
  package let lines: Int
  package let replicas: Int
  package let story: String

  package init(
    name: String, module: String, check: String?, sweep: String? = nil, seed: UInt64? = nil,
    seconds: Double, shrinkingSeconds: Double = 0, lines: Int = 0, replicas: Int = 0,
    story: String = ""
  ) {
    self.name = name
    self.module = module
    self.check = check
    self.sweep = sweep
    self.seed = seed
    self.seconds = seconds
    self.shrinkingSeconds = shrinkingSeconds
    self.lines = lines
    self.replicas = replicas
    self.story = story
  }

  package var json: String {
    guard let data = try? JSONEncoder().encode(self) else { preconditionFailure("plain values") }
    return String(decoding: data, as: UTF8.self)
  }

  package init?(json: String) {
    guard let result = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
      return nil
    }
    self = result
  }
}

/// What became of a planted bug of the checker.
package struct CheckerResult: Sendable {
  package let name: String
  /// What the checker's own suite said; nil where it noticed nothing.
  package let finding: String?

  package init(name: String, finding: String?) {
    self.name = name
    self.finding = finding
  }
}

/// Planted bugs and what found them, as tables for people.
package enum Scoreboard {
  /// Bugs of the design whose feature does not exist, and what they wait for.
  package static let pending: [(name: String, reason: String)] = [
    ("erased patron returns with a restore", "sealing and erasure"),
    ("tombstones collected before all have seen them", "snapshots and the collection of garbage"),
    ("tombstones rewound by a snapshot", "snapshots and the collection of garbage"),
  ]

  package static func page(_ results: [MutantResult], checker: [CheckerResult]) -> String {
    let caught = results.filter { $0.check != nil }
    var lines = [
      "\(caught.count) of \(results.count) planted bugs caught; seconds are those of one core. A story's lines are"
        + " counted without its prose.", "",
      "| planted bug | in | caught by | seed | after | shrunk in | story | replicas |",
      "|---|---|---|---|---|---|---|---|",
    ]
    lines += results.map(line)
    let sizes = caught.map(\.lines).sorted()
    if !sizes.isEmpty {
      lines += ["", "Median of the stories: \(sizes[sizes.count / 2]) lines."]
    }
    let noticed = checker.filter { $0.finding != nil }
    lines += [
      "", "\(noticed.count) of \(checker.count) bugs of the checker noticed by its suite.", "",
      "| planted in the checker | what the suite says |", "|---|---|",
    ]
    lines += checker.map { "| \(spelled($0.name)) | \($0.finding ?? "**nothing**") |" }
    lines += ["", "Pending, since what they would break does not exist yet:", ""]
    lines += pending.map { "- \($0.name): waits for \($0.reason)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ result: MutantResult) -> String {
    guard let check = result.check, let sweep = result.sweep, let seed = result.seed else {
      return
        "| \(spelled(result.name)) | \(result.module) | **\(result.check ?? "not caught")** | – | "
        + "\(tenths(result.seconds)) s | – | – | – |"
    }
    return "| \(spelled(result.name)) | \(result.module) | \(check) | \(sweep) \(seed) | "
      + "\(tenths(result.seconds)) s | \(tenths(result.shrinkingSeconds)) s | \(result.lines) lines | "
      + "\(result.replicas) |"
  }

  private static func tenths(_ seconds: Double) -> String { String(format: "%.1f", seconds) }

  /// `checkinClosesWhateverIsOpen` as words.
  package static func spelled(_ name: String) -> String {
    name.map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
  }
}
