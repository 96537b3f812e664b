import ArgumentParser
import Catchword
import CatchwordCore

struct DigestVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "The frontier and the digests of what it stands for.",
    discussion: """
      Two replicas with equal frontiers print the same, byte for byte under --json. Seals first, so \
      that what was just done counts.

      Example:
        catchword digest --json
      """)

  @OptionGroup var workplace: Workplace

  func run() throws {
    let (frontier, digests) = try workplace.openReplica().frontierAndDigests()
    if workplace.json { return Console.say(JSON.text(DigestShape(frontier, digests))) }
    for (log, head) in frontier.sorted {
      Console.say("\(log.writer.key.hex.prefix(16))/\(log.lane.name) \(head.number)")
    }
    for (name, hex) in DigestShape.named(digests) { Console.say("\(name) \(hex)") }
  }
}

struct DigestShape: Encodable {
  let schema = "catchword.digest/1"
  let frontier: [String: Int64]
  let digest: [String: String]

  init(_ frontier: Frontier, _ digests: StateDigests) {
    self.frontier = Dictionary(
      frontier.sorted.map { ($0.log.description, $0.head.number) }, uniquingKeysWith: max)
    digest = Dictionary(Self.named(digests)) { first, _ in first }
  }

  /// Lanes in order of urgency, then what is folded from them.
  static func named(_ digests: StateDigests) -> [(String, String)] {
    Lane.allCases.map { ($0.name, (digests.lanes[$0] ?? .empty).description) }
      + [("derived", digests.derived.description)]
  }
}
