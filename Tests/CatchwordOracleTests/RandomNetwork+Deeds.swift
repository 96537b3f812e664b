import CatchwordCore
import CatchwordLibrary
import CatchwordOracle
import Testing

/// What the writers of a random network do.
extension RandomNetwork {
  private typealias Deed = CatchwordCore.Operation

  mutating func operations(at one: Int) -> [CatchwordCore.Operation] {
    switch sort {
    case .records:
      return (0..<random.number(1...3)).map { _ in change(at: one, kind: 7, source("thing", 1)) }
    case .money:
      if random.once(in: 16) { return [erasure(at: one)] }
      if random.once(in: 30) { return [note(at: one)] }
      if random.once(in: 3), let loss = loss(at: one) { return loss }
      if random.once(in: decisionEvery) { return decision(at: one) ?? [scan(at: one)] }
      return [scan(at: one)]
    case .quarrels:
      if random.once(in: decisionEvery) { return decision(at: one) ?? [scan(at: one)] }
      return [scan(at: one)]
    case .desks:
      if random.once(in: 16) { return [erasure(at: one)] }
      if random.once(in: 16) { return [note(at: one)] }
      if random.once(in: 12) { return [edit(at: one)] }
      if random.once(in: 10) { return [merge(at: one)] }
      if random.once(in: 5) { return [wish(at: one)] }
      if random.once(in: decisionEvery) { return decision(at: one) ?? [scan(at: one)] }
      return (0..<(random.once(in: 8) ? 2 : 1)).map { _ in scan(at: one) }
    case .holds:
      if random.once(in: 30) { return [random.once(in: 2) ? merge(at: one) : note(at: one)] }
      if random.once(in: 2) { return [wish(at: one)] }
      if random.once(in: 12) { return decision(at: one) ?? [scan(at: one)] }
      return [scan(at: one)]
    case .catalog:
      if random.once(in: 24) { return [erasure(at: one)] }
      if random.once(in: 5) { return [scan(at: one)] }
      if random.once(in: 20) { return [policy(at: one)] }
      if random.once(in: 5) { return [merge(at: one)] }
      if random.once(in: 8) { return decision(at: one) ?? [edit(at: one)] }
      return (0..<random.number(1...3)).map { _ in edit(at: one) }
    case .orders:
      if random.once(in: 10) { return [random.once(in: 3) ? edit(at: one) : merge(at: one)] }
      if random.once(in: decisionEvery * 2) { return decision(at: one) ?? [order(at: one)] }
      if random.once(in: 5) { return [retraction(at: one)] }
      return (0..<(random.once(in: 6) ? 2 : 1)).map { _ in order(at: one) }
    case .headings:
      if random.once(in: 6) { return decision(at: one) ?? [heading(at: one)] }
      return (0..<random.number(1...3)).map { _ in
        random.once(in: 6) ? edit(at: one) : heading(at: one)
      }
    }
  }

  // MARK: Records

  private mutating func change(at one: Int, kind: Int, _ record: RecordID) -> CatchwordCore.Operation {
    let keeps = keeps(at: one, kind, record)
    let small = Value.integer(Int64(random.number(1...3)))
    switch random.number(1...11) {
    case 1...4:
      let fields = random.once(in: 3) ? [1, 2] : [random.number(1...2)]
      let value = random.once(in: 8) ? Value.null : small
      return Deed(
        .write, kind: kind, record: record, values: fields.map { FieldValue($0, value) }, keeps: keeps)
    case 5, 6:
      return Deed(
        .add, kind: kind, record: record, values: [FieldValue(random.number(3...4), small)], keeps: keeps)
    case 7, 8:
      return Deed(
        .remove, kind: kind, record: record, values: [FieldValue(random.number(3...4), small)],
        keeps: keeps)
    case 9:
      let amount = Value.integer(random.once(in: 9) ? .max : Int64(random.number(-3...3)))
      return Deed(.increment, kind: kind, record: record, values: [FieldValue(5, amount)], keeps: keeps)
    default: return Deed(.delete, kind: kind, record: record)
    }
  }

