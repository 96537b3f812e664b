import Catchword
import CatchwordCore
import CatchwordLibrary

/// A month of a library with five desks, in which only what is physically possible is scanned.
///
/// A sweep's deeds contradict each other on purpose. Here every book has one true place and every
/// reader one true self (`Town`): who has a book can bring it back anywhere, and what stands nowhere is
/// not lent. No two branches are given one book, no barcode is printed twice, clocks are off by a
/// minute or two. So whatever comes into a queue is a slip of somebody (`MonthSettings`), two desks
/// that served one wish, or a false alarm of a rule.
///
/// What a desk answers decides what happens next: a book for which somebody waits goes onto the hold
/// shelf, one that belongs elsewhere into a crate. So the plan is written while it runs
/// (`Run.rehearse`), and is a plan like any other.
package struct Month {
  let settings: MonthSettings
  let run: Run
  var chance: Stream
  var town = Town()
  var agenda = MonthAgenda()
  /// When the next thing happens, at the earliest.
  var clock = Moment.opening
  var tally = MonthTally()
  /// The site whose line is down for days, and its first night.
  let outage: (site: Site, day: Int64)
  /// How many readers were registered so far.
  var newcomers = 0
  /// Whose books lie in drop boxes, by book.
  var dropped: [Int: Int] = [:]

  private init(_ settings: MonthSettings, seed: UInt64, run: Run, town: Town) {
    self.settings = settings
    self.run = run
    self.town = town
    chance = Stream(seed: seed, named: "month")
    let site = chance.pick([Site.east, .west])
    outage = (site, chance.number(1...max(1, settings.days - settings.outageDays - 1)))
  }

  /// Lives through a month.
  ///
  /// - Parameter look: sees the run before its hosts are closed.
  package static func live(
    seed: UInt64, _ settings: MonthSettings = MonthSettings(), templates: Templates = Templates(),
    look: (Run) throws -> Void = { _ in }
  ) rethrows -> MonthResult {
    let (town, plan) = founding(settings, seed: seed)
    let run = Run(plan, world: .full)
    var month = Month(settings, seed: seed, run: run, town: town)
    run.playRehearsing(templates) { try month.live() }
    defer { run.close() }
    if !run.hasFailed { month.tally.conclude(month.town, run) }
    try look(run)
    return MonthResult(seed: seed, month.tally, run)
  }

  // MARK: Who and what there is

  private static func founding(_ settings: MonthSettings, seed: UInt64) -> (Town, Plan) {
    var chance = Stream(seed: 0, named: "a town")
    var town = Town()
    var verbs: [any Verb] = [
      BranchesVerb(Site.allCases.filter { !$0.isCart }.map(\.name)),
      CartVerb(Site.allCases.filter(\.isCart).map(\.name)),
    ]
    var first: [Int: Int] = [:]
    for index in 0..<settings.books {
      let home = Site.allCases[chance.weighted([32, 22, 18, 16, 12])]
      // Every fourth book is another copy of what some branch has.
      let copied = index > 20 && chance.below(4) == 0 ? chance.below(index) : nil
      let title = copied.map { town.books[$0].title } ?? index
      let barcode = "b\(index + 1)"
      verbs.append(
        ItemVerb(
          barcode: barcode, title: "Title \(title + 1)", branch: home.name,
          sibling: first[title].map { town.books[$0].barcode }))
      if first[title] == nil { first[title] = index }
      town.books.append(Book(barcode: barcode, title: title, home: home, place: .shelf(home)))
    }
    for index in 0..<settings.readers {
      let home = Site.allCases[chance.weighted([28, 22, 18, 18, 14])]
      let card = "p\(1_001 + index)"
      verbs.append(PatronVerb(cards: [card], branch: home.name))
      town.readers.append(Reader(card: card, home: home))
    }
    let steps = verbs.enumerated().map { Step(id: $0.offset + 1, at: .opening, verb: $0.element) }
    return (town, Plan(seed: seed, steps: steps))
  }

  // MARK: The days

  private mutating func live() throws {
    begin()
    for day in 0..<settings.days { plan(day) }
    for reader in town.readers.indices { comeAgain(reader, after: -1, within: 0...9) }
    while let entry = agenda.next(), !run.hasFailed {
      clock = max(clock, entry.at)
      try perform(entry.affair)
      town.checkInvariants()
    }
  }

  /// Clocks are what they are, and everybody gets the policy before the doors open.
  private mutating func begin() {
    clock = Self.at(0, 8, 1)
    for site in Site.allCases.dropFirst() {
      let off = chance.number(-settings.clockOffSeconds...settings.clockOffSeconds)
      scan(ClockVerb(host: site.name, .off(Span(milliseconds: off * 1_000))))
      let drift = chance.number(-settings.clockDriftPPM...settings.clockDriftPPM)
      scan(ClockVerb(host: site.name, .drift(drift)))
    }
    scan(
      PolicyVerb(
        host: Site.main.name, days: settings.loanDays, fine: settings.finePerDay, owed: 1_000))
    for site in Site.allCases.dropFirst() {
      scan(SyncVerb(caller: site.name, peer: Site.main.name))
    }
  }

  private mutating func plan(_ day: Int64) {
    for site in Site.allCases {
      if site.unpacks(on: day) { agenda.add(.morning(site), at: Self.at(day, 8, 40)) }
      guard let hours = site.hours(on: day) else { continue }
      for _ in 0..<chance.below(3) {
        agenda.add(.houseUse(site), at: time(day, hours))
      }
      if !site.isCart && chance.below(Int(settings.days)) < 2 {
        agenda.add(.inventory(site), at: Self.at(day, 9, 50))
      }
    }
    for site in [Site.van, .school]
    where site.isHome(onNightOf: day) && site.hours(on: day) != nil {
      agenda.add(.homecoming(site), at: Self.at(day, 17, 30))
    }
    if day % 7 == 0 && day > 7 { agenda.add(.billing, at: Self.at(day, 9, 40)) }
    planNewcomers(day)
    for site in [Site.east, .west] {
      let isOut =
        site == outage.site && (outage.day..<outage.day + settings.outageDays).contains(day)
      if isOut || chance.below(100) < settings.linesDownPerCent {
        agenda.add(.lineDown(site), at: Self.at(day, 19, 30))
        agenda.add(.lineUp(site), at: Self.at(day + 1, 6, 0))
      }
    }
    agenda.add(.night(day: day), at: Self.at(day, 20, 0))
  }

  private mutating func planNewcomers(_ day: Int64) {
    let isDue = { (count: Int, month: inout Month) in
      month.chance.below(Int(month.settings.days)) < count
    }
    let site = chance.pick(Site.allCases.filter { $0.hours(on: day) != nil } + [.main])
    guard let hours = site.hours(on: day) else { return }
    if isDue(settings.newReaders, &self) { agenda.add(.newReader(site), at: time(day, hours)) }
    if isDue(settings.newBooks, &self) {
      let site = site.isCart ? Site.main : site
      if site.hours(on: day) != nil { agenda.add(.newBook(site), at: time(day, 10...16)) }
    }
  }

  private mutating func perform(_ affair: MonthAgenda.Affair) throws {
    switch affair {
    case .morning(let site): try open(site)
    case .visit(let reader, let site): try visit(reader, site)
    case .fetch(let reader, let site): try fetch(reader, site)
    case .call(let reader): call(reader)
    case .newReader(let site): try register(site)
    case .newBook(let site): catalogue(site)
    case .inventory(let site): takeStock(site)
    case .houseUse(let site): useInTheHouse(site)
    case .billing: try billOverdue()
    case .homecoming(let site): bringHome(site)
    case .lineDown(let site):
      scan(CutVerb(from: site.name, to: Site.main.name, isOneWay: false))
      tally.linesDown += 1
    case .lineUp(let site): scan(HealVerb([site.name, Site.main.name]))
    case .night(let day): try sync(day)
    }
  }

  // MARK: Time

  static func at(_ day: Int64, _ hour: Int64, _ minute: Int64) -> Moment {
    Moment(milliseconds: ((day * 24 + hour) * 60 + minute) * 60_000)
  }

  mutating func time(_ day: Int64, _ hours: ClosedRange<Int64>) -> Moment {
    Self.at(day, chance.number(hours), 0).adding(milliseconds: chance.number(0...3_599) * 1_000)
  }

  var day: Int64 { clock.milliseconds / 86_400_000 }
  var today: CivilDate { CivilDate(ofSeconds: clock.unixSeconds) }

  /// Of so many, so many times.
  mutating func happens(_ count: Int, of all: Int) -> Bool { chance.below(all) < count }

  /// The next thing at a desk, some seconds after the last.
  @discardableResult
  mutating func scan(_ verb: any Verb) -> Run.Heard {
    clock = clock.adding(milliseconds: chance.number(4...25) * 1_000)
    let heard = run.rehearse(verb, at: clock)
    clock = max(clock, run.now)
    return heard
  }
}
