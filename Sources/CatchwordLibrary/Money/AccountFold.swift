package import CatchwordCore

/// What the entries of an account come to that concern no item: cards, copies, deposits.
package struct AccountFold {
  package private(set) var charges: [Charge] = []
  package private(set) var reviews: [ReviewItem] = []
  package private(set) var explanations: [String] = []

  /// - Parameter facts: the account's entries, undos and decisions that name no item and no barcode.
  package init(_ facts: [PlacedFact], of account: RecordID, hashing: Hashing, explains: Bool) {
    let subject = Subject.account(of: account)
    let names = ConflictName(hashing: hashing)
    var lines: [String] = []
    let tell: ((String) -> Void)? = explains ? { lines.append($0) } : nil
    let order = FoldOrder.sorted(facts).compactMap(CirculationFact.init)
    let undoing = Undoing(order, subject: subject, names: names, tell: tell)
    let standing = order.filter { !undoing.isUndone($0) }
    let verdicts = Verdicts(standing)
    var ledger = Ledger()
    for fact in standing where fact.action.isOfAccount { ledger.take(fact) }
    reviews = undoing.reviews
    for line in ledger.lines {
      guard let review = line.surplusReview(subject, names, verdicts, explain: tell) else { continue }
      reviews.append(review)
    }
    charges = ledger.lines.map(\.charge)
    explanations = lines
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
}
