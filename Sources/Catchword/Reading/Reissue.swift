import CatchwordStore

/// Under which name a commit goes on that was acknowledged by a former writer of this replica and
/// never sent: whoever kept the acknowledgement finds it again.
package struct Reissue: Equatable, Sendable {
  /// As it was acknowledged.
  package let former: Acknowledgement
  package let now: Acknowledgement
}

extension Replica {
  /// Ascending by their former log and number. A commit may go on several times, from life to life.
  package func reissues() throws -> [Reissue] {
    try reissued().map { each in
      Reissue(
        former: Acknowledgement(
          log: each.former, number: each.formerNumber, hash: each.formerHash),
        now: Acknowledgement(log: each.log, number: each.number, hash: each.hash))
    }
  }
}
