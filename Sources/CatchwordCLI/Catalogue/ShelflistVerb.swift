import ArgumentParser
import Catchword
import CatchwordLibrary

struct ShelflistVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shelflist",
    abstract: "What stands on a branch's shelves, in shelf order; what is missing or misplaced.",
    discussion: """
      With --missing only what should stand there and nobody has met since the day that --since names: \
      neither an inventory nor a return, a loan or a use in the library. It marks nothing by itself; \
      --barcodes prints what `catchword mark` reads. With --misplaced what an inventory with a location \
      met where it does not belong, and what was scanned out of order. A branch lists what is there, \
      and of what is on loan what belongs to it.

      Examples:
        catchword shelflist --branch MAIN --location FIC --csv > fic.csv
        catchword shelflist --location FIC --from A --to C
        catchword inventory --location FIC < scanned.txt
        catchword shelflist --missing --barcodes | catchword mark missing -
        catchword shelflist --location FIC --misplaced --since 2026-11-01
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("Whose shelves (default: this branch's).", valueName: "code"))
  var branch: String?
  @Option(help: ArgumentHelp("Only this shelving location.", valueName: "code"))
  var location: String?
  @Option(help: ArgumentHelp("Begin at this label.", valueName: "label")) var from: String?
  @Option(
    help: ArgumentHelp("End behind this label and all that begins with it.", valueName: "label"))
  var to: String?
  @Flag(help: "Only what should be there and was not seen.") var missing = false
  @Flag(help: "Only what an inventory met where it does not belong.") var misplaced = false
  @Option(
    help: ArgumentHelp(
      "Sightings count from this day on (default: today).", valueName: "YYYY-MM-DD"))
  var since: String?
  @Flag(help: "Print CSV with a line of names.") var csv = false
  @Flag(help: "Print barcodes alone, one a line.") var barcodes = false

  private static let linesPerPage = 500

  mutating func validate() throws {
    guard location != nil || (from == nil && to == nil) else {
      throw ValidationError(
        "labels begin anew in every location; add --location to --from and --to")
    }
    guard !(missing && misplaced) else {
      throw ValidationError("--missing and --misplaced are two lists; ask for one at a time")
    }
    guard !misplaced || (from == nil && to == nil) else {
      throw ValidationError("--misplaced looks at whole locations; leave out --from and --to")
    }
    guard since == nil || missing || misplaced else {
      throw ValidationError("--since belongs to --missing or --misplaced")
    }
    guard [workplace.json, csv, barcodes].filter({ $0 }).count < 2 else {
      throw ValidationError("--json, --csv and --barcodes exclude each other")
    }
  }

  func run() throws {
    let replica = try workplace.openReplica()
    let span = ShelfSpan(branch: branch ?? replica.branch, location: location, from: from, to: to)
    let day = try DeskDate.read(since) ?? replica.today()
    var talk = ShelfTalk(
      span, missing ? .missing(day) : misplaced ? .misplaced(day) : .all,
      workplace.json ? .json : csv ? .csv : barcodes ? .barcodes : .text)
    talk.begin()
    if misplaced {
      let found = try replica.misplaced(
        at: span.branch, location: location, since: Moment.midnight(day))
      for each in found { talk.give(each.line, each) }
    } else {
      var last: ShelfLine?
      repeat {
        let page = try replica.shelf(span, limit: Self.linesPerPage, after: last)
        for line in page where !missing || line.isMissing(since: Moment.midnight(day)) {
          talk.give(line)
        }
        last = page.last
      } while last != nil
    }
    talk.finish()
  }
}
