import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct PatronEditVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract:
      "Change what is known of a patron, or complete a registration; what is not named stays.",
    discussion: """
      An empty text takes an entry away. The guardian is the patron who answers for a child, or the \
      contact of an institution.

      Examples:
        catchword patron edit 27040000009905 --birth-date 1990-05-17 --category ADULT --confirm
        catchword patron edit 27040000009905 --card 27040000009913
        catchword patron edit 27040000001052 --guardian 27040000009905
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Card or id.", valueName: "patron")) var reference: String
  @Option(help: "Another card.") var card: String?
  @Option(help: "The name.") var name: String?
  @Option(help: "Such as ADULT or JUVENILE.") var category: String?
  @Option(help: ArgumentHelp("Home branch.", valueName: "code")) var branch: String?
  @Option(help: ArgumentHelp("Day of birth.", valueName: "YYYY-MM-DD")) var birthDate: String?
  @Option(help: ArgumentHelp("Last day on which the card is good.", valueName: "YYYY-MM-DD"))
  var expiry: String?
  @Option(help: ArgumentHelp("Who answers for them.", valueName: "card")) var guardian: String?
  @Option(help: "A note for staff.") var note: String?
  @Flag(help: "The registration is complete.") var confirm = false

  func run() throws {
    guard name?.isEmpty != true, branch?.isEmpty != true, card?.isEmpty != true else {
      throw CommandFault.usage("a patron keeps a card, a name and a branch; they cannot be empty")
    }
    let replica = try workplace.openReplica()
    if let branch { try ItemAddVerb.check(branch: branch, in: replica) }
    let patron = try replica.patronRecord(reference)
    let texts: [(field: Int, text: String?)] = [
      (PatronField.card, card), (PatronField.name, name), (PatronField.category, category),
      (PatronField.branch, branch), (PatronField.note, note),
    ]
    var values = texts.compactMap { field, text in
      text.map { FieldValue(field, $0.isEmpty ? .null : .text($0)) }
    }
    for (field, text) in [(PatronField.birthDate, birthDate), (PatronField.expiry, expiry)] {
      guard let text else { continue }
      let day = text.isEmpty ? nil : try DeskDate.read(text)
      values.append(FieldValue(field, day.map { .integer($0.day) } ?? .null))
    }
    if let guardian { values.append(try Self.guardian(guardian, of: patron, in: replica)) }
    if confirm { values.append(FieldValue(PatronField.provisional, .null)) }
    guard !values.isEmpty else {
      throw CommandFault.usage("say what to change, such as --confirm or --guardian CARD")
    }
    let performed = try replica.perform(
      .setPatron(patron, values, settles: []), staff: workplace.staff)
    workplace.tell(
      performed, verb: "patron-edit",
      confirm ? "The registration is complete." : "Changed what is known of that card.")
  }

  /// - Parameters:
  ///   - card: empty for nobody.
  ///   - patron: nil for one who is being registered.
  static func guardian(
    _ card: String, of patron: RecordID?, in replica: Replica
  ) throws -> FieldValue {
    if card.isEmpty { return FieldValue(PatronField.guardian, .null) }
    let guardian = try replica.patron(card).id
    guard guardian != patron else {
      throw CommandFault.usage("nobody answers for themselves; name another card")
    }
    return FieldValue(PatronField.guardian, .record(guardian))
  }
}

struct PatronListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the patrons whose registration is still to be completed.",
    discussion: """
      No name is printed, only ids, the ends of cards and branches: `catchword patron show` says who it \
      is, `catchword patron edit … --confirm` completes it.

      Example:
        catchword patron list --provisional
      """)

  @OptionGroup var workplace: Workplace
  @Flag(help: "Those who were registered by card and name alone.") var provisional = false

  func run() throws {
    guard provisional else {
      throw CommandFault.usage("say which patrons: --provisional lists those still to be completed")
    }
    let patrons = try workplace.openReplica().provisionalPatrons()
    guard !workplace.json else {
      return Console.say(
        JSON.text(Answer("patron-list", Shape(patrons: patrons.map(Shape.Entry.init)))))
    }
    for patron in patrons {
      let end = patron.cardEnd.map { "…\($0)" } ?? "too short to print"
      Console.say("\(patron.id)  card \(end)  \(patron.branch)")
    }
    if patrons.isEmpty { Console.note("Every registration is complete.") }
  }

  private struct Shape: Encodable {
    struct Entry: Encodable {
      let id: String
      @OrNull var cardEnd: String?
      let branch: String

      enum CodingKeys: String, CodingKey {
        case id
        case cardEnd = "card_end"
        case branch
      }

      init(_ patron: ProvisionalPatron) {
        id = patron.id.description
        cardEnd = patron.cardEnd
        branch = patron.branch
      }
    }

    let patrons: [Entry]
  }
}
