import CatchwordCore
import CatchwordLibrary

/// Writes plans: from a seed and a sweep, every action, fault and clock change before anything runs.
///
/// Swarm testing (Groce et al. 2012): each plan leaves out a random part of what may happen, so that
/// what crowds out what differs from plan to plan.
package struct PlanGenerator {
  package static let branchNames = ["main", "east", "west", "north", "south", "hill"]
  package static let cartNames = ["van", "laptop"]
  static let parts = ["Disc 1", "Disc 2"]

  private let sweep: Sweep
  private let seed: UInt64
  private var chance: Stream
  private let branches: [String]
  private let carts: [String]
  private let span: Int64
  private var steps: [Step] = []
  private var nextID = 1
  private var backups: [String: Int] = [:]
  private var clones = 0
  private var isLost = false

  private var hosts: [String] { branches + carts }

  private init(_ sweep: Sweep, seed: UInt64) {
    self.sweep = sweep
    self.seed = seed
    chance = Stream(seed: seed, named: "plan")
    let cast = Self.cast(sweep, &chance)
    branches = Array(Self.branchNames.prefix(cast.branches))
    carts = Array(Self.cartNames.prefix(cast.carts))
    span = chance.number(sweep.days) * 86_400_000 - 10 * 3_600_000
  }

  private static func cast(_ sweep: Sweep, _ chance: inout Stream) -> Sweep.Cast {
    #if Mutants
      if PlantedInChecker.oneConfigurationOnly.isAtWork { return sweep.casts[0] }
    #endif
    return chance.pick(sweep.casts)
  }

  package static func plan(of sweep: Sweep, seed: UInt64) -> Plan {
    var generator = PlanGenerator(sweep, seed: seed)
    generator.addSettings()
    generator.addEverything()
    #if Mutants
      if PlantedInChecker.faultsOff.isAtWork {
        generator.steps.removeAll { $0.verb.nature == .fault }
      }
    #endif
    var plan = Plan(seed: seed, steps: generator.steps)
    plan.sort()
    return plan
  }

  // MARK: Who is there

  private mutating func addSettings() {
    add(BranchesVerb(branches), at: .opening)
    if !carts.isEmpty { add(CartVerb(carts), at: .opening) }
    for index in 0..<sweep.items {
      let branch = branches[index % branches.count]
      add(
        ItemVerb(
          barcode: Self.barcode(index), title: "Book \(index + 1)", branch: branch,
          isReference: index % 7 == 6, sibling: index % 3 == 2 ? Self.barcode(index - 2) : nil),
        at: .opening)
    }
    for index in 0..<sweep.patrons {
      add(
        PatronVerb(cards: [Self.card(index)], branch: branches[index % branches.count]),
        at: .opening)
    }
  }

  private static func barcode(_ index: Int) -> String { "b\(index + 1)" }
  private static func card(_ index: Int) -> String { "p\(index + 1)" }

  private mutating func add(_ verb: any Verb, at moment: Moment) {
    steps.append(Step(id: nextID, at: moment, verb: verb))
    nextID += 1
  }

  // MARK: What happens

  private mutating func addEverything() {
    let kept = sweep.weights.filter { each in
      #if Mutants
        if PlantedInChecker.oneConfigurationOnly.isAtWork { return true }
      #endif
      let isEssential = [.checkout, .checkin, .sync].contains(each.happening)
      return isEssential || chance.below(100) >= sweep.swarmPercent
    }
    // And each makes much of another part of the rest: what is rare beside everything else meets itself.
    let weights = kept.map { $0.weight * (chance.below(4) == 0 ? 6 : 1) }
    let count = Int(chance.number(sweep.steps))
    // Some plans are dense, so that scans at two desks lie seconds apart, and some so dense that many
    // fall into one second.
    let length = [Int64(count) * 90_000, 20_000, span, span, span][chance.below(5)]
    for _ in 0..<count {
      let at = Moment.opening.adding(
        milliseconds: 60_000 + chance.number(0...length) / 1_000 * 1_000)
      happen(kept[chance.weighted(weights)].happening, at)
    }
  }

  private mutating func happen(_ happening: Happening, _ at: Moment) {
    switch happening {
    case .charge where chance.below(4) == 0: return addSettlingTwice(at)
    case .bill where chance.below(3) == 0: return addLossPaid(at)
    case .mark where chance.below(4) == 0: return addClaim(at)
    case .order where chance.below(3) == 0: return addLastOfFund(at)
    case .deliver where chance.below(3) == 0: return addCancelledDelivery(at)
    case .unorder where chance.below(2) == 0: return addOrderUndone(at)
    default: break
    }
    if let verb = staffWork(happening) { return add(verb, at: at) }
    switch happening {
    case .sync: addSync(at)
    case .busySync: addBusySync(at)
    case .carry: add(CarryVerb(host: host(), stick: chance.pick(["usb", "disk"])), at: at)
    case .cut, .oneWayCut: addCut(at, isOneWay: happening == .oneWayCut)
    case .line: addLineFault(at)
    case .weather: addWeather(at)
    case .crash: addCrash(at)
    case .sleep: add(SleepVerb(host: host(), span: Span(milliseconds: length(hours: 12))), at: at)
    case .clock: addClock(at)
    case .disk: addDiskFault(at)
    case .restore: addRestore(at)
    case .clone: addClone(at)
    case .lose: addLoss(at)
    case .upgrade: add(UpgradeVerb(host: host()), at: at)
    case .merge: addMerge(at)
    case .erase: addErasure(at)
    default: break
    }
  }

  private mutating func staffWork(_ happening: Happening) -> (any Verb)? {
    let host = host()
    switch happening {
    case .checkout:
      return CheckoutVerb(
        host: host, barcode: barcode(mayBeUnknown: true), card: card(),
        overrides: chance.below(8) == 0, lendsUnknown: chance.below(3) == 0)
    case .checkin:
      return CheckinVerb(
        host: host, barcode: barcode(mayBeUnknown: true),
        backdateDays: chance.below(10) == 0 ? chance.number(0...2) : nil)
    case .renew: return RenewVerb(host: host, barcode: barcode(), isByPhone: chance.below(2) == 0)
    case .inhouse: return InhouseVerb(host: host, barcode: barcode())
    case .inventory: return InventoryVerb(host: host, barcode: barcode())
    case .mark:
      // A claim needs a loan before it and a find after it, quarantine a loan beside it.
      let marks =
        Mark.allCases + [Mark](repeating: .claimsReturned, count: 4)
        + [Mark](repeating: .preservation, count: 2)
      return MarkVerb(host: host, barcode: barcode(), mark: chance.pick(marks))
    case .send:
      let destination = chance.pick(hosts.filter { $0 != host })
      return SendVerb(host: host, barcode: barcode(mayBeUnknown: true), to: destination)
    case .receive: return ReceiveVerb(host: host, barcode: barcode(mayBeUnknown: true))
    case .hold:
      let wanted = chance.below(9)
      return HoldVerb(
        host: host, card: card(), barcode: barcode(), pickup: chance.pick(hosts),
        isForItem: wanted < 3, part: wanted == 3 ? chance.pick(Self.parts) : nil)
    case .unhold: return UnholdVerb(host: host, card: card(), barcode: barcode())
    case .rank:
      return RankVerb(host: host, card: card(), barcode: barcode(), before: card())
    case .capture: return CaptureVerb(host: host, barcode: barcode())
    case .release: return ReleaseVerb(host: host, barcode: barcode())
    case .block: return BlockVerb(host: host, card: card(), isStolen: chance.below(3) > 0)
    case .unblock: return UnblockVerb(host: host, card: card())
    case .today: return TodayVerb(host: host)
    case .charge, .bill, .pay, .waive, .refund, .policy: return moneyWork(happening, host)
    case .undo: return UndoVerb(host: host, barcode: barcode())
    case .register: return RegisterVerb(host: host, card: "n\(nextID)")
    case .retitle:
      return RetitleVerb(host: host, barcode: barcode(), title: text("Title"))
    case .subject:
      let change = chance.pick([SubjectVerb.Change.add, .set, .set, .delete])
      return SubjectVerb(
        host: host, barcode: barcode(), change: change,
        heading: change == .delete ? "" : text("Subject"))
    case .authority: return AuthorityVerb(host: host, authorityChange())
    case .describe:
      let field = chance.pick(["call-number", "location", "note", "note", "barcode", "part"])
      let text =
        switch field {
        case "barcode": "x\(chance.below(3))"
        case "part": chance.pick(Self.parts + ["disc 1, booklet"])
        default: text("Text")
        }
      return DescribeVerb(host: host, barcode: barcode(), field: field, text: text)
    case .annotate:
      return AnnotateVerb(host: host, barcode: barcode(), text: "Note \(chance.below(4))")
    case .weed: return WeedVerb(host: host, barcode: barcode())
    case .anonymise:
      return AnonymiseVerb(
        host: host, days: Int64(chance.number(0...2)), card: chance.below(3) == 0 ? card() : nil)
    case .rename:
      return chance.below(4) == 0
        ? DeleteVerb(host: host, .patron, card())
        : RenameVerb(host: host, .patron, card(), name: text("Name"))
    case .unmerge:
      return chance.below(2) == 0
        ? UnmergeVerb(host: host, .bib, barcode()) : UnmergeVerb(host: host, .patron, card())
    case .resolve:
      let about = chance.below(6) == 0 ? Self.funds[0] : barcode()
      return ResolveVerb(host: host, barcode: about, side: chance.pick(["A", "B", "B", "C"]))
    case .reopen: return ReopenVerb(host: host, barcode: barcode())
    case .fund, .order, .deliver, .unorder, .approve: return acquisition(happening, host)
    default: return nil
    }
  }

  /// Few amounts, so that payments often meet what is owed.
  private mutating func moneyWork(_ happening: Happening, _ host: String) -> any Verb {
    let amount = Int64(chance.number(1...3)) * 100
    switch happening {
    case .charge:
      let kind = chance.pick([ChargeKind.damage, .card, .other])
      return ChargeVerb(
        host: host, card: card(), kind: kind, amount: amount,
        barcode: kind == .damage ? barcode(mayBeUnknown: true) : nil)
    case .bill: return BillVerb(host: host, barcode: barcode(mayBeUnknown: true), amount: amount)
    case .pay:
      let manner = chance.pick([PayVerb.Manner.exact, .exact, .exact, .keep, .credit])
      return PayVerb(host: host, card: card(), amount: amount, manner: manner)
    case .waive: return WaiveVerb(host: host, card: card())
    case .refund: return RefundVerb(host: host, card: card())
    default:
      return PolicyVerb(
        host: host, days: Int64(chance.number(1...3)), fine: Int64(chance.number(1...2)) * 50,
        owed: Int64(chance.number(2...6)) * 100)
    }
  }

  static let funds = ["f1", "f2"]

  /// Few funds with little in them, so that orders often meet what is left of one.
  private mutating func acquisition(_ happening: Happening, _ host: String) -> any Verb {
    let fund = chance.below(4) == 0 ? Self.funds[1] : Self.funds[0]
    switch happening {
    case .fund: return FundVerb(host: host, code: fund, amount: Int64(chance.number(1...4)) * 1_000)
    case .order:
      return OrderVerb(
        host: host, barcode: barcode(), fund: fund, copies: chance.number(1...2),
        price: Int64(chance.number(1...3)) * 500, overrides: chance.below(4) == 0)
    case .deliver:
      let label = chance.below(6) == 0 ? "d1" : "d\(nextID)"
      return DeliverVerb(
        host: host, barcode: barcode(), label: label, overrides: chance.below(3) == 0)
    case .unorder: return UnorderVerb(host: host, barcode: barcode())
    default: return ApproveVerb(host: host, fund: fund)
    }
  }

  private mutating func authorityChange() -> AuthorityVerb.Change {
    switch chance.below(8) {
    case 0, 1: .add(text("Subject"))
    case 2: .rename(text("Subject"), to: text("Subject"))
    case 3:
      .retire(text("Subject"), into: (0..<chance.below(3)).map { _ in text("Subject") })
    case 4: .establish(text("Subject"))
    case 5: .unlink(barcode: barcode())
    default: .link(barcode: barcode(), text("Subject"))
    }
  }

  /// Few different ones, so that two often write the same; one of them in both of its Unicode forms.
  private mutating func text(_ what: String) -> String {
    chance.pick(["\(what) 1", "\(what) 2", "\(what) Caf\u{e9}", "\(what) Cafe\u{301}"])
  }

  private mutating func host() -> String { chance.pick(hosts) }

  /// The first items are hot: conflicts need two who want the same.
  private mutating func barcode(mayBeUnknown: Bool = false) -> String {
    if mayBeUnknown && chance.below(20) == 0 { return "x\(chance.below(3))" }
    let index = min(chance.below(sweep.items), chance.below(sweep.items))
    return Self.barcode(index)
  }

  private mutating func card() -> String { Self.card(chance.below(sweep.patrons)) }

  private mutating func pair() -> (String, String) {
    let first = host()
    let others = hosts.filter { $0 != first }
    return (first, chance.pick(others))
  }

  private mutating func length(hours: Int64) -> Int64 {
    chance.number(1...(hours * 60)) * 60_000
  }

  private mutating func addSync(_ at: Moment) {
    let (first, second) = pair()
    // Mostly with the hub, as nights go; else any two.
    let isHub = chance.below(3) > 0 && first != hosts[0]
    add(SyncVerb(caller: first, peer: isHub ? hosts[0] : second), at: at)
  }

  /// Two desks work while a slow line is between their replicas, which are in the middle of a sync.
  private mutating func addBusySync(_ at: Moment) {
    let (first, second) = pair()
    add(LineVerb(from: first, to: second, .latency(chance.number(2_000...20_000))), at: at)
    add(SyncVerb(caller: first, peer: second), at: at.adding(milliseconds: 1_000))
    for _ in 0..<chance.number(2...6) {
      let moment = at.adding(milliseconds: chance.number(1...60) * 1_000)
      let host = chance.pick([first, second])
      let verb: any Verb =
        switch chance.below(3) {
        case 0: CheckinVerb(host: host, barcode: barcode())
        case 1: RetitleVerb(host: host, barcode: barcode(), title: text("Title"))
        default: CheckoutVerb(host: host, barcode: barcode(), card: card())
        }
      add(verb, at: moment)
    }
  }

  private mutating func addCut(_ at: Moment, isOneWay: Bool) {
    let (first, second) = pair()
    add(CutVerb(from: first, to: second, isOneWay: isOneWay), at: at)
    if chance.below(4) > 0 {
      add(HealVerb([first, second]), at: at.adding(milliseconds: length(hours: 30)))
    }
  }

  private mutating func addLineFault(_ at: Moment) {
    let (first, second) = pair()
    let fault = chance.pick(LineFault.allCases)
    add(LineVerb(from: first, to: second, .once(fault, skipping: chance.below(4))), at: at)
    add(SyncVerb(caller: first, peer: second), at: at.adding(milliseconds: 1_000))
  }

  private mutating func addWeather(_ at: Moment) {
    let (first, second) = pair()
    let trouble = chance.pick([
      LineVerb.Trouble.loss(chance.below(300)), .duplicate(chance.below(300)),
      .corrupt(chance.below(200)), .truncate(chance.below(200)), .speed(chance.number(300...5_000)),
      .latency(chance.number(5...20_000)),
    ])
    add(LineVerb(from: first, to: second, trouble), at: at)
  }

  private mutating func addCrash(_ at: Moment) {
    let host = host()
    add(CrashVerb(host: host, damage: chance.pick(SimulatedDisk.Damage.allCases)), at: at)
    add(StartVerb(host: host), at: at.adding(milliseconds: length(hours: 8)))
  }

  private mutating func addClock(_ at: Moment) {
    let host = chance.pick(hosts.count > 1 ? Array(hosts.dropFirst()) : hosts)
    switch chance.below(6) {
    case 0: add(ClockVerb(host: host, .drift(chance.number(-500...500))), at: at)
    case 1: add(ClockVerb(host: host, .corrected), at: at)
    case 2: add(ClockVerb(host: host, .synchronized), at: at)
    case 3:
      let years = chance.pick([Int64(-16), 1, 10])
      add(ClockVerb(host: host, .off(Span(milliseconds: years * 365 * 86_400_000))), at: at)
    default:
      let minutes = chance.number(-3_000...3_000)
      add(ClockVerb(host: host, .off(Span(milliseconds: minutes * 60_000))), at: at)
    }
  }

  private mutating func addDiskFault(_ at: Moment) {
    let host = host()
    let fault = chance.pick([
      SimulatedDisk.Fault.fail, .fail, .full, .cut, .cut, .cutAfter, .tear,
    ])
    let call = chance.number(1...80)
    add(DiskVerb(host: host, .planned(fault, call: call, isForGood: false)), at: at)
    if chance.below(2) == 0 {
      add(
        SyncVerb(caller: host, peer: host == hosts[0] ? hosts[1] : hosts[0]),
        at: at.adding(milliseconds: 1_000))
    }
    add(StartVerb(host: host), at: at.adding(milliseconds: length(hours: 8)))
  }

  private mutating func addRestore(_ at: Moment) {
    let host = host()
    let name = "backup\(nextID)"
    add(BackupVerb(host: host, name: name), at: at)
    let later = at.adding(milliseconds: length(hours: 30))
    add(RestoreVerb(host: host, name: name, isElsewhere: chance.below(3) == 0), at: later)
  }

  private mutating func addClone(_ at: Moment) {
    guard clones < 2 else { return }
    clones += 1
    let name = "copy\(clones)"
    add(CloneVerb(host: host(), name: name), at: at)
    for _ in 0..<3 {
      let later = at.adding(milliseconds: length(hours: 20))
      let verb: any Verb =
        chance.below(2) == 0
        ? CheckoutVerb(host: name, barcode: barcode(), card: card())
        : CheckinVerb(host: name, barcode: barcode())
      add(verb, at: later)
    }
    add(SyncVerb(caller: name, peer: hosts[0]), at: at.adding(milliseconds: length(hours: 30)))
  }

  /// At times somebody else merges the same two the other way round meanwhile.
  private mutating func addMerge(_ at: Moment) {
    let sort: MergedSort = chance.below(2) == 0 ? .bib : .patron
    let pick = { (self: inout Self) in sort == .bib ? self.barcode() : self.card() }
    let (from, into) = (pick(&self), pick(&self))
    let (one, other) = pair()
    add(MergeVerb(host: one, sort, from: from, into: into), at: at)
    guard chance.below(3) == 0 else { return }
    add(
      MergeVerb(host: other, sort, from: into, into: from),
      at: at.adding(milliseconds: 60_000))
  }

  private mutating func addLoss(_ at: Moment) {
    guard !isLost, hosts.count > 2, let host = carts.last ?? branches.last else { return }
    isLost = true
    add(LoseVerb(host: host), at: at)
  }
}

