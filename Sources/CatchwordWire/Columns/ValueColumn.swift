import CatchwordCore

/// The values of one field of one kind, in the order of the operations (Protocol §4.2).
struct ValueColumn {
  private var values: [Value] = []
  /// The wall clock of each value's commit.
  private var clock: [Int64] = []

  mutating func append(_ value: Value, _ wallSeconds: Int64) {
    values.append(value)
    clock.append(wallSeconds)
  }

  /// - Throws: `.unsealable(.mixedTypes)`: a column has one type.
  func encode(
    _ place: ColumnPlace, _ table: SpaceTable, isConfidential: Bool, into draft: inout Draft
  ) throws(WireError) {
    let type = values.first { !$0.isNull }?.type
    let present = try PresentValues(values, clock, type)
    var content = Draft()
    let hasNulls = type != nil && present.count < values.count
    if hasNulls { content.append(raw: Self.bitmap(values)) }
    var code: UInt8 = 0
    switch type {
    case nil: break
    case .integer: IntegerStream.encode(present.integers, clock: present.clock, into: &content)
    case .text: code = StringStream.encode(present.strings, isText: true, into: &content)
    case .bytes: code = StringStream.encode(present.strings, isText: false, into: &content)
    case .record: RecordStream.encode(present.records, table, into: &content)
    }
    PackedColumn.write(
      place,
      ColumnEncoding(type: type, hasNulls: hasNulls, code: code, isConfidential: isConfidential),
      count: values.count, content, into: &draft)
  }

  /// - Parameters:
  ///   - clock: as many wall clocks as the column has values; their number was checked.
  ///   - budget: bytes that texts and bytes of this segment may still take.
  static func decode(
    _ column: PackedColumn, clock: [Int64], _ table: SpaceTable, budget: inout Int
  ) throws(WireError.ColumnFault) -> [Value] {
    var reader = ColumnReader(column.bytes)
    let encoding = column.encoding
    let isPresent = encoding.hasNulls ? try bitmap(&reader, count: column.count) : nil
    guard encoding.typeCode != 0 else {
      guard encoding.code == 0, isPresent == nil else { throw .encoding(encoding.byte) }
      try reader.expectEnd()
      return Array(repeating: .null, count: column.count)
    }
    guard let type = FieldType(rawValue: encoding.typeCode) else { throw .encoding(encoding.byte) }
    let times = isPresent.map { zip(clock, $0).filter(\.1).map(\.0) } ?? clock
    let present = try values(&reader, type, encoding, times, table, budget: &budget)
    try reader.expectEnd()
    guard let isPresent else { return present }
    var rest = present[...]
    return isPresent.map { $0 ? rest.popFirst() ?? .null : .null }
  }

  private static func values(
    _ reader: inout ColumnReader, _ type: FieldType, _ encoding: ColumnEncoding, _ clock: [Int64],
    _ table: SpaceTable, budget: inout Int
  ) throws(WireError.ColumnFault) -> [Value] {
    let codes: ClosedRange<UInt8> = type == .text ? 0...3 : type == .bytes ? 0...1 : 0...0
    guard codes.contains(encoding.code) else { throw .encoding(encoding.byte) }
    let count = clock.count
    switch type {
    case .integer:
      return try IntegerStream.decode(&reader, count: count, clock: clock).map { .integer($0) }
    case .record: return try RecordStream.decode(&reader, count: count, table).map { .record($0) }
    case .text, .bytes: break
    }
    let strings = try StringStream.decode(&reader, count: count, code: encoding.code)
    for string in strings { budget -= string.count }
    guard budget >= 0 else { throw .tooMuch }
    if type == .bytes { return strings.map { .bytes($0) } }
    var texts: [Value] = []
    texts.reserveCapacity(count)
    for string in strings {
      guard let text = String(validating: string, as: UTF8.self) else { throw .notUTF8 }
      texts.append(.text(text))
    }
    return texts
  }

  /// One bit a value, the lowest first; set where the value is there.
  private static func bitmap(_ values: [Value]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: (values.count + 7) / 8)
    for (index, value) in values.enumerated() where !value.isNull {
      bytes[index / 8] |= 1 << UInt8(index % 8)
    }
    return bytes
  }

  private static func bitmap(
    _ reader: inout ColumnReader, count: Int
  ) throws(WireError.ColumnFault) -> [Bool] {
    let bytes = Array(try reader.raw((count + 7) / 8))
    return (0..<count).map { bytes[$0 / 8] >> UInt8($0 % 8) & 1 == 1 }
  }
}

/// The values of a column that are there, unwrapped.
private struct PresentValues {
  var count = 0
  var integers: [Int64] = []
  /// Of the integers.
  var clock: [Int64] = []
  var strings: [[UInt8]] = []
  var records: [RecordID] = []

  /// - Throws: `.unsealable(.mixedTypes)` unless all are of the one type.
  init(_ values: [Value], _ times: [Int64], _ type: FieldType?) throws(WireError) {
    for index in values.indices {
      switch values[index] {
      case .null: continue
      case .integer(let integer) where type == .integer:
        integers.append(integer)
        clock.append(times[index])
      case .text(let text) where type == .text: strings.append(Array(text.utf8))
      case .bytes(let bytes) where type == .bytes: strings.append(bytes)
      case .record(let id) where type == .record: records.append(id)
      default: throw .unsealable(.mixedTypes)
      }
      count += 1
    }
  }
}
