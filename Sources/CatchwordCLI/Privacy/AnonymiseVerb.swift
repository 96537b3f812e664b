import ArgumentParser
import Catchword
import CatchwordLibrary

struct AnonymiseVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anonymise",
    abstract: "Let closed loans say no longer who had them.",
    discussion: """
      Without --before, loans are meant that ended longer ago than the policy in force keeps them \
      (retention_days). What is on loan, or for which something is owed or to be given back, keeps its \
      patron until that is over, and loses it then by itself; so does what a laptop brings in later. \
      What was stated stays in the log: see Documentation/Privacy.md.

      Examples:
        catchword anonymise --dry-run
        catchword anonymise --before 2026-05-01
        catchword anonymise --patron 27040000001052 --before 2026-05-01
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("Loans that ended before this day.", valueName: "YYYY-MM-DD"))
  var before: String?
  @Option(help: ArgumentHelp("Only this patron's.", valueName: "card")) var patron: String?
  @Flag(help: "Write nothing; say what would become of how many loans.") var dryRun = false

  func run() throws {
    let day = try DeskDate.read(before)
    let report = try workplace.openReplica().anonymise(
      before: day, patron: patron, staff: workplace.staff, isDryRun: dryRun)
    if workplace.json {
      return Console.say(JSON.text(Answer("anonymise", AnonymiseShape(report))))
    }
    Console.say(
      "\(counted(report.anonymised, "loan")) that ended by \(report.until) "
        + (dryRun ? "would name" : report.anonymised == 1 ? "names" : "name")
        + " nobody any longer.")
    if report.unsettled > 0 {
      Console.say(
        "\(counted(report.unsettled, "loan")) of that time keep\(report.unsettled == 1 ? "s" : "") the patron, "
          + "since something is owed or to be given back.")
    }
    if report.open > 0 {
      Console.say("\(counted(report.open, "loan")) \(report.open == 1 ? "is" : "are") not over.")
    }
  }
}

private struct AnonymiseShape: Encodable {
  let until: String
  let anonymised: Int
  let unsettled: Int
  let open: Int
  let dryRun: Bool

  enum CodingKeys: String, CodingKey {
    case until
    case anonymised
    case unsettled
    case open
    case dryRun = "dry_run"
  }

  init(_ report: AnonymisationReport) {
    until = report.until.description
    anonymised = report.anonymised
    unsettled = report.unsettled
    open = report.open
    dryRun = report.isDryRun
  }
}
