import CatchwordOracle
import Foundation
import Testing

/// The engine, commit by commit in the order of arrival, against the oracle, all at once from
/// definitions: C2 in small, on histories that no honest desk would make.
@Suite struct DifferentialTests {
  /// `CATCHWORD_EFFORT=20` tries twenty times as many histories.
  private static let factor =
    ProcessInfo.processInfo.environment["CATCHWORD_EFFORT"].flatMap { UInt64($0) } ?? 1

  private func seeds(_ count: UInt64) -> ClosedRange<UInt64> {
    1...(count * max(Self.factor, 1))
  }

  @Test func `records stand in the engine as the oracle says`() throws {
    for seed in seeds(100) { try compare(.records, .generic, seed: seed) }
  }

  @Test func `loans, custody and conflicts stand in the engine as the oracle says`() throws {
    for seed in seeds(100) { try compare(.desks, .library, seed: seed) }
  }

  @Test func `what people decide stands in the engine as the oracle says`() throws {
    for seed in seeds(100) { try compare(.quarrels, .library, seed: seed) }
  }

  @Test func `charges and payments stand in the engine as the oracle says`() throws {
    for seed in seeds(100) { try compare(.money, .library, seed: seed) }
  }

  @Test func `queues of holds stand in the engine as the oracle says`() throws {
    for seed in seeds(100) { try compare(.holds, .library, seed: seed) }
  }

  @Test func `descriptions and their conflicts stand in the engine as the oracle says`() throws {
    for seed in seeds(80) { try compare(.catalog, .library, seed: seed) }
  }

  @Test func `headings and their conflicts stand in the engine as the oracle says`() throws {
    for seed in seeds(150) { try compare(.headings, .library, seed: seed) }
  }

  @Test func `orders and funds stand in the engine as the oracle says`() throws {
    for seed in seeds(150) { try compare(.orders, .library, seed: seed) }
  }

  /// A comparison that never meets a conflict proves nothing about conflicts.
  @Test func `the generated histories reach what the comparison speaks of`() throws {
    var counts: [String: Int] = [:]
    var (goneOn, undoneUses) = (0, 0)
    for seed in UInt64(1)...160 {
      for sort in [RandomNetwork.Sort.desks, .holds, .quarrels, .money, .catalog, .headings, .orders, .records] {
        var network = try RandomNetwork(sort, seed: seed)
        let replicas = network.replicas + [try network.delivered()]
        goneOn += replicas.reduce(0) { $0 + $1.goneOn }
        undoneUses += replicas.reduce(0) { $0 + $1.undoneUses }
        for line in replicas.flatMap({ $0.picture() }) {
          if line.contains(" case=101 ") && line.contains(" subject=18:") {
            counts[Self.relied, default: 0] += 1
          }
          for word in line.split(separator: " ") where Self.isCounted(word) {
            counts[String(word), default: 0] += 1
          }
        }
      }
    }
    for word in Self.words { #expect(counts[word, default: 0] >= 3, "\(word)") }
    #expect(goneOn >= 1_000)
    #expect(undoneUses >= 20)
  }

  private static let relied = "undone, while somebody relied on it, among a fund's orders"

  private static let words =
    [
      1, 2, 5, 8, 9, 12, 13, 18, 23, 26, 27, 30, 32, 33, 34, 35, 36, 37, 38, 46, 47, 50, 52, 53, 54, 101,
      102, 103, 111,
    ].map { "case=\($0)" }
    + ["checkin", "implied", "found", "review", "paid"].map { "closedHow=\($0)" }
    + ["open", "disputed", "closed", "received", "cancelled", "undone"].map { "standing=\($0)" }
    + [relied]
    + ["resolved=1", "claims=lost", "claims=missing", "custody=unknown", "dead", "survived"]
    + ["eligibility=damaged", "eligibility=deleted", "eligibility=reference"]
    + ["eligibility=withdrawn", "eligibility=incomplete", "eligibility=preservation"]
    + ["uses=1", "uses=2", "uses=3"]

  private static func isCounted(_ word: Substring) -> Bool {
    word.contains("=") || word == "dead" || word == "survived"
  }

  /// Every replica's own part of the history, then the whole in two orders of arrival.
  private func compare(
    _ sort: RandomNetwork.Sort, _ domain: History.Domain, seed: UInt64
  ) throws {
    var network = try RandomNetwork(sort, seed: seed)
    for replica in network.replicas { check(replica, domain, seed, "a part") }
    for order in 1...2 { check(try network.delivered(), domain, seed, "order \(order)") }
  }

  private func check(
    _ replica: EngineReplica, _ domain: History.Domain, _ seed: UInt64, _ what: String
  ) {
    let oracle = Oracle(history: replica.history(domain), sha256: fakeHash)
    let picture = replica.picture()
    let differences = oracle.differences(from: picture).prefix(8).joined(separator: "\n")
    let flaws = oracle.history.flaws().prefix(3).joined(separator: "\n")
    if !differences.isEmpty { Issue.record("seed \(seed), \(what):\n\(differences)") }
    for finding in Invariants(oracle).findings(in: picture) {
      Issue.record("seed \(seed), \(what): \(finding.rule): \(finding.text)")
    }
    if !flaws.isEmpty { Issue.record("seed \(seed), \(what):\n\(flaws)") }
  }
}
