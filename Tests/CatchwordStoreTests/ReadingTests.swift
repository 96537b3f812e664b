import CatchwordCore
import CatchwordStore
import Glibc
import Testing

struct ReadingTests {
  @Test func `titles are found without case and diacritics, and follow their book`() throws {
    let replica = try TestReplica(1)
    let id = try replica.newBook("Les Misérables")
    try replica.newBook("Dune")
    let found = { (words: String) in try replica.store.read { try $0.search(words, limit: 10) } }
    #expect(try found("miserables").map(\.subject) == [.record(kind: TestSchema.book, id)])
    #expect(try found("mis*").count == 1)
    #expect(try found("rest").count == 2)
    try replica.setTitle(id, "Ubik", at: 3)
    #expect(try found("miserables").isEmpty)
    #expect(try found("title:ubik").map(\.subject) == [.record(kind: TestSchema.book, id)])
    try replica.write { try $0.stage(Operation(.delete, kind: TestSchema.book, record: id)) }
    #expect(try found("ubik").isEmpty)
  }

  @Test func `text is looked up by bytes`() throws {
    let replica = try TestReplica(1)
    let composed = try replica.newBook("\u{e9}")
    let decomposed = try replica.newBook("e\u{301}")
    let found = { (text: String) in
      try replica.store.read {
        try $0.records(kind: TestSchema.book, where: 1, is: .text(text)).map(\.id)
      }
    }
    #expect(try found("\u{e9}") == [composed])
    #expect(try found("e\u{301}") == [decomposed])
    try replica.setTitle(composed, "e\u{301}", at: 4)
    #expect(try found("\u{e9}").isEmpty)
    #expect(try found("e\u{301}") == [composed, decomposed])
  }

  @Test func `the greatest number of facts is found by another field`() throws {
    let replica = try TestReplica(1)
    let facts: [(barcode: String?, amount: Int64?)] = [("a", 3), ("a", 7), ("a", nil), (nil, 5), (nil, 4)]
    let greatest = { (reader: any RecordReading, barcode: Value) in
      try reader.greatest(3, kind: TestSchema.scan, where: 1, is: barcode)
    }
    try replica.write { transaction in
      for fact in facts {
        let values =
          (fact.barcode.map { [FieldValue(1, .text($0))] } ?? [])
          + (fact.amount.map { [FieldValue(3, .integer($0))] } ?? [])
        try transaction.stage(
          Operation(.fact, kind: TestSchema.scan, record: try transaction.mint(), values: values))
      }
      #expect(try greatest(transaction, .text("a")) == 7)
    }
    let found = try replica.store.read { reader in
      try [Value.text("a"), .null, .text("b")].map { try greatest(reader, $0) }
    }
    #expect(found == [7, 5, nil])
  }

  @Test func `lists come in pages`() throws {
    let replica = try TestReplica(1)
    let ids = try (0..<5).map { try replica.newBook("\($0)") }
    try replica.write { try $0.stage(Operation(.delete, kind: TestSchema.book, record: ids[1])) }
    try replica.store.read { reader in
      let first = try reader.records(kind: TestSchema.book, limit: 2)
      #expect(first.map(\.id) == [ids[0], ids[2]])
      let second = try reader.records(kind: TestSchema.book, limit: 9, after: first[1].id)
      #expect(second.map(\.id) == [ids[3], ids[4]])
      #expect(try reader.recordCount(kind: TestSchema.book) == 4)
      #expect(try reader.recordCount(kind: TestSchema.book, liveOnly: false) == 5)
    }
  }

  @Test func `derived columns and rows are looked up, explanations told`() throws {
    let replica = try TestReplica(1)
    let id = try replica.newBook("Dune")
    try replica.scan(id, at: 7)
    let subject = Subject.record(kind: TestSchema.book, id)
    try replica.store.read { reader in
      let status = Value.text("ann@\(noon + 7)")
      let found = try reader.records(kind: TestSchema.book, whereDerived: 1, is: status)
      #expect(found.map(\.id) == [id])
      #expect(try reader.derivedRows(table: "seen", where: 1, is: .text("ann")).count == 1)
      #expect(try reader.explain(subject) == ["ann at \(noon + 7)"])
    }
  }

