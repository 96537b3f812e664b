#if Mutants
  import CMutants

  /// Rules of circulation that can be taken out one at a time, by the number of their case: whoever
  /// takes one out must see a story fail. Builds without the trait `Mutants` have none.
  package enum RuleOut: Int32, CaseIterable, Sendable {
    case doubleLoan = 1
    case impossibleTravel = 2
    case remoteRenewalAfterReturn = 3
    case laterDueDateHolds = 4
    case lateCheckinClosesItsOwnLoan = 5
    case trueReturnReplacesImplied = 6
    case earlierOfTwoReturns = 7
    case billedThoughBack = 8
    case paidAndFound = 9
    case claimWasRight = 10
    case claimReturned = 11
    case withdrawnInUse = 12
    case foundAfterDelete = 13
    case lentInTransit = 14
    case receivedElsewhere = 15
    case capturedTwice = 16
    case cancelledWhileFetched = 17
    case holdsInOneOrder = 18
    case oneWishTwice = 19
    case wantedAndLent = 20
    case renewedTwice = 21
    case lentOnStolenCard = 23
    case owingBlocks = 24
    case sharedCard = 26
    case sharedBarcode = 27
    case bibFollowsRedirect = 29
    case mergedInCircle = 30
    case fieldEditedTwice = 32
    case fieldDeletedAndEdited = 33
    case bibDeletedInUse = 34
    case formerHeading = 35
    case linkToRetired = 36
    case paidTwice = 37
    case paidAndWaived = 38
    case fineStopsAtReturn = 40
    case doubtedClock = 43
    case missingThoughOnLoan = 45
    case foundOnShelf = 46
    case descriptionEditedTwice = 47
    case anonymisedLoan = 49
    case lentToErased = 50
    case receivedThoughCancelled = 52
    case fundOvercommitted = 53
    case lentThoughQuarantined = 54
    case undoneInUse = 101
    case unknownBarcode = 102
    case recordDeletedAndEdited = 103
    case policiesAtOnce = 110

    /// Above every planted bug.
    private static let offset: Int32 = 1_000

    package var isAtWork: Bool { cmutants_chosen() == Self.offset + rawValue }

    /// - Parameter rule: nil puts all of them back.
    package static func choose(_ rule: RuleOut?) {
      cmutants_choose(rule.map { offset + $0.rawValue } ?? 0)
    }

    /// Whether what a case asks of people is taken out: its entries stand in no queue.
    package static func hides(_ conflictCase: Int) -> Bool {
      guard let rule = RuleOut(rawValue: Int32(clamping: conflictCase)) else { return false }
      return rule.isAtWork
    }
  }
#endif
