import Catchword
import CatchwordCore
import CatchwordTransports

/// What an exchange may use, as the command line says it.
struct ExchangeSettings {
  var lanes = Set(Lane.allCases)
  var options = TransportOptions()
}

/// How an exchange with one peer went.
struct PeerResult {
  let peer: String
  var report: SyncReport?
  /// How this replica became another writer on the way; nil where it did not.
  var life: String?
  var failure: Failure?
  var seconds: Double = 0
  /// Commits that the peer is not known to hold.
  var unsent: Int64 = 0
}

/// Exchanges with one peer after the other; a failure with one stops none of the others.
struct PeerExchange {
  private let replica: Replica
  private let settings: ExchangeSettings

  init(_ replica: Replica, settings: ExchangeSettings) {
    self.replica = replica
    self.settings = settings
  }

  mutating func run(with peer: Peer) -> PeerResult {
    let started = ContinuousClock.now
    var result = PeerResult(peer: peer.name)
    var bar = ProgressBar(peer.name)
    do {
      let transport = try makeTransport(
        try PeerAddress(peer.address), name: peer.name, bearer: replica.bearer,
        options: settings.options)
      let report = try replica.sync(over: transport, lanes: settings.lanes) { progress in
        let total = progress.commitsTotal > 0 ? Int(progress.commitsTotal) : nil
        bar.advance(
          to: Int(progress.commitsDone), of: total,
          "\(progress.commitsDone) commits, \(progress.bytes) bytes")
      }
      result.report = report
      result.life = try report.life.map(replica.sentence)
      result.failure = report.outcome?.failure(with: peer.name).map(Failure.init)
      if result.failure == nil, settings.lanes.count == Lane.allCases.count {
        try replica.rememberHoldings(of: peer.name)
      }
    } catch {
      result.failure = Failure(error)
    }
    bar.finish()
    let spent = (ContinuousClock.now - started).components
    let milliseconds = spent.attoseconds / 1_000_000_000_000_000
    result.seconds = Double(spent.seconds) + Double(milliseconds) / 1_000
    conclude(peer, &result)
    return result
  }

  private func conclude(_ peer: Peer, _ result: inout PeerResult) {
    do {
      try replica.rememberExchange(with: peer.name, error: result.failure?.sentence)
      result.unsent = try replica.knowledge(of: peer.name).lacks
    } catch {
      // The exchange's own failure says more than that of the note about it.
      if result.failure == nil { result.failure = Failure(error) }
    }
  }
}

/// One peer's entry in the answers of `sync` and `join`.
struct PeerResultShape: Encodable {
  struct Amount: Encodable {
    let segments: Int
    let commits: Int
    let bytes: Int
  }

  let name: String
  let ok: Bool
  let sent: Amount
  let received: Amount
  let roundTrips: Int
  let durable: Bool
  @OrNull var digestEqual: Bool?
  @OrNull var clockOffsetSeconds: Int64?
  let seconds: Double
  let unsentCommits: Int64
  let refused: [String]
  /// Commits of the peer's own that it had lost and got back.
  let handedBackCommits: Int
  @OrNull var life: String?
  @OrNull var error: ScanShape.Refusal?

  enum CodingKeys: String, CodingKey {
    case name
    case ok
    case sent
    case received
    case roundTrips = "round_trips"
    case durable
    case digestEqual = "digest_equal"
    case clockOffsetSeconds = "clock_offset_seconds"
    case seconds
    case unsentCommits = "unsent_commits"
    case refused
    case handedBackCommits = "handed_back_commits"
    case life
    case error
  }

  init(_ result: PeerResult) {
    let report = result.report
    name = result.peer
    ok = result.failure == nil && report?.digestsAreEqual != false
    sent = Self.amount(report?.sent)
    received = Self.amount(report?.received)
    roundTrips = report?.traffic.roundTrips ?? 0
    durable = report?.isDurable ?? false
    digestEqual = report?.digestsAreEqual
    clockOffsetSeconds = report?.clockOffset?.seconds
    seconds = result.seconds
    unsentCommits = result.unsent
    refused = report?.refused ?? []
    handedBackCommits = report?.handedBack.commits ?? 0
    life = result.life
    error = result.failure.map { ScanShape.Refusal(code: $0.code, text: $0.sentence) }
  }

  private static func amount(_ amount: SyncReport.Amount?) -> Amount {
    Amount(
      segments: amount?.segments ?? 0, commits: amount?.commits ?? 0, bytes: amount?.bytes ?? 0)
  }
}
