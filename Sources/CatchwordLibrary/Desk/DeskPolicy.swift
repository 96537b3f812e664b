public import CatchwordCore

/// A loan that a patron has at home, as limits count it.
public struct PatronLoan: Hashable, Sendable {
  /// The checkout; nil where nobody asks for it.
  public let loan: RecordID?
  public let item: RecordID?
  public let due: CivilDate?
  /// The lending branch.
  public let branch: String
  /// Whether it is due by a clock in doubt: then nothing follows from its being late (case 43).
  public let isDueInDoubt: Bool

  public init(
    item: RecordID?, due: CivilDate?, loan: RecordID? = nil, branch: String = "",
    isDueInDoubt: Bool = false
  ) {
    self.isDueInDoubt = isDueInDoubt
    self.item = item
    self.due = due
    self.loan = loan
    self.branch = branch
  }
}

/// What the policy in force says of one item in one patron's hand at one desk.
struct DeskPolicy {
  let inForce: PolicyInForce
  let terms: LendingTerms
  let limits: PatronLimits
  let reckoning: DueReckoning
  private let title: String
  private let itemType: ExactText?

  /// - Parameter patron: nil where nobody knows who borrowed the item.
  init(
    _ inForce: PolicyInForce, _ view: DeskView, patron: RecordView?, at desk: Desk,
    in reader: any RecordReading
  ) throws {
    let policy = inForce.policy
    let category = patron?[PatronField.category].code
    let itemType = view.item?[ItemField.itemType].code
    let branch = ExactText(desk.stop ?? desk.branch)
    if let stop = desk.stop, !policy.chain(of: branch).contains(ExactText(desk.branch)) {
      throw DeskError.noSuchStop(stop, of: desk.branch)
    }
    let closures = try reader.closures(of: policy.chain(of: branch))
    self.inForce = inForce
    self.itemType = itemType
    title = view.title
    terms = policy.choice(category: category, itemType: itemType, branch: branch).terms
    limits = policy.limits(of: category)
    let expiry = patron?[PatronField.expiry].integer.map(CivilDate.init(day:))
    reckoning = DueReckoning(
      terms: terms, calendar: policy.calendar(of: branch, closures: closures),
      cardEnds: policy.endsWithCard ? expiry : nil, usual: inForce.usualRule)
  }

  /// G6: limits are checked here, with what this replica knows, and never undone later.
  ///
  /// - Parameter loans: what the patron has at home without this item; asked only where a limit
  ///   needs it.
  /// - Throws: `DeskError`, and whatever the arguments throw.
  func checkLoan(
    to patron: RecordView, on day: CivilDate, isRenewal: Bool, in reader: any RecordReading,
    loans: () throws -> [PatronLoan]
  ) throws {
    if terms.period == .notForLoan { throw DeskError.notLentToCategory(title: title) }
    let juveniles = inForce.policy.juveniles
    if let born = patron[PatronField.birthDate].integer,
      JuvenileRules.age(of: CivilDate(day: born), on: day) < juveniles.ageLimit
    {
      if let itemType, juveniles.refusedTypes.contains(itemType) {
        throw DeskError.notForJuveniles(title: title, below: juveniles.ageLimit)
      }
      if juveniles.needsGuardian, patron[PatronField.guardian].isNull {
        throw DeskError.guardianMissing(below: juveniles.ageLimit)
      }
    }
    guard !isRenewal, limits.loans != nil || limits.overdues != nil || !limits.loansOfTypes.isEmpty
    else { return }
    let loans = try loans()
    let overdue = Int64(loans.count { !$0.isDueInDoubt && $0.due.map { $0 < day } ?? false })
    if let most = limits.overdues, overdue > most {
      throw DeskError.tooManyOverdue(overdue, limit: most)
    }
    #if Mutants
      if RuleOut.loanLimit.isAtWork { return }
    #endif
    if let most = limits.loans, Int64(loans.count) >= most {
      throw DeskError.loanLimitReached(most, types: [])
    }
    for limit in limits.loansOfTypes {
      guard let itemType, limit.itemTypes.contains(itemType) else { continue }
      let count = try loans.count { loan in
        let item = try loan.item.flatMap { try reader.record(kind: LibraryKind.item, $0) }
        return (item?[ItemField.itemType].text).map { limit.itemTypes.contains(ExactText($0)) }
          ?? false
      }
      if Int64(count) >= limit.loans {
        throw DeskError.loanLimitReached(limit.loans, types: limit.itemTypes.map(\.text))
      }
    }
  }

  /// - Parameter isPresent: whether the item is in hand.
  func checkRenewal(of loan: Loan, isPresent: Bool) throws(DeskError) {
    if !isPresent && !terms.isRemoteRenewalAllowed { throw .notRenewableRemotely(title: title) }
    guard let most = terms.renewals, loan.renewals >= most else { return }
    throw .renewalsUsedUp(title: title, limit: most)
  }

  func due(lentOn day: CivilDate) throws(DeskError) -> DueDecision {
    if let decision = reckoning.due(lentOn: day) { return decision }
    return try fallback(day)
  }

  func due(renewedOn day: CivilDate, until due: CivilDate?) throws(DeskError) -> DueDecision {
    if let decision = reckoning.due(renewedOn: day, until: due) { return decision }
    return try fallback(max(day, due ?? day))
  }

  /// For what is lent although it is not for loan; the reason stands in the fact.
  private func fallback(_ start: CivilDate) throws(DeskError) -> DueDecision {
    if terms.period == .term { throw .noTermLeft(title: title) }
    var days = LoanRule.days
    if case .days(let usual) = inForce.policy.base.period { days = usual }
    return DueDecision(
      reckoning.calendar.rolled(start.adding(days: days)), inForce.usualRule)
  }
}

extension Value {
  /// The code that rules name; nil where there is none.
  var code: ExactText? { text.flatMap { $0.isEmpty ? nil : ExactText($0) } }
}
