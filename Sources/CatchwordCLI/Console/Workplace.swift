import ArgumentParser
import Catchword
import CatchwordCore
import FoundationEssentials

/// What every verb is told: where the replica is, how to answer, and who is there.
struct Workplace: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("replica")],
    help: ArgumentHelp(
      "The replica's directory (default: $CATCHWORD_REPLICA, else catchword/default in "
        + "$XDG_STATE_HOME or ~/.local/state).", valueName: "dir"))
  var replica: String?

  @Flag(help: "Print JSON on standard output instead of text.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Who is at the desk; stands in what is written, and is ignored by verbs that only read.",
      valueName: "name"))
  var staff = ""

  mutating func validate() throws {
    guard staff.utf8.count <= Limits.staffBytes else {
      throw ValidationError("--staff has more than \(Limits.staffBytes) bytes; shorten the name")
    }
  }

  func openReplica() throws -> Replica { try Replica.open(at: directory) }

  var directory: String {
    get throws {
      try Self.directory(given: replica, environment: ProcessInfo.processInfo.environment)
    }
  }

  /// The flag wins over the environment, and that over the place for a user's state.
  static func directory(
    given: String?, environment: [String: String]
  ) throws(CommandFault) -> String {
    let named = [given, environment["CATCHWORD_REPLICA"]].compactMap { $0 }.first { !$0.isEmpty }
    if let named { return named }
    if let state = environment["XDG_STATE_HOME"], !state.isEmpty {
      return state + "/catchword/default"
    }
    guard let home = environment["HOME"], !home.isEmpty else { throw .noReplicaNamed }
    return home + "/.local/state/catchword/default"
  }
}

/// What a command line asks for that no module beneath could know to be wrong.
enum CommandFault: Error, Equatable {
  case usage(String)
  case noReplicaNamed
  case noSuchFile(String, why: String)
  case notUTF8(String)
  case unknownProfile(String)
  /// Something was found, and said; only the exit code is left.
  case found
  /// Said already, item by item; only the exit code is left.
  case said(ExitStatus)
}
