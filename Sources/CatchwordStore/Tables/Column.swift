import CatchwordCore

/// A column that holds a field's shown value. Prefixed, so that no field can take the name of a
/// column of ours or of a word of SQL.
struct Column {
  let field: Int
  let name: String
  let type: FieldType
  /// SQL that says which rows its index holds; nil where it has none.
  let indexed: String?

  private init(_ field: Field, prefix: String, among fields: [Field]) {
    self.field = field.number
    name = prefix + field.name
    type = field.type
    let other = field.soughtWithout.flatMap { number in fields.first { $0.number == number } }
    indexed =
      field.isIndexed
      ? name + " IS NOT NULL" + (other.map { " AND " + prefix + $0.name + " IS NULL" } ?? "") : nil
  }

  /// - Parameter fields: those that have a column in one table.
  static func columns(_ fields: [Field], prefix: String) -> [Column] {
    fields.map { Column($0, prefix: prefix, among: fields) }
  }

  var declaration: String {
    switch type {
    case .integer, .record: name + " INTEGER"
    case .text: name + " TEXT"
    case .bytes: name + " BLOB"
    }
  }

  var shape: ColumnShape { ColumnShape(field: field, type: type) }

  func fits(_ value: Value) -> Bool { shape.fits(value) }
}

/// What whoever reads and writes rows needs of a column: without names, which would be counted for
/// every value.
struct ColumnShape {
  let field: Int
  let type: FieldType

  func fits(_ value: Value) -> Bool { value.type == nil || value.type == type }
}

extension [Column] {
  var shapes: [ColumnShape] { map(\.shape) }

  /// `, a INTEGER, b TEXT`: to follow other columns.
  var declarations: String { map { ", " + $0.declaration }.joined() }

  /// `, a, b`: to follow other names.
  var listed: String { map { ", " + $0.name }.joined() }

  /// `, ?, ?`
  var placeholders: String { map { _ in ", ?" }.joined() }

  /// `, a = ?, b = ?`
  var assignments: String { map { ", " + $0.name + " = ?" }.joined() }

  var positions: ColumnPositions { ColumnPositions(self) }
}

/// Where the columns of one table stand, by field number.
struct ColumnPositions {
  /// -1 where a field has no column.
  private var positions = [Int](repeating: -1, count: Limits.fieldsPerKind + 1)

  init(_ columns: [Column]) {
    for (index, column) in columns.enumerated() { positions[column.field] = index }
  }

  /// - Returns: nil for fields without a column.
  subscript(field: Int) -> Int? {
    guard positions.indices.contains(field), positions[field] >= 0 else { return nil }
    return positions[field]
  }
}