  /// Some of the dots in conflict, and at times one that nobody could have seen.
  private mutating func keeps(at one: Int, _ kind: Int, _ record: RecordID) -> [Dot] {
    var keeps: [Dot] = []
    if random.once(in: 2), let state = replicas[one].states[kind]?[record] {
      for dot in state.conflictingDots where random.once(in: 2) { keeps.append(dot) }
      if random.once(in: 4) { keeps += state.tombstones.map(\.stamp.dot) }
    }
    if random.once(in: 12) {
      let writer = random.element(of: replicas).writer
      keeps.append(Dot(writer: writer, number: Int64(random.number(1...8))))
    }
    return Set(keeps).sorted()
  }

  private mutating func edit(at one: Int) -> CatchwordCore.Operation {
    let kinds = [
      LibraryKind.bib, LibraryKind.bibField, LibraryKind.bibField, LibraryKind.item, LibraryKind.item,
      LibraryKind.patron, LibraryKind.branch, 99,
    ]
    let kind = random.element(of: kinds)
    let number = random.number(1...(kind == LibraryKind.bib ? 3 : 2))
    let names = [
      LibraryKind.bib: "bib", LibraryKind.bibField: "field", LibraryKind.item: "item",
      LibraryKind.patron: "patron", LibraryKind.branch: "branch",
    ]
    let record = source(names[kind] ?? "thing", number)
    guard kind != 99 else { return change(at: one, kind: kind, record) }
    if random.once(in: 5) { return Deed(.delete, kind: kind, record: record) }
    let values = (0..<random.number(1...2)).map { _ in value(kind) }
    let fields = Dictionary(values.map { ($0.field, $0) }) { first, _ in first }
    return Deed(
      .write, kind: kind, record: record, values: fields.values.sorted { $0.field < $1.field },
      keeps: keeps(at: one, kind, record))
  }

  /// A load of one of two policies; some are nobody's that a network could find.
  private mutating func policy(at one: Int) -> CatchwordCore.Operation {
    Deed(
      .fact, kind: LibraryKind.policy, record: mint(one),
      values: [
        FieldValue(PolicyField.content, .bytes([UInt8(random.number(1...2))])),
        FieldValue(PolicyField.branch, .text(Self.branches[one % 3])),
        FieldValue(PolicyField.network, .integer(random.once(in: 8) ? 2 : 1)),
      ])
  }

  private mutating func value(_ kind: Int) -> FieldValue {
    let word = Value.text(random.element(of: ["x", "y", "z"]))
    let branch = Value.text(random.element(of: Self.branches + [""]))
    let small = Value.integer(Int64(random.number(0...1)))
    switch kind {
    case LibraryKind.bib:
      return random.element(of: [
        FieldValue(BibField.leader, word), FieldValue(BibField.touched, .integer(1)),
        FieldValue(BibField.imported, .bytes([UInt8(random.number(1...3))])),
        FieldValue(BibField.redirect, redirect(bib)),
      ])
    case LibraryKind.bibField:
      return random.element(of: [
        FieldValue(BibChildField.bib, .record(bib(random.number(1...2)))),
        FieldValue(BibChildField.position, small), FieldValue(BibChildField.content, word),
        FieldValue(BibChildField.content, word), FieldValue(BibChildField.tag, .text("245")),
      ])
    case LibraryKind.item:
      let barcode = random.once(in: 6) ? Value.null : .text(random.element(of: Self.barcodes))
      return random.element(of: [
        FieldValue(ItemField.bib, .record(bib(random.number(1...2)))),
        FieldValue(ItemField.barcode, barcode), FieldValue(ItemField.owningBranch, branch),
        FieldValue(ItemField.currentBranch, branch), FieldValue(ItemField.callNumber, word),
        FieldValue(ItemField.notForLoan, small),
        FieldValue(ItemField.enumeration, .text(random.element(of: Self.labels))),
        FieldValue(ItemField.imported, .bytes([UInt8(random.number(1...3))])),
      ])
    case LibraryKind.patron:
      return random.element(of: [
        FieldValue(PatronField.branch, branch), FieldValue(PatronField.name, word),
        FieldValue(PatronField.card, random.once(in: 4) ? .null : .text("2\(random.number(1...2))")),
        FieldValue(PatronField.card, .text("2\(random.number(1...2))")),
        FieldValue(PatronField.retired, random.once(in: 6) ? .integer(1) : .null),
      ])
    default:
      return random.element(of: [
        FieldValue(BranchField.code, branch), FieldValue(BranchField.name, word),
      ])
    }
  }

