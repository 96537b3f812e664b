#if Mutants
  import CMutants

  /// Bugs that are compiled in under the trait `Mutants` alone, where real projects had them, so that
  /// the simulator can prove that it finds them. One is at work at a time; installed builds have none.
  package enum Planted: Int32, CaseIterable, Sendable {
    // In the merge of records.
    case tieWithoutTotalOrder = 1
    case firstCommitsTakenAsSeen
    case loserDroppedWithoutConflict
    case unicodeEqualityAsKey
    case setOrderDecidesTheWinner
    case tombstonesPurgedAtOnce
    case deletionBeatsEdit
    // In the fold of circulation.
    case checkinClosesWhateverIsOpen
    case travelTimeIgnored
    case markBeatsSighting
    case renewalShortensTheLoan
    case conflictNamedByItsLastSide
    case doubtfulUndoIsSilent
    case claimForgotten
    // In the queues of holds.
    case holdFilledTwice
    // In what is owed.
    case lossStaysBilled
    case doublePaymentIsSilent
    // In what is durable, and in which order.
    case acknowledgedBeforeDurable
    case frontierSavedBeforeApply
    case countedInAnotherTransaction
    case foldedInAnotherTransaction
    // In the merge of segments.
    case contextNotWaitedFor
    case mergedWithoutSealing
    case damagedSegmentsBelieved
    case unknownFieldsDropped
    // In time.
    case timesNotFixedBySealing
    case clockStepNotNoticed
    case measurementSurvivesTheBoot
    case offsetTakenFromAnybody
    // In the lives of a replica.
    case numberReusedAfterRestore
    case cloneKeepsItsWriter
    case lostTailAfterRestore
    // In the exchange.
    case successWithoutProof
    case uploadWedgedAfterHealing
    case pullReturnsAnOlderView

    package var isAtWork: Bool { cmutants_chosen() == rawValue }

    /// The module that it is planted in; the first of several.
    package var module: String {
      switch self {
      case .checkinClosesWhateverIsOpen, .travelTimeIgnored, .markBeatsSighting,
        .renewalShortensTheLoan, .conflictNamedByItsLastSide, .doubtfulUndoIsSilent,
        .claimForgotten, .holdFilledTwice, .lossStaysBilled, .doublePaymentIsSilent:
        "CatchwordLibrary"
      case .damagedSegmentsBelieved: "CatchwordWire"
      case .offsetTakenFromAnybody, .successWithoutProof: "CatchwordSync"
      case .measurementSurvivesTheBoot, .numberReusedAfterRestore, .cloneKeepsItsWriter,
        .uploadWedgedAfterHealing, .pullReturnsAnOlderView:
        "Catchword"
      case .tieWithoutTotalOrder, .firstCommitsTakenAsSeen, .loserDroppedWithoutConflict,
        .unicodeEqualityAsKey, .setOrderDecidesTheWinner, .tombstonesPurgedAtOnce,
        .deletionBeatsEdit:
        "CatchwordCore"
      default: "CatchwordStore"
      }
    }

    /// - Parameter mutant: nil puts all of them to rest.
    package static func choose(_ mutant: Planted?) { cmutants_choose(mutant?.rawValue ?? 0) }
  }

  /// Bugs of the checker itself, for the suite that watches it.
  package enum PlantedInChecker: Int32, CaseIterable, Sendable {
    case oracleReturnsTheEnginesState = 1
    case countsComparedOnly
    case faultsOff
    case neverHeals
    case oneConfigurationOnly
    case shrinkerKeepsAnotherFailure

    package var isAtWork: Bool { cmutants_chosen_checker() == rawValue }

    package static func choose(_ mutant: PlantedInChecker?) {
      cmutants_choose_checker(mutant?.rawValue ?? 0)
    }
  }
#endif
