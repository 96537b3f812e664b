import ArgumentParser

/// The door for staff, servers and scripts.
@main
struct CatchwordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catchword",
    abstract: "An offline-first catalogue for libraries with many branches.",
    discussion: """
      Every branch, cart and laptop keeps a replica of the whole catalogue and works on it without a \
      network. Replicas exchange what happened when they meet; what the rules cannot settle lands in \
      somebody's review queue.

      First steps:
        catchword -C main init --branch MAIN --network "Valley Libraries"
        catchword -C main import marc bibs.mrc --profile koha-952
        catchword -C main checkout 21234000000017 31234000000018
        catchword -C main invite --at folder:/media/usb --for EAST

      Exit codes: 0 done, 2 found something, 64 usage, 65 bad data, 66 no input, 69 unavailable, \
      70 a bug, 73/74 cannot create / input or output, 75 try again later, 76 protocol or version, \
      77 not permitted, 78 configuration.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Network",
        subcommands: [InitVerb.self, InviteVerb.self, JoinVerb.self, PeerVerb.self]),
      CommandGroup(
        name: "Desk",
        subcommands: [
          CheckoutVerb.self, CheckinVerb.self, RenewVerb.self, ScanVerb.self, UndoVerb.self,
          InHouseVerb.self, TransitVerb.self, HoldVerb.self, MarkVerb.self, InventoryVerb.self,
          CartVerb.self, SlipVerb.self, OverdueVerb.self, TodayVerb.self,
        ]),
      CommandGroup(
        name: "Money",
        subcommands: [
          AccountVerb.self, ChargeVerb.self, PayVerb.self, WaiveVerb.self, RefundVerb.self,
          DrawerVerb.self,
        ]),
      CommandGroup(
        name: "Catalogue",
        subcommands: [
          ImportVerb.self, BibVerb.self, AuthorityVerb.self, ItemVerb.self, PatronVerb.self,
          SearchVerb.self,
          ShowVerb.self, WhyVerb.self, ShelflistVerb.self, AnonymiseVerb.self,
        ]),
      CommandGroup(name: "Acquisitions", subcommands: [FundVerb.self, OrderVerb.self]),
      CommandGroup(name: "Policies", subcommands: [PolicyVerb.self, ClosureVerb.self]),
      CommandGroup(name: "Conflicts", subcommands: [ReviewVerb.self]),
      CommandGroup(
        name: "Exchange",
        subcommands: [
          SyncVerb.self, ServeVerb.self, StatusVerb.self, DigestVerb.self, LogVerb.self,
          HistoryVerb.self,
        ]),
      CommandGroup(name: "Care", subcommands: [DoctorVerb.self, RebuildVerb.self]),
    ])

  /// Parses, runs, and turns whatever went wrong into a sentence and an exit code.
  static func main() async {
    let arguments = LeadingOptions.moved(Array(CommandLine.arguments.dropFirst()))
    do {
      try checkVerb(arguments)
      var command = try parseAsRoot(arguments)
      if var suspending = command as? any AsyncParsableCommand {
        try await suspending.run()
      } else {
        try command.run()
      }
    } catch {
      Failure(error).report(asJSON: asksForJSON(arguments))
    }
  }

  /// The parser would complain about the first option behind a verb that it does not know.
  private static func checkVerb(_ arguments: [String]) throws {
    guard let verb = arguments.first, !verb.hasPrefix("-"), verb != "help" else { return }
    let known = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !known.contains(verb) else { return }
    throw CommandFault.usage("there is no verb \"\(verb)\"; `catchword --help` lists them")
  }

  /// Also where the rest of the line cannot be understood.
  private static func asksForJSON(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains("--json")
  }
}
