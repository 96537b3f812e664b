import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordTransports

struct SyncVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Exchange with peers, both ways, until nothing is left.",
    discussion: """
      Without names: with all peers. Exits 0 only if everything held here is durable at every peer, \
      and the other way round; else with the worst code met, and the others are done all the same. \
      Exit code 2 means that digests differ although both hold the same commits: tell whoever looks \
      after the software, and run `catchword doctor`.

      Examples:
        catchword sync
        catchword sync MAIN --max-rate 64k --until 06:30
        catchword sync stick --lanes members,circulation
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Peers by name.", valueName: "peer")) var names: [String] = []
  @Flag(help: "With all peers, which is what no name means too.") var all = false
  @Option(
    help: ArgumentHelp("Bytes a second, with k or m for thousands or millions.", valueName: "rate"))
  var maxRate: String?
  @Option(help: ArgumentHelp("Stop at this time of day.", valueName: "HH:MM")) var until: String?
  @Option(
    help: ArgumentHelp("Only these of members,circulation,patrons,catalog.", valueName: "lanes"))
  var lanes: String?

  func run() throws {
    guard !all || names.isEmpty else {
      throw CommandFault.usage("give names or --all, not both")
    }
    let settings = try exchangeSettings()
    let replica = try workplace.openReplica()
    let peers = names.isEmpty ? try replica.peers() : try names.map(replica.peer(named:))
    guard !peers.isEmpty else { throw ReplicaError.noPeers }
    var exchange = PeerExchange(replica, settings: settings)
    var results: [PeerResult] = []
    for peer in peers {
      let result = exchange.run(with: peer)
      if !workplace.json { SyncText.tell(result, unsealed: try replica.status().unsealedCommits) }
      results.append(result)
    }
    if workplace.json {
      Console.say(JSON.text(SyncShape(peers: results.map(PeerResultShape.init))))
    }
    let worst = Self.worst(results)
    if worst != .done { throw CommandFault.said(worst) }
  }

  /// A difference that nobody can explain is worse than all that time may heal.
  static func worst(_ results: [PeerResult]) -> ExitStatus {
    if results.contains(where: { $0.report?.digestsAreEqual == false }) { return .found }
    let failures = results.compactMap(\.failure?.status)
    return failures.max { $0.rawValue < $1.rawValue } ?? .done
  }

  private func exchangeSettings() throws -> ExchangeSettings {
    var settings = ExchangeSettings()
    if let lanes { settings.lanes = try Self.lanes(lanes) }
    if let maxRate { settings.options.maximumRate = try Self.rate(maxRate) }
    if let until {
      let seconds = try Moment.secondsUntil(until, now: SystemClock().wallSeconds)
      settings.options.deadline = ContinuousClock.now + .seconds(seconds)
    }
    return settings
  }

  static func lanes(_ text: String) throws(CommandFault) -> Set<Lane> {
    var lanes: Set<Lane> = []
    for name in text.split(separator: ",") {
      guard let lane = Lane.allCases.first(where: { $0.name == name }) else {
        throw .usage("\"\(name)\" is no lane; use members, circulation, patrons, catalog")
      }
      lanes.insert(lane)
    }
    guard !lanes.isEmpty else { throw .usage("--lanes names no lane") }
    return lanes
  }

  static func rate(_ text: String) throws(CommandFault) -> Int {
    let scale = ["k": 1_000, "m": 1_000_000][text.suffix(1).lowercased()]
    let digits = scale == nil ? text[...] : text.dropLast()
    guard let number = Int(digits), number > 0, number <= Int.max / (scale ?? 1) else {
      throw .usage("\"\(text)\" is no rate; write bytes a second such as 64000, 64k or 2m")
    }
    return number * (scale ?? 1)
  }
}

struct SyncShape: Encodable {
  let schema = "catchword.sync/1"
  let peers: [PeerResultShape]
}

/// One peer's exchange for people.
enum SyncText {
  static func tell(_ result: PeerResult, unsealed: Int) {
    if let report = result.report {
      Console.say(
        "\(result.peer): sent \(amount(report.sent)), received \(amount(report.received)), "
          + "\(counted(report.traffic.roundTrips, "round trip")), \(digests(report))")
      if let life = result.life { Console.note(life) }
      if report.handedBack.commits > 0 {
        Console.note(
          "\(result.peer) was restored from an older copy and got "
            + "\(counted(report.handedBack.commits, "commit")) of its own back")
      }
      for sentence in report.refused { Console.note("\(result.peer): refused: \(sentence)") }
      for sentence in report.digestAlarms { Console.note("ALARM: \(sentence)") }
      if report.digestsAreEqual == false {
        Console.note(
          "ALARM: \(result.peer) and this replica hold the same commits and make different state "
            + "of them. Run `catchword doctor` and `catchword rebuild` on both, and report this.")
      }
    }
    if let failure = result.failure {
      Console.note("catchword: \(failure.sentence)")
      Console.note(
        "Not known to be at \(result.peer): \(counted(Int(result.unsent), "commit")), of which "
          + "\(unsealed) of this replica's own not yet sealed; nothing is lost.")
    }
  }

  private static func amount(_ amount: SyncReport.Amount) -> String {
    "\(counted(amount.commits, "commit")) in \(counted(amount.segments, "segment")) "
      + "(\(counted(amount.bytes, "byte")))"
  }

  private static func digests(_ report: SyncReport) -> String {
    switch report.digestsAreEqual {
    case true?: "digests equal"
    case false?: "DIGESTS DIFFER"
    case nil: "digests not comparable yet"
    }
  }
}
