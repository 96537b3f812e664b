import ArgumentParser
import Catchword

struct ImportVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in bibs with their items, patrons or branches, or a whole library.",
    discussion: """
      Importing a file again writes only what changed at its source.

      Example:
        catchword import marc bibs.mrc --profile koha-952 --dry-run
      """,
    subcommands: [
      ImportMARCVerb.self, ImportPatronsVerb.self, ImportBranchesVerb.self,
      ImportEvergreenVerb.self,
    ])
}

struct ImportPatronsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patrons",
    abstract: "Take in patrons from a CSV file.",
    discussion: """
      The first line names the columns: card,name,category,branch,birth_date,expiry (dates as \
      YYYY-MM-DD, empty where unknown). A patron is known by the card; a row that says nothing new \
      writes nothing; a row that cannot stand is refused alone, with its line.

      Example:
        catchword import patrons patrons.csv --dry-run
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The CSV file, in UTF-8.") var file: String
  @Flag(help: "Check everything, write nothing.") var dryRun = false

  func run() throws {
    let text = try InputFile.text(at: file)
    let report = try workplace.openReplica().importPatrons(
      text, staff: workplace.staff, dryRun: dryRun)
    TableReport.tell(report, workplace, file: file, isDryRun: dryRun)
  }
}

struct ImportBranchesVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "branches",
    abstract: "Take in branches from a CSV file.",
    discussion: """
      The first line names the columns: code,name,kind (branch, bookmobile …). A row that says nothing \
      new writes nothing.

      Example:
        catchword import branches branches.csv
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The CSV file, in UTF-8.") var file: String
  @Flag(help: "Check everything, write nothing.") var dryRun = false

  func run() throws {
    let text = try InputFile.text(at: file)
    let report = try workplace.openReplica().importBranches(
      text, staff: workplace.staff, dryRun: dryRun)
    TableReport.tell(report, workplace, file: file, isDryRun: dryRun)
  }
}

/// What became of a table, for people and scripts.
enum TableReport {
  static func tell(
    _ report: TableImportReport, _ workplace: Workplace, file: String, isDryRun: Bool
  ) {
    var totals = ImportTotals()
    totals.read = report.read
    totals.accepted = report.accepted
    totals.warned = report.warned
    totals.rejected = report.rejected
    totals.skipped = report.skipped
    let messages = report.messages.map { message in
      ImportMessageShape(
        file: file, record: message.line, controlNumber: nil, field: message.column,
        severity: "rejected", code: message.code, text: message.text)
    }
    let shape = ImportShape(totals, isDryRun: isDryRun, messages)
    ImportText.tell(shape, workplace, unit: "line")
  }
}
