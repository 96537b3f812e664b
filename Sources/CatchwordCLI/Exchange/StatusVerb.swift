import ArgumentParser
import Catchword
import CatchwordCore

struct StatusVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Where this replica stands: what is not given away yet, who is behind, what waits.",
    discussion: """
      Example:
        catchword status --json
      """)

  @OptionGroup var workplace: Workplace

  func run() throws {
    let replica = try workplace.openReplica()
    let status = try replica.status()
    let alone = try replica.commitsKeptHereAlone()
    let lacks = try status.peers.map { try replica.knowledge(of: $0.name).lacks }
    if workplace.json {
      return Console.say(JSON.text(StatusShape(status, alone: alone, lacks: lacks)))
    }
    let writer = status.writer.key.hex.prefix(16)
    Console.say("\(status.branch) in \(status.networkName), writer \(writer)")
    Console.say("\(status.bibs) bibs, \(status.items) items, \(status.openLoans) open loans")
    Console.say(
      "\(alone) commits of this replica are held by no other, as far as is known"
        + (status.unsealedCommits > 0 ? "; \(status.unsealedCommits) not yet sealed" : ""))
    for (peer, lacks) in zip(status.peers, lacks) {
      let since = peer.lastSuccess.map { "since \(Moment.text($0))" } ?? "never met"
      Console.say(
        "\(peer.name): \(lacks == 0 ? "has everything" : "lacks \(lacks) commits"), \(since)"
          + (peer.lastError.map { "; last time: \($0)" } ?? ""))
    }
    let (a, b) = (status.conflicts[.a] ?? 0, status.conflicts[.b] ?? 0)
    Console.say("Review queue: \(a) for today, \(b) for the week")
    for sentence in status.alarms { Console.say("ALARM: \(sentence)") }
    for sentence in status.paused { Console.say("Paused: \(sentence)") }
    if status.heldSegments == 1 { Console.say("1 segment waits for others") }
    if status.heldSegments > 1 { Console.say("\(status.heldSegments) segments wait for others") }
    Console.say("Clock: \(ClockText.sentence(status.clockOffset))")
    for sentence in status.lives { Console.say(sentence) }
  }
}

/// How well the wall clock is known.
enum ClockText {
  static func sentence(_ offset: ClockOffset) -> String {
    switch offset.source {
    case .none: "not compared with any other yet"
    case .synchronized: "kept by the network's time"
    case .handshake, .bucket: "\(offset.seconds) s to be added, measured against a peer"
    case .staff: "\(offset.seconds) s to be added, by the date that staff said"
    }
  }

  static func word(_ source: ClockOffset.Source) -> String {
    switch source {
    case .none: "none"
    case .handshake: "handshake"
    case .synchronized: "synchronized"
    case .bucket: "bucket"
    case .staff: "staff"
    }
  }
}

private struct StatusShape: Encodable {
  struct Entry: Encodable {
    let name: String
    let address: String
    @OrNull var lastSuccess: String?
    /// Commits held here that the peer is not known to hold.
    let behindCommits: Int64
    /// Null: what a peer has gained since is known only when it is asked.
    @OrNull var aheadCommits: Int64?
    @OrNull var blockedBy: String?
    @OrNull var error: String?

    enum CodingKeys: String, CodingKey {
      case name
      case address
      case lastSuccess = "last_success"
      case behindCommits = "behind_commits"
      case aheadCommits = "ahead_commits"
      case blockedBy = "blocked_by"
      case error
    }
  }

  struct Clock: Encodable {
    let offsetSeconds: Int64
    let source: String

    enum CodingKeys: String, CodingKey {
      case offsetSeconds = "offset_seconds"
      case source
    }
  }

  let schema = "catchword.status/1"
  let branch: String
  let writer: String
  let network: String
  let networkName: String
  let bibs: Int
  let items: Int
  let openLoans: Int
  let unsentCommits: Int64
  let unsealedCommits: Int
  let peers: [Entry]
  let conflicts: [String: Int]
  let paused: [String]
  let alarms: [String]
  let heldSegments: Int
  let clock: Clock
  /// How this replica became another writer, a sentence each, oldest first.
  let lives: [String]

  enum CodingKeys: String, CodingKey {
    case schema
    case branch
    case writer
    case network
    case networkName = "network_name"
    case bibs
    case items
    case openLoans = "open_loans"
    case unsentCommits = "unsent_commits"
    case unsealedCommits = "unsealed_commits"
    case peers
    case conflicts
    case paused
    case alarms
    case heldSegments = "held_segments"
    case clock
    case lives
  }

  init(_ status: ReplicaStatus, alone: Int64, lacks: [Int64]) {
    branch = status.branch
    writer = status.writer.key.hex
    network = status.network.word.hex
    networkName = status.networkName
    bibs = status.bibs
    items = status.items
    openLoans = status.openLoans
    unsentCommits = alone
    unsealedCommits = status.unsealedCommits
    peers = zip(status.peers, lacks).map { peer, lacks in
      Entry(
        name: peer.name, address: peer.address, lastSuccess: peer.lastSuccess.map(Moment.text),
        behindCommits: lacks, aheadCommits: nil, blockedBy: nil, error: peer.lastError)
    }
    conflicts = ["A": status.conflicts[.a] ?? 0, "B": status.conflicts[.b] ?? 0]
    paused = status.paused
    alarms = status.alarms
    heldSegments = status.heldSegments
    clock = Clock(
      offsetSeconds: status.clockOffset.seconds, source: ClockText.word(status.clockOffset.source))
    lives = status.lives
  }
}
