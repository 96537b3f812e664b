import CatchwordCore

/// Two facts under one id.
///
/// Two branches that import one file state one fact twice, and so do a copy of a replica and its
/// original: of these the copy with the lesser dot stays everywhere, whichever arrives first (R4). But a
/// replica that was restored, and copied before anybody noticed, may write a commit again under an id
/// that its former life gave to something else. Then both facts stand: the one with the least dot
/// under the id, each other under one that is made of the id and of what it says (R5).
extension Tables {
  func merge(_ operation: Operation, _ origin: FactOrigin) throws {
    if try add(operation, origin) { return }
    let row = try interning.intern(operation.record)
    guard let standing = try fact(kind: operation.kind, row: row) else {
      throw StoreError.invariant("fact \(operation.record) neither stands nor could be added")
    }
    guard case .writer = operation.record.space,
      !saysTheSame(operation, by: origin.staff, standing)
    else {
      return try keepLesser(operation, origin, standing)
    }
    let twin = operation.renamed(try twin(of: operation, origin.staff))
    guard origin.dot < standing.stamp.dot else { return try mergeTwin(twin, origin) }
    // What takes the id needs no other one, and what had it does.
    try remove(twin)
    try replace(standing, by: operation, origin)
    let other = Operation(
      .fact, kind: standing.kind, record: standing.id, values: standing.values)
    try mergeTwin(
      other.renamed(try self.twin(of: other, standing.staff)),
      FactOrigin(
        dot: standing.stamp.dot, sequence: standing.sequence, time: standing.stamp.time,
        staff: standing.staff,
        run: intern(context: intern(standing.past.context), offset: standing.offset)))
  }

  private func mergeTwin(_ operation: Operation, _ origin: FactOrigin) throws {
    if try add(operation, origin) { return }
    let row = try interning.intern(operation.record)
    guard let standing = try fact(kind: operation.kind, row: row) else { return }
    try keepLesser(operation, origin, standing)
  }

  private func keepLesser(
    _ operation: Operation, _ origin: FactOrigin, _ standing: PlacedFact
  ) throws {
    guard origin.dot < standing.stamp.dot else { return }
    try replace(standing, by: operation, origin)
  }

  private func replace(
    _ standing: PlacedFact, by operation: Operation, _ origin: FactOrigin
  ) throws {
    try remove(Operation(.fact, kind: standing.kind, record: standing.id, values: standing.values))
    guard try add(operation, origin) else {
      throw StoreError.invariant("fact \(operation.record) could not be replaced")
    }
  }

  private func remove(_ operation: Operation) throws {
    guard let row = try interning.find(operation.record),
      try fact(kind: operation.kind, row: row) != nil
    else { return }
    try deleteFact(kind: operation.kind, row: row)
    count(kind: operation.kind, known: -1, live: -1)
    changes.append(Change(operation: operation))
  }

  /// A fact under the id under which it stands here.
  func standing(_ operation: Operation, by staff: String) throws -> Operation {
    guard operation.action == .fact, case .writer = operation.record.space,
      let row = try interning.find(operation.record),
      let standing = try fact(kind: operation.kind, row: row),
      !saysTheSame(operation, by: staff, standing)
    else { return operation }
    return operation.renamed(try twin(of: operation, staff))
  }

  private func saysTheSame(
    _ operation: Operation, by staff: String, _ standing: PlacedFact
  ) -> Bool {
    operation.values.filter { !$0.value.isNull } == standing.values
      && staff.utf8.elementsEqual(standing.staff.utf8)
  }

  /// A space of its own for what a fact says; no writer has such a key.
  func twin(of operation: Operation, _ staff: String) throws -> RecordID {
    var bytes = ByteWriter()
    bytes.append(raw: Array("catchword twin\0".utf8))
    bytes.append(text: staff)
    let values = operation.values.filter { !$0.value.isNull }
    bytes.append(operations: [
      Operation(.fact, kind: operation.kind, record: operation.record, values: values)
    ])
    let space = WriterID(hashing.sha256(bytes.bytes).word)
    return RecordID(space: .writer(space), number: operation.record.number)
  }
}

extension Operation {
  func renamed(_ record: RecordID) -> Operation {
    Operation(action, kind: kind, record: record, values: values, keeps: keeps)
  }
}