  /// Two of three bibs or patrons are declared one, or no longer.
  private mutating func merge(at one: Int) -> CatchwordCore.Operation {
    let isBib = random.once(in: 2)
    let kind = isBib ? LibraryKind.bib : LibraryKind.patron
    let record = isBib ? bib(random.number(1...3)) : patron(random.number(1...3))
    let target = redirect(isBib ? bib : patron)
    return Deed(
      .write, kind: kind, record: record,
      values: [FieldValue(isBib ? BibField.redirect : PatronField.redirect, target)],
      keeps: keeps(at: one, kind, record))
  }

  /// A merge, or one taken back; at times into what nobody ever described, or into itself.
  private mutating func redirect(_ record: (Int) -> RecordID) -> Value {
    random.once(in: 5) ? .null : .record(record(random.once(in: 8) ? 4 : random.number(1...3)))
  }

  // MARK: Holds

  private mutating func wish(at one: Int) -> CatchwordCore.Operation {
    let known = replicas[one].facts.values
      .filter { $0.kind == LibraryKind.hold && $0[HoldField.action] == .integer(1) }
      .map(\.id).sorted()
    let action = known.isEmpty ? 1 : Int64(random.element(of: [1, 1, 1, 2, 2, 3, 4, 4, 5, 6, 7]))
    var values: [Int: Value] = [
      HoldField.action: .integer(action), HoldField.bib: .record(bib(random.once(in: 4) ? 2 : 1)),
      HoldField.branch: .text(Self.branches[one % 3]),
    ]
    if action == 1 {
      values[HoldField.patron] = random.once(in: 9) ? .null : .record(patron(random.number(1...3)))
      values[HoldField.pickup] = .text(random.element(of: Self.branches))
      if random.once(in: 3) { values[HoldField.item] = .record(item(random.number(1...2))) }
      if random.once(in: 4) { values[HoldField.part] = .text(random.element(of: Self.labels)) }
      if random.once(in: 6) { values[HoldField.priority] = .integer(Int64(random.number(0...2)) - 1) }
    } else {
      values[HoldField.hold] = .record(random.element(of: known))
      values[HoldField.before] = .record(random.element(of: known))
      values[HoldField.pickup] = .text(random.element(of: Self.branches))
      values[HoldField.until] = random.once(in: 4) ? .null : .integer(20_800)
    }
    if random.once(in: 15) { values[HoldField.happened] = .integer(time()) }
    // So close together that no clock tells which was first, or nearly so.
    if random.once(in: 3) {
      values[HoldField.happened] = .integer(at(0, 8) - 80 * Int64(random.number(0...5)))
    }
    return Deed(
      .fact, kind: LibraryKind.hold, record: mint(one),
      values: values.filter { !$0.value.isNull }.sorted { $0.key < $1.key }
        .map { FieldValue($0.key, $0.value) })
  }

  // MARK: Desks

