import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

/// A change of holds, each by itself.
struct HoldChanges: ParsableArguments {
  @OptionGroup var workplace: Workplace
  @Argument(help: ArgumentHelp("Holds, as `hold list` names them.", valueName: "hold"))
  var holds: [String]

  func run(_ change: (Replica) throws -> DeskAction.HoldChange) throws {
    var talk = try DeskTalk(workplace, .list(verb: "hold"))
    let replica = talk.replica
    for hold in holds {
      talk.perform(hold, mode: "hold") {
        .changeHold(try replica.holdID(hold), try change(replica))
      }
    }
    try talk.finish()
  }
}

struct HoldCancelVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Take readers out of a queue.",
    discussion: """
      Example:
        catchword hold cancel 4f38bfa0ebd4a853.12 --reason "bought it"
      """)

  @OptionGroup var changes: HoldChanges
  @Option(help: "Why.") var reason = ""

  func run() throws { try changes.run { _ in .cancel(reason: reason) } }
}

struct HoldMoveVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Let readers fetch it at another branch.",
    discussion: """
      Example:
        catchword hold move 4f38bfa0ebd4a853.12 --pickup WEST
      """)

  @OptionGroup var changes: HoldChanges
  @Option(help: ArgumentHelp("The branch.", valueName: "code")) var pickup: String

  func run() throws { try changes.run { _ in .move(pickup: pickup) } }
}

struct HoldRankVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Serve a reader before another one.",
    discussion: """
      Example:
        catchword hold rank 4f38bfa0ebd4a853.12 --before 4f38bfa0ebd4a853.7
      """)

  @OptionGroup var changes: HoldChanges
  @Option(help: ArgumentHelp("The hold that comes next.", valueName: "hold")) var before: String

  func run() throws { try changes.run { .rank(before: try $0.holdID(before)) } }
}

struct HoldSuspendVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspend",
    abstract: "Let a hold rest, until a day and this day included; its place is kept.",
    discussion: """
      Example:
        catchword hold suspend 4f38bfa0ebd4a853.12 --until 2027-01-10
      """)

  @OptionGroup var changes: HoldChanges
  @Option(help: ArgumentHelp("The last day of rest.", valueName: "YYYY-MM-DD")) var until: String

  func run() throws {
    guard let day = try DeskDate.read(until) else {
      throw CommandFault.usage("--until needs a day")
    }
    try changes.run { _ in .suspend(until: day) }
  }
}

struct HoldResumeVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "End the rest of holds.",
    discussion: """
      Example:
        catchword hold resume 4f38bfa0ebd4a853.12
      """)

  @OptionGroup var changes: HoldChanges

  func run() throws { try changes.run { _ in .resume } }
}

struct HoldCaptureVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Put items in hand aside for whoever waits first.",
    discussion: """
      Examples:
        catchword hold capture 37040000000409
        catchword hold capture - < pulled.txt
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp("Barcodes, or - for one a line on standard input.", valueName: "item"))
  var items: [String]

  func run() throws {
    try ItemRun(workplace, verb: "hold", items).run { .capture(barcode: $0) }
  }
}

struct HoldReleaseVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Take items off the hold shelf.",
    discussion: """
      Then check them in: the next who waits gets them, or they go home.

      Example:
        catchword hold release 37040000000409 --reason "not fetched"
      """)

  @OptionGroup var workplace: Workplace
  @Argument(
    help: ArgumentHelp("Barcodes, or - for one a line on standard input.", valueName: "item"))
  var items: [String]
  @Option(help: "Why.") var reason: String?

  func run() throws {
    try ItemRun(workplace, verb: "hold", items).run { .release(barcode: $0, reason: reason) }
  }
}
