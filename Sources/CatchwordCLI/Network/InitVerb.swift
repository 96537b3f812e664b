import ArgumentParser
import Catchword
import CatchwordCore

struct InitVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Found a network; this replica is its first member.",
    discussion: """
      Example:
        catchword -C main init --branch MAIN --name "Main Street" --network "Valley Libraries"
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("The branch's short code.", valueName: "code")) var branch: String
  @Option(help: "The branch's name (default: its code).") var name: String?
  @Option(help: "The network's name (default: the branch's).") var network: String?

  func run() throws {
    let directory = try workplace.directory
    let replica = try Replica.found(
      at: directory, branch: branch, branchName: name ?? branch,
      network: network ?? name ?? branch)
    let networkName = try replica.networkName()
    if workplace.json {
      return Console.say(
        JSON.text(
          FoundedShape(
            schema: "catchword.init/1", branch: replica.branch, writer: replica.writer.key.hex,
            network: replica.network.word.hex, networkName: networkName, directory: directory)))
    }
    Console.say("Founded \(networkName); \(replica.branch) is its first member.")
    Console.note(
      "Next: catchword import marc FILE, or catchword invite --at URL for another branch.")
  }
}

/// A replica that was just made.
struct FoundedShape: Encodable {
  let schema: String
  let branch: String
  let writer: String
  let network: String
  let networkName: String
  let directory: String

  enum CodingKeys: String, CodingKey {
    case schema
    case branch
    case writer
    case network
    case networkName = "network_name"
    case directory
  }
}

struct InviteVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite",
    abstract: "Make a token by which another replica can join.",
    discussion: """
      The token stands alone on the last line of the output. Whoever holds it can join the network \
      and read patron data: hand it over as you would a key.

      Examples:
        catchword invite --at https://main.example.org:8700 --for EAST
        catchword invite --at folder:/media/usb --role cart --for CART | tail -n 1
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("Where the joiner reaches this replica.", valueName: "url"))
  var at: String
  @Option(help: "What the joiner is: branch, cart or relay.") var role = "branch"
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("The only branch that may use it (default: any).", valueName: "code"))
  var branch = ""

  func run() throws {
    guard ["branch", "cart", "relay"].contains(role) else {
      throw CommandFault.usage("\"\(role)\" is no role; use branch, cart or relay")
    }
    let address = try PeerURL.checked(at)
    let replica = try workplace.openReplica()
    let invitation = try replica.invite(at: address, role: role, for: branch)
    if workplace.json {
      return Console.say(
        JSON.text(
          InvitationShape(
            token: invitation.token, at: address, role: role, branch: branch,
            network: replica.network.word.hex)))
    }
    let whom = branch.isEmpty ? "any branch" : branch
    Console.say("An invitation for \(whom) to join \(invitation.networkName) at \(address):")
    Console.say(invitation.token)
  }
}

private struct InvitationShape: Encodable {
  let schema = "catchword.invite/1"
  let token: String
  let at: String
  let role: String
  /// Empty for any.
  let branch: String
  let network: String
}
