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
  /// Whether this is asked in the name of a bib, where conflicts have no names.
  let isNameless: Bool

  /// All facts with a known action, those too that were taken back.
  private(set) var order: [Fact] = []
  private(set) var decisions: Decisions
  var table = LoanTable()
  var quarrels: [Quarrel] = []
  var finds: [Find] = []
  var sightings: [Fact] = []
  var marks: [Mark] = []
  var conflicts: [Conflict] = []
  var claims: [String] = []
  var eligibility = "lendable"

  init(_ stated: [Fact], of profile: ItemProfile, subject: Subject, with court: Court) {
    facts = court.facts
    self.subject = subject
    self.profile = profile
    names = court.names
    minimumTravelSeconds = court.minimumTravelSeconds
    isNameless = court.isNameless
    order = facts.inOrder(stated).filter { $0.action != nil }
    let takenBack = TakenBack(order, facts, subject: subject, names: names)
    let standing = order.filter { !takenBack.contains($0) }
    decisions = Decisions(standing, facts)
    conflicts = takenBack.conflicts
    for fact in standing { play(fact) }
    judgeMarks()
    placeUnseen()
    nameQuarrels()
    nameFinds()
  }

  private mutating func play(_ fact: Fact) {
    if fact.isSighting { sightings.append(fact) }
    switch fact.action {
    case .checkout: lend(fact)
    case .renew: renew(fact)
    case .checkin, .inHouseUse, .inventory: see(fact)
    case .mark:
      guard let mark = fact.mark else { return }
      guard mark != .found else { return see(fact) }
      marks.append(Mark(fact: fact, mark: mark, openRow: table.openRow))
    case .resolve: obey(fact)
    case .void, nil: return
    }
  }

  /// Where nobody ever saw the item and nobody misses it, its description says where it is.
  private mutating func placeUnseen() {
    guard case .unknown = table.whereabouts, table.since == nil, !profile.home.isEmpty,
      !claims.contains("lost"), !claims.contains("missing")
    else { return }
    home = profile.home
  }

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
  var isNameless = false

  /// For whoever asks for an item in the name of its bib and cannot name its conflicts.
  var nameless: Court {
    Court(
      facts: facts, names: ConflictNames { _ in Array(repeating: 0, count: 32) },
      minimumTravelSeconds: minimumTravelSeconds, isNameless: true)
  }
}