  private mutating func scan(at one: Int) -> CatchwordCore.Operation {
    var values: [Int: Value] = [
      CirculationField.branch: .text(
        random.once(in: 10) ? random.element(of: Self.branches + [""]) : Self.branches[one % 3])
    ]
    let id =
      random.once(in: 20) ? source("loan", random.number(1...3)) : mint(one)
    let known = replicas[one].facts.values.sorted { $0.id < $1.id }
    let scanned = known.filter { $0.kind == LibraryKind.circulation }
    if sort == .quarrels || sort == .money {
      values[CirculationField.item] = .record(item(1))
    } else if let about = random.once(in: 4) || scanned.isEmpty ? nil : random.element(of: scanned),
      random.once(in: 5)
    {
      // Like an undo, which names what its target named.
      values[CirculationField.item] = about[CirculationField.item]
      values[CirculationField.barcode] = about[CirculationField.barcode]
    } else if random.once(in: 5) {
      values[CirculationField.barcode] = .text(random.element(of: Self.barcodes))
    } else {
      values[CirculationField.item] = .record(item(random.once(in: 4) ? 2 : random.once(in: 20) ? 3 : 1))
    }
    let action = random.element(of: actions)
    values[CirculationField.action] = .integer(Int64(action))
    say(action, at: one, known, &values)
    if (13...16).contains(action) { charge(action, known, &values) }
    if action == 18 || action == 19 {
      (values[CirculationField.item], values[CirculationField.barcode]) = (nil, nil)
      values[CirculationField.account] = .record(patron(random.number(1...3)))
      values[CirculationField.block] = .integer(Int64(random.number(1...2)))
    }
    if random.once(in: 15) { values[CirculationField.happened] = .integer(time()) }
    if random.once(in: 6) { values[CirculationField.policy] = .record(source("policy", 1)) }
    return Deed(
      .fact, kind: LibraryKind.circulation, record: id,
      values: values.filter { !$0.value.isNull }.map { FieldValue($0.key, $0.value) })
  }

  private mutating func say(
    _ action: Int, at one: Int, _ known: [PlacedFact], _ values: inout [Int: Value]
  ) {
    if action == 1 && !random.once(in: 8) {
      values[CirculationField.patron] = .record(patron(random.number(1...3)))
    }
    if !random.once(in: 3) { values[CirculationField.loan] = loan(at: one, known, values) }
    if random.once(in: 2) {
      let day = random.once(in: 30) ? Int64.max : 20_780 + Int64(random.number(0...20))
      values[CirculationField.due] = .integer(day)
    }
    if random.once(in: 12) {
      values[CirculationField.clock] = .integer(2)
      let day = random.once(in: 30) ? Int64.min : 20_773 + Int64(random.number(0...14)) - 7
      if random.once(in: 2) { values[CirculationField.claimed] = .integer(day) }
    }
    if action == 2 && random.once(in: 3) {
      values[CirculationField.backdate] = .integer(20_765 + Int64(random.number(0...10)))
    }
    if action == 3 { values[CirculationField.presence] = .integer(Int64(random.number(1...2))) }
    if [9, 11].contains(action) && !random.once(in: 10) {
      values[CirculationField.destination] = .text(random.element(of: Self.branches))
    }
    if action == 11 {
      let wishes = known.filter { $0.kind == LibraryKind.hold && $0[HoldField.action] == .integer(1) }
      let hold = wishes.isEmpty || random.once(in: 12) ? source("hold", 1) : random.element(of: wishes).id
      values[CirculationField.hold] = .record(hold)
    }
    if action == 6 && sort == .money {
      values[CirculationField.mark] = .integer(Int64(random.element(of: [1, 1, 1, 3, 10])))
    } else if action == 6 {
      values[CirculationField.mark] = .integer(
        Int64(random.element(of: [1, 2, 2, 3, 4, 5, 5, 6, 6, 7, 8, 9, 10, 10, 11, 12, 13, 14, 14, 14, 15, 16])))
    }
    if action == 7 {
      // Mostly what the same item's facts hold, late ones rather than early ones.
      let near = known.filter {
        $0[CirculationField.item] == values[CirculationField.item] ?? .null
          && $0[CirculationField.barcode] == values[CirculationField.barcode] ?? .null
      }
      var targets = near.isEmpty || random.once(in: 10) ? known : near
      // Often a use in the house: that it was taken back shows in their number alone.
      let uses = near.filter { $0[CirculationField.action] == .integer(4) }
      if !uses.isEmpty && random.once(in: 3) { targets = uses }
      if !targets.isEmpty {
        values[CirculationField.target] = .record(random.element(of: Array(targets.suffix(4))).id)
      }
    }
  }

