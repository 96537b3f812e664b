import FoundationEssentials

/// What a command said under `--json`, as far as anybody here asks; each verb fills its own part.
struct CommandAnswer: Decodable {
  struct Refusal: Decodable {
    let code: String
    let text: String
  }

  /// One answer at a desk.
  struct Scan: Decodable {
    let signal: String
    let lines: [String]
    let acknowledged: [HeldCommit]
    let error: Refusal?
  }

  struct Peer: Decodable {
    struct Amount: Decodable {
      let commits: Int
    }

    let ok: Bool
    let durable: Bool
    let sent: Amount
    let received: Amount
    let roundTrips: Int
    let handedBackCommits: Int
    /// How the caller became another writer on the way.
    let life: String?
    let error: Refusal?

    enum CodingKeys: String, CodingKey {
      case ok
      case durable
      case sent
      case received
      case roundTrips = "round_trips"
      case handedBackCommits = "handed_back_commits"
      case life
      case error
    }
  }

  struct Hold: Decodable {
    let id: String
    let standing: String
  }

  struct Order: Decodable {
    let id: String
    let standing: String
  }

  struct Charge: Decodable {
    let id: String
    let standing: String
    /// Minor units.
    let owed: Int64
  }

  struct Entry: Decodable {
    let id: String
    let conflictCase: Int
    let branch: String
    let about: String
    let resolved: Bool

    enum CodingKeys: String, CodingKey {
      case id
      case conflictCase = "case"
      case branch
      case about
      case resolved
    }
  }

  struct Custody: Decodable {
    let kind: String
    let branch: String?
  }

  struct Reissue: Decodable {
    let former: HeldCommit
    let now: HeldCommit
  }

  let acknowledged: [HeldCommit]?
  let items: [Scan]?
  let error: Refusal?
  let peers: [Peer]?
  /// What a patron owes in one currency, in minor units.
  struct Balance: Decodable {
    let currency: String
    let owed: Int64
    let credit: Int64
  }

  let commits: [HeldCommit]?
  let reissued: [Reissue]?
  let frontier: [String: Int64]?
  let digest: [String: String]?
  let open: [Entry]?
  let resolved: [Entry]?
  let holds: [Hold]?
  let balances: [Balance]?
  let charges: [Charge]?
  let orders: [Order]?
  /// What was stated about an order.
  let history: [String]?
  let findings: [String]?
  let custody: Custody?
  let usesInHouse: Int64?
  let bib: String?
  let id: String?
  let title: String?
  let token: String?
  let port: UInt16?

  private enum Key: String, CodingKey {
    case acknowledged
    case items
    case error
    case peers
    case commits
    case reissued
    case frontier
    case digest
    case open
    case resolved
    case holds
    case balances
    case charges
    case orders
    case history
    case findings
    case custody
    case usesInHouse = "uses_in_house"
    case bib
    case id
    case title
    case token
    case port
  }

  /// Verbs use one name for several things (`items` counts them, or lists what became of them):
  /// whatever has another shape is not what anybody here asks for.
  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    func member<Value: Decodable>(_ key: Key) -> Value? {
      try? members.decodeIfPresent(Value.self, forKey: key)
    }
    acknowledged = member(.acknowledged)
    items = member(.items)
    error = member(.error)
    peers = member(.peers)
    commits = member(.commits)
    reissued = member(.reissued)
    frontier = member(.frontier)
    digest = member(.digest)
    open = member(.open)
    resolved = member(.resolved)
    holds = member(.holds)
    balances = member(.balances)
    charges = member(.charges)
    orders = member(.orders)
    history = member(.history)
    findings = member(.findings)
    custody = member(.custody)
    usesInHouse = member(.usesInHouse)
    bib = member(.bib)
    id = member(.id)
    title = member(.title)
    token = member(.token)
    port = member(.port)
  }

  /// - Returns: nil for what is no object of JSON.
  init?(_ output: String) {
    guard let answer = try? JSONDecoder().decode(Self.self, from: Data(output.utf8)) else {
      return nil
    }
    self = answer
  }

  /// All acknowledgements, wherever they stand.
  var allAcknowledged: [HeldCommit] { (acknowledged ?? []) + (items ?? []).flatMap(\.acknowledged) }
}

/// One commit as acknowledgements and logs name it.
struct HeldCommit: Decodable, Hashable, Comparable, CustomStringConvertible {
  let writer: String
  let lane: String
  let number: Int64
  let hash: String

  /// What it is without its content.
  struct Name: Hashable {
    let writer: String
    let lane: String
    let number: Int64
  }

  var name: Name { Name(writer: writer, lane: lane, number: number) }
  var description: String { "\(writer.prefix(16))/\(lane) \(number)" }

  static func < (a: HeldCommit, b: HeldCommit) -> Bool {
    (a.writer, a.lane, a.number) < (b.writer, b.lane, b.number)
  }
}
