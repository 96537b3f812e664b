import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct PatronMergeVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Let one patron's record stand for another one of the same person.",
    discussion: """
      The first gives way to the second: loans and holds of both are then counted and shown as the \
      second's, also what a branch lends on the first card before it hears of the merge. Both cards \
      stay good until one is retired. Why stands in the first record's note. `catchword patron \
      unmerge` takes it back.

      Examples:
        catchword patron merge 27040000009905 27040000001052 --reason "registered twice"
        catchword patron card retire 27040000009905
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Card or id of the one that gives way.", valueName: "from"))
  var from: String
  @Argument(help: ArgumentHelp("Card or id of the one that stays.", valueName: "into"))
  var into: String
  @Option(help: "Why they are one person.") var reason: String

  func run() throws {
    let replica = try workplace.openReplica()
    let (from, into) = (try replica.patronRecord(from), try replica.patronRecord(into))
    let performed = try replica.perform(
      .mergePatron(from, into: into, reason: reason), staff: workplace.staff)
    workplace.tell(performed, verb: "patron-merge", "Merged \(from) into \(into).")
  }
}

struct PatronUnmergeVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unmerge",
    abstract: "Take the merge of a patron back.",
    discussion: """
      What was lent and placed on that card is its patron's own again.

      Example:
        catchword patron unmerge 27040000009905 --reason "namesakes"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Card or id of the one that gave way.", valueName: "patron"))
  var reference: String
  @Option(help: "Why they are two persons.") var reason: String

  func run() throws {
    let replica = try workplace.openReplica()
    let performed = try replica.perform(
      .unmergePatron(try replica.patronRecord(reference, evenErased: true), reason: reason),
      staff: workplace.staff)
    workplace.tell(
      performed, verb: "patron-unmerge", "\(performed.answer) stands for itself again.")
  }
}

struct PatronCardVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract: "Whether a card is still taken.",
    discussion: """
      Example:
        catchword patron card retire 27040000009905
      """,
    subcommands: [RetireVerb.self, RestoreVerb.self])

  struct RetireVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retire",
      abstract: "Take a patron's card no longer.",
      discussion: """
        What was lent on it stays lent. A card that several bear is named by the patron's id.

        Example:
          catchword patron card retire 27040000009905
        """)

    @OptionGroup var workplace: Workplace
    @Argument(help: ArgumentHelp("Card or id.", valueName: "patron")) var reference: String

    func run() throws {
      try PatronCardVerb.set(.integer(1), reference, workplace, "The card is taken no longer.")
    }
  }

  struct RestoreVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "restore",
      abstract: "Take a retired card again.",
      discussion: """
        Example:
          catchword patron card restore 27040000009905
        """)

    @OptionGroup var workplace: Workplace
    @Argument(help: ArgumentHelp("Card or id.", valueName: "patron")) var reference: String

    func run() throws {
      try PatronCardVerb.set(.null, reference, workplace, "The card is taken again.")
    }
  }

  private static func set(
    _ value: Value, _ reference: String, _ workplace: Workplace, _ sentence: String
  ) throws {
    let replica = try workplace.openReplica()
    let patron = try replica.patronRecord(reference)
    let performed = try replica.perform(
      .setPatron(patron, [FieldValue(PatronField.retired, value)], settles: []),
      staff: workplace.staff)
    workplace.tell(performed, verb: "patron-card", sentence)
  }
}
