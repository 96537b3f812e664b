public import CatchwordCore

/// Why a desk action was refused. Nothing was stated; the sentence says what to do instead.
public enum DeskError: Error, Hashable, Sendable {
  case unknownBarcode(String)
  case unknownItem(String)
  case unknownCard
  case thatIsPatronCard
  case thatIsItemBarcode
  case ambiguousBarcode(String, titles: [String])
  /// - `persons`: who they are, by ids that say nothing; who had the card first first.
  case ambiguousCard(persons: [String])
  case cardOfOthers
  case retiredCard
  /// Whoever had it was erased: nothing says who that was.
  case cardNoLongerValid
  /// - `loans`: how many are not back; `owed`: what is outstanding, for people, empty for nothing.
  case notErasable(loans: Int, owed: String)
  case noRetention
  case notForLoan(title: String)
  case damaged(title: String)
  case incomplete(title: String)
  case preservationHold(title: String)
  case withdrawn(title: String)
  case deleted(title: String)
  case patronExpired(since: CivilDate)
  /// The policy lends no such item to this category of patrons at this branch.
  case notLentToCategory(title: String)
  case notForJuveniles(title: String, below: Int64)
  case guardianMissing(below: Int64)
  /// - `types`: the types of items that the limit counts together; empty: all.
  case loanLimitReached(Int64, types: [String])
  case tooManyOverdue(Int64, limit: Int64)
  case renewalsUsedUp(title: String, limit: Int64)
  /// - `known`: the last day that was certain.
  case clockInDoubt(today: CivilDate, known: CivilDate)
  case clockWasMeasured(today: CivilDate)
  /// - `readers`: how many.
  case waitedFor(title: String, readers: Int)
  case notRenewableRemotely(title: String)
  case noTermLeft(title: String)
  case notOnLoan(String)
  case nothingToUndo
  case foreignFact(branch: String)
  case undoneAlready(RecordID)
  case reasonMissing
  case dueInThePast(CivilDate)
  case backdateInTheFuture(CivilDate)
  case backdateBeforeLoan(CivilDate, lent: CivilDate)
  case emptyScan
  case unknownBranch(String)
  case sentToItself(String)
  case onHold(title: String)
  case holdExists(RecordID, pickup: String)
  case holdsNotAllowed(title: String)
  case holdLimitReached(Int64)
  case unknownHold(RecordID)
  case holdIsOver(Hold.Standing)
  case unknownTitle
  case noSuchPart(String, title: String, known: [String])
  case nobodyWaits(String)
  case notKept(String)
  case expiryInThePast(CivilDate)
  case notStated(ChargeKind)
  case notAnAmount
  case priceUnknown(title: String)
  case unknownCharge(RecordID)
  /// - the amount that is owed, for people.
  case notOwed(String)
  case tooLittleCredit(String)
  case owesTooMuch(String, limit: String)
  case blocked(reason: String)
  case cardStolen(since: String)
  case notBlocked
  case notForTheCart(title: String, Eligibility)
  case notUnderWay(String)
  case noSuchStop(String, of: String)

  /// Stable, for scripts.
  public var code: String {
    switch self {
    case .unknownBarcode: "unknown-barcode"
    case .unknownItem: "unknown-item"
    case .unknownCard: "unknown-card"
    case .thatIsPatronCard: "that-is-a-patron-card"
    case .thatIsItemBarcode: "that-is-an-item"
    case .ambiguousBarcode: "ambiguous-barcode"
    case .ambiguousCard: "ambiguous-card"
    case .cardOfOthers: "card-of-others"
    case .retiredCard: "retired-card"
    case .cardNoLongerValid: "card-no-longer-valid"
    case .notErasable: "not-erasable"
    case .noRetention: "no-retention"
    case .notForLoan: "not-for-loan"
    case .damaged: "item-damaged"
    case .incomplete: "item-incomplete"
    case .preservationHold: "item-in-quarantine"
    case .withdrawn: "item-withdrawn"
    case .deleted: "item-deleted"
    case .patronExpired: "patron-expired"
    case .notLentToCategory: "not-lent-to-category"
    case .notForJuveniles: "not-for-juveniles"
    case .guardianMissing: "guardian-missing"
    case .loanLimitReached: "loan-limit-reached"
    case .tooManyOverdue: "too-many-overdue"
    case .renewalsUsedUp: "renewals-used-up"
    case .waitedFor: "waited-for"
    case .clockInDoubt: "clock-in-doubt"
    case .clockWasMeasured: "clock-was-measured"
    case .notRenewableRemotely: "not-renewable-remotely"
    case .noTermLeft: "no-term-left"
    case .notOnLoan: "not-on-loan"
    case .nothingToUndo: "nothing-to-undo"
    case .foreignFact: "foreign-fact"
    case .undoneAlready: "undone-already"
    case .reasonMissing: "reason-missing"
    case .dueInThePast: "due-in-the-past"
    case .backdateInTheFuture: "backdate-in-the-future"
    case .backdateBeforeLoan: "backdate-before-loan"
    case .emptyScan: "empty-scan"
    case .unknownBranch: "unknown-branch"
    case .sentToItself: "sent-to-itself"
    case .onHold: "on-hold"
    case .holdExists: "hold-exists"
    case .holdsNotAllowed: "holds-not-allowed"
    case .holdLimitReached: "hold-limit-reached"
    case .unknownHold: "unknown-hold"
    case .holdIsOver: "hold-is-over"
    case .unknownTitle: "unknown-title"
    case .noSuchPart: "no-such-part"
    case .nobodyWaits: "nobody-waits"
    case .notKept: "not-on-the-hold-shelf"
    case .expiryInThePast: "expiry-in-the-past"
    case .notStated: "not-stated"
    case .notAnAmount: "not-an-amount"
    case .priceUnknown: "price-unknown"
    case .unknownCharge: "unknown-charge"
    case .notOwed: "not-owed"
    case .tooLittleCredit: "too-little-credit"
    case .owesTooMuch: "owes-too-much"
    case .blocked: "blocked"
    case .cardStolen: "card-stolen"
    case .notBlocked: "not-blocked"
    case .notForTheCart: "not-for-the-cart"
    case .notUnderWay: "not-under-way"
    case .noSuchStop: "no-such-stop"
    }
  }

