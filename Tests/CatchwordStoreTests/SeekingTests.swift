import CatchwordCore
import CatchwordStore
import Testing

/// What a fold asks of facts and records, in one transaction that goes on writing.
struct SeekingTests {
  /// Scans are sought by a device while they name no book.
  private let schema = TestSchema.make(
    moreScanFields: [Field(20, "device", .text, isIndexed: true, soughtWithout: 2)])

  private func state(
    _ values: [FieldValue], _ transaction: WriteTransaction
  ) throws -> RecordID {
    let id = try transaction.mint()
    try transaction.stage(Operation(.fact, kind: TestSchema.scan, record: id, values: values))
    return id
  }

  private func without(
    _ device: String, _ reader: any RecordReading
  ) throws -> [RecordID] {
    try reader.facts(kind: TestSchema.scan, where: 20, is: .text(device), without: 2).map(\.id)
  }

  @Test func `facts that hold something else are not found by what is sought without it`() throws {
    let replica = try TestReplica(1, schema: schema)
    let book = try replica.newBook("Dune")
    let (bare, _) = try replica.write { transaction in
      _ = try state(
        [FieldValue(2, .record(book)), FieldValue(20, .text("cart"))], transaction)
      _ = try state([FieldValue(20, .text("van"))], transaction)
      return try state([FieldValue(20, .text("cart"))], transaction)
    }
    try replica.store.read { reader in
      #expect(try without("cart", reader) == [bare])
      #expect(try without("desk", reader) == [])
      let all = try reader.facts(kind: TestSchema.scan, where: 20, is: .text("cart"))
      #expect(all.count == 2)
    }
  }

  @Test func `an answer that was given in a transaction grows with every fact`() throws {
    let replica = try TestReplica(1, schema: schema)
    let book = try replica.newBook("Dune")
    try replica.write { transaction in
      var expected: [RecordID] = []
      for number in 0..<5 {
        let found = try transaction.facts(
          kind: TestSchema.scan, where: 2, is: .record(book))
        #expect(found.map(\.id) == expected)
        expected.append(
          try state(
            [FieldValue(2, .record(book)), FieldValue(3, .integer(Int64(number)))], transaction))
        _ = try state([FieldValue(3, .integer(0))], transaction)
      }
      let found = try transaction.facts(kind: TestSchema.scan, where: 2, is: .record(book))
      #expect(found.map { $0[3].integer } == [0, 1, 2, 3, 4])
    }
  }

  @Test func `an answer of a transaction that failed is forgotten`() throws {
    struct Stop: Error {}
    let replica = try TestReplica(1, schema: schema)
    let book = try replica.newBook("Dune")
    #expect(throws: Stop.self) {
      try replica.write { transaction in
        _ = try state([FieldValue(2, .record(book))], transaction)
        _ = try transaction.facts(kind: TestSchema.scan, where: 2, is: .record(book))
        throw Stop()
      }
    }
    try replica.write { transaction in
      let found = try transaction.facts(kind: TestSchema.scan, where: 2, is: .record(book))
      #expect(found.isEmpty)
    }
  }

  @Test func `whether a record is dead is known of those that a commit named`() throws {
    let replica = try TestReplica(1)
    let (book, other) = (try replica.newBook("Dune"), try replica.newBook("Emma"))
    try replica.write { transaction in
      // Once from the row alone, once from the record as it was read.
      #expect(try transaction.isDead(kind: TestSchema.book, other) == false)
      try transaction.stage(Operation(.delete, kind: TestSchema.book, record: other))
      #expect(try transaction.isDead(kind: TestSchema.book, other) == true)
    }
    try replica.store.read { reader in
      #expect(try reader.isDead(kind: TestSchema.book, other) == true)
      _ = try reader.record(kind: TestSchema.book, book)
      #expect(try reader.isDead(kind: TestSchema.book, book) == false)
      let unheard = RecordID(space: .writer(testWriter(9)), number: 4)
      #expect(try reader.isDead(kind: TestSchema.book, unheard) == nil)
    }
  }

  @Test func `an index that holds other rows by now is made again`() throws {
    let former = TestSchema.make(moreScanFields: [Field(20, "device", .text, isIndexed: true)])
    let replica = try TestReplica(1, schema: former)
    let book = try replica.newBook("Dune")
    let (bare, _) = try replica.write { transaction in
      _ = try state(
        [FieldValue(2, .record(book)), FieldValue(20, .text("cart"))], transaction)
      return try state([FieldValue(20, .text("cart"))], transaction)
    }
    try replica.store.close()
    for schema in [schema, TestSchema.make(moreScanFields: [Field(20, "device", .text)]), former] {
      replica.store = try replica.opened(schema: schema)
      let found = try replica.store.read { try without("cart", $0) }
      #expect(found == [bare])
      let all = try replica.store.read {
        try $0.facts(kind: TestSchema.scan, where: 20, is: .text("cart"))
      }
      #expect(all.count == 2)
      try replica.store.checkInvariants()
      try replica.store.close()
    }
  }

  @Test func `a fact says nothing that another one said before it`() throws {
    // As many fields as a kind may have, so that a statement has more than 64 parameters.
    let types: [FieldType] = [.bytes, .integer, .text]
    let fields = (1...Limits.fieldsPerKind).map { number in
      Field(number, String(repeating: "a", count: number), types[number % 3])
    }
    let wide = Kind(31, "wide", lane: .circulation, form: .fact, fields: fields)
    let replica = try TestReplica(1, schema: TestSchema.make(moreKinds: [wide]))
    let all = fields.map { field in
      let value: Value =
        switch field.type {
        case .text: .text("text \(field.number)")
        case .bytes: .bytes([UInt8(field.number)])
        default: .integer(Int64(field.number))
        }
      return FieldValue(field.number, value)
    }
    let said = [all, [all[0]], all, [all[62]], [all[61], all[62]], [all[30]], [all[0]]]
    let (ids, _) = try replica.write { transaction in
      try said.map { values in
        let id = try transaction.mint()
        try transaction.stage(Operation(.fact, kind: 31, record: id, values: values))
        return id
      }
    }
    let found = try replica.store.read { reader in
      try ids.map { try reader.fact(kind: 31, $0)?.values }
    }
    #expect(found == said)
  }
}
