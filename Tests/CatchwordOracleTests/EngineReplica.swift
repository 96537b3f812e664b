import CatchwordCore
import CatchwordLibrary
import CatchwordOracle
import Testing

/// A replica in memory that runs the engine's own functions, commit by commit as they arrive, and
/// folds what each arrival touches: the other side of the comparison.
final class EngineReplica: RecordReading {
  struct Entry {
    let writer: WriterID
    let lane: Lane
    let number: Int64
    let sequence: Int64
    let time: Int64
    let context: Context
    let operations: [CatchwordCore.Operation]

    var log: LogID { LogID(writer: writer, lane: lane) }
    var past: CausalPast {
      CausalPast(dot: Dot(writer: writer, number: number), lane: lane, context: context)
    }
    var stamp: Stamp { Stamp(dot: Dot(writer: writer, number: number), time: time) }
  }

  let writer: WriterID
  private(set) var held: [Entry] = []
  private(set) var frontier = Frontier()
  private(set) var states: [Int: [RecordID: RecordState]] = [:]
  private(set) var facts: [RecordID: PlacedFact] = [:]
  private(set) var derivations: [Subject: Derivation] = [:]
  private let deriving = LibraryDeriving(hashing: engineHashing)
  private let folds: Bool
  /// How often an item at rest was gone on with, and compared with a fold of everything.
  private(set) var goneOn = 0
  /// By item: how it stood at rest, and what was stated about it since.
  private var rests: [Subject: (derivation: Derivation, news: [PlacedFact])] = [:]

  /// - Parameter folds: whether facts are folded; a domain that is no library has none.
  init(_ writer: WriterID, folds: Bool) {
    self.writer = writer
    self.folds = folds
  }

  func lacks(_ entry: Entry) -> Bool { !frontier.covers(entry.stamp.dot, in: entry.lane) }

  /// R9: a commit waits for its predecessor, and for what it had seen in its lane or in `members`.
  func canTake(_ entry: Entry) -> Bool {
    entry.number == frontier.number(entry.log) + 1
      && entry.context.sorted.allSatisfy { log, head in
        (log.lane != entry.lane && log.lane != .members) || frontier.number(log) >= head.number
      }
  }

