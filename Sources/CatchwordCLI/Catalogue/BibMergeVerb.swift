import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct BibMergeVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Let one bib stand for another one of the same title.",
    discussion: """
      The first gives way to the second: items and holds of both are then those of the second, also \
      what a branch attaches to the first before it hears of the merge. No field is copied; whatever \
      the second should have of the first, add with `catchword bib edit`. Why stands in field 583 of \
      the first. `catchword bib unmerge` takes it back.

      Example:
        catchword bib merge vl0000002 vl0000001 --reason "same OCLC number"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp("Control number or id of the one that gives way.", valueName: "from"))
  var from: String
  @Argument(help: ArgumentHelp("Control number or id of the one that stays.", valueName: "into"))
  var into: String
  @Option(help: "Why they are one.") var reason: String

  func run() throws {
    let replica = try workplace.openReplica()
    let (from, into) = (try replica.bibRecord(from), try replica.bibRecord(into))
    let performed = try replica.perform(
      .mergeBib(from.id, into: into.id, reason: reason), staff: workplace.staff)
    workplace.tell(
      performed, verb: "bib-merge",
      "Merged \(from.title) (\(from.id)) into \(into.title) (\(into.id)).")
  }
}

struct BibUnmergeVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unmerge",
    abstract: "Take the merge of a bib back.",
    discussion: """
      The items and holds that name it are its own again.

      Example:
        catchword bib unmerge vl0000002 --reason "a different edition"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Control number or id of the one that gave way.", valueName: "bib"))
  var reference: String
  @Option(help: "Why they are two.") var reason: String

  func run() throws {
    let replica = try workplace.openReplica()
    let bib = try replica.bibRecord(reference)
    let performed = try replica.perform(
      .unmergeBib(bib.id, reason: reason), staff: workplace.staff)
    workplace.tell(
      performed, verb: "bib-unmerge", "\(bib.title) (\(bib.id)) stands for itself again.")
  }
}
