import ArgumentParser
import Catchword

struct HistoryVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Everything this replica holds, as JSON lines, for whoever checks it independently.",
    discussion: """
      The network, then every commit with its content and with what it had seen. Who the patrons are \
      is left out: commits of their lane stand without content, and the first line says so; loans \
      name patrons by ids that say nothing. What staff typed as a reason is there. Seals first, so \
      that what was just done counts.

      Examples:
        catchword history --picture > main.jsonl
        python3 Simulations/oracle/catchword_oracle.py --check main.jsonl
      """)

  @OptionGroup var workplace: Workplace
  @Flag(help: "Also the state that the commits make, as the last line.") var picture = false
  @Flag(help: "Also names, cards and all that is known of patrons; for made-up libraries.")
  var withPatrons = false

  func run() throws {
    let replica = try workplace.openReplica()
    try replica.history(withPatrons ? .whole : .withoutPatrons, drawsPicture: picture) {
      Console.say($0.text)
    }
    if !withPatrons {
      Console.note("Names and cards of patrons are left out; --with-patrons includes them.")
    }
  }
}
