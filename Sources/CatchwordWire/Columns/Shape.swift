import CatchwordCore

/// What operations have in common that do the same to different records: a desk knows a dozen
/// (Protocol §4.6).
struct Shape: Hashable {
  let action: Operation.Action
  let kind: Int
  /// Ascending.
  let fields: [Int]

  init(_ operation: Operation) {
    action = operation.action
    kind = operation.kind
    fields = operation.values.map(\.field)
  }

  func fits(_ operation: Operation) -> Bool {
    guard action == operation.action, kind == operation.kind,
      fields.count == operation.values.count
    else { return false }
    return fields.indices.allSatisfy { fields[$0] == operation.values[$0].field }
  }

  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.append(byte: action.rawValue)
    writer.append(varint: UInt64(kind))
    for field in fields { writer.append(varint: UInt64(field)) }
    return writer.bytes
  }

  init(bytes: [UInt8]) throws(WireError.ColumnFault) {
    var reader = ColumnReader(bytes[...])
    let code = try reader.byte()
    guard let action = Operation.Action(rawValue: code) else { throw .encoding(code) }
    self.action = action
    kind = try reader.count(maximum: Limits.kinds)
    guard kind >= 1 else { throw .number(0) }
    var fields: [Int] = []
    while reader.remaining > 0 {
      let field = try reader.count(maximum: Limits.fieldsPerKind)
      guard field > fields.last ?? 0 else { throw .unordered }
      fields.append(field)
    }
    guard action != .delete || fields.isEmpty else { throw .unexpected }
    self.fields = fields
  }

  /// The columns that an operation of this shape takes one value of each from: the id, then the
  /// fields.
  var places: [ColumnPlace] {
    ([0] + fields).map { ColumnPlace(kind: kind, field: $0) }
  }
}

/// Shapes in the order of their first operation.
struct ShapeIndex {
  private(set) var list: [Shape] = []
  private var known: [Shape: Int] = [:]

  /// Few shapes make up nearly all operations: comparing those is cheaper than hashing.
  private static let compared = 12

  mutating func index(of operation: Operation) -> Int {
    for (index, shape) in list.prefix(Self.compared).enumerated() where shape.fits(operation) {
      return index
    }
    let shape = Shape(operation)
    if let index = known[shape] { return index }
    known[shape] = list.count
    list.append(shape)
    return list.count - 1
  }
}
