import CatchwordCore
import CatchwordLibrary
import Testing

func civil(_ text: String) -> CivilDate {
  guard let date = try? CivilDate(parsing: text) else { preconditionFailure("\(text) is no date") }
  return date
}

@Suite struct PolicyTests {
  private func rule(
    _ days: Int64, category: [ExactText] = [], type: [ExactText] = [], branch: [ExactText] = []
  ) -> LendingRule {
    LendingRule(
      categories: category, itemTypes: type, branches: branch, LendingTerms(.days(days)))
  }

  private var layered: Policy {
    var policy = Policy.standard
    var (system, east, stop) = (PolicyBranch("SYSTEM"), PolicyBranch("EAST"), PolicyBranch("MILL"))
    system.sort = .system
    east.parent = "SYSTEM"
    stop.sort = .stop
    stop.parent = "EAST"
    policy.branches = [system, east, stop]
    policy.rules = [
      rule(1), rule(2, type: ["DVD"]), rule(3, category: ["ADULT"]),
      rule(4, category: ["ADULT"], type: ["DVD"]), rule(5, branch: ["SYSTEM"]),
      rule(6, category: ["ADULT"], branch: ["SYSTEM"]), rule(7, branch: ["EAST"]),
      rule(8, type: ["DVD"], branch: ["EAST"]),
    ]
    return policy
  }

  @Test(
    arguments: [
      (nil, nil, "WEST", 1), (nil, "DVD", "WEST", 2), ("ADULT", "BOOK", "WEST", 3),
      ("ADULT", "DVD", "WEST", 4), ("CHILD", "BOOK", "SYSTEM", 5), ("ADULT", "DVD", "SYSTEM", 6),
      ("ADULT", "BOOK", "EAST", 7), ("ADULT", "DVD", "EAST", 8), ("ADULT", "DVD", "MILL", 8),
      ("CHILD", "BOOK", "MILL", 7),
    ] as [(String?, String?, String, Int64)])
  func `the branch decides first, then the category, then the type`(
    category: String?, type: String?, branch: String, days: Int64
  ) {
    let choice = layered.choice(
      category: category.map { ExactText($0) }, itemType: type.map { ExactText($0) },
      branch: ExactText(branch))
    #expect(choice.terms.period == .days(days))
    #expect(layered.faults().isEmpty)
  }

  @Test func `rules that meet in all three lists are a fault, and no others are`() {
    var policy = Policy.standard
    policy.rules = [
      rule(1, category: ["ADULT", "CHILD"], type: ["DVD"]),
      rule(2, category: ["CHILD"], type: ["CD", "DVD"]),
      rule(3, category: ["CHILD"]), rule(4, type: ["DVD"]),
    ]
    let faults = policy.faults()
    #expect(faults.map(\.code) == ["equally-specific"])
    #expect(faults.first?.place == .rule(1))
    #expect(faults.first?.text.contains("category CHILD, item type DVD") == true)
  }

