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

  func fits(_ value: Value) -> Bool { value.type == nil || value.type == type }
}

/// What whoever reads and writes rows needs of a column: without names, which would be counted for
/// every value.
struct ColumnShape {
  let field: Int
  let type: FieldType

  func fits(_ value: Value) -> Bool { value.type == nil || value.type == type }
}

extension [Column] {
  var shapes: [ColumnShape] { map { ColumnShape(field: $0.field, type: $0.type) } }

  /// `, a INTEGER, b TEXT`: to follow other columns.
  var declarations: String { map { ", " + $0.declaration }.joined() }

  /// `, a, b`: to follow other names.
  var listed: String { map { ", " + $0.name }.joined() }

  /// `, ?, ?`
  var placeholders: String { map { _ in ", ?" }.joined() }

  /// `, a = ?, b = ?`
  var assignments: String { map { ", " + $0.name + " = ?" }.joined() }

  /// Positions by field number; -1 where a field has no column.
  var positions: [Int] {
    var positions = [Int](repeating: -1, count: Limits.fieldsPerKind + 1)
    for (index, column) in enumerated() { positions[column.field] = index }
    return positions
  }
}
