#if Mutants
  import CatchwordCore

  /// What planted bugs do in the place of a merge.
  extension Tables {
    /// Says that a segment is here, and only then begins to apply it.
    func mergeFrontierFirst(
      _ segment: Segment, _ sealed: SealedBytes, _ row: LogRow
    ) throws -> MergeOutcome {
      try insert(segment, sealed, after: row)
      try connection.commitHalfway()
      try apply(segment, in: row.log)
      try forgetHeld(sealed.chainHash)
      try refold()
      return .applied
    }
  }
#endif