/// What several deeds in a row are needed for, since chance alone seldom puts them together.
extension PlanGenerator {
  /// Lent, claimed to be back, and found in the library.
  private mutating func addClaim(_ at: Moment) {
    let (one, other) = pair()
    let (card, barcode) = (card(), barcode())
    let minute = { (number: Int64) in at.adding(milliseconds: number * 60_000) }
    add(CheckoutVerb(host: one, barcode: barcode, card: card, overrides: true), at: at)
    add(MarkVerb(host: one, barcode: barcode, mark: .claimsReturned), at: minute(1))
    let finder = chance.below(2) == 0 ? one : other
    add(InventoryVerb(host: finder, barcode: barcode), at: minute(3))
  }

  /// Two desks order the last of a fund; somebody may approve that, and somebody order more.
  private mutating func addLastOfFund(_ at: Moment) {
    let (one, other) = pair()
    let fund = Self.funds[0]
    let minute = { (number: Int64) in at.adding(milliseconds: number * 60_000) }
    let order = { (self: inout Self, host: String, overrides: Bool) in
      OrderVerb(
        host: host, barcode: self.barcode(), fund: fund, copies: 1, price: 1_500,
        overrides: overrides)
    }
    add(FundVerb(host: one, code: fund, amount: 2_000), at: at)
    add(SyncVerb(caller: one, peer: other), at: minute(1))
    add(order(&self, one, true), at: minute(3))
    add(order(&self, other, true), at: minute(4))
    guard chance.below(2) == 0 else { return }
    add(SyncVerb(caller: one, peer: other), at: minute(5))
    add(ApproveVerb(host: one, fund: fund), at: minute(7))
    if chance.below(2) == 0 { add(order(&self, other, true), at: minute(8)) }
  }

