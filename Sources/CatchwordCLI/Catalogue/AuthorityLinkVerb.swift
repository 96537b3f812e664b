import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct AuthorityLinkVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Let bibs name the authorities of their headings: one field, or all that match.",
    discussion: """
      Without a bib it looks through the catalogue and says what it would link: fields whose $0 names \
      an authority, and fields with the very heading of exactly one that is in use. --confirm writes \
      that. What was a heading once is never linked so; the review queue proposes it.

      Examples:
        catchword authority link
        catchword authority link --confirm
        catchword authority link vl0000001 --field 650 --to '(CONS)12'
        catchword authority link vl0000001 --field 650 --occurrence 2 --remove
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp("One bib: control number, id, or an item's barcode.", valueName: "bib"))
  var reference: String?
  @Option(help: ArgumentHelp("Which field of the bib.", valueName: "tag")) var field: String?
  @Option(help: "Which one, counted from 1, where the tag stands several times.")
  var occurrence: Int?
  @Option(help: ArgumentHelp("The authority that it names.", valueName: "authority"))
  var to: String?
  @Flag(help: "Leave the field's text to itself.") var remove = false
  @Flag(help: "Write what the run found.") var confirm = false

  static let shownLinks = 50

  func run() throws {
    if let reference { return try linkOne(reference) }
    guard field == nil, occurrence == nil, to == nil, !remove else {
      throw CommandFault.usage("name the bib whose field is meant")
    }
    let report = try workplace.openReplica().linkHeadings(
      staff: workplace.staff, isDryRun: !confirm)
    if workplace.json {
      let shape = AuthorityLinkShape(report, isDryRun: !confirm)
      return Console.say(JSON.text(Answer("authority-link", shape)))
    }
    for link in report.links.prefix(Self.shownLinks) {
      Console.say(
        "\(link.bib)  \(link.tag) \(DollarForm.text(link.content))  = \(link.authority)"
          + (link.isByNumber ? " by $0" : ""))
    }
    let rest = report.links.count - Self.shownLinks
    if rest > 0 { Console.note("… and \(rest) more (--json has all of them).") }
    Console.say(
      "\(report.read) headings: \(report.decided) decided before, \(report.links.count) "
        + "\(confirm ? "linked" : "would be linked"), \(report.ambiguous) that several have, "
        + "\(report.unmatched) that none has.")
    if !confirm && !report.links.isEmpty { Console.note("Nothing was written; add --confirm.") }
  }

  private func linkOne(_ reference: String) throws {
    guard let field, (to != nil) != remove, !confirm else {
      throw CommandFault.usage("say --field TAG, and one of --to AUTHORITY and --remove")
    }
    let replica = try workplace.openReplica()
    let bib = try replica.bib(reference)
    let target = try FieldChoice(tag: field, occurrence: occurrence).field(of: bib)
    let authority = try to.map { try replica.authority($0).id }
    let performed = try replica.perform(
      AuthorityEdit.link(field: target.id, to: authority), staff: workplace.staff)
    workplace.tell(
      performed, verb: "authority-link",
      authority.map { "Field \(field) of \(bib.title) names \($0) now." }
        ?? "Field \(field) of \(bib.title) names no authority now.")
  }
}
