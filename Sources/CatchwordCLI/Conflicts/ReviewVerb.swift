import ArgumentParser
import Catchword
import CatchwordCore

struct ReviewVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "The queue of what the rules could not settle alone.",
    discussion: """
      Examples:
        catchword review
        catchword review --fail-if-open && echo nothing waits
      """,
    subcommands: [
      ReviewListVerb.self, ReviewShowVerb.self, ReviewResolveVerb.self, ReviewUndoVerb.self,
    ],
    defaultSubcommand: ReviewListVerb.self)
}

struct ReviewListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what is open, most urgent first; all branches' by default.",
    discussion: """
      A is for today, B for the week. Every entry stands in the queue of one branch; those without a \
      branch are cataloguing's.

      Examples:
        catchword review list --branch EAST
        catchword review list --all --json
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("Only this branch's.", valueName: "code")) var branch: String?
  @Flag(help: "Also what is settled.") var all = false
  @Flag(help: "Exit with code 2 where anything is open.") var failIfOpen = false

  func run() throws {
    let replica = try workplace.openReplica()
    let items = try replica.reviews(owner: branch, includesResolved: all)
    let open = items.filter { !$0.isResolved }
    if workplace.json {
      Console.say(JSON.text(ReviewListShape(items, in: replica, includesResolved: all)))
    } else {
      for item in items {
        for line in ReviewText.entry(item, about: replica.about(item)) { Console.say(line) }
      }
      if items.isEmpty { Console.say("Nothing is open.") }
    }
    if failIfOpen && !open.isEmpty { throw CommandFault.found }
  }
}

struct ReviewShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one entry with all its sides, the evidence and the proposal.",
    discussion: """
      Example:
        catchword review show 3f2a91c0
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The entry's id, or its first digits.") var id: String

  func run() throws {
    let replica = try workplace.openReplica()
    let item = try replica.review(id)
    let evidence = try replica.evidence(of: item)
    if workplace.json {
      let shape = ReviewCardShape(
        entry: ReviewShape(item, about: replica.about(item)), evidence: evidence)
      return Console.say(JSON.text(Answer("review-show", shape)))
    }
    for line in ReviewText.whole(item, about: replica.about(item), evidence: evidence) {
      Console.say(line)
    }
  }
}

struct ReviewResolveVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Decide: keep one side.",
    discussion: """
      The decision travels like anything else, holds while all sides are among those shown here, and \
      can be taken back with `catchword review undo`.

      Example:
        catchword review resolve 3f2a91c0 --keep A --note "looked at the spine"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The entry's id, or its first digits.") var id: String
  @Option(help: ArgumentHelp("The side's letter.", valueName: "letter")) var keep: String
  @Option(help: "Why.") var note = ""

  func run() throws {
    let performed = try workplace.openReplica().resolve(
      id, keep: keep.uppercased(), note: note, staff: workplace.staff)
    try DecisionShape.tell(
      performed, workplace, verb: "review-resolve", "Kept side \(keep.uppercased())")
  }
}

struct ReviewUndoVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take a decision back; the entry opens again.",
    discussion: """
      Example:
        catchword review undo 3f2a91c0 --reason "the other copy was meant"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The entry's id, or its first digits.") var id: String
  @Option(help: "Why.") var reason: String

  func run() throws {
    let performed = try workplace.openReplica().undoResolution(
      id, reason: reason, staff: workplace.staff)
    try DecisionShape.tell(performed, workplace, verb: "review-undo", "Opened again")
  }
}

/// A decision that was made, or taken back.
private struct DecisionShape: Encodable {
  let id: String
  let acknowledged: [AcknowledgementShape]

  static func tell(
    _ performed: Performed<ReviewItem>, _ workplace: Workplace, verb: String, _ sentence: String
  ) throws {
    let id = performed.answer.id.word.hex
    if workplace.json {
      let shape = DecisionShape(
        id: id, acknowledged: performed.acknowledgements.map(AcknowledgementShape.init))
      return Console.say(JSON.text(Answer(verb, shape)))
    }
    Console.say("\(sentence): \(performed.answer.summary) (\(id.prefix(12)))")
  }
}
