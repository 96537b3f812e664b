import ArgumentParser
import Catchword

struct PeerVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peer",
    abstract: "The replicas with which this one exchanges.",
    discussion: """
      Example:
        catchword peer add stick folder:/media/usb
      """,
    subcommands: [PeerAddVerb.self, PeerListVerb.self, PeerRemoveVerb.self])
}

struct PeerAddVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Remember a peer, or give a known one another address.",
    discussion: """
      A sync goes both ways, whoever begins it. Addresses: https://HOST:PORT, http://127.0.0.1:PORT, \
      folder:/PATH (an existing folder or stick).

      Examples:
        catchword peer add MAIN https://main.example.org:8700
        catchword peer add stick folder:/media/usb
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "What people call the peer.") var name: String
  @Argument(help: "Where it is.") var url: String

  func run() throws {
    let address = try PeerURL.checked(url)
    let replica = try workplace.openReplica()
    let known = try replica.peers().first { $0.name.utf8.elementsEqual(name.utf8) }
    if known?.address != address {
      try replica.addPeer(name: name, address: address)
      // Somebody else may stand behind the new address.
      try replica.forgetHoldings(of: name)
    }
    try PeerListVerb.tell(replica, workplace, schema: "catchword.peer-add/1")
  }
}

struct PeerListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the peers.",
    discussion: """
      Example:
        catchword peer list --json
      """)

  @OptionGroup var workplace: Workplace

  func run() throws {
    try Self.tell(try workplace.openReplica(), workplace, schema: "catchword.peer-list/1")
  }

  static func tell(_ replica: Replica, _ workplace: Workplace, schema: String) throws {
    let peers = try replica.peers()
    if workplace.json {
      return Console.say(
        JSON.text(PeersShape(schema: schema, peers: peers.map(PeersShape.Entry.init))))
    }
    for peer in peers {
      let last = peer.lastSuccess.map { "last exchange \(Moment.text($0))" } ?? "never met"
      Console.say(
        "\(peer.name)  \(peer.address)  \(last)" + (peer.lastError.map { "  (\($0))" } ?? ""))
    }
    if peers.isEmpty { Console.note("No peers yet; add one with `catchword peer add NAME URL`.") }
  }
}

struct PeerRemoveVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Forget a peer; what it gave stays.",
    discussion: """
      Example:
        catchword peer remove stick
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The peer's name.") var name: String

  func run() throws {
    let replica = try workplace.openReplica()
    try replica.removePeer(named: name)
    try replica.forgetHoldings(of: name)
    try PeerListVerb.tell(replica, workplace, schema: "catchword.peer-remove/1")
  }
}

private struct PeersShape: Encodable {
  struct Entry: Encodable {
    let name: String
    let address: String
    @OrNull var lastSuccess: String?
    @OrNull var error: String?

    enum CodingKeys: String, CodingKey {
      case name
      case address
      case lastSuccess = "last_success"
      case error
    }

    init(_ peer: Peer) {
      name = peer.name
      address = peer.address
      lastSuccess = peer.lastSuccess.map(Moment.text)
      error = peer.lastError
    }
  }

  let schema: String
  let peers: [Entry]
}
