import Catchword
import CatchwordCore
import CatchwordLibrary

/// Which states a run has reached, told from what its replicas explain.
extension Run {
  private static let phrases: [(words: String, state: Sometimes)] = [
    ("is void: loan", .foldRenewalVoid), ("closed as implied return", .foldImpliedReturn),
    ("in place of the implied return", .foldImpliedReplaced), ("(case 6)", .foldImpliedReplaced),
    ("was checked in twice", .foldCheckedInTwice), ("is untouched (case 5)", .foldLateCheckin),
    ("closed as found on the shelf", .foldFoundOnShelf),
    ("lends to the same borrower", .foldSameBorrower), ("goes on:", .foldLoanGoesOn),
    ("is dropped:", .foldMarkDropped), ("is ended:", .foldMarkEnded),
    ("(case 12)", .foldWithdrawnInUse), ("(case 13)", .foldFoundAfterDelete),
    ("(case 54)", .foldLentInQuarantine), ("(case 51)", .foldUsedInHouse),
    ("was undone at", .foldUndone), ("relied on it without knowing", .foldUndoneInUse),
    ("named barcode", .foldBoundByBarcode), ("which no living item bears", .foldUnknownBarcode),
    ("as the review decision at", .foldReviewed), ("(case 14)", .foldLentInTransit),
    ("(case 10)", .foldClaimWasRight), ("(case 11)", .foldClaimWasSettled),
    ("(case 15)", .foldReceivedElsewhere), ("had it in hand at", .foldSeenTo),
    ("(case 16)", .foldCapturedTwice), ("(case 17)", .foldCancelledWhileFetched),
    ("(case 18)", .foldPlacedAtOnce), ("(case 19)", .foldOneWishTwice),
    ("(case 20)", .foldWantedAndLent),
    ("(case 8)", .foldBilledThoughBack),
    ("(case 21)", .foldRenewedTwice), ("(case 23)", .foldBlockedMeanwhile),
    ("(case 9)", .foldPaidAndFound), ("(case 37)", .foldPaidTwice),
    ("(case 38)", .foldPaidAndWaived), ("closed as lost and paid for", .foldLostAndPaid),
    ("the next to be fetched at", .foldServesTheNext),
    ("(case 52)", .receivedThoughCancelled), ("(case 53)", .fundOvercommitted),
    ("approved by the approval", .fundApproved),
    ("no longer known (anonymised", .loanAnonymised), ("no longer known (erased)", .loanOfErased),
    ("(case 50)", .lentToErased), ("its reader was erased", .holdOfErased),
  ]

  /// A segment came before what it builds upon.
  func noteHeld(_ reason: String) {
    reached(.heldSegment)
    if reason.contains("/circulation, which its writer had seen") { reached(.checkinBeforeItsLoan) }
  }

  /// - Parameter log: everything that all agree on.
  func noteExplanations(_ log: [LoggedCommit], _ host: Host) {
    guard domain.name == DomainKit.library.name, let engine = host.engine else { return }
    for item in (try? engine.reviews()) ?? [] {
      switch item.conflictCase {
      case ConflictCase.doubleLoan: reached(.doubleLoan)
      case ConflictCase.impossibleTravel: reached(.impossibleTravel)
      case ConflictCase.fieldDeletedAndEdited, ConflictCase.recordDeletedAndEdited,
        ConflictCase.bibDeletedInUse:
        reached(.deleteAgainstEdit)
      case ConflictCase.mergedInCircle: reached(.bibsMergedInCircle)
      case ConflictCase.patronsMergedInCircle: reached(.patronsMergedInCircle)
      default: break
      }
      if item.sides.count > 2 { reached(.threeSidedConflict) }
      if !item.isResolved && !item.resolution.isEmpty { reached(.resolutionReopened) }
    }
    if log.contains(where: { $0.commit.operations.contains { $0.kind == LibraryKind.clockNote } }) {
      reached(.clockNoted)
    }
    var subjects: Set<Subject> = []
    for operation in log.flatMap(\.commit.operations)
    where operation.kind == LibraryKind.circulation {
      if let id = operation[CirculationField.item]?.record {
        subjects.insert(.record(kind: LibraryKind.item, id))
      } else if let barcode = operation[CirculationField.barcode]?.text {
        subjects.insert(.text(kind: LibraryKind.item, barcode))
      } else if let account = operation[CirculationField.account]?.record {
        subjects.insert(.account(of: account))
      }
    }
    for case .record(let bib)? in log.flatMap(\.commit.operations)
      .filter({ $0.kind == LibraryKind.hold }).map({ $0[HoldField.bib] })
    {
      subjects.insert(.record(kind: LibraryKind.hold, bib))
    }
    for case .record(let fund)? in log.flatMap(\.commit.operations)
      .filter({ $0.kind == LibraryKind.order }).map({ $0[OrderField.fund] })
    {
      subjects.insert(.record(kind: LibraryKind.fund, fund))
    }
    let missing = Self.phrases.filter { !reached.contains($0.state) }
    guard !missing.isEmpty else { return }
    for subject in subjects.sorted() {
      let lines = (try? engine.read { try $0.explanations(of: subject) }) ?? []
      for line in lines {
        for (words, state) in missing where line.holds(bytesOf: words) {
          reached(state)
        }
      }
    }
  }
}