  /// An entry about a charge or a loan that the device knows of, or about nothing real.
  private mutating func charge(
    _ action: Int, _ known: [PlacedFact], _ values: inout [Int: Value]
  ) {
    values[CirculationField.account] = .record(patron(random.number(1...3)))
    values[CirculationField.amount] = .integer(
      random.once(in: 30) ? .max : random.once(in: 30) ? -3 : Int64(random.number(1...4)))
    values[CirculationField.currency] =
      random.once(in: 12)
      ? .null
      : .text(
        random.once(in: 12) ? "CHF" : "USD")
    values[CirculationField.believed] = .integer(Int64(random.number(0...5)))
    values[CirculationField.until] = .integer(20_770 + Int64(random.number(0...20)))
    let bills = known.filter { $0[CirculationField.action] == .integer(13) }.suffix(2)
    if action == 13 {
      values[CirculationField.chargeKind] = .integer(Int64(random.element(of: [2, 2, 2, 3, 4, 1, 9])))
    } else if let bill = bills.isEmpty || random.once(in: 3) ? nil : random.element(of: Array(bills)) {
      for field in [
        CirculationField.item, CirculationField.barcode, CirculationField.loan,
        CirculationField.chargeKind,
      ] where !random.once(in: 12) { values[field] = bill[field] }
      values[CirculationField.charge] = .record(bill.id)
      if !random.once(in: 3) {
        values[CirculationField.amount] = bill[CirculationField.amount]
        values[CirculationField.currency] = bill[CirculationField.currency]
      }
    } else {
      values[CirculationField.chargeKind] = .integer(1)
      values[CirculationField.charge] = values[CirculationField.loan]
    }
    // Some concern no item at all.
    if action == 13 && random.once(in: 5) {
      values[CirculationField.item] = nil
      values[CirculationField.barcode] = nil
    }
  }

  /// The loan that the device sees as open; or any loan or fact that it knows of; or nothing real.
  private mutating func loan(
    at one: Int, _ known: [PlacedFact], _ values: [Int: Value]
  ) -> Value {
    let subject: Subject? =
      switch (values[CirculationField.item], values[CirculationField.barcode]) {
      case (.record(let id)?, _): .record(kind: LibraryKind.item, id)
      case (_, .text(let barcode)?): .text(kind: LibraryKind.item, barcode)
      default: nil
      }
    let rows = (subject.flatMap { replicas[one].derivations[$0]?.rows } ?? [])
      .filter { $0.table == LoanColumn.tableName }
    let open = rows.first { $0.values[LoanColumn.standing] == .text("open") }
    if let open, !random.once(in: 4) { return open.values[LoanColumn.id] ?? .null }
    if !rows.isEmpty && !random.once(in: 4) {
      return random.element(of: rows).values[LoanColumn.id] ?? .null
    }
    if !known.isEmpty && random.once(in: 2) { return .record(random.element(of: known).id) }
    return random.once(in: 8) ? .record(source("loan", 9)) : .null
  }

  /// Decides one of the conflicts that the writer sees, as the engine does it or badly.
  private mutating func decision(at one: Int) -> [CatchwordCore.Operation]? {
    let replica = replicas[one]
    let items = replica.derivations.keys.sorted().flatMap { replica.derivations[$0]?.reviews ?? [] }
    guard !items.isEmpty else { return nil }
    let urgent = items.filter {
      $0.record == nil && ![26, 27, 30, 102, 111].contains($0.conflictCase) && !$0.isResolved
    }
    let item = random.element(of: urgent.isEmpty || random.once(in: 4) ? items : urgent)
    let letter = random.element(of: item.sides.map(\.letter))
    let desk = Desk(
      branch: Self.branches[one % 3], staff: "ann", today: CivilDate(day: 20_773))
    let id = mint(one)
    guard
      let operations = try? Resolving(hashing: engineHashing).resolution(
        of: item, keep: letter, note: "", at: desk, in: replica, mint: { id })
    else { return nil }
    guard random.once(in: 8), let first = operations.first, first.action == .fact else {
      return operations
    }
    // One who saw less than he says, or keeps what is no side.
    let values = first.values.compactMap { each -> FieldValue? in
      switch each.field {
      case CirculationField.sides: FieldValue(each.field, .bytes(Array(each.value.bytes?.prefix(40) ?? [])))
      case CirculationField.kept: nil
      default: each
      }
    }
    return [
      Deed(.fact, kind: first.kind, record: first.record, values: random.once(in: 2) ? values : first.values)
    ]
  }
}
