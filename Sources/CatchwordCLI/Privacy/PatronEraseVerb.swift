import ArgumentParser
import Catchword
import CatchwordLibrary

struct PatronEraseVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Show a patron nowhere any longer. This cannot be taken back.",
    discussion: """
      With all records that were merged into one with theirs. Holds end, closed loans name nobody, the \
      card is good no longer and can be given out anew. Refused while something is on loan or owed; \
      with --when-settled that keeps the patron until it is settled, for whoever must get it back. \
      What was stated stays in the log: see Documentation/Privacy.md.

      Examples:
        catchword patron erase 27040000001052 --reason "asked by letter of 3 May" --yes
        catchword patron erase 27040000001052 --reason "moved away" --when-settled --yes
      """)

  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Card or id.", valueName: "patron")) var reference: String
  @Option(help: "Why; it stays in the log, so without a name.") var reason: String
  @Flag(help: "Also where something is on loan or owed.") var whenSettled = false
  @Flag(help: "Do it; without, only what would happen is said.") var yes = false

  func run() throws {
    let replica = try workplace.openReplica()
    guard yes else {
      let figures = try replica.erasureFigures(reference)
      throw CommandFault.usage(
        "this cannot be taken back: \(counted(figures.records.count, "record")), \(figures.loans) on loan"
          + (figures.owed.isEmpty ? "" : ", \(figures.owed)")
          + ", \(counted(figures.holds, "hold")); say --yes to erase the patron")
    }
    let performed = try replica.erase(
      reference, reason: reason, whenSettled: whenSettled, staff: workplace.staff)
    let figures = performed.answer
    if workplace.json {
      let shape = EraseShape(
        records: figures.records.count, loans: figures.loans, owed: figures.owed,
        holds: figures.holds,
        acknowledged: performed.acknowledgements.map(AcknowledgementShape.init))
      return Console.say(JSON.text(Answer("patron-erase", shape)))
    }
    Console.say("Erased: the patron is shown nowhere any longer.")
    if figures.holds > 0 { Console.say("\(counted(figures.holds, "hold")) ended.") }
    if !figures.isSettled {
      Console.say(
        "\(counted(figures.loans, "loan"))\(figures.owed.isEmpty ? "" : " and what is owed") keep the "
          + "patron until that is settled.")
    }
  }
}

private struct EraseShape: Encodable {
  let records: Int
  let loans: Int
  let owed: String
  let holds: Int
  let acknowledged: [AcknowledgementShape]
}
