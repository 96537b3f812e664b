import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct AuthorityVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authority",
    abstract: "Headings that bibs share: names, subjects, titles.",
    discussion: """
      Example:
        catchword authority list whal
      """,
    subcommands: [
      AuthorityListVerb.self, AuthorityShowVerb.self, AuthorityAddVerb.self,
      AuthorityEditVerb.self, AuthorityRetireVerb.self, AuthorityLinkVerb.self,
    ])
}

struct AuthorityListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List headings in their order, all or those that begin with some words.",
    discussion: """
      Examples:
        catchword authority list whal
        catchword authority list --tag 100 --retired --json
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "How the heading begins.") var words: [String] = []
  @Option(help: ArgumentHelp("Only one sort, such as 100 or 150.", valueName: "tag"))
  var tag: String?
  @Flag(help: "Also those that were retired.") var retired = false
  @Option(help: "How many at most.") var limit = 50

  func run() throws {
    guard limit > 0 else { throw CommandFault.usage("--limit must be at least 1") }
    let sort = try tag.map { tag in
      guard let heading = HeadingTag(tag) else {
        throw CommandFault.usage("\(tag) holds no heading; write one such as 100 or 150")
      }
      return heading.sort
    }
    let lines = try workplace.openReplica().headings(
      beginningWith: words.isEmpty ? nil : words.joined(separator: " "), sort: sort,
      includesRetired: retired, limit: limit)
    if workplace.json {
      let shape = AuthorityListShape(authorities: lines.map(AuthorityListShape.Line.init))
      return Console.say(JSON.text(Answer("authority-list", shape)))
    }
    for line in lines {
      let mark = line.standing == "established" ? "" : "  (\(line.standing))"
      Console.say("\(line.tag)  \(line.shown)\(mark)  [\(line.id)]")
    }
    if lines.isEmpty { Console.note("No heading begins so.") }
  }
}

struct AuthorityShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an authority with its earlier headings and the bibs that name it.",
    discussion: """
      Example:
        catchword authority show '(CONS)12'
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Number as in $0, control number or id.", valueName: "authority"))
  var reference: String

  func run() throws {
    let card = try workplace.openReplica().authority(reference)
    if workplace.json {
      return Console.say(JSON.text(Answer("authority-show", AuthorityShape(card))))
    }
    for line in AuthorityText.lines(card) { Console.say(line) }
  }
}

struct AuthorityAddVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add an authority by hand.",
    discussion: """
      Fields are typed as for bibs: two indicators (# for blank), then $ and a code before each \
      subfield.

      Example:
        catchword authority add --tag 150 --heading '##$aWhales.' --variant '##$aCetacea'
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("100, 110, 111, 130, 148, 150, 151 or 155.", valueName: "tag"))
  var tag: String
  @Option(help: ArgumentHelp("The heading.", valueName: "content")) var heading: String
  @Option(
    help: ArgumentHelp("Another form that people look for, repeatable.", valueName: "content"))
  var variant: [String] = []

  func run() throws {
    let performed = try workplace.openReplica().perform(
      AuthorityEdit.add(
        tag: tag, heading: try DollarForm.content(heading, tag: tag),
        variants: try variant.map { try DollarForm.content($0, tag: tag) }),
      staff: workplace.staff)
    workplace.tell(performed, verb: "authority-add", "Added authority \(performed.answer).")
  }
}

struct AuthorityEditVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change the heading, or add or remove another form of it.",
    discussion: """
      The heading that was in use stays as an earlier one. All bibs that name the authority show the \
      new heading at once, on every replica that hears of it.

      Examples:
        catchword authority edit '(CONS)12' --heading '1#$aTwain, Mark,$d1835-1910'
        catchword authority edit '(CONS)12' --variant '1#$aClemens, Samuel'
        catchword authority edit '(CONS)12' --remove 9f31c2d4.17
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Number as in $0, control number or id.", valueName: "authority"))
  var reference: String
  @Option(help: ArgumentHelp("The heading from now on.", valueName: "content")) var heading: String?
  @Option(help: ArgumentHelp("Another form that people look for.", valueName: "content"))
  var variant: String?
  @Option(help: ArgumentHelp("The id of a field, as `authority show` gives it.", valueName: "id"))
  var remove: String?

  func run() throws {
    guard [heading, variant, remove].count(where: { $0 != nil }) == 1 else {
      throw CommandFault.usage("say one of --heading CONTENT, --variant CONTENT and --remove ID")
    }
    let replica = try workplace.openReplica()
    let card = try replica.authority(reference)
    let edit: AuthorityEdit
    if let heading {
      edit = .setHeading(card.id, try DollarForm.content(heading, tag: card.tag), settles: [])
    } else if let variant {
      edit = .addVariant(card.id, try DollarForm.content(variant, tag: card.tag))
    } else {
      guard let field = card.fields.first(where: { $0.id.description == remove }) else {
        throw CommandFault.usage("the authority has no field \(remove ?? ""); look with show")
      }
      edit = .removeField(field.id)
    }
    let performed = try replica.perform(edit, staff: workplace.staff)
    workplace.tell(
      performed, verb: "authority-edit", "Changed \(card.heading.words) (\(card.id)).")
  }
}

struct AuthorityRetireVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire",
    abstract: "Retire an authority, in favour of one or several others or of none.",
    discussion: """
      Where one takes its place, all bibs follow. Where several do, no machine knows which one a bib \
      means: the review queue lists the bibs, and `catchword authority link` gives each its own.

      Examples:
        catchword authority retire '(CONS)12' --into '(CONS)13'
        catchword authority retire '(CONS)12' --into '(CONS)13' --into '(CONS)14'
        catchword authority retire '(CONS)12' --undo
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Number as in $0, control number or id.", valueName: "authority"))
  var reference: String
  @Option(help: ArgumentHelp("What takes its place, repeatable.", valueName: "authority"))
  var into: [String] = []
  @Flag(help: "Take the retirement back.") var undo = false

  func run() throws {
    guard !undo || into.isEmpty else {
      throw CommandFault.usage("--undo takes no --into")
    }
    let replica = try workplace.openReplica()
    let card = try replica.authority(reference)
    let edit: AuthorityEdit =
      undo
      ? .reestablish(card.id)
      : .retire(card.id, into: try into.map { try replica.authority($0).id })
    let performed = try replica.perform(edit, staff: workplace.staff)
    workplace.tell(
      performed, verb: "authority-retire",
      "\(undo ? "Established again" : "Retired"): \(card.heading.words) (\(card.id)).")
  }
}
