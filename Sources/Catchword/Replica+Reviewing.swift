package import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// The review queue. A resolution is just another commit; nothing here writes by a second path.
extension Replica {
  /// - Parameters:
  ///   - owner: one branch's queue; nil for all.
  ///   - includesResolved: whether what people have settled is listed too.
  /// - Returns: most urgent first, then by case and id.
  package func reviews(owner: String? = nil, includesResolved: Bool = false) throws -> [ReviewItem]
  {
    try store.read { reader in
      try reader.reviews(
        ReviewFilter(owner: owner, includesResolved: includesResolved), limit: .max)
    }
    .sorted { a, b in
      (a.severity, a.conflictCase, a.id) < (b.severity, b.conflictCase, b.id)
    }
  }

  /// - Parameter id: the item's id, or its first digits as the list prints them.
  package func review(_ id: String) throws -> ReviewItem {
    let found = try store.read { try $0.reviews(ReviewFilter(includesResolved: true), limit: .max) }
      .filter { !id.isEmpty && $0.id.word.hex.hasPrefix(id.lowercased()) }
    guard let item = found.first else { throw ReplicaError.unknownReview(id) }
    guard found.count == 1 else {
      throw ShowError.ambiguous("review entry", id, found.map { $0.id.word.hex })
    }
    return item
  }

  /// Keeps one side of a conflict. It holds while all sides are among those shown here.
  package func resolve(
    _ id: String, keep letter: String, note: String, staff: String
  ) throws -> Performed<ReviewItem> {
    let item = try review(id)
    return try commit(staff: staff) { transaction, desk in
      let operations = try Resolving(hashing: hashing).resolution(
        of: item, keep: letter, note: note, at: desk, in: transaction
      ) { try transaction.mint() }
      for operation in operations { try transaction.stage(operation) }
      return item
    }
  }

  /// Takes a resolution back; the conflict opens again.
  package func undoResolution(
    _ id: String, reason: String, staff: String
  ) throws -> Performed<ReviewItem> {
    let item = try review(id)
    return try commit(staff: staff) { transaction, desk in
      let operations = try Resolving(hashing: hashing).undo(
        of: item, reason: reason, at: desk, in: transaction
      ) { try transaction.mint() }
      for operation in operations { try transaction.stage(operation) }
      return item
    }
  }
}
