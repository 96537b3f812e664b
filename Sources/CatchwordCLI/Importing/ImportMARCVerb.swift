import ArgumentParser
import Catchword
import CatchwordMARC

struct ImportMARCVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "marc",
    abstract: "Take in bibs, items by a named profile, and authorities from MARC 21 or MARCXML.",
    discussion: """
      The content says which of the two a file is. Profiles: koha-952 (items in 952, the bib's number \
      in 999$c), evergreen-901 (bibs alone, their number in 901$c) and none (bibs alone). --source \
      names the system the records come from, so that they are known again next time and on every \
      replica: use the same name everywhere. \
      Authority records are told by their leader; import them first, and bibs name them by $0.

      Examples:
        catchword import marc bibs.mrc --profile koha-952 --source koha:valley
        catchword import marc donation.xml --dry-run
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("MARC files.", valueName: "file")) var files: [String]
  @Option(help: "How items stand in the records.") var profile = HoldingsProfile.none.rawValue
  @Option(
    help: ArgumentHelp(
      "The system they come from (default: koha:default or marc:default).", valueName: "name"))
  var source: String?
  @Flag(help: "Check everything, write nothing.") var dryRun = false

  func run() throws {
    guard let profile = HoldingsProfile(rawValue: profile) else {
      throw CommandFault.unknownProfile(profile)
    }
    // All files are looked at first: a mistyped name must not stop an import half-way.
    for file in files { _ = try MARCReader(path: file) }
    let replica = try workplace.openReplica()
    let run = try MARCImportRun(
      replica, profile: profile, source: source ?? profile.defaultSource, staff: workplace.staff,
      isDryRun: dryRun)
    for file in files { try run.read(file) }
    let shape = try run.finish()
    ImportText.tell(shape, workplace, unit: "record")
  }
}
