import CatchwordCore

/// What a fold left for a subject outside the subject's own row.
struct FoldedParts: OptionSet {
  let rawValue: Int64
  static let reviews = FoldedParts(rawValue: 2)
  static let document = FoldedParts(rawValue: 4)

  /// Rows in one of the derived tables.
  /// - Parameter table: its place in the schema.
  static func rows(in table: Int) -> FoldedParts { FoldedParts(rawValue: 8 << Int64(table)) }
}

/// Folding: each subject that changes touched is derived once, and what was derived before replaced.
extension Tables {
  /// Folds what `changes` concern, on the state as it stands now.
  func refold() throws {
    guard !changes.isEmpty else { return }
    #if Mutants
      if Planted.foldedInAnotherTransaction.isAtWork { try connection.commitHalfway() }
    #endif
    let reader = StoreReader(self)
    var refolding = try deriving.refolding(of: changes, in: reader)
    changes = []
    for (subject, facts) in refolding.news where !refolding.subjects.contains(subject) {
      let others = try goOn(subject, with: facts, reader)
      refolding.subjects.formUnion(
        try others ?? deriving.subjects(ofNewsAbout: subject, in: reader))
    }
    for subject in refolding.subjects.sorted() { try refold(subject, reader) }
  }

  func refold(_ subject: Subject, _ reader: StoreReader) throws {
    let derivation = try deriving.deriveUnexplained(subject, in: reader)
    // Nothing derived and never met: do not even intern it.
    let isNothing = derivation.isEmpty && derivation.document == nil
    if isNothing, try interning.find(subject) == nil { return }
    let (kind, row) = try interning.intern(subject)
    let old = try folded(subject, kind: kind, row: row)
    try replace(old, with: derivation, subject, kind: kind, row: row)
  }

  /// What stands folded for a subject, and the row that bears its columns.
  private struct Folded {
    var derivation = Derivation()
    /// The ids of `derivation.rows` in their tables.
    var rows: [Int64] = []
    var record: StoredRecord?
  }

  func foldedDerivation(_ subject: Subject, kind: Int, row: Int64) throws -> Derivation {
    try folded(subject, kind: kind, row: row).derivation
  }

  private func folded(_ subject: Subject, kind: Int, row: Int64) throws -> Folded {
    var folded = Folded()
    var parts: FoldedParts?
    if case .record(_, let id) = subject {
      let record = try load(kind: kind, id, row: row)
      folded.derivation.columns = record.derived
      if recordTables[kind] != nil { parts = FoldedParts(rawValue: record.folded) }
      folded.record = record
    }
    // Where no row of a record says what there is, all of it may be there.
    let has = { (part: FoldedParts) in parts?.contains(part) ?? true }
    for (place, table) in schema.derivedTables.enumerated() where has(.rows(in: place)) {
      guard let rows = derivedTables[table.name] else { continue }
      let found = try rows.rows(
        "WHERE subject_kind = ? AND subject = ?", [.integer(kind), .integer(row)], interning)
      folded.derivation.rows += found.map(\.row)
      folded.rows += found.map(\.id)
    }
    if has(.reviews) {
      folded.derivation.reviews = try reviews(kind: kind, subject: row)
    }
    if has(.document) {
      folded.derivation.document = try document(kind: kind, subject: row)
    }
    return folded
  }

  private func replace(
    _ old: Folded, with new: Derivation, _ subject: Subject, kind: Int, row: Int64
  ) throws {
    let match = RowMatch(old.derivation.rows, new.rows) { derivedTables[$0.table]?.name(of: $0) }
    let hasReviews = !old.derivation.reviews.isEmpty || !new.reviews.isEmpty
    addToDigest(old.derivation, new, match, subject)
    try replaceRows(old, with: new.rows, match, kind: kind, row: row)
    if hasReviews, old.derivation.reviewBytes(subject) != new.reviewBytes(subject) {
      if !old.derivation.reviews.isEmpty { try deleteReviews(kind: kind, subject: row) }
      for item in new.reviews { try insert(item, kind: kind, subject: row) }
    }
    if old.derivation.document?.sameBytes(as: new.document) != true,
      old.derivation.document != nil || new.document != nil
    {
      try setDocument(new.document, kind: kind, subject: row)
    }
    try writeColumns(old, new, kind: kind, row: row)
  }

  /// What goes out, what comes in; rows that stay are in it already.
  private func addToDigest(
    _ old: Derivation, _ new: Derivation, _ match: RowMatch, _ subject: Subject
  ) {
    var change = Digest.empty
    if old.columns != new.columns || !old.reviews.isEmpty || !new.reviews.isEmpty {
      if let bytes = old.canonicalBytes(subject) { change.remove(hashing.sha256(bytes)) }
      if let bytes = new.canonicalBytes(subject) { change.insert(hashing.sha256(bytes)) }
    }
    for (index, row) in old.rows.enumerated() where match.same[index] == nil {
      change.remove(hashing.sha256(row.canonicalBytes(of: subject)))
    }
    for index in match.added + match.changed.compactMap({ $0 }) {
      change.insert(hashing.sha256(new.rows[index].canonicalBytes(of: subject)))
    }
    digestChanges[Self.derivedPlace, default: .empty].add(change)
  }

