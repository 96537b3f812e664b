import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordPolicies

struct PolicyVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "What the network decides about lending: rules, limits, calendars.",
    discussion: """
      A policy is a TOML file (Documentation/Policies.md). Loaded once, at any branch, it reaches the \
      others like anything else, and everything done under it names it. Until one is loaded, every \
      item is lent for 21 days.

      Examples:
        catchword policy check valley.toml
        catchword policy load valley.toml --reason "summer hours"
        catchword policy show --for ADULT --item-type DVD --branch EAST
      """,
    subcommands: [
      PolicyCheckVerb.self, PolicyLoadVerb.self, PolicyShowVerb.self, PolicyStopsVerb.self,
      PolicyHistoryVerb.self, PolicyConvertVerb.self,
    ])
}

/// A file that was read as a policy, and everything that is wrong with it.
struct PolicySource {
  let path: String
  let reading: PolicyFile.Reading

  /// - Parameter known: codes of the replica's branches.
  init(_ path: String, known: [String]) throws {
    self.path = path
    if let size = InputFile.size(of: path), size > PolicyFileLimits.bytes {
      throw CommandFault.usage(
        "\(path) has \(size) bytes; a policy has \(PolicyFileLimits.bytes) at the most")
    }
    reading = PolicyFile.read(try InputFile.text(at: path), name: path, known: known)
  }

  /// - Throws: with everything that is wrong told already.
  func accepted(_ workplace: Workplace, verb: String) throws -> Policy {
    if let policy = reading.policy { return policy }
    if workplace.json {
      Console.say(JSON.text(Answer(verb, PolicyCheckShape(path, reading, hash: nil))))
    } else {
      for finding in reading.findings { Console.note("\(finding)") }
      let things = counted(reading.findings.count, "thing")
      Console.note("\(path): refused; \(things) to correct")
    }
    throw CommandFault.said(.badData)
  }
}

struct PolicyCheckVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong with a policy's file.",
    discussion: """
      Needs no replica; where there is one, its branches are known besides those that the file \
      declares. Exit code 65 where the file is refused.

      Examples:
        catchword policy check valley.toml
        catchword policy check valley.toml --json
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("The policy's file.", valueName: "file")) var file: String

  func run() throws {
    // A replica that was named must be there; one that merely could be is a help and no condition.
    let known =
      workplace.replica == nil
      ? (try? workplace.openReplica().branchCodes()) ?? []
      : try workplace.openReplica().branchCodes()
    let source = try PolicySource(file, known: known)
    let policy = try source.accepted(workplace, verb: "policy-check")
    let hash = PolicyText.hash(of: policy)
    if workplace.json {
      let shape = PolicyCheckShape(file, source.reading, hash: hash)
      return Console.say(JSON.text(Answer("policy-check", shape)))
    }
    Console.say("\(file): accepted; \(PolicyText.counts(policy)); version \(hash.prefix(12))")
  }
}

struct PolicyLoadVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Put a policy into force for the whole network.",
    discussion: """
      What `policy check` refuses is refused here too. Loans keep the due dates that were told to \
      their borrowers. Where two branches load at once, the later holds and the review queue says so.

      Examples:
        catchword policy load valley.toml --reason "summer hours"
        catchword policy load valley.toml --reason "summer hours" --dry-run
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("The policy's file.", valueName: "file")) var file: String
  @Option(help: "Why; stands in the history.") var reason: String
  @Flag(help: "Check everything and load nothing.") var dryRun = false

  func run() throws {
    guard !reason.isEmpty else { throw CommandFault.usage("say why with --reason") }
    let replica = try workplace.openReplica()
    let source = try PolicySource(file, known: try replica.branchCodes())
    let policy = try source.accepted(workplace, verb: "policy-load")
    let hash = PolicyText.hash(of: policy)
    if dryRun {
      if workplace.json {
        let shape = PolicyLoadShape(hash: hash, dryRun: true, id: nil, acknowledged: [])
        return Console.say(JSON.text(Answer("policy-load", shape)))
      }
      return Console.say("\(file): would be loaded; \(PolicyText.counts(policy))")
    }
    let performed = try replica.load(policy, reason: reason, staff: workplace.staff)
    if workplace.json {
      let shape = PolicyLoadShape(
        hash: hash, dryRun: false, id: performed.answer.description,
        acknowledged: performed.acknowledgements.map(AcknowledgementShape.init))
      return Console.say(JSON.text(Answer("policy-load", shape)))
    }
    Console.say("In force here: \(PolicyText.counts(policy)); version \(hash.prefix(12)).")
  }
}

struct PolicyHistoryVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List every policy that was loaded, the latest first.",
    discussion: """
      Example:
        catchword policy history
      """)

  @OptionGroup var workplace: Workplace

  func run() throws {
    let loaded = try workplace.openReplica().policies().reversed()
    if workplace.json {
      let shape = PolicyHistoryShape(policies: loaded.map(PolicyHistoryShape.Entry.init))
      return Console.say(JSON.text(Answer("policy-history", shape)))
    }
    if loaded.isEmpty { return Console.say("None was loaded; the standard policy is in force.") }
    for each in loaded {
      let mark = each.isInForce ? "in force" : each.policy == nil ? "unreadable" : "replaced"
      let staff = each.staff.isEmpty ? "" : " by \(each.staff)"
      Console.say(
        "\(each.hash.word.hex.prefix(12))  \(Moment.text(each.loadedAt))  \(each.branch)\(staff)  "
          + "\(mark)  \(each.reason)")
    }
  }
}
