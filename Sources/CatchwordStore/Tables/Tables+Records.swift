import CatchwordCore

/// A record as it stands in its row and beside it. Whoever reads it fills it, and nobody changes it
/// after that; it is handed about without a copy of its many parts.
final class StoredRecord {
  let id: RecordID
  let row: Int64
  let kind: Int
  /// Nil where no commit named the record so far.
  var state: RecordState?
  var derived: FieldMap = [:]
  /// What the fold left for this subject outside its row: bits of `FoldedParts`.
  var folded: Int64 = 0
  /// As in `Derivation`.
  var rest: Dot?
  /// Whether there is a row, be it only for derived columns.
  var hasRow = false
  var meta = RowMeta()
  var beside: Set<BesideRow> = []

  init(id: RecordID, row: Int64, kind: Int) {
    self.id = id
    self.row = row
    self.kind = kind
  }

  var view: RecordView? { state.map { RecordView(id: id, state: $0, derived: derived) } }
}

/// Records: rows and what stands beside them, to `RecordState` and back, exactly.
extension Tables {
  /// For writing: interns the id.
  func load(kind: Int, _ id: RecordID) throws -> StoredRecord {
    try load(kind: kind, id, row: interning.intern(id))
  }

  func load(kind: Int, _ id: RecordID, row: Int64) throws -> StoredRecord {
    guard let table = recordTables[kind] else { return try loadUnknown(kind: kind, id, row: row) }
    if let known = loaded[kind, row] { return known }
    let found = try table.select().first(.integer(row)) { try read($0, table) }
    return found ?? StoredRecord(id: id, row: row, kind: kind)
  }

  /// Reads the row that a statement of `RecordTable.select` stands on.
  func read(_ columns: Columns, _ table: RecordTable) throws -> StoredRecord {
    if let known = loaded[table.kind.number, columns.integer(0)] { return known }
    let record = try decode(columns, table)
    loaded.add(record)
    return record
  }

  private func decode(_ columns: Columns, _ table: RecordTable) throws -> StoredRecord {
    let row = columns.integer(0)
    let record = StoredRecord(id: try interning.record(row), row: row, kind: table.kind.number)
    record.hasRow = true
    record.folded = columns.integer(3)
    record.rest = try columns.optionalInteger(4).map {
      Dot(writer: try interning.writer($0), number: columns.integer(5))
    }
    var derived = FieldMap(minimumCapacity: table.derivedShapes.count)
    for (index, column) in table.derivedShapes.enumerated() {
      derived[column.field] = try interning.value(
        columns, RecordTable.fixedColumns + table.columns.count + index, column.type)
    }
    record.derived = derived
    guard columns.integer(1) != Life.unknown.rawValue else { return record }
    record.meta = try RowMeta(columns.bytes(2))
    guard record.meta.hasBeside else {
      record.state = RecordState(
        kind: table.kind.number, registers: try registers(record.meta, columns, table))
      return record
    }
    var siblings = try siblings(record.meta, columns, table)
    record.beside = try besideRows(kind: table.kind.number, row: row)
    record.state = try state(
      kind: table.kind.number, lane: table.kind.lane, siblings: &siblings, record.beside)
    return record
  }

  /// The registers of a row beside which nothing stands.
  private func registers(
    _ meta: RowMeta, _ columns: Columns, _ table: RecordTable
  ) throws -> [Int: Register] {
    // Nearly all rows are as one commit wrote them, and then each field has one value.
    guard meta.runs.count == 1 else {
      return try siblings(meta, columns, table).mapValues { Register($0) }
    }
    var registers = [Int: Register](minimumCapacity: meta.runs[0].fields.nonzeroBitCount)
    try forEachSibling(meta, columns, table) { registers[$0] = Register([$1]) }
    return registers
  }

  private func siblings(
    _ meta: RowMeta, _ columns: Columns, _ table: RecordTable
  ) throws -> [Int: [Sibling]] {
    var siblings: [Int: [Sibling]] = [:]
    try forEachSibling(meta, columns, table) { siblings[$0, default: []].append($1) }
    return siblings
  }

