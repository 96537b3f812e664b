import CatchwordCore

/// Takes out of what the facts of an item folded to who is to be named no longer (cases 49 and 50).
///
/// The fold needs to know who borrowed, to tell two loans from one. So it is asked first and its result
/// loses the names, in whatever order the facts came. A loan that is open, or for which something is
/// owed or to be given back, keeps its patron until that is over.
struct Withholding {
  private let reader: any RecordReading
  private let until: CivilDate?
  private var known: [RecordID: Anonymity] = [:]

  /// - Returns: nil where nobody was ever anonymised or erased.
  init?(in reader: any RecordReading) throws {
    #if Mutants
      if RuleOut.anonymisedLoan.isAtWork { return nil }
    #endif
    guard try reader.knowsErasures() else { return nil }
    self.reader = reader
    until = try reader.anonymisedUntil()
  }

  mutating func anonymity(of patron: RecordID) throws -> Anonymity {
    if let found = known[patron] { return found }
    let found = try reader.anonymity(of: patron)
    known[patron] = found
    return found
  }

  /// Why a loan names nobody any longer.
  enum Ground: Hashable {
    case until(CivilDate)
    case erased
    /// A desk reckoned that nothing is outstanding.
    case reckoned

    var words: String {
      switch self {
      case .until(let day): "anonymised until \(day)"
      case .erased: "erased"
      case .reckoned: "anonymised, with nothing outstanding"
      }
    }
  }

  /// - Returns: nil where the loan keeps its patron.
  mutating func ground(_ loan: Loan, _ charges: [Charge]) throws -> Ground? {
    guard loan.standing == .closed, let patron = loan.patron, let closed = loan.closedAt else {
      return nil
    }
    let isSettled = charges.allSatisfy(\.isSettled)
    let day = CivilDate(ofSeconds: closed)
    if let until, isSettled, day <= until { return .until(until) }
    let anonymity = try anonymity(of: patron)
    guard isSettled else {
      let isReckoned = anonymity.loans.contains(loan.id)
      return isReckoned && charges.allSatisfy { $0.isSettled || $0.isUntouchedLateReturn }
        ? .reckoned : nil
    }
    if anonymity.isErased { return .erased }
    if let own = anonymity.until, day <= own { return .until(own) }
    return anonymity.loans.contains(loan.id) ? .reckoned : nil
  }

  /// By loan, why it names nobody.
  mutating func grounds(_ state: CirculationState) throws -> [Int: Ground] {
    var grounds: [Int: Ground] = [:]
    for index in state.loans.indices {
      grounds[index] = try ground(state.loans[index], state.charges(of: index))
    }
    return grounds
  }

  /// Loans of somebody who was erased by a desk that did not know of them: who it is stays known to
  /// whoever must get the item back.
  ///
  /// - Parameter grounds: as `grounds` gives them.
  mutating func stubs(
    _ state: CirculationState, _ grounds: [Int: Ground]
  ) throws -> [(loan: Loan, checkout: CirculationFact, erasure: ErasureFact)] {
    var stubs: [(loan: Loan, checkout: CirculationFact, erasure: ErasureFact)] = []
    for (index, loan) in state.loans.enumerated() where grounds[index] == nil {
      guard let patron = loan.patron, let first = try anonymity(of: patron).erasures.first,
        let checkout = try reader.fact(kind: LibraryKind.circulation, loan.id)
          .flatMap(CirculationFact.init),
        try !anonymity(of: patron).erasures.contains(where: { $0.placed.hasSeen(checkout.placed) })
      else { continue }
      stubs.append((loan, checkout, first))
    }
    return stubs
  }

  /// The branch that has to see to it: the patron's own, else the one that lent.
  func owner(of patron: RecordID?, else lender: String) throws -> String {
    let home = try patron.flatMap { try reader.record(kind: LibraryKind.patron, $0) }
    let branch = home?[PatronField.branch].text ?? ""
    return branch.isEmpty ? lender : branch
  }
}

extension CirculationState {
  /// What is charged for a loan, whichever of its checkouts that names.
  func charges(of loan: Int) -> [Charge] {
    charges.filter { $0.loan.flatMap { places[$0] } == loan }
  }
}

extension Charge {
  /// Whether nothing is owed for it and nothing is to be given back, as far as facts alone say. A late
  /// return under a policy is unsettled until somebody paid or waived what a desk reckoned that knew
  /// of the return; the standard policy has no fines.
  var isSettled: Bool {
    if let amount { return isEven(standing == .owed ? amount : 0) }
    switch standing {
    case .settled: return true
    case .reversed, .covered: return credit(of: 0) == 0
    case .owed:
      if isUntouchedLateReturn { return policy == nil }
      return reckoned.map(isEven) ?? false
    }
  }

  /// Whether it is a late return that nobody paid, waived or paid back anything of.
  var isUntouchedLateReturn: Bool { amount == nil && paid == 0 && waived == 0 && refunded == 0 }

  private func isEven(_ amount: Int64) -> Bool { owed(of: amount) == 0 && credit(of: amount) == 0 }
}
