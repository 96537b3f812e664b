import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct ClosureVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "closure",
    abstract: "Days on which a branch is closed, beside those of the policy.",
    discussion: """
      For a day of snow: any branch adds it without a line, and it reaches the others with the next \
      sync. From then on no loan is due on a closed day.

      Examples:
        catchword closure add --branch EAST --from 2026-12-03 --reason snow
        catchword closure list
      """,
    subcommands: [ClosureAddVerb.self, ClosureListVerb.self, ClosureRemoveVerb.self])
}

struct ClosureAddVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Close a branch for some days.",
    discussion: """
      Example:
        catchword closure add --branch EAST --from 2026-12-03 --to 2026-12-04 --reason snow
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("The branch, with all below it.", valueName: "code"))
  var branch: String
  @Option(help: ArgumentHelp("The first closed day.", valueName: "YYYY-MM-DD")) var from: String
  @Option(help: ArgumentHelp("The last closed day (default: the first).", valueName: "YYYY-MM-DD"))
  var to: String?
  @Option(help: "Why, as patrons may read it.") var reason: String

  func run() throws {
    let first = try CivilDate(parsing: from)
    let last = try DeskDate.read(to) ?? first
    guard first <= last else {
      throw CommandFault.usage("--to \(last) is before --from \(first); swap them")
    }
    guard last.day - first.day < PolicyLimits.days, !reason.isEmpty,
      reason.utf8.count <= PolicyLimits.textBytes
    else {
      throw CommandFault.usage(
        "a closure has a reason of at most \(PolicyLimits.textBytes) bytes and an end")
    }
    let replica = try workplace.openReplica()
    let declared = try replica.policyInForce().policy.branches.map(\.code)
    if !declared.contains(ExactText(branch)) { try ItemAddVerb.check(branch: branch, in: replica) }
    let closure = PolicyClosure(first: first, last: last, reason: ExactText(reason))
    let performed = try replica.addClosure(of: branch, closure, staff: workplace.staff)
    let until = first == last ? "" : " to \(last)"
    workplace.tell(performed, verb: "closure-add", "\(branch) is closed on \(first)\(until).")
  }
}

struct ClosureListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the closures that were added beside the policy.",
    discussion: """
      Example:
        catchword closure list --branch EAST
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("Only this branch's.", valueName: "code")) var branch: String?

  func run() throws {
    let closures = try workplace.openReplica().closures().filter { closure in
      branch.map { ExactText($0) == ExactText(closure.branch) } ?? true
    }
    if workplace.json {
      let shape = ClosureListShape(closures: closures.map(ClosureListShape.Entry.init))
      return Console.say(JSON.text(Answer("closure-list", shape)))
    }
    for each in closures {
      Console.say(
        "\(each.id)  \(each.branch)  \(each.closure.first) to \(each.closure.last)  "
          + "\(each.closure.reason)")
    }
    if closures.isEmpty { Console.say("None beside those of the policy.") }
  }
}

struct ClosureRemoveVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take a closure back.",
    discussion: """
      Example:
        catchword closure remove 3f2a91c04d1e.17
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The closure's id, as `closure list` prints it.") var id: String

  func run() throws {
    let performed = try workplace.openReplica().removeClosure(id, staff: workplace.staff)
    let closure = performed.answer
    let written = Performed(
      answer: closure.id, acknowledgements: performed.acknowledgements)
    workplace.tell(
      written, verb: "closure-remove",
      "\(closure.branch) is open again from \(closure.closure.first) to \(closure.closure.last).")
  }
}

private struct ClosureListShape: Encodable {
  struct Entry: Encodable {
    let id: String
    let branch: String
    let from: String
    let to: String
    let reason: String

    init(_ closure: BranchClosure) {
      id = closure.id.description
      branch = closure.branch
      from = closure.closure.first.description
      to = closure.closure.last.description
      reason = closure.closure.reason.text
    }
  }

  let closures: [Entry]
}