  private func forEachSibling(
    _ meta: RowMeta, _ columns: Columns, _ table: RecordTable, _ take: (Int, Sibling) -> Void
  ) throws {
    for run in meta.runs {
      let dot = Dot(writer: try interning.writer(run.writer), number: run.number)
      let stamp = Stamp(dot: dot, time: run.time)
      var rest = run.fields
      while rest != 0 {
        let field = rest.trailingZeroBitCount + 1
        rest &= rest - 1
        guard let position = table.position(field) else {
          throw StoreError.invariant("\(table.name): field \(field) has a stamp and no column")
        }
        let value = try interning.value(
          columns, RecordTable.fixedColumns + position, table.columns[position].type)
        take(field, Sibling(value: value, stamp: stamp))
      }
    }
  }

  func loadUnknown(kind: Int, _ id: RecordID, row: Int64) throws -> StoredRecord {
    let record = StoredRecord(id: id, row: row, kind: kind)
    record.beside = try besideRows(kind: kind, row: row)
    guard !record.beside.isEmpty else { return record }
    record.hasRow = true
    var none: [Int: [Sibling]] = [:]
    record.state = try state(kind: kind, lane: .members, siblings: &none, record.beside)
    return record
  }

  private func besideRows(kind: Int, row: Int64) throws -> Set<BesideRow> {
    let statement = try connection.statement(
      "SELECT part, field, body FROM beside WHERE kind = ? AND record = ?")
    return Set(
      try statement.all(.integer(kind), .integer(row)) { columns in
        guard let part = BesideRow.Part(rawValue: columns.integer(0)) else {
          throw StoreError.invariant("kind \(kind): a piece of an unknown sort")
        }
        return BesideRow(part: part, field: Int(columns.integer(1)), body: columns.bytes(2))
      })
  }

  private func state(
    kind: Int, lane: Lane, siblings: inout [Int: [Sibling]], _ beside: Set<BesideRow>
  ) throws -> RecordState {
    var additions: [Int: [Value: Set<Stamp>]] = [:]
    var removals: [Int: [WriterID: Int64]] = [:]
    var counters: [Int: Counter] = [:]
    var tombstones: [Tombstone] = []
    for piece in beside {
      switch piece.part {
      case .presence: break
      case .sibling: siblings[piece.field, default: []].append(try codec.sibling(piece.body))
      case .element:
        if piece.body.isEmpty {
          removals[piece.field] = [:]
        } else {
          let (value, stamp) = try codec.element(piece.body)
          additions[piece.field, default: [:]][value, default: []].insert(stamp)
        }
      case .removal:
        let (writer, number) = try codec.removal(piece.body)
        removals[piece.field, default: [:]][writer] = number
      case .counter:
        try codec.addPart(piece.body, to: &counters[piece.field, default: Counter()], lane: lane)
      case .tombstone: tombstones.append(try codec.tombstone(piece.body))
      }
    }
    var sets: [Int: ElementSet] = [:]
    for field in Set(additions.keys).union(removals.keys) {
      sets[field] = ElementSet(additions[field] ?? [:], removals: removals[field] ?? [:])
    }
    return RecordState(
      kind: kind, registers: siblings.mapValues { Register($0) }, sets: sets, counters: counters,
      tombstones: tombstones)
  }

  // MARK: Storing

  /// Writes `state` in the place of what `old` was loaded with.
  func store(_ state: RecordState, over old: StoredRecord, lane: Lane) throws {
    try rewrite(state, over: old)
    try account(state, over: old, lane: lane)
  }

  /// Lays a state out again without touching digest and count.
  func rewrite(_ state: RecordState, over old: StoredRecord) throws {
    loaded.drop(old)
    let table = recordTables[old.kind]
    var meta = RowMeta()
    var beside: Set<BesideRow> =
      table == nil ? [BesideRow(part: .presence, field: 0, body: [])] : []
    for (field, register) in state.registers {
      #if Mutants
        if Planted.unknownFieldsDropped.isAtWork, table?.position(field) == nil { continue }
      #endif
      try lay(register, field: field, table, &meta, &beside)
    }
    for (field, set) in state.sets { beside.formUnion(try codec.set(set, field: field)) }
    for (field, counter) in state.counters {
      beside.formUnion(try codec.counter(counter, field: field))
    }
    for tombstone in state.tombstones { beside.insert(try codec.tombstone(tombstone)) }
    meta.hasBeside = !beside.isEmpty
    if let table { try write(state, meta, over: old, table) }
    if beside != old.beside { try replaceBeside(beside, over: old) }
  }

