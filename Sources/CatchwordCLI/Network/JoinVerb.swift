import ArgumentParser
import Catchword
import CatchwordCore

struct JoinVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "Make a replica of an existing network, and take its catalogue.",
    discussion: """
      Reaches the inviter at the token's address, or by --via, and keeps it as a peer. Where it cannot \
      be reached the replica is made all the same: `catchword sync` goes on later (exit code 75).

      Examples:
        catchword -C east join TOKEN --branch EAST --name "East Side"
        catchword -C cart join TOKEN --branch CART --via folder:/media/usb
        catchword -C east join - --branch EAST < token.txt
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The token that `invite` printed, or - to read it from standard input.")
  var token: String
  @Option(help: ArgumentHelp("The branch's short code.", valueName: "code")) var branch: String
  @Option(help: "The branch's name (default: its code).") var name: String?
  @Option(help: ArgumentHelp("Reach the inviter here instead.", valueName: "url")) var via: String?

  func run() throws {
    let text = token == "-" ? InputLines().first { !$0.isEmpty } ?? "" : token
    let invitation = try Invitation(token: text)
    let address = try PeerURL.checked(via ?? invitation.address)
    let directory = try workplace.directory
    let replica = try Replica.join(
      invitation, at: directory, branch: branch, branchName: name ?? branch)
    try replica.addPeer(name: invitation.inviter, address: address)
    let peer = try replica.peer(named: invitation.inviter)
    var exchange = PeerExchange(replica, settings: .init())
    var result = exchange.run(with: peer)
    // What the first exchange brought may let the peer take what it could not take before.
    if result.failure == nil, result.report?.digestsAreEqual != true {
      result = exchange.run(with: peer)
    }
    try tell(replica, directory, invitation, result)
  }

  private func tell(
    _ replica: Replica, _ directory: String, _ invitation: Invitation, _ result: PeerResult
  ) throws {
    let status = try replica.status()
    if workplace.json {
      Console.say(
        JSON.text(
          JoinedShape(
            branch: branch, writer: replica.writer.key.hex,
            network: replica.network.word.hex, networkName: invitation.networkName,
            directory: directory, bibs: status.bibs, items: status.items,
            peer: PeerResultShape(result))))
    } else {
      Console.say(
        "\(branch) joined \(invitation.networkName) and keeps \(invitation.inviter) as a peer.")
      if result.failure == nil {
        Console.say("It holds \(status.bibs) bibs and \(status.items) items.")
      }
    }
    guard let failure = result.failure else { return }
    if !workplace.json {
      for sentence in result.report?.refused ?? [] { Console.note("refused: \(sentence)") }
      Console.note(
        "catchword: \(failure.sentence)\nThe replica is made; bring \(invitation.inviter) within "
          + "reach and run: catchword sync \(invitation.inviter)")
    }
    throw CommandFault.said(failure.status)
  }
}

private struct JoinedShape: Encodable {
  let schema = "catchword.join/1"
  let branch: String
  let writer: String
  let network: String
  let networkName: String
  let directory: String
  let bibs: Int
  let items: Int
  let peer: PeerResultShape

  enum CodingKeys: String, CodingKey {
    case schema
    case branch
    case writer
    case network
    case networkName = "network_name"
    case directory
    case bibs
    case items
    case peer
  }
}
