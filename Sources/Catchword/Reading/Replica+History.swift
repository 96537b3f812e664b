import CatchwordCore
import CatchwordLibrary
import CatchwordStore

extension Replica {
  /// Everything that this replica holds, for an oracle: the network, every commit log by log, and
  /// the picture of the state that exactly these commits make. Seals first. Arms of a forked log stand
  /// under their virtual writers, and begin where they part.
  ///
  /// - Parameters:
  ///   - extent: without patrons, commits of their lane stand without their content.
  ///   - drawsPicture: whether the last line is the picture, under the branch's code.
  ///   - each: given the lines in order.
  /// - Throws: `StoreError.busy` where others write faster than it can be sealed.
  package func history(
    _ extent: Picture.Extent, drawsPicture: Bool, each: (HistoryLine) throws -> Void
  ) throws {
    let (frontier, picture) = try sealedMoment(drawsPicture ? extent : nil)
    let hidden: [Lane] = extent == .whole ? [] : [.patrons]
    try each(
      .network(
        domain: "library", minimumTravelSeconds: LoanRule.minimumTravelSeconds, without: hidden))
    // Others may have written since; what they wrote is not in the picture.
    try readings { logged in
      guard logged.commit.number <= frontier.number(logged.log) else { return }
      try each(.commit(hidden.contains(logged.log.lane) ? logged.withoutContent : logged))
    }
    if drawsPicture { try each(.picture(host: branch, lines: picture)) }
  }

  private static let attempts = 20

  /// The frontier and, of the same moment, the picture; at a moment without unsealed commits.
  private func sealedMoment(_ extent: Picture.Extent?) throws -> (Frontier, [String]) {
    for _ in 0..<Self.attempts {
      try seal()
      let moment = try store.read { reader -> (Frontier, [String])? in
        guard try reader.tailIsEmpty else { return nil }
        guard let extent else { return (try reader.frontier(), []) }
        let reviews = try reader.reviews(ReviewFilter(includesResolved: true), limit: .max)
        return (
          try reader.frontier(),
          try Picture.lines(of: reader, reviews: reviews, schema: domain.schema, extent)
        )
      }
      if let moment { return moment }
    }
    throw StoreError.busy(path: folder.path, waitedMilliseconds: 0)
  }
}

extension LoggedCommit {
  /// That there is a commit, and when; its staff and operations are left out.
  fileprivate var withoutContent: LoggedCommit {
    LoggedCommit(
      log: log, run: run,
      commit: Commit(
        number: commit.number, sequence: commit.sequence, clock: commit.clock, staff: "",
        operations: []),
      hash: hash, time: time, context: context, isSealed: isSealed)
  }
}