  /// Shown values go into the row with their stamps; what differs, keeps, or has no column, beside.
  private func lay(
    _ register: Register, field: Int, _ table: RecordTable?, _ meta: inout RowMeta,
    _ beside: inout Set<BesideRow>
  ) throws {
    let shown = register.shown
    let isInRow = table.map { holds($0, field, shown) } ?? false
    for sibling in register.siblings {
      if isInRow && sibling.keeps.isEmpty && sibling.value == shown {
        meta.add(
          field: field, writer: try interning.intern(sibling.stamp.dot.writer),
          number: sibling.stamp.dot.number, time: sibling.stamp.time)
      } else {
        beside.insert(try codec.sibling(sibling, field: field))
      }
    }
  }

  private func holds(_ table: RecordTable, _ field: Int, _ value: Value) -> Bool {
    table.position(field).map { table.columns[$0].fits(value) } ?? false
  }

  private func write(
    _ state: RecordState, _ meta: RowMeta, over old: StoredRecord, _ table: RecordTable
  ) throws {
    let life: Life = state.isDead ? .dead : .live
    var changed: UInt64 = 0
    var cells: [Cell] = []
    cells.reserveCapacity(table.columns.count + 3)
    if old.hasRow {
      cells.append(.integer(life.rawValue))
      cells.append(.bytes(meta.bytes))
    } else {
      cells.append(.integer(old.row))
      cells.append(.integer(life.rawValue))
      cells.append(.bytes(meta.bytes))
    }
    for (index, column) in table.columns.enumerated() {
      let value = state.shown(column.field)
      if old.hasRow {
        guard value != (old.state?.shown(column.field) ?? .null) else { continue }
        changed |= 1 << UInt64(index)
      }
      cells.append(column.fits(value) ? try interning.cell(value) : .null)
    }
    guard old.hasRow else { return try table.insert().run(cells) }
    cells.append(.integer(old.row))
    try table.update(changed: changed).run(cells)
  }

  private func replaceBeside(_ beside: Set<BesideRow>, over old: StoredRecord) throws {
    let delete = try connection.statement(
      "DELETE FROM beside WHERE kind = ? AND record = ? AND part = ? AND field = ? AND body = ?")
    let insert = try connection.statement(
      "INSERT INTO beside (kind, record, part, field, body) VALUES (?, ?, ?, ?, ?)")
    for (statement, pieces) in [
      (delete, old.beside.subtracting(beside)), (insert, beside.subtracting(old.beside)),
    ] {
      for piece in pieces {
        try statement.run(
          .integer(old.kind), .integer(old.row), .integer(piece.part.rawValue),
          .integer(piece.field), .bytes(piece.body))
      }
    }
  }

  /// Digest and count: the old row's part out, the new one's in.
  private func account(_ state: RecordState, over old: StoredRecord, lane: Lane) throws {
    var digest = digestChanges[Int(lane.rawValue)] ?? .empty
    if let bytes = old.state?.canonicalBytes(id: old.id) { digest.remove(hashing.sha256(bytes)) }
    if let bytes = state.canonicalBytes(id: old.id) { digest.insert(hashing.sha256(bytes)) }
    digestChanges[Int(lane.rawValue)] = digest
    let wasLive = old.state.map { $0.isDead ? 0 : 1 } ?? 0
    count(
      kind: old.kind, known: old.state == nil ? 1 : 0,
      live: Int64((state.isDead ? 0 : 1) - wasLive))
  }

  // MARK: Applying

  /// Applies one operation to what was loaded for it, and notes the change for the fold.
  func apply(
    _ operation: Operation, _ arrival: Arrival, to old: StoredRecord, lane: Lane
  ) throws {
    var state = old.state ?? RecordState(kind: old.kind)
    // Death and return concern every field.
    let wasDead = state.isDead
    let shown = operation.values.map { FieldValue($0.field, state.shown($0.field)) }
    let all = state.registers.map { FieldValue($0.key, $0.value.shown) }
    state.apply(operation, arrival)
    let before = state.isDead == wasDead ? shown : all.sorted { $0.field < $1.field }
    try store(state, over: old, lane: lane)
    changes.append(Change(operation: operation, before: old.state == nil ? [] : before))
  }
}
