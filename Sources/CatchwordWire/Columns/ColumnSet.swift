import CatchwordCore

/// The columns of a body by their places; each is taken once, so what is left over at the end was
/// never asked for.
struct ColumnSet {
  private var columns: [ColumnPlace: PackedColumn] = [:]

  var count: Int { columns.count }
  /// The least place that is left.
  var first: ColumnPlace? { columns.keys.min() }

  func holds(_ place: ColumnPlace) -> Bool { columns[place] != nil }

  mutating func insert(_ column: PackedColumn) { columns[column.place] = column }

  mutating func remove(_ place: ColumnPlace) -> PackedColumn? {
    columns.removeValue(forKey: place)
  }

  /// A column of the commits that holds exactly so many integers.
  mutating func integers(_ field: Int, count: Int) throws(WireError) -> [Int64] {
    do throws(WireError.ColumnFault) {
      let column = try take(field, count: count, maximum: count)
      guard column.encoding.byte == FieldType.integer.rawValue else {
        throw .encoding(column.encoding.byte)
      }
      var reader = ColumnReader(column.bytes)
      let values = try IntegerStream.decode(&reader, count: column.count)
      try reader.expectEnd()
      return values
    } catch { throw .badColumn(kind: 0, field: field, error) }
  }

  /// A column of the commits that holds strings; exactly so many where a count is known.
  mutating func strings(
    _ field: Int, count: Int?, maximum: Int, _ type: FieldType
  ) throws(WireError) -> [[UInt8]] {
    do throws(WireError.ColumnFault) {
      let column = try take(field, count: count, maximum: maximum)
      let code = column.encoding.code
      guard column.encoding.byte & 0x8f == type.rawValue, code <= (type == .text ? 3 : 1) else {
        throw .encoding(column.encoding.byte)
      }
      var reader = ColumnReader(column.bytes)
      let strings = try StringStream.decode(&reader, count: column.count, code: code)
      try reader.expectEnd()
      return strings
    } catch { throw .badColumn(kind: 0, field: field, error) }
  }

  private mutating func take(
    _ field: Int, count: Int?, maximum: Int
  ) throws(WireError.ColumnFault) -> PackedColumn {
    guard let column = remove(ColumnPlace(kind: 0, field: field)) else {
      throw .missing
    }
    guard column.count == count ?? column.count, column.count <= maximum else {
      throw .countDiffers(column.count, expected: count ?? maximum)
    }
    return column
  }
}