  @Test func `everything that is wrong is told, with its place`() {
    var policy = layered
    policy.base.finePerDay = -1
    policy.currency.code = "euro"
    policy.itemTypes = ["DVD", "BOOK"]
    policy.rules.append(rule(-3, type: ["DVDD"], branch: ["ESAT"]))
    policy.floating = [FloatingGroup("one", ["EAST"])]
    policy.branches[0].parent = "MILL"
    var closed = PolicyBranch("WEST")
    closed.closures = [
      PolicyClosure(first: civil("2026-12-24"), last: civil("2026-12-26"), reason: "a"),
      PolicyClosure(first: civil("2026-12-26"), last: civil("2026-12-27"), reason: "b"),
    ]
    policy.branches.append(closed)
    let faults = policy.faults()
    let codes = Set(faults.map(\.code))
    #expect(
      codes == [
        "out-of-bounds", "bad-currency", "unknown-item-type", "unknown-branch", "lonely-group",
        "parents-in-a-circle", "closures-overlap",
      ])
    #expect(faults.contains { $0.text.contains("did you mean \"EAST\"?") })
    #expect(faults.contains { $0.text.contains("did you mean \"DVD\"?") })
  }

  @Test func `branches of the network are known besides those declared`() {
    var policy = Policy.standard
    policy.rules = [rule(1, branch: ["MAIN"])]
    #expect(policy.faults().isEmpty)
    #expect(policy.faults(known: ["EAST"]).map(\.code) == ["unknown-branch"])
    #expect(policy.faults(known: ["EAST", "MAIN"]).isEmpty)
  }

  @Test func `codes are compared by their bytes`() {
    var policy = Policy.standard
    policy.rules = [rule(9, type: ["caf\u{e9}"])]
    let choice = policy.choice(category: nil, itemType: "cafe\u{301}", branch: "MAIN")
    #expect(choice.rule == nil)
  }

  @Test func `an amount is told with its currency`() {
    #expect(Currency(code: "USD", digits: 2).text(5) == "USD 0.05")
    #expect(Currency(code: "USD", digits: 2).text(-1_205) == "USD -12.05")
    #expect(Currency(code: "JPY", digits: 0).text(300) == "JPY 300")
    #expect(Currency(code: "KWD", digits: 3).text(1_250) == "KWD 1.250")
  }

  @Test func `somebody is a year older on the day, and on 1 March after 29 February`() {
    let born = civil("2012-02-29")
    #expect(JuvenileRules.age(of: born, on: civil("2026-02-28")) == 13)
    #expect(JuvenileRules.age(of: born, on: civil("2026-03-01")) == 14)
    #expect(JuvenileRules.age(of: civil("2012-11-26"), on: civil("2026-11-26")) == 14)
  }

  @Test func `fines count from behind the days of grace, up to the cap`() {
    var terms = LendingTerms(.days(7))
    #expect(terms.fine(openDays: 100) == 0)
    terms.finePerDay = 25
    terms.graceDays = 2
    terms.fineCap = 100
    #expect([0, 2, 3, 6, 7, .max].map { terms.fine(openDays: $0) } == [0, 0, 25, 100, 100, 100])
    terms.fineCap = nil
    #expect(terms.fine(openDays: .max) == (36_525 - 2) * 25)
  }

  @Test func `an item floats only within its group, and only if its type does`() {
    var policy = Policy.standard
    var group = FloatingGroup("discs", ["EAST", "MAIN"])
    group.itemTypes = ["DVD"]
    policy.floating = [group]
    #expect(policy.floatingGroup(at: "EAST", home: "MAIN", itemType: "DVD") == group)
    #expect(policy.floatingGroup(at: "EAST", home: "MAIN", itemType: "BOOK") == nil)
    #expect(policy.floatingGroup(at: "EAST", home: "MAIN", itemType: nil) == nil)
    #expect(policy.floatingGroup(at: "WEST", home: "MAIN", itemType: "DVD") == nil)
  }

  @Test func `a way between two branches is the same in both directions`() {
    var travel = TravelTimes()
    travel.pairs = [TravelTimes.Pair("MAIN", "EAST", minutes: 40)]
    #expect(travel.seconds(between: "EAST", and: "MAIN") == 2_400)
    #expect(travel.seconds(between: "MAIN", and: "EAST") == 2_400)
    #expect(travel.seconds(between: "MAIN", and: "WEST") == LoanRule.minimumTravelSeconds)
    #expect(travel.seconds(between: "MAIN", and: "MAIN") == 0)
  }
}

@Suite struct OpeningCalendarTests {
  private func branch(_ weekdays: [Int], _ closures: [PolicyClosure] = []) -> PolicyBranch {
    var branch = PolicyBranch("MAIN")
    branch.hours = (0..<7).map { weekdays.contains($0) ? [OpenSpan(from: 540, to: 1_020)] : [] }
    branch.closures = closures
    return branch
  }

  private func calendar(_ branch: PolicyBranch) -> OpeningCalendar {
    var policy = Policy.standard
    policy.branches = [branch]
    return policy.calendar(of: branch.code)
  }

