import CatchwordCore

/// The table of one fact kind: each row is an event, and its own log entry until it is sealed.
final class FactTable {
  let kind: Kind
  let name: String
  let columns: [Column]
  let shapes: [ColumnShape]
  private let positions: ColumnPositions
  private unowned let connection: Connection
  private var lookups: [String: Prepared] = [:]
  private var statements: [String: Prepared] = [:]
  /// By positions, and whether it is null that is sought.
  private var seeking: [Int: Prepared] = [:]
  private var asking: [Int: Prepared] = [:]
  private var insertion = OncePrepared()
  private lazy var selected =
    // schema-built SQL
    "SELECT id, writer, number, sequence, time, staff, run, rest" + columns.listed + " FROM " + name
  /// How many columns stand before those of fields.
  static let fixedColumns = 8

  init(_ kind: Kind, _ connection: Connection) {
    self.kind = kind
    self.connection = connection
    name = Self.name(kind)
    columns = Self.columns(kind)
    shapes = columns.shapes
    positions = columns.positions
  }

  static func name(_ kind: Kind) -> String { "fact_" + kind.name }

  static func columns(_ kind: Kind) -> [Column] {
    Column.columns(kind.fields, prefix: "field_")
  }

  func position(_ field: Int) -> Int? { positions[field] }

  func insert() throws -> Prepared {
    try insertion.get {
      try connection.prepared(
        // schema-built SQL
        "INSERT INTO " + name + " (id, writer, number, sequence, time, staff, run, rest"
          + columns.listed + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?" + columns.placeholders
          + ") ON CONFLICT (id) DO NOTHING")
    }
  }

  /// - Parameter condition: SQL after the columns, of literals and column names only.
  func select(_ condition: String) throws -> Prepared {
    if let known = lookups[condition] { return known }
    let statement = try connection.prepared(selected + " " + condition)
    lookups[condition] = statement
    return statement
  }

  /// Facts by a value in a column.
  /// - Parameters:
  ///   - position: a place among `columns`, as is `absent`.
  ///   - absent: what must be empty besides.
  func select(
    where position: Int, isNull: Bool, without absent: Int? = nil
  ) throws -> Prepared {
    let key = (absent ?? columns.count) << 16 | position << 1 | (isNull ? 1 : 0)
    if let known = seeking[key] { return known }
    let condition = columns[position].name + (isNull ? " IS ?" : " = ?")
    let emptiness = absent.map { " AND " + columns[$0].name + " IS NULL" } ?? ""
    // schema-built SQL
    let statement = try connection.prepared(selected + " WHERE " + condition + emptiness)
    seeking[key] = statement
    return statement
  }

  /// One row where there is a fact with a value in a column; the value is not null.
  func any(where position: Int) throws -> Prepared {
    if let known = asking[position] { return known }
    // schema-built SQL
    let sql = "SELECT 1 FROM " + name + " WHERE " + columns[position].name + " = ? LIMIT 1"
    let statement = try connection.prepared(sql)
    asking[position] = statement
    return statement
  }

  func statement(_ sql: String) throws -> Prepared {
    if let known = statements[sql] { return known }
    let statement = try connection.prepared(sql)
    statements[sql] = statement
    return statement
  }

  func forgetStatements() {
    insertion = OncePrepared()
    seeking = [:]
    asking = [:]
    lookups = [:]
    statements = [:]
  }
}