  func take(_ entry: Entry) throws {
    precondition(canTake(entry), "taken too early")
    held.append(entry)
    frontier[entry.log] = Head(number: entry.number, hash: 0)
    var changes: [Change] = []
    for operation in entry.operations {
      if operation.action == .fact {
        changes += add(operation, entry)
      } else {
        changes.append(apply(operation, entry))
      }
    }
    guard folds else { return }
    let refolding = try deriving.refolding(of: changes, in: self)
    var touched: Set<Subject> = []
    for change in changes { touched.formUnion(try deriving.subjects(of: change, in: self)) }
    try #expect(touched == deriving.subjects(of: changes, in: self))
    let before = derivations
    for subject in touched.sorted() {
      derivations[subject] = try deriving.derive(subject, in: self)
    }
    let folded = try goOn(refolding)
    for subject in touched.subtracting(folded) {
      #expect(
        (derivations[subject] ?? Derivation()).kept == (before[subject] ?? Derivation()).kept,
        "\(subject) is stale where a store goes on")
    }
    for subject in touched { rest(subject) }
  }

  /// What a store does with news, beside what it would come to without.
  ///
  /// - Returns: the subjects that it would fold.
  private func goOn(_ refolding: Refolding) throws -> Set<Subject> {
    var folded = refolding.subjects
    for subject in refolding.subjects { rests[subject] = nil }
    for (subject, facts) in refolding.news where !refolding.subjects.contains(subject) {
      let progress = try rests[subject].flatMap {
        rests[subject]?.news += facts
        return try goOn(subject, $0.derivation, news: $0.news + facts)
      }
      folded.insert(subject)
      folded.formUnion(
        try progress?.others ?? deriving.subjects(ofNewsAbout: subject, in: self))
    }
    return folded
  }

  private func rest(_ subject: Subject) {
    guard let derivation = derivations[subject], derivation.rest != nil else { return }
    // Some way behind, so that several facts come at once as well as one.
    if rests[subject] == nil || rests[subject]?.news.count == 3 { rests[subject] = (derivation, []) }
  }

  private func goOn(
    _ subject: Subject, _ former: Derivation, news: [PlacedFact]
  ) throws -> Progress? {
    guard let whole = derivations[subject], case .record(let kind, let id) = subject, let rest = former.rest,
      news.allSatisfy({ $0.hasSeen(rest) }), former.reviews.isEmpty
    else { return nil }
    let reader = StandingReader(replica: self, kind: kind, id: id, columns: former.columns)
    let progress = try deriving.goOn(subject, with: news, in: reader) { table, name in
      former.rows.first { $0.table == table && $0.values[1] == name }
    }
    guard let progress else { return nil }
    goneOn += 1
    let names = Set(progress.rows.map { [.text($0.table), $0.values[1]] })
    let rows = former.rows.filter { !names.contains([.text($0.table), $0.values[1]]) } + progress.rows
    #expect(Set(rows) == Set(whole.rows) && rows.count == whole.rows.count, "\(subject)")
    #expect(progress.columns == whole.columns && whole.reviews.isEmpty, "\(subject)")
    #expect(progress.rest == whole.rest, "\(subject)")
    return progress
  }

  private func apply(_ operation: CatchwordCore.Operation, _ entry: Entry) -> Change {
    let old = states[operation.kind]?[operation.record]
    var state = old ?? RecordState(kind: operation.kind)
    let shown = operation.values.map { FieldValue($0.field, state.shown($0.field)) }
    let all = state.registers.map { FieldValue($0.key, $0.value.shown) }
      .sorted { $0.field < $1.field }
    let wasDead = state.isDead
    state.apply(operation, Arrival(stamp: entry.stamp, past: entry.past, keeps: operation.keeps))
    states[operation.kind, default: [:]][operation.record] = state
    let before = old == nil ? [] : state.isDead == wasDead ? shown : all
    return Change(operation: operation, before: before)
  }

  /// Of two copies of a fact the one with the lesser dot stays, whichever comes first.
  private func add(_ operation: CatchwordCore.Operation, _ entry: Entry) -> [Change] {
    let fact = PlacedFact(
      id: operation.record, kind: operation.kind, values: operation.values, stamp: entry.stamp,
      sequence: entry.sequence, past: entry.past, staff: "", offset: .unmeasured)
    var changes: [Change] = []
    if let standing = facts[fact.id] {
      guard fact.stamp.dot < standing.stamp.dot else { return [] }
      changes.append(
        Change(
          operation: CatchwordCore.Operation(
            .fact, kind: standing.kind, record: standing.id, values: standing.values)))
    }
    changes.append(changes.isEmpty ? .stated(fact) : Change(operation: operation))
    facts[fact.id] = fact
    return changes
  }

  // MARK: What the fold asks

  func record(kind: Int, _ id: RecordID) throws -> RecordView? {
    states[kind]?[id].map { RecordView(id: id, state: $0) }
  }

  func records(kind: Int, where field: Int, is value: Value) throws -> [RecordView] {
    (states[kind] ?? [:]).filter { $0.value.shown(field) == value }
      .sorted { $0.key < $1.key }.map { RecordView(id: $0.key, state: $0.value) }
  }

  func facts(kind: Int, where field: Int, is value: Value) throws -> [PlacedFact] {
    facts.values.filter { $0.kind == kind && $0[field] == value }.sorted { $0.id < $1.id }
  }

  func facts(
    kind: Int, of writer: WriterID, numbers: ClosedRange<Int64>
  ) throws -> [PlacedFact] {
    facts.values.filter {
      $0.kind == kind && $0.stamp.dot.writer == writer && numbers.contains($0.stamp.dot.number)
    }.sorted { $0.id < $1.id }
  }

  func fact(kind: Int, _ id: RecordID) throws -> PlacedFact? { facts[id] }

  func derivedRows(table: String, where field: Int, is value: Value) throws -> [DerivedRow] {
    derivations.values.flatMap(\.rows).filter { $0.table == table && $0.values[field] == value }
  }
}

extension Derivation {
  /// What a store would keep of it.
  fileprivate var kept: [AnyHashable] { [columns, Set(rows), reviews] }
}

/// A replica as a store shows it to a fold that goes on: with what was derived of one record before.
private struct StandingReader: RecordReading {
  let replica: EngineReplica
  let kind: Int
  let id: RecordID
  let columns: FieldMap

  func record(kind: Int, _ id: RecordID) throws -> RecordView? {
    guard let view = try replica.record(kind: kind, id) else { return nil }
    guard kind == self.kind, id == self.id else { return view }
    return RecordView(id: id, state: view.state, derived: columns)
  }

  func records(kind: Int, where field: Int, is value: Value) throws -> [RecordView] {
    try replica.records(kind: kind, where: field, is: value)
  }

