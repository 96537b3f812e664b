import CatchwordCore
package import CatchwordLibrary
import CatchwordStore

extension Replica {
  /// What `undo` is to take back.
  ///
  /// - Parameter reference: the id of a fact, or an item's barcode; nil for the last thing stated
  ///   at this replica's desk that is not undone yet.
  package func undoTarget(_ reference: String?) throws -> DeskAction.Undo.Target {
    guard let reference else { return .fact(try lastFact()) }
    return try store.read { reader in
      if let id = try Lookup(reader).recordID(reference),
        try reader.fact(kind: LibraryKind.circulation, id) != nil
          || reader.fact(kind: LibraryKind.order, id) != nil
      {
        return .fact(id)
      }
      return .last(barcode: reference)
    }
  }

  /// The newest fact of this writer that is no undo itself and that none has taken back.
  private func lastFact() throws -> RecordID {
    let log = LogID(writer: writer, lane: .circulation)
    var commits = try store.read { try $0.tailCommits(.circulation) }
    var first = commits.first?.number
    while true {
      for commit in commits.reversed() {
        if let id = try standingFact(of: commit) { return id }
      }
      // The segment before; segments are many and small, so one at a time is enough.
      let names = try store.read { try $0.segmentNames(of: log, after: 0) }
      guard let name = names.last(where: { first == nil || $0.last < first! }),
        let segment = try segment(of: log, after: name.first - 1)
      else { throw DeskError.nothingToUndo }
      commits = try reopen(segment).commits
      first = name.first
    }
  }

  private func standingFact(of commit: Commit) throws -> RecordID? {
    try store.read { reader in
      try commit.operations.last { operation in
        guard operation.action == .fact, Self.canBeMistaken(operation) else { return false }
        let voids = try reader.facts(
          kind: LibraryKind.circulation, where: CirculationField.target,
          is: .record(operation.record))
        return !voids.contains {
          $0[CirculationField.action].integer == CirculationAction.void.rawValue
        }
      }?.record
    }
  }

  /// Whether a fact is one that people state at a desk, and neither an undo nor a decision.
  private static func canBeMistaken(_ fact: Operation) -> Bool {
    if fact.kind == LibraryKind.order { return true }
    guard fact.kind == LibraryKind.circulation else { return false }
    let action = fact[CirculationField.action]?.integer.flatMap(CirculationAction.init)
    return action.map { $0 != .void && $0 != .resolve } ?? false
  }
}
