import ArgumentParser
import CatchwordLibrary

struct PatronBlockVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "block",
    abstract: "Let a patron borrow nothing until further notice.",
    discussion: """
      With --stolen somebody else may show the card: what was lent on it by desks that had not heard \
      goes to review, and the patron is charged for none of it until that is decided.

      Examples:
        catchword patron block 27040000001052 --reason "mail came back"
        catchword patron block 27040000001052 --stolen --reason "bag stolen on the train"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The number on the card.") var card: String
  @Flag(help: "The card was stolen or lost.") var stolen = false
  @Option(help: "Why.") var reason: String

  func run() throws {
    var talk = try DeskTalk(workplace, .list(verb: "patron-block"))
    talk.perform("", mode: "patron-block") {
      .block(card: card, stolen ? .stolen : .other, reason: reason)
    }
    try talk.finish()
  }
}

struct PatronUnblockVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unblock",
    abstract: "End all blocks of a patron that this replica knows.",
    discussion: """
      Example:
        catchword patron unblock 27040000001052 --reason "new address given"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The number on the card.") var card: String
  @Option(help: "Why.") var reason: String

  func run() throws {
    var talk = try DeskTalk(workplace, .list(verb: "patron-unblock"))
    talk.perform("", mode: "patron-unblock") { .unblock(card: card, reason: reason) }
    try talk.finish()
  }
}
