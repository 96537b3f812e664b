/// A family of plans: who may be there, what may happen and how often, and for how long.
///
/// Written in the words of stories, without transcripts:
///
///     world full
///     casts 2+0 3+1            # branches and carts
///     items 6
///     patrons 4
///     days 1..4
///     steps 30..120
///     swarm 40                 # each weighed thing is left out of a plan with this chance of 100
///     weigh checkout 30
///     weigh cut 4
package struct Sweep: Sendable {
  package struct Cast: Hashable, Sendable {
    package let branches: Int
    package let carts: Int
  }

  package var name: String
  package var prose: [String] = []
  package var world = World.full
  package var domain = DomainKit.library.name
  package var casts: [Cast] = [Cast(branches: 2, carts: 1)]
  package var items = 6
  package var patrons = 4
  package var days: ClosedRange<Int64> = 1...3
  package var steps: ClosedRange<Int64> = 30...80
  package var swarmPercent = 40
  /// In the order of the file.
  package var weights: [(happening: Happening, weight: Int)] = []
  /// What `sometimes` states a night of this sweep must reach.
  package var mustReach: [Sometimes] = []

  /// Its lines, as the page of the language tells of them.
  static let lines = [
    VerbForm("world merge|full", "In memory, for speed, or on SQLite and disks that fail."),
    VerbForm("domain NAME", "What the networks are about: library or board."),
    VerbForm("casts BRANCHES+CARTS…", "Who may be there, as in `2+0 3+1`; each plan has one."),
    VerbForm("items N", "So many items, with the barcodes b1, b2 and so on."),
    VerbForm("patrons N", "So many people, with the cards p1, p2 and so on."),
    VerbForm("days LEAST..MOST", "How long it lasts."),
    VerbForm("steps LEAST..MOST", "How many things happen."),
    VerbForm("swarm PERCENT", "The chance of each happening to be left out of a plan altogether."),
    VerbForm("weigh HAPPENING N", "How often something happens, beside all that is weighed."),
    VerbForm("profile NAME", "The lines of `Profiles/NAME.profile` stand in its place."),
    VerbForm("reach STATE", "A night of the sweep must reach that state."),
  ]

  /// - Parameter profile: the text of a profile that the sweep names: lines that stand in its place.
  /// - Throws: `StoryError` with the line.
  package init(
    name: String, parsing text: String,
    profile: (String) throws -> String = { name in
      throw StoryError("there are no profiles here to find `\(name)` among")
    }
  ) throws {
    self.name = name
    try take(text, profile)
    guard !weights.isEmpty else { throw StoryError("a sweep weighs at least one happening") }
  }

  private mutating func take(_ text: String, _ profile: (String) throws -> String) throws {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      do {
        if line.hasPrefix("#") {
          prose.append(String(line.dropFirst().drop { $0 == " " }))
          continue
        }
        let all = try Words.split(String(line))
        guard !all.isEmpty else { continue }
        var words = Words(Array(all.dropFirst()), of: all[0])
        if all[0] == "profile" {
          try take(profile: try words.take("the name of a profile"), profile)
        } else {
          try take(all[0], &words)
        }
        try words.finish()
      } catch var error as StoryError {
        error.line = index + 1
        throw error
      }
    }
  }

  private mutating func take(
    profile name: String, _ profile: (String) throws -> String
  ) throws {
    let text = try profile(name)
    do { try take(text, profile) } catch let error as StoryError {
      throw StoryError("profile `\(name)`, \(error)")
    }
  }

  private mutating func take(_ word: String, _ words: inout Words) throws {
    switch word {
    case "world":
      let name = try words.take("`merge` or `full`")
      guard let known = World(rawValue: name), known != .wire else {
        throw StoryError("a sweep runs in the world `merge` or `full`, not `\(name)`")
      }
      world = known
    case "domain": domain = try words.take("a domain")
    case "casts": casts = try words.takeAll().map(Self.cast)
    case "items": items = Int(try words.number("a number of items"))
    case "patrons": patrons = Int(try words.number("a number of patrons"))
    case "days": days = try Self.range(words.take("a range such as 1..4"))
    case "steps": steps = try Self.range(words.take("a range such as 30..120"))
    case "swarm": swarmPercent = Int(try words.number("a chance of 100"))
    case "reach":
      let name = words.takeAll().joined(separator: " ")
      guard let state = Sometimes(rawValue: name) else {
        let known = Sometimes.allCases.map(\.rawValue).joined(separator: ", ")
        throw StoryError("there is no state `\(name)`; there are \(known)")
      }
      mustReach.append(state)
    case "weigh":
      let name = try words.take("what may happen")
      guard let happening = Happening(rawValue: name) else {
        let known = Happening.allCases.map { $0.rawValue }.joined(separator: ", ")
        throw StoryError("nothing called `\(name)` can happen; there are \(known)")
      }
      weights.append((happening, Int(try words.number("a weight"))))
    default:
      let known = Self.lines.compactMap { $0.syntax.split(separator: " ").first }
      throw StoryError(
        "a sweep has no `\(word)`; it has \(known.map(String.init).joined(separator: ", "))")
    }
  }

  private static func cast(_ text: String) throws -> Cast {
    let parts = text.split(separator: "+").map { Int($0) }
    guard parts.count == 2, let branches = parts[0], let carts = parts[1],
      (1...PlanGenerator.branchNames.count).contains(branches),
      (0...PlanGenerator.cartNames.count).contains(carts), branches + carts > 1
    else { throw StoryError("`\(text)` is no cast; write branches and carts like 3+1") }
    return Cast(branches: branches, carts: carts)
  }

  private static func range(_ text: String) throws -> ClosedRange<Int64> {
    let parts = text.split(separator: ".", omittingEmptySubsequences: true).map { Int64($0) }
    guard parts.count == 2, let low = parts[0], let high = parts[1], 0 < low, low <= high else {
      throw StoryError("`\(text)` is no range; write it like 30..120")
    }
    return low...high
  }
}

/// Something that a generated plan may hold.
package enum Happening: String, CaseIterable, Sendable {
  case checkout
  case checkin
  case renew
  case inhouse
  case inventory
  case mark
  case send
  case receive
  case hold
  case unhold
  case rank
  case capture
  case release
  case charge
  case bill
  case pay
  case waive
  case refund
  case policy
  case block
  case unblock
  case today
  case undo
  case register
  case retitle
  case subject
  case authority
  case describe
  case weed
  case merge
  case unmerge
  case resolve
  case reopen
  case sync
  case busySync = "busy-sync"
  case carry
  case cut
  case oneWayCut = "one-way-cut"
  case line
  case weather
  case crash
  case sleep
  case clock
  case disk
  case restore
  case clone
  case lose
  case upgrade
  case annotate
  case fund
  case order
  case deliver
  case unorder
  case approve
  case anonymise
  case erase
  case rename
}
