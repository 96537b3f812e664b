/// States that a night of simulations must reach, else it proves less than it seems to.
package enum Sometimes: String, CaseIterable, Sendable {
  case doubleLoan = "double loan"
  case impossibleTravel = "impossible travel"
  case checkinBeforeItsLoan = "check-in before its loan arrived"
  case threeSidedConflict = "three-sided conflict"
  case deleteAgainstEdit = "delete against edit"
  case crash = "crash"
  case crashInsideMerge = "crash inside a merge"
  case crashBeforeAck = "crash between apply and ack"
  case duplicateRequest = "duplicate request"
  case lostReply = "lost reply after commit"
  case restoredMeetsPeers = "a restored replica meets peers ahead of it"
  case cloneMeetsOriginal = "a clone meets its original"
  case clockStepInSession = "clock stepping back in a session"
  case unknownKind = "unknown kind from a newer peer"
  case diskFullInSync = "disk full in a sync"
  case heldSegment = "a segment waits for another"
  case resolutionReopened = "a resolution reopened by a third side"
  case forkedLog = "a forked log"
  case sessionDone = "session: done"
  case sessionIncomplete = "session: incomplete"
  case sessionMissing = "session: missing"
  case sessionHandedBack = "session: a peer takes back what it had lost"
  case sessionNothingToDo = "session: nothing to do"
  case foldRenewalVoid = "fold: renewal of a closed loan is void"
  case foldImpliedReturn = "fold: implied return"
  case foldImpliedReplaced = "fold: implied return replaced by a check-in"
  case foldCheckedInTwice = "fold: checked in twice"
  case foldLateCheckin = "fold: late check-in leaves the newer loan"
  case foldFoundOnShelf = "fold: found on the shelf"
  case foldSameBorrower = "fold: second checkout to the same borrower"
  case foldLoanGoesOn = "fold: a closed loan goes on"
  case foldMarkDropped = "fold: a mark is dropped"
  case foldMarkEnded = "fold: a mark is ended"
  case foldWithdrawnInUse = "fold: withdrawn while in use"
  case foldFoundAfterDelete = "fold: found after delete"
  case foldUndone = "fold: undone"
  case foldUndoneInUse = "fold: undone in use"
  case foldBoundByBarcode = "fold: bound by barcode"
  case foldUnknownBarcode = "fold: unknown barcode"
  case foldReviewed = "fold: a person decided"
  case collectionUnderPartition = "garbage collection under partition"

  /// What the state waits for, where its feature does not exist.
  package var pendingFor: String? {
    switch self {
    case .collectionUnderPartition: "snapshots and the collection of garbage"
    default: nil
    }
  }
}