  func facts(kind: Int, where field: Int, is value: Value) throws -> [PlacedFact] {
    try replica.facts(kind: kind, where: field, is: value)
  }

  func facts(
    kind: Int, of writer: WriterID, numbers: ClosedRange<Int64>
  ) throws -> [PlacedFact] {
    try replica.facts(kind: kind, of: writer, numbers: numbers)
  }

  func fact(kind: Int, _ id: RecordID) throws -> PlacedFact? { try replica.fact(kind: kind, id) }

  func derivedRows(table: String, where field: Int, is value: Value) throws -> [DerivedRow] {
    try replica.derivedRows(table: table, where: field, is: value)
  }
}

/// The oracle's fake hash, as the engine wants it.
let engineHashing = Hashing { bytes in
  ContentHash(Word256(bytes: fakeHash(bytes)) ?? .zero)
}

// MARK: - The engine's picture

extension EngineReplica {
  func picture() -> [String] {
    var lines: [String] = []
    for (kind, records) in states {
      for (id, state) in records { lines += recordLines(kind, id, state) }
    }
    for (subject, derivation) in derivations {
      lines += derivation.rows.compactMap {
        switch $0.table {
        case HeadingColumn.tableName: headingLine($0.values)
        case LoanColumn.tableName: loanLine(subject, $0.values)
        case TransitColumn.tableName: transitLine(subject, $0.values)
        case CaptureColumn.tableName: captureLine(subject, $0.values)
        case ChargeColumn.tableName: chargeLine($0.values)
        case OrderLineColumn.tableName: orderLine($0.values)
        default: holdLine($0.values)
        }
      }
      lines += derivation.reviews.map(conflictLine)
      if case .record(LibraryKind.item, let id) = subject, states[LibraryKind.item]?[id] != nil {
        lines.append(itemLine(id, derivation.columns))
      }
      if case .record(LibraryKind.fund, let id) = subject, !derivation.columns.isEmpty {
        lines.append(fundLine(id, derivation.columns))
      }
    }
    return Set(lines).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// How many uses in the house of items that it knows do not count, because they were taken back.
  var undoneUses: Int {
    let uses = facts.values.filter { $0[CirculationField.action] == .integer(4) }
    let uncounted = (states[LibraryKind.item] ?? [:]).keys.map { id in
      let stated = uses.count { $0[CirculationField.item] == .record(id) }
      let columns = derivations[.record(kind: LibraryKind.item, id)]?.columns
      return max(0, stated - Int(columns?[ItemField.Derived.usesInHouse]?.integer ?? 0))
    }
    return uncounted.reduce(0, +)
  }

  private func recordLines(_ kind: Int, _ id: RecordID, _ state: RecordState) -> [String] {
    let name = "\(kind) \(text(id))"
    var lines: [String] = []
    for (field, register) in state.registers where !register.siblings.isEmpty {
      let siblings = register.siblings.map { "\(text($0.stamp.dot))=\(form($0.value))" }
      lines.append("register \(name) \(field) \(siblings.joined(separator: " "))")
    }
    for (field, set) in state.sets where !set.elements.isEmpty {
      let forms = set.elements.map(form).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      lines.append("set \(name) \(field) \(forms.joined(separator: " "))")
    }
    for (field, counter) in state.counters {
      lines.append("counter \(name) \(field) \(counter.value)")
    }
    if state.isDead {
      lines.append("record \(name) dead")
    } else if !state.survivedDeletions.isEmpty {
      let dots = state.survivedDeletions.map { text($0.stamp.dot) }
      lines.append("record \(name) survived \(dots.joined(separator: " "))")
    }
    return lines
  }

  private func loanLine(_ subject: Subject, _ row: FieldMap) -> String {
    let number = { (field: Int) in row[field]?.integer.map { String($0) } ?? "-" }
    let id = { (field: Int) in (row[field]?.record).map { self.text($0) } ?? "-" }
    let word = { (field: Int) in row[field]?.text ?? "-" }
    return "loan \(text(subject)) \(id(LoanColumn.id)) patron=\(id(LoanColumn.patron)) "
      + "branch=\(word(LoanColumn.branch)) started=\(number(LoanColumn.started)) "
      + "due=\(number(LoanColumn.due)) renewals=\(number(LoanColumn.renewals)) "
      + "standing=\(word(LoanColumn.standing)) closedAt=\(number(LoanColumn.closedAt)) "
      + "closedBy=\(id(LoanColumn.closedBy)) closedHow=\(word(LoanColumn.closedHow)) "
      + "returnedOn=\(number(LoanColumn.returnedOn))"
  }

  private func headingLine(_ row: FieldMap) -> String? {
    guard let authority = row[HeadingColumn.authority]?.record else { return nil }
    let id = { (field: Int) in (row[field]?.record).map { self.text($0) } ?? "-" }
    let shown = row[HeadingColumn.shown].map(form) ?? "-"
    return "heading 11:\(id(HeadingColumn.bib)) \(id(HeadingColumn.field)) "
      + "authority=\(text(authority)) shows=\(shown)"
  }

  private func captureLine(_ subject: Subject, _ row: FieldMap) -> String {
    typealias Column = CaptureColumn
    let id = { (field: Int) in (row[field]?.record).map { self.text($0) } ?? "-" }
    let shelved = row[Column.shelved]?.integer.map { String($0) } ?? "-"
    return "capture \(text(subject)) \(id(Column.id)) hold=\(id(Column.hold)) "
      + "pickup=\(row[Column.pickup]?.text ?? "-") shelved=\(shelved) "
      + "endedBy=\(id(Column.endedBy)) ending=\(row[Column.ending]?.text ?? "-")"
  }

  private func chargeLine(_ row: FieldMap) -> String {
    typealias Column = ChargeColumn
    let number = { (field: Int) in row[field]?.integer.map { String($0) } ?? "-" }
    let id = { (field: Int) in (row[field]?.record).map { self.text($0) } ?? "-" }
    let word = { (field: Int) in row[field]?.text ?? "-" }
    let item = (row[Column.item]?.record).map { "13:" + self.text($0) } ?? "-"
    return "charge \(item) \(id(Column.id)) currency=\(word(Column.currency)) "
      + "kind=\(number(Column.kind)) patron=\(id(Column.patron)) amount=\(number(Column.amount)) "
      + "standing=\(word(Column.standing)) endedBy=\(id(Column.endedBy)) "
      + "paid=\(number(Column.paid)) waived=\(number(Column.waived)) "
      + "refunded=\(number(Column.refunded)) due=\(number(Column.due)) "
      + "returned=\(number(Column.returned))"
  }

  private func orderLine(_ row: FieldMap) -> String {
    typealias Column = OrderLineColumn
    let number = { (field: Int) in row[field]?.integer.map { String($0) } ?? "-" }
    let id = { (field: Int) in (row[field]?.record).map { self.text($0) } ?? "-" }
    let word = { (field: Int) in row[field]?.text ?? "-" }
    return "order 18:\(id(Column.fund)) \(id(Column.id)) bib=\(id(Column.bib)) "
      + "copies=\(number(Column.quantity)) received=\(number(Column.received)) "
      + "standing=\(word(Column.standing)) amount=\(number(Column.amount)) "
      + "currency=\(word(Column.currency)) endedBy=\(id(Column.endedBy))"
  }

  private func fundLine(_ id: RecordID, _ columns: FieldMap) -> String {
    let number = { (field: Int) in columns[field]?.integer.map { String($0) } ?? "-" }
    typealias Column = FundField.Derived
    return "fund 18:\(text(id)) committed=\(number(Column.committed)) "
      + "spent=\(number(Column.spent)) free=\(number(Column.free))"
  }

  private func holdLine(_ row: FieldMap) -> String {
    typealias Column = HoldColumn
    let id = { (field: Int) in (row[field]?.record).map { self.text($0) } ?? "-" }
    let word = { (field: Int) in row[field]?.text ?? "-" }
    let position = row[Column.position]?.integer.map { String($0) } ?? "-"
    return "hold 11:\(id(Column.bib)) \(id(Column.id)) patron=\(id(Column.patron)) "
      + "pickup=\(word(Column.pickup)) standing=\(word(Column.standing)) position=\(position) "
      + "server=\(id(Column.server)) capture=\(id(Column.capture)) endedBy=\(id(Column.endedBy))"
  }

  private func transitLine(_ subject: Subject, _ row: FieldMap) -> String {
    typealias Column = TransitColumn
    let number = { (field: Int) in row[field]?.integer.map { String($0) } ?? "-" }
    let id = { (field: Int) in (row[field]?.record).map { self.text($0) } ?? "-" }
    let word = { (field: Int) in row[field]?.text ?? "-" }
    return "transit \(text(subject)) \(id(Column.id)) from=\(word(Column.from)) "
      + "to=\(word(Column.to)) sent=\(number(Column.sent)) endedAt=\(number(Column.endedAt)) "
      + "endedBy=\(id(Column.endedBy)) ending=\(word(Column.ending))"
  }

  private func itemLine(_ id: RecordID, _ columns: FieldMap) -> String {
    typealias Column = ItemField.Derived
    let custody: String
    switch columns[Column.custody]?.text {
    case "branch": custody = "branch:\(columns[Column.custodyBranch]?.text ?? "")"
    case "transit":
      custody =
        "transit:\(columns[Column.custodyFrom]?.text ?? "")>"
        + (columns[Column.custodyBranch]?.text ?? "")
    case "loan": custody = "loan:\((columns[Column.loan]?.record).map { self.text($0) } ?? "-")"
    default: custody = "unknown"
    }
    let claims = columns[Column.claims]?.text ?? ""
    return "item 13:\(text(id)) custody=\(custody) "
      + "since=\(columns[Column.since]?.integer.map { String($0) } ?? "-") "
      + "eligibility=\(columns[Column.eligibility]?.text ?? "") claims=\(claims.isEmpty ? "-" : claims) "
      + "uses=\(columns[Column.usesInHouse]?.integer.map { String($0) } ?? "-")"
  }

  private func conflictLine(_ item: ReviewItem) -> String {
    let sides = item.sides.map { "\($0.letter):\(text($0.dot))" }.joined(separator: ",")
    return "conflict \(item.id) case=\(item.conflictCase) severity=\(item.severity.letter) "
      + "owner=\(item.owner.isEmpty ? "-" : item.owner) subject=\(text(item.subject)) "
      + "sides=\(sides) resolved=\(item.isResolved ? 1 : 0)"
  }

  private func form(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .integer(let integer): "i\(integer)"
    case .text(let text): "t\(Array(text.utf8).hex)"
    case .bytes(let bytes): "x\(bytes.hex)"
    case .record(let id): "r\(text(id))"
    }
  }

