#if Mutants
  import CMutants

  /// Bugs that are compiled in under the trait `Mutants` alone, where real projects had them, so that
  /// the simulator can prove that it finds them. One is at work at a time; installed builds have none.
  package enum Planted: Int32, CaseIterable, Sendable {
    case tieWithoutTotalOrder = 1
    case firstCommitsTakenAsSeen
    case loserDroppedWithoutConflict
    case unicodeEqualityAsKey
    case setOrderDecidesTheWinner
    case tombstonesPurgedAtOnce
    case checkinClosesWhateverIsOpen
    case travelTimeIgnored
    case markBeatsSighting
    case renewalShortensTheLoan
    case conflictNamedByItsLastSide
    case doubtfulUndoIsSilent
    case deletionBeatsEdit

    package var isAtWork: Bool { cmutants_chosen() == rawValue }

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