  /// What one desk cancels comes to another one.
  private mutating func addCancelledDelivery(_ at: Moment) {
    let (one, other) = pair()
    let (fund, barcode) = (Self.funds[1], barcode())
    let minute = { (number: Int64) in at.adding(milliseconds: number * 60_000) }
    add(FundVerb(host: one, code: fund, amount: 4_000), at: at)
    add(
      OrderVerb(
        host: one, barcode: barcode, fund: fund, copies: chance.number(1...2), price: 500,
        overrides: true), at: minute(1))
    add(SyncVerb(caller: one, peer: other), at: minute(2))
    add(UnorderVerb(host: one, barcode: barcode), at: minute(4))
    add(DeliverVerb(host: other, barcode: barcode, label: "d\(nextID)"), at: minute(5))
    guard chance.below(3) == 0 else { return }
    add(SyncVerb(caller: one, peer: other), at: minute(6))
    add(
      ResolveVerb(host: one, barcode: fund, side: chance.pick(["A", "B"])), at: minute(8))
  }

  /// One desk takes back what it stated about an order, while the other one builds on it.
  private mutating func addOrderUndone(_ at: Moment) {
    let (one, other) = pair()
    let (fund, barcode) = (chance.pick(Self.funds), barcode())
    let minute = { (number: Int64) in at.adding(milliseconds: number * 60_000) }
    let order = { (host: String, copies: Int64) in
      OrderVerb(
        host: host, barcode: barcode, fund: fund, copies: copies, price: 500, overrides: true)
    }
    add(FundVerb(host: one, code: fund, amount: 1_000), at: at)
    add(order(one, 2), at: minute(1))
    let statement = chance.pick([UndoVerb.Statement.order, .delivery, .cancellation, .approval])
    switch statement {
    case .delivery:
      add(DeliverVerb(host: one, barcode: barcode, label: "d\(nextID)"), at: minute(2))
    case .cancellation: add(UnorderVerb(host: one, barcode: barcode), at: minute(2))
    case .approval:
      add(order(one, 1), at: minute(2))
      add(ApproveVerb(host: one, fund: fund), at: minute(3))
    case .order, .undo: break
    }
    add(SyncVerb(caller: one, peer: other), at: minute(4))
    let reference = statement == .approval ? fund : barcode
    add(UndoVerb(host: one, barcode: reference, statement), at: minute(5))
    switch statement {
    case .delivery: add(UnorderVerb(host: other, barcode: barcode), at: minute(6))
    case .cancellation: add(order(other, 1), at: minute(6))
    default: add(DeliverVerb(host: other, barcode: barcode, label: "d\(nextID)"), at: minute(6))
    }
    guard chance.below(2) == 0 else { return }
    add(SyncVerb(caller: other, peer: one), at: minute(7))
    if chance.below(2) == 0 { add(ApproveVerb(host: other, fund: fund), at: minute(8)) }
    if chance.below(2) == 0 {
      add(UndoVerb(host: one, barcode: reference, .undo), at: minute(9))
    } else {
      add(ResolveVerb(host: one, barcode: fund, side: chance.pick(["A", "B"])), at: minute(9))
    }
  }

