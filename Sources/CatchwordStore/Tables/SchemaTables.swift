import CatchwordCore
import GRDB

/// Makes the database's tables those of a schema: creates what is missing, adds columns for new
/// nullable fields. Costs no commit, and nothing at all while the schema stays as it was.
struct SchemaTables {
  let schema: Schema
  let database: Database

  /// Fields that got a column just now, although rows may have met them before.
  private(set) var added: [(kind: Kind, field: Int)] = []
  /// Kinds that got a table just now.
  private(set) var created: [Kind] = []
  /// Whether something that the fold fills is new and therefore empty.
  private(set) var needsFolding = false
  /// Whether rows may have met, under an older schema, what now has a place.
  var foundMore: Bool { !added.isEmpty || !created.isEmpty }

  init(_ schema: Schema, _ database: Database) {
    self.schema = schema
    self.database = database
  }

  mutating func bringUpToDate() throws {
    for kind in schema.kinds { try kind.isFact ? factTable(kind) : recordTable(kind) }
    for table in schema.derivedTables { try derivedTable(table) }
  }

  private mutating func recordTable(_ kind: Kind) throws {
    let name = RecordTable.name(kind)
    let columns = RecordTable.columns(kind)
    let derived = RecordTable.derived(kind)
    if try database.tableExists(name) {
      for column in try missing(columns, in: name) { added.append((kind, column.field)) }
      if try !missing(derived, in: name).isEmpty { needsFolding = true }
    } else {
      created.append(kind)
      try database.execute(
        // schema-built SQL
        sql: "CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, life INTEGER NOT NULL, meta BLOB,"
          + " folded INTEGER NOT NULL) STRICT")
    }
    try add(columns + derived, to: name)
  }

  private mutating func factTable(_ kind: Kind) throws {
    let name = FactTable.name(kind)
    let columns = FactTable.columns(kind)
    if try database.tableExists(name) {
      for column in try missing(columns, in: name) { added.append((kind, column.field)) }
    } else {
      created.append(kind)
      try database.execute(
        // schema-built SQL
        sql: "CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, writer INTEGER NOT NULL,"
          + " number INTEGER NOT NULL, sequence INTEGER NOT NULL, time INTEGER NOT NULL,"
          + " staff TEXT NOT NULL, run INTEGER NOT NULL, rest BLOB) STRICT")
    }
    try add(columns, to: name)
  }

  /// Derived tables hold nothing that cannot be folded again, so a changed one is made anew.
  private mutating func derivedTable(_ table: DerivedTable) throws {
    let name = DerivedTableRows.name(table.name)
    let columns = table.fields.map { Column($0, prefix: "field_") }
    if try database.tableExists(name), try missing(columns, in: name).isEmpty { return }
    needsFolding = true
    // schema-built SQL
    try database.execute(sql: "DROP TABLE IF EXISTS " + name)
    try database.execute(
      // schema-built SQL
      sql: "CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, subject_kind INTEGER NOT NULL,"
        + " subject INTEGER NOT NULL) STRICT")
    try database.execute(
      // schema-built SQL
      sql: "CREATE INDEX " + name + "_by_subject ON " + name + " (subject_kind, subject)")
    try add(columns, to: name)
  }

  private func missing(_ columns: [Column], in table: String) throws -> [Column] {
    let present = Set(try database.columns(in: table).map(\.name))
    return columns.filter { !present.contains($0.name) }
  }

  private func add(_ columns: [Column], to table: String) throws {
    for column in try missing(columns, in: table) {
      // schema-built SQL
      try database.execute(sql: "ALTER TABLE " + table + " ADD COLUMN " + column.declaration)
    }
    for column in columns where column.isIndexed {
      try database.execute(
        // schema-built SQL
        sql: "CREATE INDEX IF NOT EXISTS " + table + "_" + column.name + " ON " + table + " ("
          + column.name + ") WHERE " + column.name + " IS NOT NULL")
    }
  }

  /// Bytes that change whenever tables would.
  static func shape(_ schema: Schema) -> [UInt8] {
    var bytes = ByteWriter()
    for kind in schema.kinds {
      bytes.append(text: kind.name)
      bytes.append(varint: UInt64(kind.number))
      bytes.append(byte: kind.isFact ? 1 : 0)
      for fields in [kind.fields, kind.derived] { append(fields, to: &bytes) }
    }
    for table in schema.derivedTables {
      bytes.append(text: table.name)
      append(table.fields, to: &bytes)
    }
    return bytes.bytes
  }

  private static func append(_ fields: [Field], to bytes: inout ByteWriter) {
    bytes.append(varint: UInt64(fields.count))
    for field in fields {
      bytes.append(varint: UInt64(field.number))
      bytes.append(text: field.name)
      bytes.append(byte: field.type.rawValue)
      bytes.append(byte: field.join.rawValue)
      bytes.append(byte: field.isIndexed ? 1 : 0)
    }
  }
}
