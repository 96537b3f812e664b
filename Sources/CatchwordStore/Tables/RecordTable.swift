import CatchwordCore

/// Whether a row's record was ever named by a commit, and lives.
enum Life: Int64 {
  /// Only derived columns stand here: facts name a record whose own commits have not arrived.
  case unknown = 0
  case live = 1
  case dead = 2
}

/// The table of one record kind, and its statements.
final class RecordTable {
  let kind: Kind
  let name: String
  let columns: [Column]
  /// Ascending by field.
  let derived: [Column]
  let derivedShapes: [ColumnShape]
  private let positions: ColumnPositions
  private let derivedPositions: ColumnPositions
  private unowned let connection: Connection
  private var byID = OncePrepared()
  private var lifeByID = OncePrepared()
  private var insertion = OncePrepared()
  private var foldedInsertion = OncePrepared()
  private var foldedUpdates: [UInt64: Prepared] = [:]
  private var updates: [UInt64: Prepared] = [:]
  /// By position, and whether it is null that is sought.
  private var seeking: [Int: Prepared] = [:]
  private var lookups: [String: Prepared] = [:]
  private lazy var selected =
    // schema-built SQL
    "SELECT id, life, meta, folded, rest_writer, rest_number" + columns.listed + derived.listed
    + " FROM " + name
  /// How many columns stand before those of fields.
  static let fixedColumns = 6
  /// The commit at which the subject was at rest; null where it was not.
  static let restColumns = ["rest_writer", "rest_number"]

  init(_ kind: Kind, _ connection: Connection) {
    self.kind = kind
    self.connection = connection
    name = Self.name(kind)
    columns = Self.columns(kind)
    derived = Self.derived(kind)
    derivedShapes = derived.shapes
    positions = columns.positions
    derivedPositions = derived.positions
  }

  static func name(_ kind: Kind) -> String { "record_" + kind.name }

  /// Sets and counters stand beside the row.
  static func columns(_ kind: Kind) -> [Column] {
    Column.columns(kind.fields.filter { $0.join == .register }, prefix: "field_")
  }

  static func derived(_ kind: Kind) -> [Column] {
    Column.columns(kind.derived.sorted { $0.number < $1.number }, prefix: "derived_")
  }

  /// - Returns: nil for fields without a column.
  func position(_ field: Int) -> Int? { positions[field] }

  /// - Returns: a place among `derived`; nil for fields without a column.
  func derivedPosition(_ field: Int) -> Int? { derivedPositions[field] }

  // MARK: Statements

  /// `Life` alone, which spares the columns.
  func life() throws -> Prepared {
    // schema-built SQL
    try lifeByID.get { try prepared("SELECT life FROM " + name + " WHERE id = ?") }
  }

  func select() throws -> Prepared { try byID.get { try prepared(selected + " WHERE id = ?") } }

  func insert() throws -> Prepared {
    try insertion.get {
      try prepared(
        // schema-built SQL
        "INSERT INTO " + name + " (id, life, meta, folded" + columns.listed
          + ") VALUES (?, ?, ?, 0" + columns.placeholders + ")")
    }
  }

  /// - Parameter changed: bit n stands for `columns[n]`; indices of other columns stay untouched.
  func update(changed: UInt64) throws -> Prepared {
    if let known = updates[changed] { return known }
    let some = columns.indices.filter { changed >> UInt64($0) & 1 != 0 }.map { columns[$0] }
    let statement = try prepared(
      // schema-built SQL
      "UPDATE " + name + " SET life = ?, meta = ?" + some.assignments + " WHERE id = ?")
    updates[changed] = statement
    return statement
  }

  /// A row that bears derived columns alone.
  func insertFolded() throws -> Prepared {
    try foldedInsertion.get {
      try prepared(
        // schema-built SQL
        "INSERT INTO " + name + " (id, life, meta, folded) VALUES (?, 0, NULL, 0)")
    }
  }

  /// `folded`, both columns of rest, the changed derived columns, the id.
  ///
  /// - Parameter changed: bit n stands for `derived[n]`; indices of other columns stay untouched.
  func updateFolded(changed: UInt64) throws -> Prepared {
    if let known = foldedUpdates[changed] { return known }
    let some = derived.indices.filter { changed >> UInt64($0) & 1 != 0 }.map { derived[$0] }
    let statement = try prepared(
      // schema-built SQL
      "UPDATE " + name + " SET folded = ?, rest_writer = ?, rest_number = ?" + some.assignments
        + " WHERE id = ?")
    foldedUpdates[changed] = statement
    return statement
  }

  /// The ids alone, which stand in an index.
  /// - Parameter position: a place among `columns`.
  func ids(where position: Int, isNull: Bool) throws -> Prepared {
    let key = position << 1 | (isNull ? 1 : 0)
    if let known = seeking[key] { return known }
    let condition = columns[position].name + (isNull ? " IS ?" : " = ?")
    // schema-built SQL
    let statement = try prepared("SELECT id FROM " + name + " WHERE " + condition)
    seeking[key] = statement
    return statement
  }

  /// - Parameter condition: SQL after the columns, of literals and column names only.
  func select(_ condition: String) throws -> Prepared {
    if let known = lookups[condition] { return known }
    let statement = try prepared(selected + " " + condition)
    lookups[condition] = statement
    return statement
  }

  func statement(_ sql: String) throws -> Prepared {
    if let known = lookups[sql] { return known }
    let statement = try prepared(sql)
    lookups[sql] = statement
    return statement
  }

  private func prepared(_ sql: String) throws -> Prepared { try connection.prepared(sql) }

  func forgetStatements() {
    byID = OncePrepared()
    lifeByID = OncePrepared()
    insertion = OncePrepared()
    foldedInsertion = OncePrepared()
    foldedUpdates = [:]
    updates = [:]
    seeking = [:]
    lookups = [:]
  }
}

/// A statement that is compiled when it is first needed.
struct OncePrepared {
  private var statement: Prepared?

  mutating func get(_ compile: () throws -> Prepared) throws -> Prepared {
    if let statement { return statement }
    let compiled = try compile()
    statement = compiled
    return compiled
  }
}