  @Test func `a range of derived values comes in pages, in order`() throws {
    let replica = try TestReplica(1)
    var ids: [RecordID] = []
    for (title, seconds) in [("a", 30), ("b", 10), ("c", 20), ("d", 20), ("e", 40)] {
      ids.append(try replica.newBook(title))
      try replica.scan(ids[ids.count - 1], at: Int64(seconds))
    }
    try replica.newBook("never scanned")
    let status = { (seconds: Int64) in Value.text("ann@\(noon + seconds)") }
    let read = { (range: Range<Int64>, limit: Int) in
      try replica.store.read { reader in
        var pages: [[RecordID]] = []
        var last: (value: Value, id: RecordID)?
        while true {
          let page = try reader.records(
            kind: TestSchema.book, byDerived: TestSchema.Book.status, from: status(range.lowerBound),
            below: status(range.upperBound), limit: limit, after: last)
          guard let end = page.last else { return pages }
          pages.append(page.map(\.id))
          last = (end.derived[TestSchema.Book.status] ?? .null, end.id)
        }
      }
    }
    let order = [ids[1], ids[2], ids[3], ids[0], ids[4]]
    #expect(try read(0..<50, 10) == [order])
    #expect(try read(0..<50, 2) == [[ids[1], ids[2]], [ids[3], ids[0]], [ids[4]]])
    #expect(try read(0..<50, 1) == order.map { [$0] })
    #expect(try read(20..<40, 9) == [[ids[2], ids[3], ids[0]]])
    try replica.scan(ids[1], at: 45)
    #expect(try read(0..<50, 9) == [[ids[2], ids[3], ids[0], ids[4], ids[1]]])
    _ = try replica.store.rederive()
    #expect(try read(0..<50, 9) == [[ids[2], ids[3], ids[0], ids[4], ids[1]]])
    #expect(throws: StoreError.self) {
      try replica.store.read {
        try $0.records(
          kind: TestSchema.book, byDerived: TestSchema.Book.scans, from: .integer(0), below: .integer(9), limit: 1)
      }
    }
  }

  @Test func `a snapshot does not move while a writer goes on`() throws {
    let replica = try TestReplica(1)
    try replica.newBook("Dune")
    try replica.store.read { reader in
      #expect(try reader.recordCount(kind: TestSchema.book) == 1)
      try replica.newBook("Emma")
      #expect(try reader.recordCount(kind: TestSchema.book) == 1)
    }
    #expect(try replica.store.read { try $0.recordCount(kind: TestSchema.book) } == 2)
  }

  @Test func `closing checkpoints nothing, outside the write lock as it is`() throws {
    let replica = try TestReplica(1)
    try replica.newBook("Dune")
    let wal = replica.scratch.path + "/catchword.sqlite-wal"
    let before = size(wal)
    #expect(before > 0)
    let reader = try replica.opened()
    #expect(try reader.read { try $0.recordCount(kind: TestSchema.book) } == 1)
    try reader.close()
    #expect(size(wal) == before)
    try replica.store.close()
    #expect(size(wal) == before)
    replica.store = try replica.opened()
    #expect(try replica.store.read { try $0.recordCount(kind: TestSchema.book) } == 1)
  }

  private func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : -1
  }

  @Test func `settings are local and leave no commit`() throws {
    let replica = try TestReplica(1)
    try replica.store.setSetting("printer", "desk 2")
    #expect(try replica.store.read { try $0.setting("printer") } == "desk 2")
    try replica.store.setSetting("printer", nil)
    #expect(try replica.store.read { try $0.setting("printer") } == nil)
    #expect(try replica.store.read { try $0.tailIsEmpty })
  }
}
