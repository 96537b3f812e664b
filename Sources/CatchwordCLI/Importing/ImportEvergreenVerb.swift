import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordPolicies
import FoundationEssentials

struct ImportEvergreenVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evergreen",
    abstract: "Take over a library from Evergreen's tables.",
    discussion: """
      The folder holds tables as PostgreSQL's COPY writes them, each with its header and named after \
      it (actor.org_unit.tsv, asset.copy.tsv …), and biblio.record_entry.marcxml. Taken over are \
      branches, bibs, items, patrons, open loans with their own times and due dates, holds, and hours, \
      closings and loan rules as a policy. Every row is accepted or rejected with a reason; names of \
      patrons stand in no report. Importing a folder again writes only what changed at its source, and \
      completes an import that was broken off.

      --report writes all lines into a file: .json, .csv, or text by any other name.

      Examples:
        catchword import evergreen export/ --dry-run
        catchword import evergreen export/ --source evergreen:valley --report import.csv
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: "The folder of tables.") var directory: String
  @Option(
    help: ArgumentHelp(
      "The system they come from; use the same name everywhere.", valueName: "name"))
  var source = "evergreen:default"
  @Option(help: ArgumentHelp("Where to write what became of the rows.", valueName: "file"))
  var report: String?
  @Option(help: ArgumentHelp("The currency of the tables.", valueName: "code"))
  var currency = "USD"
  @Flag(inversion: .prefixedNo, help: "Load hours, closings and loan rules as a policy.")
  var policy = true
  @Flag(help: "Check everything, write nothing.") var dryRun = false

  func run() throws {
    guard let digits = CurrencyCodes.digits(of: currency) else {
      throw CommandFault.usage("\"\(currency)\" is no currency in ISO 4217; write one such as EUR")
    }
    let folder = try EvergreenFolder(directory)
    let file = try report.map { try ReportFile($0) }
    let replica = try workplace.openReplica()
    let run = try EvergreenRun(
      replica, folder, source: source, staff: workplace.staff, isDryRun: dryRun)
    try run.takeAll(
      currency: policy ? Currency(code: ExactText(currency), digits: digits) : nil)
    let shape = TablesReportShape(run.report, isDryRun: dryRun)
    try file?.write(shape)
    shape.tell(workplace)
  }
}

/// The files of an export.
struct EvergreenFolder {
  let path: String
  /// Ascending.
  let names: [String]

  init(_ path: String) throws {
    self.path = path
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      throw CommandFault.noSuchFile(path, why: "this folder cannot be listed")
    }
  }

  /// Those of the files that are there.
  func texts(_ wanted: [String]) throws -> [String: String] {
    var texts: [String: String] = [:]
    for name in wanted where names.contains(name) {
      let path = path + "/" + name
      if let size = InputFile.size(of: path), size > ConversionLimits.fileBytes {
        throw CommandFault.usage(
          "\(path) has \(size) bytes; \(ConversionLimits.fileBytes) are the most")
      }
      texts[name] = try InputFile.text(at: path)
    }
    return texts
  }
}

/// A file that is made before anything is imported: a report that cannot be written is known first.
struct ReportFile {
  private let path: String

  init(_ path: String) throws(CommandFault) {
    self.path = path
    try put("")
  }

  func write(_ shape: TablesReportShape) throws(CommandFault) {
    if path.hasSuffix(".json") {
      try put(JSON.text(Answer("import-evergreen", shape)) + "\n")
    } else if path.hasSuffix(".csv") {
      try put(shape.csv)
    } else {
      try put(shape.allLines.map { $0 + "\n" }.joined())
    }
  }

  private func put(_ text: String) throws(CommandFault) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path))
    } catch {
      Console.note("catchword: \(path) cannot be written; name another file with --report")
      throw .said(.cannotCreate)
    }
  }
}