  /// Whether a reason (`--override`) lets staff go on all the same.
  public var canBeOverridden: Bool {
    switch self {
    case .incomplete, .preservationHold, .guardianMissing, .clockInDoubt: true
    case .notForLoan, .damaged, .withdrawn, .deleted, .patronExpired, .notLentToCategory,
      .notForJuveniles, .loanLimitReached, .tooManyOverdue, .renewalsUsedUp, .waitedFor,
      .notRenewableRemotely, .onHold, .holdsNotAllowed, .holdLimitReached, .owesTooMuch,
      .blocked, .cardStolen:
      true
    default: false
    }
  }
}

extension DeskError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownBarcode(let barcode):
      "Barcode \(barcode) is not in this replica; lend anyway with --unknown."
    case .unknownItem(let barcode):
      "Barcode \(barcode) is not in this replica; sync, or catalogue the item first."
    case .unknownCard: "That card is not in this replica; register the patron, or sync first."
    case .thatIsPatronCard: "That is a patron card; scan an item."
    case .thatIsItemBarcode: "That is an item; scan the patron card first."
    case .ambiguousBarcode(let barcode, let titles):
      "Barcode \(barcode) is on \(titles.count) items: \(titles.joined(separator: "; ")). "
        + "Relabel all but one."
    case .ambiguousCard(let persons):
      "\(persons.count) patrons bear that card: \(persons.joined(separator: "; ")) (who had it first "
        + "comes first). Ask which it is, say so with --patron-id, and give the others new cards."
    case .cardOfOthers: "The patron named by --patron-id does not bear that card; check the id."
    case .retiredCard: "That card is retired; ask for the new one."
    case .cardNoLongerValid:
      "That card is no longer valid; register its bearer, or ask for another."
    case .notErasable(let loans, let owed):
      "The patron has \(loans) item\(loans == 1 ? "" : "s") on loan"
        + (owed.isEmpty ? "" : " and \(owed)")
        + "; settle that first, or erase with --when-settled: what is open keeps the patron until "
        + "then."
    case .noRetention:
      "The policy in force keeps loans for ever; give a day with --before, or load a policy with "
        + "retention_days."
    case .notForLoan(let title):
      "\(title) is for use in the library only; lend it with --override REASON."
    case .damaged(let title): "\(title) is marked damaged; lend it with --override REASON."
    case .incomplete(let title):
      "\(title) is marked incomplete; look for the rest and mark it complete, or lend it with "
        + "--override REASON."
    case .preservationHold(let title):
      "\(title) must not go out, for its preservation; put it into a quarantine bag, or lend it with "
        + "--override REASON."
    case .withdrawn(let title):
      "\(title) is withdrawn; put it aside for cataloguing, or lend it with --override REASON."
    case .deleted(let title):
      "\(title) was deleted from the catalogue; put it aside for cataloguing, or lend it with "
        + "--override REASON."
    case .patronExpired(let day):
      "The card expired on \(day); renew the registration, or lend with --override REASON."
    case .notLentToCategory(let title):
      "\(title) is not lent to this category of patrons here; lend it with --override REASON."
    case .notForJuveniles(let title, let age):
      "\(title) is not lent to patrons below \(age); lend it with --override REASON."
    case .guardianMissing(let age):
      "Patrons below \(age) need a guardian; name one with patron edit --guardian, or lend with "
        + "--override REASON."
    case .loanLimitReached(let limit, let types):
      "The patron has \(limit) loan\(limit == 1 ? "" : "s")"
        + (types.isEmpty ? "" : " of \(types.joined(separator: ", "))")
        + " already, which is the limit; take something back, or lend with --override REASON."
    case .tooManyOverdue(let count, let limit):
      "The patron has \(count) overdue items and may have \(limit); take them back, or lend with "
        + "--override REASON."
    case .renewalsUsedUp(let title, let limit):
      "\(title) was renewed \(limit) time\(limit == 1 ? "" : "s"), which is the limit; take it "
        + "back, or renew with --override REASON."
    case .clockInDoubt(let today, let known):
      "This machine believes that it is \(today), and was last certain of the date on \(known). Look at "
        + "a calendar and say `catchword today YYYY-MM-DD`, then lend; or lend with --override REASON."
    case .clockWasMeasured(let today):
      "The clock was compared with another one since this machine started: today is \(today)."
    case .waitedFor(let title, let readers):
      "\(readers) other \(readers == 1 ? "reader waits" : "readers wait") for \(title); take it back "
        + "when it is due, or renew with --override REASON."
    case .notRenewableRemotely(let title):
      "\(title) is renewed only with the item in hand; scan it, or renew with --override REASON."
    case .noTermLeft(let title):
      "\(title) is lent until the end of a term and no term is left; give the day with --due."
    case .notOnLoan(let title):
      "\(title) is not on loan as far as this replica knows; check it out."
    case .nothingToUndo: "There is nothing of this branch to undo; name the fact."
    case .foreignFact(let branch): "That was done at \(branch); undo it there."
    case .undoneAlready(let fact): "\(fact) is undone already."
    case .reasonMissing: "Say why with --reason."
    case .dueInThePast(let day): "\(day) is past; give a due date from today on."
    case .backdateInTheFuture(let day): "\(day) is still to come; backdate to today at the latest."
    case .backdateBeforeLoan(let day, let lent):
      "The item was lent on \(lent) and cannot have come back on \(day); check the date."
    case .emptyScan: "Nothing was scanned; scan again."
    case .unknownBranch(let code):
      "This replica knows no branch \(code); look at the code, or sync first."
    case .sentToItself(let code):
      "The item is at \(code); name the branch to which it goes, or take it in with transit receive."
    case .onHold(let title):
      "\(title) is kept for another reader; put it back, or lend it with --override REASON."
    case .holdExists(let hold, let pickup):
      "That reader waits for it already, to be fetched at \(pickup) (hold \(hold))."
    case .holdsNotAllowed(let title):
      "\(title) is not kept for readers of this category; place it with --override REASON."
    case .holdLimitReached(let most):
      "That reader waits for \(most) things already, as many as the policy allows; cancel one, or "
        + "place it with --override REASON."
    case .unknownHold(let hold): "This replica knows no hold \(hold); list them, or sync first."
    case .holdIsOver(let standing): "That hold is \(standing.rawValue) already."
    case .unknownTitle: "This replica knows no such title; search for it, or sync first."
    case .noSuchPart(let part, let title, let known):
      known.isEmpty
        ? "\(title) has no parts as far as this replica knows; leave \(part) out."
        : "No item of \(title) is labelled \(part); its parts are \(spoken(known))."
    case .nobodyWaits(let title): "Nobody waits for \(title) as far as this replica knows."
    case .notKept(let title): "\(title) is kept for nobody as far as this replica knows."
    case .expiryInThePast(let day): "\(day) is past; give a day from today on."
    case .notStated(let kind):
      "A charge of the kind \(kind.word) follows from the loan; nobody states it."
    case .notAnAmount:
      "That is no amount of money; give one above 0, such as 2.50, with no more digits than the "
        + "currency has."
    case .priceUnknown(let title):
      "Neither the policy nor the catalogue gives a price for \(title); give the amount."
    case .unknownCharge(let charge):
      "The account shows no charge \(charge) in the policy's currency; look at it with account."
    case .notOwed(let owed):
      "Only \(owed) is owed; give change, or keep the rest as credit with --keep-credit."
    case .tooLittleCredit(let credit): "The patron has \(credit) to their credit and no more."
    case .blocked(let reason):
      "The patron is blocked: \(reason). Settle that, or lend with --override REASON."
    case .cardStolen(let since):
      "This card was reported stolen at \(since). Keep it and ask for a proof of who this is, or lend "
        + "with --override REASON."
    case .notBlocked: "The patron is not blocked as far as this replica knows."
    case .owesTooMuch(let owed, let limit):
      "The patron owes \(owed) and may owe \(limit); take a payment, or lend with --override REASON."
    case .notForTheCart(let title, let eligibility):
      "\(title) stays here, it is marked so: \(eligibility.rawValue)."
    case .notUnderWay(let title):
      "\(title) is not on its way as far as this replica knows; send it first."
    case .noSuchStop(let stop, let branch):
      "The policy in force has no stop \(stop) of \(branch); policy stops lists them."
    }
  }
}
