/// Conflicts of what was edited twice, or deleted and edited, without one knowing of the other.
struct Descriptions: Sendable {
  /// Under which cases the conflicts of a kind go, and which of its fields no person decides about.
  struct Sort {
    let edited: Int
    let deleted: Int
    var silent: Set<Int> = []

    static let item = Sort(
      edited: Case.descriptionEditedTwice, deleted: Case.recordDeletedAndEdited,
      silent: [ItemField.imported])
    static let bib = Sort(
      edited: Case.fieldEditedTwice, deleted: Case.bibDeletedInUse,
      silent: [BibField.imported, BibField.touched])
    static let bibField = Sort(
      edited: Case.fieldEditedTwice, deleted: Case.fieldDeletedAndEdited,
      silent: [BibChildField.imported, BibChildField.position, BibChildField.original])
    static let authority = Sort(
      edited: Case.fieldEditedTwice, deleted: Case.recordDeletedAndEdited, silent: [3, 6, 9])
    static let authorityField = Sort(
      edited: Case.fieldEditedTwice, deleted: Case.fieldDeletedAndEdited, silent: [2, 5, 6, 7])
    static let other = Sort(
      edited: Case.descriptionEditedTwice, deleted: Case.recordDeletedAndEdited)
  }

  let records: Records
  let names: ConflictNames

  /// All conflicts of one record: a field whose siblings differ is one, and so are its survived
  /// deletions together.
  func conflicts(
    of record: RecordStanding, _ sort: Sort, subject: Subject, owner: [UInt8]
  ) -> [Conflict] {
    var conflicts: [Conflict] = []
    for (field, siblings) in record.registers where !sort.silent.contains(field) {
      let values = Set(siblings.map(\.value)).sorted()
      guard values.count > 1 else { continue }
      // Who wrote a value last speaks for it; of those who speak, the earliest comes first.
      let sides = values.compactMap { value in
        siblings.filter { $0.value == value }.map(\.commit).max(by: records.past.isLess)
      }.sorted(by: records.past.isLess)
      conflicts.append(
        Conflict(
          id: names.name(subject, .field(record.key, field)), number: sort.edited, severity: .b,
          owner: owner, subject: subject, sides: sides.map { records.past.dots[$0] }))
    }
    if !record.isDead, let deletion = record.survived.last {
      let writes = record.registers.flatMap { $0.siblings.map(\.commit) }
      let edit = writes.max(by: records.past.isLess) ?? deletion.commit
      conflicts.append(
        Conflict(
          id: names.name(subject, .deletion(record.key)), number: sort.deleted, severity: .b,
          owner: owner, subject: subject,
          sides: [edit, deletion.commit].map { records.past.dots[$0] }))
    }
    return conflicts
  }

  /// Patrons and branches: a dead one's conflicts are nobody's any more.
  func conflicts(ofPatronsAndBranches kind: Int) -> [Conflict] {
    let field = kind == LibraryKind.patron ? PatronField.branch : BranchField.code
    return records.all(kind).filter { !$0.isDead }.flatMap { record in
      conflicts(
        of: record, .other, subject: .record(record.key), owner: record.text(field) ?? [])
    }
  }

  /// Bibs with their living fields. A dead bib has conflicts only while items that live by record
  /// and by facts name it (case 34).
  ///
  /// - Parameter isDeleted: whether an item is deleted by its facts.
  func conflicts(ofBibs isDeleted: (OracleID) -> Bool, _ merges: Merges) -> [Conflict] {
    let items = byBib(LibraryKind.item, ItemField.bib) { !$0.isDead }
    let fields = byBib(LibraryKind.bibField, BibChildField.bib) { !$0.isDead }
    return records.all(LibraryKind.bib).flatMap { bib -> [Conflict] in
      // What names a bib, or one that was merged into it. A merged bib loses nobody's title.
      let isMerged = merges.survivor(of: bib.key.id) != bib.key.id
      let bibs = isMerged ? [bib.key.id] : merges.one(with: bib.key.id)
      let items = bibs.flatMap { items[$0] ?? [] }.sorted { $0.key < $1.key }
      let inUse = bib.isDead && !isMerged ? items.first { !isDeleted($0.key.id) } : nil
      if bib.isDead && inUse == nil { return [] }
      let subject = Subject.record(bib.key)
      let owner = items.compactMap { $0.text(ItemField.owningBranch) }.first { !$0.isEmpty } ?? []
      var conflicts = conflicts(of: bib, .bib, subject: subject, owner: owner)
      for field in fields[bib.key.id] ?? [] {
        conflicts += self.conflicts(of: field, .bibField, subject: subject, owner: owner)
      }
      if let item = inUse, let deletion = bib.tombstones.last(where: { !$0.isSurvived }) {
        let naming = item.siblings(ItemField.bib).first?.commit ?? deletion.commit
        conflicts.append(
          Conflict(
            id: names.name(subject, .deletion(bib.key)), number: Case.bibDeletedInUse,
            severity: .b, owner: owner, subject: subject,
            sides: [naming, deletion.commit].map { records.past.dots[$0] }))
      }
      return conflicts
    }
  }

  /// The bibs that are there, alive or in use (case 34), each with the branch in whose queue its
  /// conflicts stand.
  func standingBibs(
    _ isDeleted: (OracleID) -> Bool, _ merges: Merges
  ) -> [OracleID: [UInt8]] {
    let items = byBib(LibraryKind.item, ItemField.bib) { !$0.isDead }
    var standing: [OracleID: [UInt8]] = [:]
    for bib in records.all(LibraryKind.bib) {
      let isMerged = merges.survivor(of: bib.key.id) != bib.key.id
      let bibs = isMerged ? [bib.key.id] : merges.one(with: bib.key.id)
      let items = bibs.flatMap { items[$0] ?? [] }.sorted { $0.key < $1.key }
      let isInUse = !isMerged && items.contains { !isDeleted($0.key.id) }
      guard !bib.isDead || isInUse else { continue }
      standing[bib.key.id] =
        items.compactMap { $0.text(ItemField.owningBranch) }.first { !$0.isEmpty } ?? []
    }
    return standing
  }

  /// Ascending by id within a bib.
  private func byBib(
    _ kind: Int, _ field: Int, where counts: (RecordStanding) -> Bool
  ) -> [OracleID: [RecordStanding]] {
    var found: [OracleID: [RecordStanding]] = [:]
    for record in records.all(kind) where counts(record) {
      if let bib = record.shown(field).recordValue { found[bib, default: []].append(record) }
    }
    return found
  }
}
