import Foundation

/// What became of one seed; a line of JSON, so that shards of a sweep can run anywhere.
package struct SweepResult: Sendable {
  package let seed: UInt64
  package let failure: CheckFailure?
  package let hash: UInt64
  package let events: Int
  package let faults: Int
  package let commits: Int
  package let spanMilliseconds: Int64
  package let rounds: Int
  package let reached: Set<Sometimes>

  /// The line's shape; numbers beyond 53 bits are text.
  private struct Shape: Codable {
    struct Failure: Codable {
      let check: String
      let kind: String
      let text: String
      let host: String
      let atMilliseconds: Int64
    }

    let seed: String
    let failure: Failure?
    let hash: String
    let events: Int
    let faults: Int
    let commits: Int
    let spanMilliseconds: Int64
    let rounds: Int
    let reached: [String]
  }

  package var json: String {
    let shape = Shape(
      seed: "\(seed)",
      failure: failure.map {
        Shape.Failure(
          check: $0.check, kind: $0.kind, text: $0.text, host: $0.host,
          atMilliseconds: $0.at.milliseconds)
      },
      hash: String(hash, radix: 16), events: events, faults: faults, commits: commits,
      spanMilliseconds: spanMilliseconds, rounds: rounds, reached: reached.map(\.rawValue).sorted()
    )
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(shape) else {
      preconditionFailure("results are plain values")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// - Returns: nil where the line is no result.
  package init?(json: String) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let shape = try? decoder.decode(Shape.self, from: Data(json.utf8)),
      let seed = UInt64(shape.seed), let hash = UInt64(shape.hash, radix: 16)
    else { return nil }
    self.init(
      seed: seed,
      failure: shape.failure.map {
        CheckFailure(
          $0.check, kind: $0.kind, $0.text, at: Moment(milliseconds: $0.atMilliseconds),
          host: $0.host)
      },
      hash: hash, events: shape.events, faults: shape.faults, commits: shape.commits,
      spanMilliseconds: shape.spanMilliseconds, rounds: shape.rounds,
      reached: Set(shape.reached.compactMap(Sometimes.init)))
  }

  package init(
    seed: UInt64, failure: CheckFailure?, hash: UInt64, events: Int, faults: Int, commits: Int,
    spanMilliseconds: Int64, rounds: Int, reached: Set<Sometimes>
  ) {
    self.seed = seed
    self.failure = failure
    self.hash = hash
    self.events = events
    self.faults = faults
    self.commits = commits
    self.spanMilliseconds = spanMilliseconds
    self.rounds = rounds
    self.reached = reached
  }
}

/// The sum of many results.
package struct Tally: Sendable {
  package private(set) var seeds = 0
  package private(set) var failures: [SweepResult] = []
  package private(set) var hashes: [(seed: UInt64, hash: UInt64)] = []
  package private(set) var reached: [Sometimes: Int] = [:]
  private var events = 0
  private var faults = 0
  private var commits = 0
  private var span: Int64 = 0
  private var rounds = 0
  /// Of wall time, where somebody measured it.
  package var seconds: Double?

  package init() {}

  package mutating func add(_ result: SweepResult) {
    seeds += 1
    if result.failure != nil { failures.append(result) }
    hashes.append((result.seed, result.hash))
    for state in result.reached { reached[state, default: 0] += 1 }
    events += result.events
    faults += result.faults
    commits += result.commits
    span += result.spanMilliseconds
    rounds = max(rounds, result.rounds)
  }

  /// States whose feature exists and that no seed reached.
  package var missed: [Sometimes] {
    Sometimes.allCases.filter { $0.pendingFor == nil && reached[$0] == nil }
  }

  package var lines: [String] {
    var lines = [
      "\(seeds) seeds, \(failures.count) failed; \(events) events, \(faults) faults, "
        + "\(commits) commits, \(span / 86_400_000) simulated days; agreement in at most "
        + "\(rounds) rounds"
    ]
    if let seconds, seconds > 0 {
      let rate = { (count: Double) in String(format: "%.0f", count / seconds) }
      lines.append(
        String(format: "%.1f", seconds) + " s: \(rate(Double(events))) events/s, "
          + "\(rate(Double(faults))) faults/s, \(rate(Double(seeds))) scenarios/s, "
          + "\(rate(Double(span) / 86_400_000 * 60)) simulated days a minute")
    }
    let bySignature = Dictionary(grouping: failures) { $0.failure?.signature ?? "" }
    for (signature, results) in bySignature.sorted(by: { $0.key < $1.key }) {
      let examples = results.prefix(5).map { "\($0.seed)" }.joined(separator: ", ")
      lines.append("  \(signature): \(results.count) (seeds \(examples))")
      if let text = results.first?.failure?.text { lines.append("    " + text.prefix(600)) }
    }
    for state in Sometimes.allCases {
      let count = reached[state] ?? 0
      let note = state.pendingFor.map { " (waits for \($0))" } ?? ""
      lines.append("  sometimes: \(state.rawValue): \(count)\(count == 0 ? note : "")")
    }
    return lines
  }
}