  /// One charge that two desks settle.
  private mutating func addSettlingTwice(_ at: Moment) {
    let (one, other) = pair()
    let (card, amount) = (card(), Int64(chance.number(1...3)) * 100)
    let minute = { (number: Int64) in at.adding(milliseconds: number * 60_000) }
    add(
      ChargeVerb(host: one, card: card, kind: .damage, amount: amount, barcode: barcode()), at: at)
    add(SyncVerb(caller: one, peer: other), at: minute(1))
    if chance.below(3) == 0 {
      add(WaiveVerb(host: one, card: card), at: minute(3))
    } else {
      add(PayVerb(host: one, card: card, amount: amount), at: minute(3))
    }
    add(PayVerb(host: other, card: card, amount: amount), at: minute(4))
  }

  /// Somebody is erased here, and borrows or wishes there before the news has come; then they register
  /// anew with the card that they had.
  private mutating func addErasure(_ at: Moment) {
    let (one, other) = pair()
    let (card, barcode) = (card(), barcode())
    let minute = { (number: Int64) in at.adding(milliseconds: number * 60_000) }
    if chance.below(2) == 0 {
      add(CheckinVerb(host: one, barcode: barcode), at: at)
      add(CheckoutVerb(host: other, barcode: barcode, card: card, overrides: true), at: minute(2))
      if chance.below(2) == 0 { add(CheckinVerb(host: other, barcode: barcode), at: minute(60)) }
    } else {
      add(HoldVerb(host: other, card: card, barcode: barcode, pickup: one), at: minute(2))
    }
    add(EraseVerb(host: one, card: card, isWhenSettled: chance.below(2) == 0), at: minute(1))
    if chance.below(2) == 0 { add(RegisterVerb(host: one, card: card), at: minute(90)) }
  }

  /// What was lent here, billed and paid for, and turns up elsewhere.
  private mutating func addLossPaid(_ at: Moment) {
    let (one, other) = pair()
    let (card, barcode) = (card(), barcode())
    let minute = { (number: Int64) in at.adding(milliseconds: number * 60_000) }
    add(CheckoutVerb(host: one, barcode: barcode, card: card, overrides: true), at: at)
    add(BillVerb(host: one, barcode: barcode, amount: 300), at: minute(1))
    add(PayVerb(host: one, card: card, amount: 300, manner: .keep), at: minute(2))
    if chance.below(2) == 0 { add(SyncVerb(caller: one, peer: other), at: minute(3)) }
    add(MarkVerb(host: other, barcode: barcode, mark: .found), at: minute(5))
  }
}
