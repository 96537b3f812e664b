import CatchwordCore

/// Local integers for writers, spaces, records and texts: they keep rows small, and never leave the
/// store. What is committed never changes, so the caches need emptying only after a rollback.
final class Interning {
  /// A space has 13 bits of a row id, a number has 50.
  static let maximumSpaces: Int64 = (1 << 13) - 1
  private static let numberBits: Int64 = 50

  private unowned let connection: Connection
  private var writerIDs: [WriterID: Int64] = [:]
  private var spaceIDs: [Space: Int64] = [:]
  /// What was found last, and before it: facts that come together are one writer's, about things of
  /// one other.
  private var last: (space: Space, id: Int64)?
  private var lastButOne: (space: Space, id: Int64)?
  /// By id: SQLite counts from 1.
  private var writers: [WriterID?] = []
  private var spaces: [Space?] = []

  init(_ connection: Connection) { self.connection = connection }

  func forget() {
    writerIDs = [:]
    spaceIDs = [:]
    last = nil
    lastButOne = nil
    writers = []
    spaces = []
  }

  // MARK: Writers

  func find(_ writer: WriterID) throws -> Int64? {
    if let known = writerIDs[writer] { return known }
    let found = try connection.statement("SELECT id FROM writer WHERE key = ?")
      .first(.bytes(writer.key.bytes)) { $0.integer(0) }
    if let found { remember(writer, found) }
    return found
  }

  func intern(_ writer: WriterID) throws -> Int64 {
    if let known = try find(writer) { return known }
    try connection.statement("INSERT INTO writer (key) VALUES (?)").run(.bytes(writer.key.bytes))
    guard let id = try find(writer) else { throw StoreError.invariant("a writer was not interned") }
    return id
  }

  func writer(_ id: Int64) throws -> WriterID {
    if writers.indices.contains(Int(id)), let known = writers[Int(id)] { return known }
    let bytes = try connection.statement("SELECT key FROM writer WHERE id = ?")
      .first(.integer(id)) { $0.bytes(0) }
    guard let bytes, let key = Word256(bytes: bytes) else {
      throw StoreError.invariant("writer \(id) has no key")
    }
    remember(WriterID(key), id)
    return WriterID(key)
  }

  private func remember(_ writer: WriterID, _ id: Int64) {
    writerIDs[writer] = id
    Self.set(writer, at: id, in: &writers)
  }

  // MARK: Spaces and records

  func find(_ space: Space) throws -> Int64? {
    if let last, last.space == space { return last.id }
    if let lastButOne, lastButOne.space == space { return lastButOne.id }
    if let known = spaceIDs[space] {
      lastButOne = last
      last = (space, known)
      return known
    }
    let found: Int64?
    switch space {
    case .writer(let writer):
      found = try connection.statement("SELECT id FROM space WHERE writer = ?")
        .first(.bytes(writer.key.bytes)) { $0.integer(0) }
    case .source(let name):
      found = try connection.statement("SELECT id FROM space WHERE source = ?")
        .first(.text(name)) { $0.integer(0) }
    }
    if let found { remember(space, found) }
    return found
  }

  func intern(_ space: Space) throws -> Int64 {
    if let known = try find(space) { return known }
    let count = try connection.statement("SELECT count(*) FROM space").first { $0.integer(0) } ?? 0
    guard count < Self.maximumSpaces else {
      throw StoreError.limit(
        name: "spaces in one replica", value: Int(count) + 1, maximum: Int(Self.maximumSpaces))
    }
    let insert = try connection.statement("INSERT INTO space (writer, source) VALUES (?, ?)")
    switch space {
    case .writer(let writer): try insert.run(.bytes(writer.key.bytes), .null)
    case .source(let name): try insert.run(.null, .text(name))
    }
    guard let id = try find(space) else { throw StoreError.invariant("a space was not interned") }
    return id
  }