  private func text(_ dot: Dot) -> String { "\(dot.writer.key.hex.prefix(16))/\(dot.number)" }

  private func text(_ id: RecordID) -> String {
    switch id.space {
    case .writer(let writer): "\(writer.key.hex).\(id.number)"
    case .source(let name): "\(name).\(id.number)"
    }
  }

  private func text(_ subject: Subject) -> String {
    switch subject {
    case .record(let kind, let id): "\(kind):\(text(id))"
    case .text(let kind, let text): "\(kind):\"\(Array(text.utf8).hex)\""
    }
  }
}

// MARK: - The oracle's history

extension EngineReplica {
  /// What this replica holds, in the oracle's terms.
  func history(_ domain: History.Domain) -> History {
    History(domain: domain, commits: held.map(commit))
  }

  private func commit(_ entry: Entry) -> OracleCommit {
    var seen: [OracleLog: Int64] = [:]
    for (log, head) in entry.context.sorted {
      seen[OracleLog(writer: log.writer.key.bytes, lane: lane(log.lane))] = head.number
    }
    return OracleCommit(
      writer: entry.writer.key.bytes, lane: lane(entry.lane), number: entry.number,
      sequence: entry.sequence, time: entry.time, seen: seen,
      operations: entry.operations.map(operation))
  }

  private func lane(_ lane: Lane) -> OracleLane {
    switch lane {
    case .members: .members
    case .circulation: .circulation
    case .patrons: .patrons
    case .catalog: .catalog
    }
  }

  private func operation(_ operation: CatchwordCore.Operation) -> OracleOperation {
    let action: OracleOperation.Action =
      switch operation.action {
      case .write: .write
      case .delete: .delete
      case .fact: .fact
      case .add: .add
      case .remove: .remove
      case .increment: .increment
      }
    return OracleOperation(
      action, kind: operation.kind, record: id(operation.record),
      values: operation.values.map { OracleField($0.field, value($0.value)) },
      keeps: operation.keeps.map { OracleDot(writer: $0.writer.key.bytes, number: $0.number) })
  }

  private func value(_ value: Value) -> OracleValue {
    switch value {
    case .null: .null
    case .integer(let integer): .integer(integer)
    case .text(let text): .string(text)
    case .bytes(let bytes): .bytes(bytes)
    case .record(let record): .record(id(record))
    }
  }

  private func id(_ id: RecordID) -> OracleID {
    switch id.space {
    case .writer(let writer): OracleID(writer: writer.key.bytes, number: id.number)
    case .source(let name): OracleID(source: name, number: id.number)
    }
  }
}