  /// What stands already stays: of an item that was lent a hundred times one row changes.
  private func replaceRows(
    _ old: Folded, with new: [DerivedRow], _ match: RowMatch, kind: Int, row: Int64
  ) throws {
    for (index, each) in old.derivation.rows.enumerated() where match.same[index] == nil {
      let rows = try derivedTable(each.table)
      if let successor = match.changed[index] {
        try rows.update(old.rows[index], from: each, to: new[successor], interning)
      } else {
        try rows.delete(old.rows[index])
      }
    }
    for index in match.added {
      try derivedTable(new[index].table).insert(new[index], kind: kind, subject: row, interning)
    }
  }

  func derivedTable(_ name: String) throws -> DerivedTableRows {
    guard let rows = derivedTables[name] else {
      throw StoreError.invalidOperation(
        kind: name, field: "", reason: "the schema declares no such derived table")
    }
    return rows
  }

  private func writeColumns(
    _ old: Folded, _ new: Derivation, kind: Int, row: Int64
  ) throws {
    var parts: FoldedParts = []
    for (place, table) in schema.derivedTables.enumerated()
    where new.rows.contains(where: { $0.table == table.name }) {
      parts.insert(.rows(in: place))
    }
    if !new.reviews.isEmpty { parts.insert(.reviews) }
    if new.document != nil { parts.insert(.document) }
    guard let record = old.record, recordTables[kind] != nil else {
      precondition(new.columns.isEmpty, "only records of declared kinds have derived columns")
      return
    }
    try writeColumns(new.columns, of: record, parts, rest: new.reviews.isEmpty ? new.rest : nil)
  }

  /// Those that changed.
  ///
  /// - Parameter record: one of a declared kind.
  func writeColumns(
    _ columns: FieldMap, of record: StoredRecord, _ parts: FoldedParts, rest: Dot?
  ) throws {
    let differences = columns.differences(from: record.derived)
    guard !differences.isEmpty || record.folded != parts.rawValue || record.rest != rest,
      let table = recordTables[record.kind]
    else { return }
    loaded.drop(record)
    if !record.hasRow {
      try table.insertFolded().run(.integer(record.row))
    }
    var cells: [Cell] = [
      .integer(parts.rawValue), try rest.map { .integer(try interning.intern($0.writer)) } ?? .null,
      (rest?.number).map { .integer($0) } ?? .null,
    ]
    var changed: UInt64 = 0
    for each in differences {
      guard let index = table.derivedPosition(each.field) else { continue }
      changed |= 1 << UInt64(index)
      guard table.derivedShapes[index].fits(each.value) else {
        throw StoreError.invalidOperation(
          kind: table.kind.name, field: table.derived[index].name,
          reason: "the fold gave a value of another type")
      }
      cells.append(try interning.cell(each.value))
    }
    cells.append(.integer(record.row))
    try table.updateFolded(changed: changed).run(cells)
  }

  // MARK: From nothing

  func deleteDerived() throws {
    for table in derivedTables.values { try table.deleteAll() }
    for table in recordTables.values {
      let columns = (RecordTable.restColumns + table.derived.map(\.name))
        .map { ", " + $0 + " = NULL" }.joined()
      // schema-built SQL
      try table.statement("UPDATE " + table.name + " SET folded = 0" + columns).run()
      // schema-built SQL
      try table.statement("DELETE FROM " + table.name + " WHERE life = 0").run()
    }
    try connection.statement("DELETE FROM review").run()
    try connection.statement("DELETE FROM search").run()
    try connection.statement("DELETE FROM document").run()
    try connection.statement("DELETE FROM total WHERE place = 255").run()
    digestChanges[Self.derivedPlace] = nil
    changes = []
    loaded.dropAll()
  }

  /// Asks of every record and fact which subjects it concerns, and folds each once.
  func refoldEverything() throws {
    try deleteDerived()
    let reader = StoreReader(self)
    var subjects: Set<Subject> = []
    for kind in schema.kinds {
      var after: Int64 = -1
      while true {
        let page = try changesForFolding(kind, after: &after)
        guard !page.isEmpty else { break }
        subjects.formUnion(try deriving.subjects(of: page, in: reader))
      }
    }
    for subject in subjects.sorted() { try refold(subject, reader) }
    try connection.statement("UPDATE replica SET deriving_version = ? WHERE id = 1")
      .run(.integer(deriving.version))
    current = nil
  }

  private static let foldedPerPage = 500

  private func changesForFolding(_ kind: Kind, after: inout Int64) throws -> [Change] {
    let page = "WHERE id > ? ORDER BY id LIMIT ?"
    let cells: [Cell] = [.integer(after), .integer(Self.foldedPerPage)]
    if let table = factTables[kind.number] {
      let facts = try table.select(page).all(cells) { ($0.integer(0), try readFact($0, table)) }
      after = facts.last?.0 ?? after
      return facts.map {
        Change(
          operation: Operation(.fact, kind: kind.number, record: $0.1.id, values: $0.1.values))
      }
    }
    guard let table = recordTables[kind.number] else { return [] }
    let records = try table.select(page).all(cells) { try read($0, table) }
    after = records.last?.row ?? after
    return records.map { record in
      let shown = record.state?.registers.map { FieldValue($0.key, $0.value.shown) } ?? []
      return Change(
        operation: Operation(.write, kind: kind.number, record: record.id, values: shown))
    }
  }
}

extension SearchDocument {
  /// R6: Swift's `==` would call NFC and NFD alike.
  func sameBytes(as other: SearchDocument?) -> Bool {
    guard let other else { return false }
    return title.utf8.elementsEqual(other.title.utf8)
      && names.utf8.elementsEqual(other.names.utf8) && rest.utf8.elementsEqual(other.rest.utf8)
  }
}
