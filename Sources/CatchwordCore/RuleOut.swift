#if Mutants
  import CMutants

  /// Rules of the library that can be taken out one at a time, by the number of their case: whoever
  /// takes one out must see a story fail. Builds without the trait `Mutants` have none.
  ///
  /// A raw value from 201 on is no case's number: a second rule of a case, or a rule without one.
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
    case loanLimit = 22
    case lentOnStolenCard = 23
    case owingBlocks = 24
    case patronFollowsRedirect = 25
    case sharedCard = 26
    case sharedBarcode = 27
    case mergedBibsAreOne = 28
    case bibFollowsRedirect = 29
    case mergedInCircle = 30
    case fieldsApart = 31
    case fieldEditedTwice = 32
    case fieldDeletedAndEdited = 33
    case bibDeletedInUse = 34
    case formerHeading = 35
    case linkToRetired = 36
    case paidTwice = 37
    case paidAndWaived = 38
    case fineStopsAtReturn = 40
    case closureAddedLater = 41
    case dueDateByHand = 42
    case doubtedClock = 43
    case missingThoughOnLoan = 45
    case foundOnShelf = 46
    case descriptionEditedTwice = 47
    case floatingItems = 48
    case anonymisedLoan = 49
    case lentToErased = 50
    case usesInTheHouse = 51
    case receivedThoughCancelled = 52
    case fundOvercommitted = 53
    case lentThoughQuarantined = 54
    case undoneInUse = 101
    case unknownBarcode = 102
    case recordDeletedAndEdited = 103
    case policiesAtOnce = 110
    case namesakesReported = 201
    case sameNumbersReported = 202
    case missedLoan = 203
    case partOfAWork = 204
    case closedDaysAreFree = 205
    case doubtedDueDate = 206
    case placedAtOnce = 207
    case notedClock = 208

    /// Above every planted bug.
    private static let offset: Int32 = 1_000

    package var isAtWork: Bool { cmutants_chosen() == Self.offset + rawValue }

    /// The number of the case that the rule decides; nil where it decides none of its own.
    package var conflictCase: Int32? {
      switch self {
      case .namesakesReported: Self.patronFollowsRedirect.rawValue
      case .sameNumbersReported: Self.mergedBibsAreOne.rawValue
      case .closedDaysAreFree: Self.closureAddedLater.rawValue
      case .missedLoan: Self.foundOnShelf.rawValue
      case .doubtedDueDate, .notedClock: Self.doubtedClock.rawValue
      case .placedAtOnce: Self.holdsInOneOrder.rawValue
      case .partOfAWork: nil
      default: rawValue
      }
    }

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
