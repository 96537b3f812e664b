import CatchwordCore

/// Going on: of a subject at rest only what is new is read and written, however long its past is.
extension Tables {
  /// - Parameter facts: all that was stated about the subject since it was folded last.
  /// - Returns: who else is to be folded; nil where nothing was done, and everything has to be.
  func goOn(
    _ subject: Subject, with facts: [PlacedFact], _ reader: StoreReader
  ) throws -> [Subject]? {
    // Where a log forked, whoever has seen a commit need not have seen what it had.
    guard case .record(let kind, let id) = subject, try logs().arms.isEmpty,
      recordTables[kind] != nil, let row = try interning.find(id)
    else { return nil }
    let record = try load(kind: kind, id, row: row)
    guard let rest = record.rest, facts.allSatisfy({ $0.hasSeen(rest) }) else { return nil }
    var standing: [(id: Int64, row: DerivedRow)] = []
    let progress = try deriving.goOn(subject, with: facts, in: reader) { table, name in
      let found = try derivedTable(table).row(name, kind: kind, subject: row, interning)
      if let found { standing.append(found) }
      return found?.row
    }
    guard let progress else { return nil }
    var digest = Digest.empty
    var parts = FoldedParts(rawValue: record.folded)
    for each in progress.rows {
      let table = try derivedTable(each.table)
      let former = standing.first {
        $0.row.table == each.table && table.name(of: $0.row) == table.name(of: each)
      }
      if let former {
        guard former.row != each else { continue }
        digest.remove(hashing.sha256(former.row.canonicalBytes(of: subject)))
        try table.update(former.id, from: former.row, to: each, interning)
      } else {
        try table.insert(each, kind: kind, subject: row, interning)
      }
      digest.insert(hashing.sha256(each.canonicalBytes(of: subject)))
      parts.insert(.rows(in: table.place))
    }
    if record.derived != progress.columns {
      for (columns, isNew) in [(record.derived, false), (progress.columns, true)] {
        var derivation = Derivation()
        derivation.columns = columns
        guard let hash = derivation.canonicalBytes(subject).map(hashing.sha256) else { continue }
        if isNew { digest.insert(hash) } else { digest.remove(hash) }
      }
    }
    digestChanges[Self.derivedPlace, default: .empty].add(digest)
    try writeColumns(progress.columns, of: record, parts, rest: progress.rest)
    return progress.others
  }
}
