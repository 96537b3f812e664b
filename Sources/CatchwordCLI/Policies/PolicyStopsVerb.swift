import ArgumentParser
import Catchword
import CatchwordCore
import CatchwordLibrary

struct PolicyStopsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stops",
    abstract: "List the stops with their next visits, without those that a closure takes away.",
    discussion: """
      What is lent at a stop is due on a day on which it is visited.

      Examples:
        catchword policy stops
        catchword policy stops --of CART --from 2026-12-01 --count 8
      """)

  @OptionGroup var workplace: Workplace
  @Option(help: ArgumentHelp("Only those below this branch.", valueName: "code")) var of: String?
  @Option(help: ArgumentHelp("From this day on (default: today).", valueName: "YYYY-MM-DD"))
  var from: String?
  @Option(help: ArgumentHelp("How many visits of each.", valueName: "number")) var count = 4

  func validate() throws {
    guard (1...100).contains(count) else { throw ValidationError("--count is from 1 to 100.") }
  }

  func run() throws {
    let day = try DeskDate.read(from)
    let replica = try workplace.openReplica()
    let stops = try replica.stops(from: day ?? replica.today(), most: count).filter { stop in
      of.map { stop.parent?.utf8.elementsEqual($0.utf8) ?? false } ?? true
    }
    if workplace.json {
      return Console.say(JSON.text(Answer("policy-stops", StopsShape(stops: stops))))
    }
    for stop in stops { Console.say(Self.line(stop)) }
    if stops.isEmpty { Console.note("The policy in force has no such stops.") }
  }

  static func line(_ stop: StopCard) -> String {
    let days =
      stop.visits.isEmpty
      ? "no visit to come" : stop.visits.map(\.description).joined(separator: ", ")
    return "Stop \(stop.code)\(stop.parent.map { " of \($0)" } ?? ""): \(days)."
  }
}

struct StopsShape: Encodable {
  struct Stop: Encodable {
    let code: String
    @OrNull var parent: String?
    let visits: [String]
  }

  let stops: [Stop]

  init(stops: [StopCard]) {
    self.stops = stops.map {
      Stop(code: $0.code, parent: $0.parent, visits: $0.visits.map(\.description))
    }
  }
}
