package import CatchwordCore
package import CatchwordStore
import CatchwordWire

/// Forked logs and what was raised about them (R8).
extension Replica {
  /// What an administrator must be told and has not cleared; a fork raises one for each place where
  /// histories part.
  package func alarms() throws -> [Alarm] { try store.read { try $0.alarms() } }

  /// Arms of forked logs under their virtual writers, each with the log as its writer named it;
  /// ascending. The trunk keeps the writer's own name.
  package func arms() throws -> [(arm: LogID, trunk: LogID)] { try store.read { try $0.arms() } }

  /// Every sealed commit held, log by log in order, as it is read here: under the name of its arm,
  /// with what was seen and meant by names that hold here. Where no log forked that is `commits`.
  ///
  /// Of what several arms begin with, one copy alone is read. The hash is the one that staff were
  /// told of, hence of the commit as its writer named it.
  package func readings(each: (LoggedCommit) throws -> Void) throws {
    for run in try store.read({ try $0.frontier().sorted.map(\.log) }) {
      var after: Int64 = 0
      while let next = try segment(of: run, after: after) {
        let said = try reopen(next)
        for piece in try store.read({ try $0.pieces(of: said, in: run) }) {
          for commit in piece.commits {
            let original = said.commits[Int(commit.number - said.first)]
            try each(
              LoggedCommit(
                log: piece.log, run: run, commit: commit,
                hash: hashing.sha256(original.canonicalBytes(log: said.log)),
                time: said.time(of: original), context: piece.context, isSealed: true))
          }
        }
        after = next.name.last
      }
    }
  }

  /// Hashes of the commits in a segment, as staff were told of them.
  ///
  /// - Throws: `WireError`.
  package func contents(of segment: [UInt8]) throws -> [ContentHash] {
    let said = try codec.inspect(segment).segment
    return said.commits.map { hashing.sha256($0.canonicalBytes(log: said.log)) }
  }
}