  @Test func `due dates roll over closed weekdays and closures to the next open day`() {
    let closure = PolicyClosure(
      first: civil("2026-12-24"), last: civil("2026-12-28"), reason: "winter")
    let calendar = calendar(branch([0, 1, 2, 3, 4], [closure]))
    #expect(!calendar.isOpen(civil("2026-11-28")) && calendar.isOpen(civil("2026-11-30")))
    #expect(calendar.rolled(civil("2026-11-28")) == civil("2026-11-30"))
    #expect(calendar.rolled(civil("2026-12-24")) == civil("2026-12-29"))
    #expect(calendar.closure(on: civil("2026-12-26"))?.reason == "winter")
  }

  @Test func `fines count open days after the due date, up to and with the return`() {
    let calendar = calendar(branch([0, 1, 2, 3, 4]))
    #expect(calendar.openDays(after: civil("2026-11-27"), through: civil("2026-11-30")) == 1)
    #expect(calendar.openDays(after: civil("2026-11-27"), through: civil("2026-11-29")) == 0)
    #expect(calendar.openDays(after: civil("2026-11-30"), through: civil("2026-11-27")) == 0)
    #expect(OpeningCalendar.always.openDays(after: CivilDate(day: 0), through: CivilDate(day: .max)) == 36_525)
  }

  @Test func `a stop is open on its visits, but for those that a closure takes`() {
    var stop = PolicyBranch("MILL")
    stop.sort = .stop
    stop.visits = [civil("2026-12-01"), civil("2026-12-15"), civil("2026-12-29")]
    #expect(calendar(stop).rolled(civil("2026-12-02")) == civil("2026-12-15"))
    #expect(calendar(stop).rolled(civil("2027-01-01")) == civil("2027-01-01"))
    stop.closures = [
      PolicyClosure(first: civil("2026-12-15"), last: civil("2026-12-15"), reason: "snow")
    ]
    #expect(calendar(stop).rolled(civil("2026-12-02")) == civil("2026-12-29"))
  }

  @Test func `hours and closures of the branch above hold below`() {
    var system = branch([0, 1, 2, 3, 4])
    system.code = "SYSTEM"
    system.closures = [
      PolicyClosure(
        first: civil("2020-12-24"), last: civil("2020-01-02"), reason: "winter", isYearly: true)
    ]
    var east = PolicyBranch("EAST")
    east.parent = "SYSTEM"
    var policy = Policy.standard
    policy.branches = [system, east]
    let calendar = policy.calendar(of: "EAST")
    #expect(!calendar.isOpen(civil("2026-11-28")))
    #expect(calendar.rolled(civil("2026-12-30")) == civil("2027-01-04"))
    #expect(policy.calendar(of: "WEST") == .always)
    let snow = PolicyClosure(first: civil("2026-11-30"), last: civil("2026-11-30"), reason: "snow")
    #expect(policy.calendar(of: "EAST", closures: [snow]).rolled(civil("2026-11-28")) == civil("2026-12-01"))
  }

  @Test func `what decided a due date is told`() {
    let calendar = calendar(branch([0, 1, 2, 3, 4]))
    var terms = LendingTerms(.days(7))
    func due(_ ends: CivilDate? = nil) -> DueDecision? {
      DueReckoning(terms: terms, calendar: calendar, cardEnds: ends, usual: .policy)
        .due(lentOn: civil("2026-11-25"))
    }
    #expect(due() == DueDecision(civil("2026-12-02"), .policy))
    terms.period = .days(3)
    #expect(due() == DueDecision(civil("2026-11-30"), .calendar))
    #expect(due(civil("2026-11-29")) == DueDecision(civil("2026-11-29"), .cardExpiry))
    terms.termEnds = [civil("2026-11-27"), civil("2027-06-11")]
    #expect(due() == DueDecision(civil("2026-11-27"), .termEnd))
    terms.period = .term
    #expect(due() == DueDecision(civil("2026-11-27"), .termEnd))
    let again = DueReckoning(terms: terms, calendar: calendar, cardEnds: nil, usual: .policy)
    #expect(
      again.due(renewedOn: civil("2026-11-26"), until: civil("2026-11-27"))
        == DueDecision(civil("2027-06-11"), .termEnd))
    #expect(again.due(lentOn: civil("2027-06-12")) == nil)
    terms.period = .notForLoan
    #expect(due() == nil)
  }
}
