import CatchwordCore

/// A fold small enough to see through: who scanned a book last and how often, a conflict for each
/// field with alternates, a search document of the title. A book without conflict is at rest at a scan
/// that knew of all others.
struct TestDeriving: Deriving {
  var version = 1
  let hashing: Hashing
  /// Whether it tells in the derived status that it went on from rest, for tests of that.
  var tells = false

  func subjects(of change: Change, in reader: any RecordReading) throws -> [Subject] {
    let operation = change.operation
    switch operation.kind {
    case TestSchema.book:
      // A write may bring forth a third value: what shows now is asked for too.
      let now = try reader.record(kind: TestSchema.book, operation.record)
      let titles =
        [now?[TestSchema.Book.title].text, operation[TestSchema.Book.title]?.text]
        + change.before.filter { $0.field == TestSchema.Book.title }.map(\.value.text)
      return [.record(kind: TestSchema.book, operation.record)]
        + titles.compactMap { $0 }.map { .text(kind: TestSchema.book, $0) }
    case TestSchema.scan:
      return [
        operation[1]?.text.map { .text(kind: TestSchema.book, $0) },
        operation[2]?.record.map { .record(kind: TestSchema.book, $0) },
      ].compactMap { $0 }
    default: return []
    }
  }

  func derive(_ subject: Subject, in reader: any RecordReading) throws -> Derivation {
    switch subject {
    case .text(_, let text):
      var derivation = Derivation()
      let facts = try reader.facts(kind: TestSchema.scan, where: 1, is: .text(text))
      let books = try reader.records(kind: TestSchema.book, where: 1, is: .text(text))
      if books.allSatisfy(\.state.isDead) { derivation.rows = rows(facts) }
      return derivation
    case .record(_, let id):
      let facts = FoldOrder.sorted(
        try reader.facts(kind: TestSchema.scan, where: 2, is: .record(id)))
      var derivation = Derivation()
      if let last = facts.last {
        derivation.columns[TestSchema.Book.status] = .text("\(last.staff)@\(last.stamp.time)")
        derivation.columns[TestSchema.Book.scans] = .integer(Int64(facts.count))
        if facts.dropLast().allSatisfy({ last.hasSeen($0) }) { derivation.rest = last.stamp.dot }
      }
      derivation.rows = rows(facts)
      derivation.explanations = facts.map { "\($0.staff) at \($0.stamp.time)" }
      guard let view = try reader.record(kind: TestSchema.book, id) else { return derivation }
      derivation.reviews = conflicts(view, subject)
      if let title = view[TestSchema.Book.title].text, !view.state.isDead {
        derivation.document = SearchDocument(title: title, names: "", rest: "rest")
      }
      return derivation
    }
  }

  func refolding(of changes: [Change], in reader: any RecordReading) throws -> Refolding {
    var refolding = Refolding()
    for change in changes {
      if case .stated(let scan) = change, let book = scan[2].record, scan[1].isNull {
        refolding.add(scan, about: .record(kind: TestSchema.book, book))
      } else {
        refolding.subjects.formUnion(try subjects(of: change, in: reader))
      }
    }
    return refolding
  }

  func goOn(
    _ subject: Subject, with facts: [PlacedFact], in reader: any RecordReading,
    standing: StandingRow
  ) throws -> Progress? {
    guard case .record(let kind, let id) = subject, let view = try reader.record(kind: kind, id),
      let last = FoldOrder.sorted(facts).last
    else { return nil }
    var progress = Progress()
    let before = view.derived[TestSchema.Book.scans]?.integer ?? 0
    progress.columns[TestSchema.Book.status] = .text(
      (tells ? "went on: " : "") + "\(last.staff)@\(last.stamp.time)")
    progress.columns[TestSchema.Book.scans] = .integer(before + Int64(facts.count))
    progress.rows = try rows(facts).map { row in
      let former = try row.values[1].flatMap { try standing("seen", $0) }
      let sum = (row.values[2]?.integer ?? 0) + (former?.values[2]?.integer ?? 0)
      return DerivedRow(
        table: row.table, values: [1: row.values[1] ?? .null, 2: .integer(sum)])
    }
    if facts.allSatisfy({ $0.id == last.id || last.hasSeen($0) }) {
      progress.rest = last.stamp.dot
    }
    return progress
  }

  private func rows(_ facts: [PlacedFact]) -> [DerivedRow] {
    let counts = facts.reduce(into: [String: Int64]()) { $0[$1.staff, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map {
      DerivedRow(table: "seen", values: [1: .text($0.key), 2: .integer($0.value)])
    }
  }

  private func conflicts(_ view: RecordView, _ subject: Subject) -> [ReviewItem] {
    view.state.registers.filter { !$0.value.alternates.isEmpty }.sorted { $0.key < $1.key }
      .map { field, register in
        var name = ByteWriter()
        name.append(id: view.id)
        name.append(varint: UInt64(field))
        return ReviewItem(
          id: hashing.sha256(name.bytes), conflictCase: 47, severity: .b, owner: "main",
          subject: subject, record: view.id, kind: TestSchema.book, field: field,
          summary: "field \(field)",
          sides: register.siblings.map {
            ReviewSide(letter: "A", text: "\($0.stamp.time)", dot: $0.stamp.dot, value: $0.value)
          }, proposal: "keep the later")
      }
  }
}
