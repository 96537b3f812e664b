import CatchwordCore

/// Makes the database's tables those of a schema: creates what is missing, adds columns for new
/// nullable fields. Costs no commit, and nothing at all while the schema stays as it was.
struct SchemaTables {
  let schema: Schema
  let connection: Connection

  /// Fields that got a column just now, although rows may have met them before.
  private(set) var added: [(kind: Kind, field: Int)] = []
  /// Kinds that got a table just now.
  private(set) var created: [Kind] = []
  /// Whether something that the fold fills is new and therefore empty.
  private(set) var needsFolding = false
  /// Whether rows may have met, under an older schema, what now has a place.
  var foundMore: Bool { !added.isEmpty || !created.isEmpty }

  init(_ schema: Schema, _ connection: Connection) {
    self.schema = schema
    self.connection = connection
  }

  mutating func bringUpToDate() throws {
    for kind in schema.kinds { try kind.isFact ? factTable(kind) : recordTable(kind) }
    for table in schema.derivedTables { try derivedTable(table) }
  }

  private mutating func recordTable(_ kind: Kind) throws {
    let name = RecordTable.name(kind)
    let columns = RecordTable.columns(kind)
    let derived = RecordTable.derived(kind)
    if try exists(name) {
      for column in try missing(columns, in: name) { added.append((kind, column.field)) }
      if try !missing(derived, in: name).isEmpty { needsFolding = true }
      try addRest(to: name)
    } else {
      created.append(kind)
      try execute(
        // schema-built SQL
        "CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, life INTEGER NOT NULL, meta BLOB,"
          + " folded INTEGER NOT NULL, rest_writer INTEGER, rest_number INTEGER"
          + (columns + derived).declarations + ") STRICT")
    }
    try add(columns + derived, to: name)
  }

  /// Tables of former programs have none: nothing was at rest, until all is folded again.
  private mutating func addRest(to table: String) throws {
    for column in try missing(RecordTable.restColumns, in: table) {
      needsFolding = true
      // schema-built SQL
      try execute("ALTER TABLE " + table + " ADD COLUMN " + column + " INTEGER")
    }
  }

  private mutating func factTable(_ kind: Kind) throws {
    let name = FactTable.name(kind)
    let columns = FactTable.columns(kind)
    if try exists(name) {
      for column in try missing(columns, in: name) { added.append((kind, column.field)) }
    } else {
      created.append(kind)
      try execute(
        // schema-built SQL
        "CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, writer INTEGER NOT NULL,"
          + " number INTEGER NOT NULL, sequence INTEGER NOT NULL, time INTEGER NOT NULL,"
          + " staff TEXT NOT NULL, run INTEGER NOT NULL, rest BLOB" + columns.declarations
          + ") STRICT")
    }
    try add(columns, to: name)
  }

  /// Derived tables hold nothing that cannot be folded again, so a changed one is made anew.
  private mutating func derivedTable(_ table: DerivedTable) throws {
    let name = DerivedTableRows.name(table.name)
    let columns = Column.columns(table.fields, prefix: "field_")
    if try exists(name), try missing(columns, in: name).isEmpty {
      return try setIndexes(columns, of: name)
    }
    needsFolding = true
    // schema-built SQL
    try execute("DROP TABLE IF EXISTS " + name)
    try execute(
      // schema-built SQL
      "CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, subject_kind INTEGER NOT NULL,"
        + " subject INTEGER NOT NULL" + columns.declarations + ") STRICT")
    try execute(
      // schema-built SQL
      "CREATE INDEX " + name + "_by_subject ON " + name + " (subject_kind, subject)")
    try add(columns, to: name)
  }

  private func missing(_ columns: [Column], in table: String) throws -> [Column] {
    let absent = Set(try missing(columns.map(\.name), in: table))
    return columns.filter { absent.contains($0.name) }
  }

  private func missing(_ names: [String], in table: String) throws -> [String] {
    let present = Set(
      try connection.statement("SELECT name FROM pragma_table_info(?)").all(.text(table)) {
        $0.text(0)
      })
    return names.filter { !present.contains($0) }
  }

  private func exists(_ table: String) throws -> Bool {
    let found = try connection.statement(
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    ).first(.text(table)) { _ in true }
    return found ?? false
  }

  private func execute(_ sql: String) throws { try connection.prepared(sql).run() }

  private func add(_ columns: [Column], to table: String) throws {
    for column in try missing(columns, in: table) {
      // schema-built SQL
      try execute("ALTER TABLE " + table + " ADD COLUMN " + column.declaration)
    }
    try setIndexes(columns, of: table)
  }

  /// Makes the indexes that are missing or hold other rows than they should, and drops those by which
  /// nobody seeks any more: each costs every write.
  private func setIndexes(_ columns: [Column], of table: String) throws {
    var wanted: [String: String] = [:]
    for column in columns {
      guard let rows = column.indexed else { continue }
      let name = table + "_" + column.name
      let place = table + " (" + column.name + ") WHERE " + rows
      // schema-built SQL
      wanted[name] = "CREATE INDEX " + name + " ON " + place
    }
    let present = try connection.statement(
      """
      SELECT name, sql FROM sqlite_schema
      WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL
      """
    ).all(.text(table)) { ($0.text(0), $0.text(1)) }
    let ours = Set(columns.map { table + "_" + $0.name })
    for (name, sql) in present where ours.contains(name) {
      if wanted[name] == sql {
        wanted[name] = nil
      } else {
        // schema-built SQL
        try execute("DROP INDEX " + name)
      }
    }
    for (_, sql) in wanted.sorted(by: { $0.key < $1.key }) { try execute(sql) }
  }

  /// Rises when the columns change that every table of a sort has, whatever the schema.
  private static let layout: UInt8 = 2

  /// Bytes that change whenever tables would.
  static func shape(_ schema: Schema) -> [UInt8] {
    var bytes = ByteWriter()
    bytes.append(byte: layout)
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
      bytes.append(varint: UInt64(field.soughtWithout ?? 0))
    }
  }
}
