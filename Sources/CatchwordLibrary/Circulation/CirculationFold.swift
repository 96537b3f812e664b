package import CatchwordCore

/// The pure function from the facts of one item to loans, custody, conflicts and explanations.
///
/// Facts are taken in the fold order (causality first, then corrected time). The ground rules stand
/// where they are kept: G2 in `Returning`, G3 in `Returning` and `Marks`, G4 in `Lending`, G9 in
/// every `explain`. The fold takes no clock: a fact's own time is all it knows of time.
package struct CirculationFold {
  /// Loans that did not know of each other and cannot all be true.
  struct Rivals {
    /// Indices of loans, in fold order of their checkouts.
    var members: [Int]
    /// Whether two of them are closer in time than a van can drive (case 2).
    var isImpossible: Bool
    let conflict: ContentHash
  }

  /// A loan that a sighting ended although nobody handed the item in (case 46).
  struct Encounter {
    let loan: Int
    let sighting: CirculationFact
    let conflict: ContentHash
  }

  let subject: Subject
  let profile: ItemProfile
  let names: ConflictName
  let verdicts: Verdicts
  /// The policy that a fact names; nil where it names none that can be read.
  let policy: (CirculationFact) -> Policy?

  var state = CirculationState()
  /// By loan: the fact that gave the borrower the item; the checkout, or what reopened the loan.
  var possessions: [CirculationFact] = []
  /// Checkout to loan; two checkouts to one borrower are one loan.
  var loanOf: [RecordID: Int] = [:]
  var open: Int?
  var rivals: [Rivals] = []
  var encounters: [Encounter] = []
  var sightings: [CirculationFact] = []
  /// What was sent or captured although somebody had borrowed it meanwhile.
  var withBorrower: Set<RecordID> = []
  /// By loan: the borrower's word that the item came back.
  var claimed: [Int: CirculationFact] = [:]
  /// What borrowers were charged for it, paid and were spared.
  var ledger = Ledger()
  /// By loan: its renewals that count.
  var renewals: [Int: [CirculationFact]] = [:]
  /// The last mark that says that nobody has the item.
  var lastLoss: CirculationFact?
  /// Marks with the loan that was open when they were made.
  var marks: [(fact: CirculationFact, mark: Mark, loan: Int?)] = []
  /// All facts in fold order, the undone ones too.
  let order: [CirculationFact]
  /// Takes explanations; nil where nobody asked for any, since sentences cost more than the fold.
  let tell: ((String) -> Void)?

  /// - Parameters:
  ///   - facts: all facts of the item, in any order.
  ///   - subject: what conflicts and explanations are about.
  ///   - explains: whether the state gets its explanations.
  ///   - policy: the policy of a fact's id; asked where two lendings exclude each other.
  ///   - patrons: who was merged into whom; two who are one are one borrower.
  package static func fold(
    _ facts: [PlacedFact], of profile: ItemProfile, subject: Subject, hashing: Hashing,
    explains: Bool = true, patrons: PatronSurvivors = .themselves,
    policy: @escaping (RecordID) -> Policy? = { _ in nil }
  ) -> CirculationState {
    let names = ConflictName(hashing: hashing)
    var explanations: [String] = []
    let tell: ((String) -> Void)? = explains ? { explanations.append($0) } : nil
    let order = Binding.renaming(
      FoldOrder.sorted(facts).compactMap { CirculationFact($0, patrons) }, for: subject,
      names: names)
    let undoing = Undoing(order, subject: subject, names: names, tell: tell)
    let standing = undoing.standing(order)
    var fold = CirculationFold(
      subject: subject, profile: profile, names: names, verdicts: Verdicts(standing),
      order: order, tell: tell
    ) { $0.placed[CirculationField.policy].record.flatMap(policy) }
    fold.explainBinding(standing)
    for fact in standing { fold.take(fact) }
    fold.judgeMarks()
    fold.placeUnseen()
    fold.tellTransits()
    fold.tellCaptures()
    fold.tellCharges()
    fold.state.reviews = undoing.reviews + fold.state.reviews
    fold.reviewRivals()
    fold.reviewEncounters()
    fold.countUses(in: standing)
    fold.state.explanations = explanations
    fold.state.places = fold.loanOf
    fold.state.rest = fold.rest
    fold.state.checkInvariants()
    return fold.state
  }

  init(
    subject: Subject, profile: ItemProfile, names: ConflictName, verdicts: Verdicts,
    order: [CirculationFact], tell: ((String) -> Void)?,
    policy: @escaping (CirculationFact) -> Policy?
  ) {
    self.policy = policy
    self.subject = subject
    self.profile = profile
    self.names = names
    self.verdicts = verdicts
    self.order = order
    self.tell = tell
  }

  /// Where a fact stands in the fold order.
  func place(of fact: RecordID) -> Int? { order.firstIndex { $0.id == fact } }

  mutating func take(_ fact: CirculationFact) {
    if fact.isSighting { sightings.append(fact) }
    switch fact.action {
    case .checkout: lend(fact)
    case .checkin, .inHouseUse, .inventory, .receive, .release: see(fact)
    case .send, .capture:
      see(fact)
      if open != nil { withBorrower.insert(fact.id) }
    case .renew: renew(fact)
    case .mark:
      guard let mark = fact.mark else { return }
      switch mark {
      case .found: see(fact)
      case .claimsReturned: claim(fact)
      default: marks.append((fact, mark, open))
      }
    case .resolve: resolve(fact)
    case .charge, .pay, .waive, .refund: ledger.take(fact)
    case .void, .count, .block, .unblock, .today: break
    }
  }

  /// G9: one line a decision.
  func explain(_ line: @autoclosure () -> String) { tell?(line()) }

  /// How an explanation begins that is about a loan.
  func name(of loan: Int) -> String { "Loan \(state.loans[loan].id)" }

  mutating func close(
    _ index: Int, at time: Int64, by fact: CirculationFact, _ how: Loan.Closing
  ) {
    state.loans[index].standing = .closed
    state.loans[index].closedAt = max(time, state.loans[index].started)
    state.loans[index].closedBy = fact.id
    state.loans[index].closedHow = how
    if open == index { open = nil }
  }

  mutating func reopen(_ index: Int) {
    state.loans[index].standing = .open
    state.loans[index].closedAt = nil
    state.loans[index].closedBy = nil
    state.loans[index].closedHow = nil
    state.loans[index].returnedOn = nil
    open = index
  }

  mutating func give(to index: Int, at time: Int64) {
    state.custody = .loan(state.loans[index].id)
    state.since = time
  }

  private func explainBinding(_ standing: [CirculationFact]) {
    guard tell != nil, case .record = subject, let barcode = profile.barcode else { return }
    for fact in standing where fact.item == nil && fact.isAboutTheItem {
      explain(
        "The \(fact.phrase) named barcode \(barcode) alone; it counts for this item, the only "
          + "living one that bears it. Nobody need look.")
    }
  }

  /// Where no sighting says where the item is, its description does.
  private mutating func placeUnseen() {
    if state.since == nil && state.custody == .unknown && !state.claims.contains(.missing)
      && !state.claims.contains(.lost) && !profile.home.isEmpty
    {
      state.custody = .branch(profile.home)
    }
  }
}
