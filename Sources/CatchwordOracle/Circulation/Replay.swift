/// Plays the facts of one item again, in fold order, and says what they come to.
///
/// Written from the words of the rules: G2 in `see`, G3 in `Replay+Marks`, G4 in `lend`. Conflicts
/// are named when all is played, not while playing.
struct Replay {
  /// Loans that did not know of each other and cannot all be true (cases 1 and 2).
  struct Quarrel {
    /// In the order in which they came in.
    var rows: [Int]
    var isTooSoon: Bool
  }

  /// A loan that a sighting ended although nobody handed the item in (case 46).
  struct Find {
    let row: Int
    let sighting: Fact
  }

  /// A mark, with the loan that was open when its turn came.
  struct Mark {
    let fact: Fact
    let mark: Fact.Mark
    let openRow: Int?
  }

  let facts: Facts
  let subject: Subject
  let profile: ItemProfile
  let names: ConflictNames
  let minimumTravelSeconds: Int64

  /// All facts with a known action, those too that were taken back.
  private(set) var order: [Fact] = []
  /// Those that say something of the item itself and were not taken back.
  private(set) var scans: [Fact] = []
  private(set) var decisions: Decisions
  var table = LoanTable()
  var quarrels: [Quarrel] = []
  var finds: [Find] = []
  var sightings: [Fact] = []
  var marks: [Mark] = []
  /// Dispatches and captures of what nobody had on loan when their turn came.
  var dispatched: Set<OracleID> = []
  /// By row: the borrower's word that the item came back.
  var claimed: [Int: Fact] = [:]
  /// The last mark by which nobody has the item.
  var loss: Fact?
  var journeys: [Journey] = []
  var keepings: [Keeping] = []
  /// Charges in the order in which facts first speak of them, and what is said of each.
  private(set) var bills: [Bill] = []
  var billLines: [BillLine] = []
  /// Those that were not taken back.
  private(set) var standing: [Fact] = []
  var conflicts: [Conflict] = []
  var claims: [String] = []
  var eligibility = "lendable"

  init(_ stated: [Fact], of profile: ItemProfile, subject: Subject, with court: Court) {
    facts = court.facts
    self.subject = subject
    self.profile = profile
    names = court.names
    minimumTravelSeconds = court.minimumTravelSeconds
    let known = facts.inOrder(stated).filter { $0.action != nil }
    order = known.map { Self.decisionAboutTheItem($0, known, subject, court.names) }
    let takenBack = TakenBack(order, facts, subject: subject, names: names)
    let standing = order.filter { !takenBack.contains($0) }
    self.standing = standing
    bills = Bill.all(standing)
    scans = standing.filter {
      $0.action != .void && $0.action != .resolve && $0.action != .count && !$0.isOfAccount
        && $0.action != .block && $0.action != .unblock && $0.action != .today
    }
    decisions = Decisions(standing, facts)
    conflicts = takenBack.conflicts
    for fact in standing { play(fact) }
    judgeMarks()
    placeUnseen()
    followTransits()
    followCaptures()
    sayBills()
    nameQuarrels()
    nameFinds()
  }

  /// A decision about a bare barcode is one about the item that bears it: the conflict whose doubt is
  /// the same.
  private static func decisionAboutTheItem(
    _ fact: Fact, _ order: [Fact], _ subject: Subject, _ names: ConflictNames
  ) -> Fact {
    guard case .record = subject, let barcode = fact.bareBarcode, let asked = fact.conflict else {
      return fact
    }
    for bare in order where bare.item == nil {
      let doubts: [Doubt] =
        [
          .loan(bare.id), .sighting(bare.id), .mark(bare.id), .undo(bare.id),
          .transit(bare.id), .charge(bare.id),
        ] + order.flatMap { [.payments(bare.id, $0.currency), .fine(bare.id, $0.currency)] }
      for doubt in doubts
      where names.name(.barcode(barcode), doubt) == asked {
        var decision = fact
        decision.conflict = names.name(subject, doubt)
        return decision
      }
    }
    return fact
  }

  private mutating func play(_ fact: Fact) {
    if fact.isSighting { sightings.append(fact) }
    switch fact.action {
    case .checkout: lend(fact)
    case .renew: renew(fact)
    case .checkin, .inHouseUse, .inventory, .receive, .release: see(fact)
    case .send, .capture:
      see(fact)
      if table.openRow == nil { dispatched.insert(fact.id) }
    case .mark:
      guard let mark = fact.mark else { return }
      guard mark != .found else { return see(fact) }
      if mark == .claimsReturned { return believe(fact) }
      marks.append(Mark(fact: fact, mark: mark, openRow: table.openRow))
    case .resolve: obey(fact)
    case .charge, .pay, .waive, .refund, .count, .block, .unblock, .today, .void, nil: return
    }
  }

  /// Where nobody ever saw the item and nobody misses it, its description says where it is.
  private mutating func placeUnseen() {
    guard case .unknown = table.whereabouts, table.since == nil, !profile.home.isEmpty,
      !claims.contains("lost"), !claims.contains("missing")
    else { return }
    home = profile.home
  }

  /// Case 51: how often it was used in the house. Each scan is one use; one taken back was none.
  var uses: Int { standing.count { $0.action == .inHouseUse } }

  /// Where the description puts an item that no sighting placed.
  private(set) var home: [UInt8]?
}

/// What of an item's description its circulation needs.
struct ItemProfile: Sendable {
  var owningBranch: [UInt8] = []
  var home: [UInt8] = []
  var isForLibraryUse = false

  /// A barcode or an item that no record describes.
  static let nobody = ItemProfile()

  init() {}

  init(_ item: RecordStanding) {
    owningBranch = item.text(ItemField.owningBranch) ?? []
    home = item.text(ItemField.currentBranch) ?? owningBranch
    isForLibraryUse = (item.shown(ItemField.notForLoan).integerValue ?? 0) != 0
  }
}

/// What every replay needs besides the facts of its item.
struct Court: Sendable {
  let facts: Facts
  let names: ConflictNames
  let minimumTravelSeconds: Int64
  /// Which bibs were merged.
  let bibs: Merges
  /// Who is to be named no longer.
  let oblivion: Oblivion
}
