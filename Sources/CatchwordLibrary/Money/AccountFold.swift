package import CatchwordCore

/// What the entries of an account come to that concern no item: cards, copies, deposits; and whether
/// its patron may borrow.
package struct AccountFold {
  package private(set) var charges: [Charge] = []
  package private(set) var reviews: [ReviewItem] = []
  package private(set) var explanations: [String] = []
  /// Those that nobody who knew of them took back, in fold order.
  package private(set) var blocks: [CirculationFact] = []
  /// Loans that may be a thief's: nothing is charged for them until somebody has decided (case 23).
  package private(set) var doubted: Set<RecordID> = []

  private let subject: Subject
  private let names: ConflictName

  /// - Parameters:
  ///   - facts: the account's entries, undos and decisions that name no item and no barcode.
  ///   - checkouts: all that named the patron.
  package init(
    _ facts: [PlacedFact], checkouts: [PlacedFact], of account: RecordID, hashing: Hashing,
    explains: Bool
  ) {
    subject = .account(of: account)
    names = ConflictName(hashing: hashing)
    var lines: [String] = []
    let tell: ((String) -> Void)? = explains ? { lines.append($0) } : nil
    let own = FoldOrder.sorted(facts).compactMap(CirculationFact.init)
    let told = FoldOrder.sorted(facts + checkouts).compactMap(CirculationFact.init)
    let undoing = Undoing(own, subject: subject, names: names, tell: tell)
    let standing = own.filter { !undoing.isUndone($0) }
    let verdicts = Verdicts(standing)
    var ledger = Ledger()
    for fact in standing where fact.action.isOfAccount { ledger.take(fact) }
    reviews = undoing.reviews
    for line in ledger.lines {
      guard let review = line.surplusReview(subject, names, verdicts, explain: tell) else {
        continue
      }
      reviews.append(review)
    }
    charges = ledger.lines.map(\.charge)
    let ends = standing.filter { $0.action == .unblock }
    for block in standing where block.action == .block {
      let isOver = ends.contains { $0.hasSeen(block) }
      if !isOver { blocks.append(block) }
      judge(block, told, verdicts, isOver: isOver, tell)
    }
    explanations = lines
  }

  /// Case 23: lent to somebody with this card by a desk that had not heard of the block.
  private mutating func judge(
    _ block: CirculationFact, _ order: [CirculationFact], _ verdicts: Verdicts, isOver: Bool,
    _ tell: ((String) -> Void)?
  ) {
    guard let place = order.firstIndex(where: { $0.id == block.id }) else { return }
    let loans = order[place...].filter { $0.action == .checkout && $0.isConcurrent(with: block) }
    guard !loans.isEmpty else { return }
    let facts = spoken(loans.map { "the checkout at \($0.place) (\($0.id))" })
    guard block.blockKind == .stolen else {
      tell?(
        "The \(block.phrase) was not known to \(facts): what was lent stands (case "
          + "\(ConflictCase.lentOnStolenCard)). Nobody need look.")
      return
    }
    let sides = [block.dot] + loans.map(\.dot)
    let conflict = names.id(subject, .block(block.id))
    let verdict = verdicts.verdict(conflict, sides: sides)
    if (verdict.kept == nil && !isOver) || verdict.kept == block.dot {
      doubted.formUnion(loans.map(\.id))
    }
    tell?(
      "The \(block.phrase) was not known to \(facts): it may be somebody else who borrowed, the loans "
        + "stand and the patron is not charged for them (case \(ConflictCase.lentOnStolenCard)); "
        + (verdict.isResolved
          ? verdict.sentence : isOver ? "the block is over" : verdict.task(of: block.place)) + ".")
    reviews.append(
      ReviewItem(
        id: conflict, conflictCase: ConflictCase.lentOnStolenCard, severity: .a,
        owner: block.branch, subject: subject,
        summary: "A card was reported stolen at \(block.place) and used at "
          + "\(spoken(loans.map(\.place).withoutRepeats)).",
        sides: ([block] + loans).enumerated().map { index, fact in
          ReviewSide(letter: [ReviewSide].letter(index), text: "The \(fact.phrase).", dot: fact.dot)
        },
        proposal:
          "Ask the patron: keep A if it was not they who borrowed, else keep B and end the block.",
        isResolved: verdict.isResolved || isOver, resolution: verdict.sentence))
  }
}

extension Subject {
  /// The account of a patron, as far as it concerns no item.
  package static func account(of patron: RecordID) -> Subject {
    .record(kind: LibraryKind.circulation, patron)
  }
}

extension RecordReading {
  /// Entries, undos and decisions about an account that name no item and no barcode.
  package func accountFacts(of patron: RecordID) throws -> [PlacedFact] {
    try facts(kind: LibraryKind.circulation, where: CirculationField.account, is: .record(patron))
      .filter { $0[CirculationField.item].isNull && $0[CirculationField.barcode].isNull }
  }

  /// What an account comes to that concerns no item; nil where nothing was ever stated about it.
  package func accountFold(
    of patron: RecordID, hashing: Hashing, explains: Bool = false
  ) throws -> AccountFold? {
    let reader = try heedingClockNotes()
    let facts = try reader.accountFacts(of: patron)
    guard !facts.isEmpty else { return nil }
    let isBlocked = facts.contains { CirculationFact($0)?.action == .block }
    let checkouts = isBlocked ? try reader.checkouts(of: patron) : []
    return AccountFold(
      facts, checkouts: checkouts, of: patron, hashing: hashing, explains: explains)
  }

  private func checkouts(of patron: RecordID) throws -> [PlacedFact] {
    try facts(kind: LibraryKind.circulation, where: CirculationField.patron, is: .record(patron))
      .filter { CirculationFact($0)?.action == .checkout }
  }

  /// Whether a patron was ever blocked: then their checkouts concern their account.
  func wasBlocked(_ patron: RecordID) throws -> Bool {
    try hasFacts(
      kind: LibraryKind.circulation, where: CirculationField.account, is: .record(patron))
      && accountFacts(of: patron).contains { CirculationFact($0)?.action == .block }
  }
}
