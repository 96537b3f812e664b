package import CatchwordCore
import CatchwordStore
package import CatchwordSync

/// Another replica's account of itself, compared with what this one holds (R11).
package struct AccountComparison: Equatable, Sendable {
  package let writer: WriterID
  /// The branch code that the account gives.
  package let name: String
  package let comparison: DigestComparison

  package init(writer: WriterID, name: String, comparison: DigestComparison) {
    self.writer = writer
    self.name = name
    self.comparison = comparison
  }

  /// Nil unless something differs.
  package var alarm: String? {
    guard comparison.isEqual == false else { return nil }
    var places = comparison.unequal.map(\.name)
    if comparison.derivedIsEqual == false { places.append("derived") }
    return "\(name) (writer \(writer.key.hex.prefix(16))) holds the same commits and makes "
      + "different state of them: \(places.joined(separator: ", "))"
  }
}

extension Replica {
  /// Compares what is held here with the accounts of the members among the writers, lane by lane
  /// where heads are equal.
  ///
  /// Anybody can sign an account with a key of their own; only a writer whose introduction was
  /// admitted here is believed to have state at all.
  func compare(_ mine: Have, with accounts: [HeadAccount]) throws -> [AccountComparison] {
    let frontier = try store.read { try $0.frontier() }
    return accounts.compactMap { account in
      let introduction = LogID(writer: account.writer, lane: .members)
      guard account.writer != writer, frontier.number(introduction) > 0 else { return nil }
      let theirs = Have(heads: account.heads, digests: account.digests)
      return AccountComparison(
        writer: account.writer, name: account.name, comparison: DigestComparison(mine, theirs))
    }
  }
}
