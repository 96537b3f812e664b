import Foundation

/// How a planted bug was found, or that it was not.
package struct MutantResult: Codable, Sendable {
  package let name: String
  /// The check that failed; `crash` where the process ended; nil where nothing noticed.
  package let check: String?
  package let seed: UInt64?
  /// Until the first failure, in seconds of wall time.
  package let seconds: Double
  package let shrinkingSeconds: Double
  /// Of the shrunk story, without its prose.
  package let lines: Int
  package let replicas: Int
  package let story: String

  package init(
    name: String, check: String?, seed: UInt64? = nil, seconds: Double,
    shrinkingSeconds: Double = 0,
    lines: Int = 0, replicas: Int = 0, story: String = ""
  ) {
    self.name = name
    self.check = check
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

/// Planted bugs and what found them, as a table for people.
package enum Scoreboard {
  /// Bugs of the design whose feature does not exist, and what they wait for.
  package static let pending: [(name: String, reason: String)] = [
    ("float money", "money"), ("duplicate POST charges twice", "money"),
    ("hold filled twice", "holds"), ("erased patron returns with a restore", "sealing and erasure"),
    ("tombstones collected before all have seen them", "snapshots and the collection of garbage"),
  ]

  package static func page(_ results: [MutantResult]) -> String {
    let caught = results.filter { $0.check != nil }
    var lines = [
      "\(caught.count) of \(results.count) planted bugs caught."
        + " A story's lines are counted without its prose.", "",
      "| planted bug | caught by | seed | after | story | replicas |",
      "|---|---|---|---|---|---|",
    ]
    for result in results {
      let check = result.check ?? "**not caught**"
      let seed = result.seed.map { "\($0)" } ?? "–"
      lines.append(
        "| \(spelled(result.name)) | \(check) | \(seed) | \(tenths(result.seconds)) s | "
          + "\(result.lines) lines | \(result.replicas) |")
    }
    let sizes = caught.map(\.lines).sorted()
    if !sizes.isEmpty {
      lines += ["", "Median of the stories: \(sizes[sizes.count / 2]) lines."]
    }
    lines += ["", "Pending, since what they would break does not exist yet:", ""]
    lines += pending.map { "- \($0.name): waits for \($0.reason)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func tenths(_ seconds: Double) -> String { String(format: "%.1f", seconds) }

  /// `checkinClosesWhateverIsOpen` as words.
  package static func spelled(_ name: String) -> String {
    name.map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
  }
}
