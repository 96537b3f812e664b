/// Plans for the notice board, one for each seed: villages that part, do what they like, and meet.
package enum BoardPlan {
  /// How much goes wrong beside the lines being down.
  package enum Weather: Sendable {
    /// Partitions only: what is wanted where conflicts are.
    case partitions
    /// Also crashes, wrong clocks, sleep and bad lines.
    case storm
  }

  private static let branches = ["hill", "lake", "mill"]
  private static let notes = ["dance", "goat", "choir"]
  private static let titles = [
    "Dance on Friday", "Dance on Saturday", "Goat lost", "Goat found", "Choir sings", "",
    "Choir sings on Friday at the mill",
  ]
  private static let places = ["left", "right", "top", "door"]
  private static let tags = ["music", "animals", "urgent"]
  private static let people = ["Ada", "Ben", "Cleo"]

  /// - Parameter actions: things that villagers do and calls between hosts.
  package static func plan(seed: UInt64, actions: Int = 60, _ weather: Weather) -> Plan {
    var chance = Stream(seed: seed, named: "board plan")
    var verbs: [any Verb] = [DomainVerb(.board), BranchesVerb(branches)]
    let settings = verbs.count
    verbs += notes.map { PostVerb(host: branches[0], note: $0, title: "A note about a \($0)") }
    verbs += branches.dropFirst().map { SyncVerb(caller: $0, peer: branches[0]) }
    while verbs.count < settings + actions {
      verbs += chance.chance(perMille: 650) ? [deed(&chance)] : line(&chance, weather)
    }
    var now = Moment.opening
    let steps = verbs.enumerated().map { index, verb in
      if index >= settings { now = now.adding(milliseconds: chance.number(1_000...900_000)) }
      return Step(id: index + 1, at: now, verb: verb)
    }
    return Plan(seed: seed, steps: steps)
  }

  private static func deed(_ chance: inout Stream) -> any Verb {
    let (host, note) = (chance.pick(branches), chance.pick(notes))
    switch chance.weighted([5, 3, 2, 2, 2, 2, 2, 2, 3]) {
    case 0: return PostVerb(host: host, note: note, title: chance.pick(titles))
    case 1: return MoveVerb(host: host, note: note, place: chance.pick(places))
    case 2: return PinVerb(host: host, note: note, height: pin(&chance))
    case 3: return TagVerb(host: host, note: note, tag: chance.pick(tags))
    case 4: return UntagVerb(host: host, note: note, tag: chance.pick(tags))
    case 5: return VoteVerb(host: host, note: note, votes: chance.number(-2...3))
    case 6: return TakedownVerb(host: host, note: note)
    case 7: return RemarkVerb(host: host, note: note, text: chance.pick(titles))
    default:
      return VisitVerb(
        host: host, note: note, who: chance.pick(people), minutes: chance.number(1...9))
    }
  }

  /// One in four takes the pin out.
  private static func pin(_ chance: inout Stream) -> Int64? {
    chance.chance(perMille: 250) ? nil : chance.number(1...4)
  }

  private static func line(_ chance: inout Stream, _ weather: Weather) -> [any Verb] {
    let host = chance.pick(branches)
    let peer = chance.pick(branches.filter { $0 != host })
    switch chance.weighted(weather == .storm ? [5, 3, 2, 2, 2, 1, 2] : [3, 4, 1]) {
    case 0: return [SyncVerb(caller: host, peer: peer)]
    case 1: return [CutVerb(from: host, to: peer)]
    case 2: return [HealVerb([host, peer])]
    case 3:
      return [CrashVerb(host: host, damage: chance.pick(Self.damages)), StartVerb(host: host)]
    case 4:
      let hours = chance.number(-30...30)
      return [ClockVerb(host: host, .off(Span(milliseconds: hours * 3_600_000)))]
    case 5: return [SleepVerb(host: host, span: Span(milliseconds: chance.number(1...4) * 600_000))]
    default:
      let fault = chance.pick([LineFault.lostReply, .duplicate, .truncate, .corrupt, .badGateway])
      return [LineVerb(from: host, to: peer, .once(fault, skipping: chance.below(3)))]
    }
  }

  private static let damages: [SimulatedDisk.Damage] = [.keep, .drop, .prefix, .subset, .torn]
}
