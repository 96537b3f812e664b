import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct PatronVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patron",
    abstract: "The people who borrow.",
    discussion: """
      Example:
        catchword patron show 27040000001052
      """,
    subcommands: [
      PatronAddVerb.self, PatronShowVerb.self, PatronEditVerb.self, PatronListVerb.self,
      PatronCardVerb.self, PatronDuplicatesVerb.self, PatronMergeVerb.self, PatronUnmergeVerb.self,
      PatronBlockVerb.self, PatronUnblockVerb.self, PatronEraseVerb.self,
    ])
}

struct PatronAddVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Register a patron.",
    discussion: """
      Example:
        catchword patron add 27040000009905 --name "Wren Alderbrook" --expiry 2028-12-31
        catchword patron add 27040000009905 --name "Wren Alderbrook" --provisional
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The number on the card.") var card: String
  @Option(help: "The name.") var name: String
  @Option(help: "Such as ADULT or JUVENILE.") var category: String?
  @Option(help: ArgumentHelp("Home branch (default: this one).", valueName: "code"))
  var branch: String?
  @Option(help: ArgumentHelp("Day of birth.", valueName: "YYYY-MM-DD")) var birthDate: String?
  @Option(help: ArgumentHelp("Last day on which the card is good.", valueName: "YYYY-MM-DD"))
  var expiry: String?
  @Flag(help: "Somebody completes the registration later; see `patron list --provisional`.")
  var provisional = false
  @Option(
    help: ArgumentHelp(
      "Who answers for them: a child's guardian, an institution's contact.", valueName: "card"))
  var guardian: String?
  @Option(help: "A note for staff.") var note: String?

  func run() throws {
    guard !card.isEmpty, !name.isEmpty else {
      throw CommandFault.usage("a patron needs a card and a name")
    }
    let (born, expiry) = (try DeskDate.read(birthDate), try DeskDate.read(expiry))
    let replica = try workplace.openReplica()
    let home = branch ?? replica.branch
    try ItemAddVerb.check(branch: home, in: replica)
    var values: [FieldValue] = []
    values.add(PatronField.card, card)
    values.add(PatronField.name, name)
    values.add(PatronField.category, category)
    values.add(PatronField.branch, home)
    values.add(PatronField.note, note)
    if let guardian, !guardian.isEmpty {
      values.append(try PatronEditVerb.guardian(guardian, of: nil, in: replica))
    }
    if let born { values.append(FieldValue(PatronField.birthDate, .integer(born.day))) }
    if let expiry { values.append(FieldValue(PatronField.expiry, .integer(expiry.day))) }
    if provisional { values.append(FieldValue(PatronField.provisional, .integer(1))) }
    let performed = try replica.perform(.addPatron(values), staff: workplace.staff)
    workplace.tell(performed, verb: "patron-add", "Registered the card at \(home).")
  }
}

struct PatronShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a patron and what they have at home.",
    discussion: """
      Example:
        catchword patron show 27040000001052
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Card or id.", valueName: "patron")) var reference: String

  func run() throws {
    try ShowVerb.show(
      .patron, reference, try workplace.openReplica(), asJSON: workplace.json, verb: "patron-show")
  }
}