  func space(_ id: Int64) throws -> Space {
    if spaces.indices.contains(Int(id)), let known = spaces[Int(id)] { return known }
    let read = try connection.statement("SELECT writer, source FROM space WHERE id = ?")
      .first(.integer(id)) { ($0.optionalBytes(0), $0.optionalText(1)) }
    let space: Space
    switch read {
    case (let key?, nil)?:
      guard let word = Word256(bytes: key) else { throw StoreError.invariant("space \(id)") }
      space = .writer(WriterID(word))
    case (nil, let name?)?: space = .source(name)
    default: throw StoreError.invariant("space \(id) is unknown")
    }
    remember(space, id)
    return space
  }

  private func remember(_ space: Space, _ id: Int64) {
    spaceIDs[space] = id
    Self.set(space, at: id, in: &spaces)
  }

  private static func set<T>(_ value: T, at id: Int64, in list: inout [T?]) {
    // Far more than there can be: a file that somebody spoiled shall not fill the memory.
    guard (0...maximumSpaces).contains(id) else { return }
    while list.count <= id { list.append(nil) }
    list[Int(id)] = value
  }

  /// - Returns: nil where the space was never met, so that no row can bear the id.
  func find(_ id: RecordID) throws -> Int64? {
    try find(id.space).map { $0 << Self.numberBits | id.number }
  }

  func intern(_ id: RecordID) throws -> Int64 {
    try intern(id.space) << Self.numberBits | id.number
  }

  func record(_ row: Int64) throws -> RecordID {
    RecordID(space: try space(row >> Self.numberBits), number: row & RecordID.maximumNumber)
  }

  // MARK: Subjects

  /// Texts stand in space 0, which no record has.
  func find(_ subject: Subject) throws -> (kind: Int, row: Int64)? {
    switch subject {
    case .record(let kind, let id): return try find(id).map { (kind, $0) }
    case .text(let kind, let text):
      let found = try connection.statement(
        "SELECT id FROM text_subject WHERE kind = ? AND text = ?"
      )
      .first(.integer(kind), .text(text)) { $0.integer(0) }
      return found.map { (kind, $0) }
    }
  }

  func intern(_ subject: Subject) throws -> (kind: Int, row: Int64) {
    if let known = try find(subject) { return known }
    switch subject {
    case .record(let kind, let id): return (kind, try intern(id))
    case .text(let kind, let text):
      try connection.statement("INSERT INTO text_subject (kind, text) VALUES (?, ?)")
        .run(.integer(kind), .text(text))
      guard let known = try find(subject) else {
        throw StoreError.invariant("a subject was not interned")
      }
      return known
    }
  }

  func subject(kind: Int, row: Int64) throws -> Subject {
    if row >> Self.numberBits != 0 { return .record(kind: kind, try record(row)) }
    let text = try connection.statement("SELECT text FROM text_subject WHERE id = ?")
      .first(.integer(row)) { $0.text(0) }
    guard let text else { throw StoreError.invariant("text subject \(row) is unknown") }
    return .text(kind: kind, text)
  }

  // MARK: Values

  func cell(_ value: Value) throws -> Cell {
    switch value {
    case .null: .null
    case .integer(let integer): .integer(integer)
    case .text(let text): .text(text)
    case .bytes(let bytes): .bytes(bytes)
    case .record(let id): .integer(try intern(id))
    }
  }

  /// - Returns: nil where no row can hold the value.
  func searchCell(_ value: Value) throws -> Cell? {
    guard case .record(let id) = value else { return try cell(value) }
    return try find(id).map { .integer($0) }
  }

  func value(_ columns: Columns, _ index: Int, _ type: FieldType) throws -> Value {
    guard !columns.isNull(index) else { return .null }
    return switch type {
    case .integer: .integer(columns.integer(index))
    case .text: .text(columns.text(index))
    case .bytes: .bytes(columns.bytes(index))
    case .record: .record(try record(columns.integer(index)))
    }
  }
}
