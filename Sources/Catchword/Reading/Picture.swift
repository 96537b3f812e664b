package import CatchwordCore
import CatchwordLibrary
import CatchwordStore

/// Converged state as sorted lines of text: what replicas and oracles are compared by.
///
/// Nothing in it depends on a process: ids, dots and values are written out, lists are in order.
package struct Picture {
  /// How much of the state is drawn.
  package enum Extent: Sendable {
    case whole
    /// Nothing that stands in the lane of patrons, and no conflict about one; for whoever must not
    /// know who borrows. Loans name patrons by ids that say nothing.
    case withoutPatrons
  }

  private var lines: [String] = []
  private let extent: Extent

  private init(_ extent: Extent) { self.extent = extent }

  /// - Parameters:
  ///   - state: what every replica at the same frontier must show alike.
  ///   - reviews: all there are, resolved ones too.
  package static func lines(
    of state: some StateListing, reviews: [ReviewItem], schema: Schema, _ extent: Extent = .whole
  ) throws -> [String] {
    var picture = Picture(extent)
    for kind in schema.kinds where !kind.isFact && picture.shows(kind) {
      for view in try state.everyRecord(kind: kind.number) { picture.add(view, kind.number) }
    }
    // A domain without loans has no items and no queue that both oracles know.
    if schema.derivedTables.contains(where: { $0.name == LoanColumn.tableName }) {
      try picture.addCirculation(state)
      for item in reviews where picture.shows(item, schema) { picture.add(item) }
    }
    return Set(picture.lines).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func shows(_ kind: Kind) -> Bool { extent == .whole || kind.lane != .patrons }

  private func shows(_ item: ReviewItem, _ schema: Schema) -> Bool {
    switch item.subject {
    case .record(let kind, _), .text(let kind, _): schema.kind(kind).map(shows) ?? true
    }
  }

  private mutating func add(_ view: RecordView, _ kind: Int) {
    let state = view.state
    for (field, register) in state.registers.sorted(by: { $0.key < $1.key })
    where !register.siblings.isEmpty {
      let siblings = register.siblings.map { "\(Self.dot($0.stamp.dot))=\(Self.value($0.value))" }
      lines.append("register \(kind) \(view.id.full) \(field) \(siblings.joined(separator: " "))")
    }
    for (field, set) in state.sets.sorted(by: { $0.key < $1.key }) where !set.elements.isEmpty {
      let elements = set.elements.map(Self.value)
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      lines.append("set \(kind) \(view.id.full) \(field) \(elements.joined(separator: " "))")
    }
    for (field, counter) in state.counters.sorted(by: { $0.key < $1.key }) {
      lines.append("counter \(kind) \(view.id.full) \(field) \(counter.value)")
    }
    if state.isDead {
      lines.append("record \(kind) \(view.id.full) dead")
    } else if !state.survivedDeletions.isEmpty {
      let dots = state.survivedDeletions.map { Self.dot($0.stamp.dot) }
      lines.append("record \(kind) \(view.id.full) survived \(dots.joined(separator: " "))")
    }
  }

  private mutating func addCirculation(_ state: some StateListing) throws {
    for view in try state.everyRecord(kind: LibraryKind.item) {
      typealias Column = ItemField.Derived
      let custody: String
      switch view.derived[Column.custody]?.text {
      case "branch": custody = "branch:\(view.derived[Column.custodyBranch]?.text ?? "")"
      case "loan": custody = "loan:\(view.derived[Column.loan]?.record?.full ?? "-")"
      case "transit":
        let ends = [Column.custodyFrom, Column.custodyBranch].map { view.derived[$0]?.text ?? "" }
        custody = "transit:" + ends.joined(separator: ">")
      default: custody = "unknown"
      }
      let claims = view.derived[Column.claims]?.text ?? ""
      lines.append(
        "item \(LibraryKind.item):\(view.id.full) custody=\(custody)"
          + " since=\(Self.number(view.derived[Column.since]?.integer))"
          + " eligibility=\(view.derived[Column.eligibility]?.text ?? "-")"
          + " claims=\(claims.isEmpty ? "-" : claims)"
          + " uses=\(Self.number(view.derived[Column.usesInHouse]?.integer))")
    }
    for row in try state.everyRow(table: LoanColumn.tableName) { add(loan: row) }
    for row in try state.everyRow(table: TransitColumn.tableName) { add(transit: row) }
    for row in try state.everyRow(table: CaptureColumn.tableName) { add(capture: row) }
    for row in try state.everyRow(table: HoldColumn.tableName) { add(hold: row) }
    for row in try state.everyRow(table: ChargeColumn.tableName) { add(charge: row) }
    for row in try state.everyRow(table: HeadingColumn.tableName) { add(heading: row) }
    for row in try state.everyRow(table: OrderLineColumn.tableName) { add(order: row) }
    for view in try state.everyRecord(kind: LibraryKind.fund) { add(fund: view) }
  }

  private static func subject(_ row: DerivedRow, item: Int, barcode: Int) -> String {
    row.values[item]?.record.map { "\(LibraryKind.item):\($0.full)" }
      ?? "\(LibraryKind.item):\"\(Array((row.values[barcode]?.text ?? "").utf8).hex)\""
  }

  private mutating func add(transit row: DerivedRow) {
    typealias Column = TransitColumn
    let subject = Self.subject(row, item: Column.item, barcode: Column.barcode)
    let word = { (column: Int) in row.values[column]?.text ?? "-" }
    let id = { (column: Int) in row.values[column]?.record?.full ?? "-" }
    let number = { (column: Int) in Self.number(row.values[column]?.integer) }
    lines.append(
      "transit \(subject) \(id(Column.id)) from=\(word(Column.from)) to=\(word(Column.to))"
        + " sent=\(number(Column.sent)) endedAt=\(number(Column.endedAt))"
        + " endedBy=\(id(Column.endedBy)) ending=\(word(Column.ending))")
  }

  private mutating func add(capture row: DerivedRow) {
    typealias Column = CaptureColumn
    let word = { (column: Int) in row.values[column]?.text ?? "-" }
    let id = { (column: Int) in row.values[column]?.record?.full ?? "-" }
    let number = { (column: Int) in Self.number(row.values[column]?.integer) }
    lines.append(
      "capture \(LibraryKind.item):\(id(Column.item)) \(id(Column.id)) hold=\(id(Column.hold))"
        + " pickup=\(word(Column.pickup)) shelved=\(number(Column.shelved))"
        + " endedBy=\(id(Column.endedBy)) ending=\(word(Column.ending))")
  }

  private mutating func add(hold row: DerivedRow) {
    typealias Column = HoldColumn
    let word = { (column: Int) in row.values[column]?.text ?? "-" }
    let id = { (column: Int) in row.values[column]?.record?.full ?? "-" }
    let number = { (column: Int) in Self.number(row.values[column]?.integer) }
    lines.append(
      "hold \(LibraryKind.bib):\(id(Column.bib)) \(id(Column.id)) patron=\(id(Column.patron))"
        + " pickup=\(word(Column.pickup)) standing=\(word(Column.standing))"
        + " position=\(number(Column.position)) server=\(id(Column.server))"
        + " capture=\(id(Column.capture)) endedBy=\(id(Column.endedBy))")
  }

  private mutating func add(charge row: DerivedRow) {
    typealias Column = ChargeColumn
    let item = row.values[Column.item]?.record.map { "\(LibraryKind.item):\($0.full)" } ?? "-"
    let word = { (column: Int) in row.values[column]?.text ?? "-" }
    let id = { (column: Int) in row.values[column]?.record?.full ?? "-" }
    let number = { (column: Int) in Self.number(row.values[column]?.integer) }
    lines.append(
      "charge \(item) \(id(Column.id)) currency=\(word(Column.currency))"
        + " kind=\(number(Column.kind)) patron=\(id(Column.patron))"
        + " amount=\(number(Column.amount)) standing=\(word(Column.standing))"
        + " endedBy=\(id(Column.endedBy)) paid=\(number(Column.paid))"
        + " waived=\(number(Column.waived)) refunded=\(number(Column.refunded))"
        + " due=\(number(Column.due)) returned=\(number(Column.returned))")
  }

  /// Of fields that name an authority alone; what any other shows is its own content.
  private mutating func add(heading row: DerivedRow) {
    typealias Column = HeadingColumn
    guard let authority = row.values[Column.authority]?.record else { return }
    let id = { (column: Int) in row.values[column]?.record?.full ?? "-" }
    let shown = row.values[Column.shown].map(Self.value) ?? "-"
    lines.append(
      "heading \(LibraryKind.bib):\(id(Column.bib)) \(id(Column.field))"
        + " authority=\(authority.full) shows=\(shown)")
  }

  private mutating func add(order row: DerivedRow) {
    typealias Column = OrderLineColumn
    let word = { (column: Int) in row.values[column]?.text ?? "-" }
    let id = { (column: Int) in row.values[column]?.record?.full ?? "-" }
    let number = { (column: Int) in Self.number(row.values[column]?.integer) }
    lines.append(
      "order \(LibraryKind.fund):\(id(Column.fund)) \(id(Column.id)) bib=\(id(Column.bib))"
        + " copies=\(number(Column.quantity)) received=\(number(Column.received))"
        + " standing=\(word(Column.standing)) amount=\(number(Column.amount))"
        + " currency=\(word(Column.currency)) endedBy=\(id(Column.endedBy))")
  }

  /// Of a deleted fund nothing is shown.
  private mutating func add(fund view: RecordView) {
    typealias Column = FundField.Derived
    guard let free = view.derived[Column.free]?.integer else { return }
    let number = { (column: Int) in Self.number(view.derived[column]?.integer) }
    lines.append(
      "fund \(LibraryKind.fund):\(view.id.full) committed=\(number(Column.committed))"
        + " spent=\(number(Column.spent)) free=\(free)")
  }

  private mutating func add(loan row: DerivedRow) {
    typealias Column = LoanColumn
    let subject = Self.subject(row, item: Column.item, barcode: Column.barcode)
    let word = { (column: Int) in row.values[column]?.text ?? "-" }
    let id = { (column: Int) in row.values[column]?.record?.full ?? "-" }
    let number = { (column: Int) in Self.number(row.values[column]?.integer) }
    lines.append(
      "loan \(subject) \(id(Column.id)) patron=\(id(Column.patron)) branch=\(word(Column.branch))"
        + " started=\(number(Column.started)) due=\(number(Column.due))"
        + " renewals=\(number(Column.renewals)) standing=\(word(Column.standing))"
        + " closedAt=\(number(Column.closedAt)) closedBy=\(id(Column.closedBy))"
        + " closedHow=\(word(Column.closedHow)) returnedOn=\(number(Column.returnedOn))")
  }

  private mutating func add(_ item: ReviewItem) {
    let sides = item.sides.map { "\($0.letter):\(Self.dot($0.dot))" }.joined(separator: ",")
    let owner = item.owner.isEmpty ? "-" : item.owner
    lines.append(
      "conflict \(item.id.word.hex) case=\(item.conflictCase) severity=\(item.severity.letter)"
        + " owner=\(owner) subject=\(Self.subject(item.subject)) sides=\(sides)"
        + " resolved=\(item.isResolved ? 1 : 0)")
  }

  private static func number(_ number: Int64?) -> String { number.map { String($0) } ?? "-" }

  package static func dot(_ dot: Dot) -> String { "\(dot.writer.key.shortHex)/\(dot.number)" }

  package static func subject(_ subject: Subject) -> String {
    switch subject {
    case .record(let kind, let id): "\(kind):\(id.full)"
    case .text(let kind, let text): "\(kind):\"\(Array(text.utf8).hex)\""
    }
  }

  package static func value(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .integer(let integer): "i\(integer)"
    case .text(let text): "t\(Array(text.utf8).hex)"
    case .bytes(let bytes): "x\(bytes.hex)"
    case .record(let id): "r\(id.full)"
    }
  }
}

/// Everything that a picture is made of.
package protocol StateListing {
  /// All records of a kind, dead ones too, ascending by id.
  func everyRecord(kind: Int) throws -> [RecordView]
  /// All rows of a derived table, in any order.
  func everyRow(table: String) throws -> [DerivedRow]
}

extension StoreReader: StateListing {
  package func everyRecord(kind: Int) throws -> [RecordView] {
    try records(kind: kind, liveOnly: false, limit: .max).sorted { $0.id < $1.id }
  }

  package func everyRow(table: String) throws -> [DerivedRow] {
    try derivedRows(table: table, limit: .max)
  }
}

extension RecordID {
  /// With the writer's whole key, unlike `description`.
  package var full: String {
    switch space {
    case .writer(let writer): "\(writer.key.hex).\(number)"
    case .source(let name): "\(name).\(number)"
    }
  }
}
