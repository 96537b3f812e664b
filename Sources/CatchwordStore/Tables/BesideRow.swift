import CatchwordCore

/// A piece of a record's state that its row cannot hold, with interned ids inside.
///
/// Differing siblings with what they keep, fields and kinds of a newer schema, elements of sets,
/// parts of counters, tombstones. Rare but for sets and counters; a change writes only the pieces
/// that differ.
struct BesideRow: Hashable {
  enum Part: Int64 {
    /// Says that a record of a kind unknown here exists at all.
    case presence = 0
    case sibling = 1
    /// An addition to a set; with an empty body, that the set was touched and is empty.
    case element = 2
    case counter = 3
    case tombstone = 4
    /// A writer's last removal from a set.
    case removal = 5
  }

  let part: Part
  let field: Int
  let body: [UInt8]
}

/// Turns pieces into bytes and back; everything it writes is local.
struct BesideCodec {
  let interning: Interning

  func sibling(_ sibling: Sibling, field: Int) throws -> BesideRow {
    var bytes = ByteWriter()
    try append(sibling.stamp, to: &bytes)
    try append(sibling.value, to: &bytes)
    bytes.append(varint: UInt64(sibling.keeps.count))
    for dot in sibling.keeps {
      bytes.append(varint: UInt64(try interning.intern(dot.writer)))
      bytes.append(varint: UInt64(bitPattern: dot.number))
    }
    return BesideRow(part: .sibling, field: field, body: bytes.bytes)
  }

  func sibling(_ body: [UInt8]) throws -> Sibling {
    var bytes = ByteReader(body)
    let stamp = try stamp(&bytes)
    let value = try value(&bytes)
    var keeps: [Dot] = []
    for _ in 0..<Int(try bytes.varint()) {
      let writer = try interning.writer(Int64(bitPattern: try bytes.varint()))
      keeps.append(Dot(writer: writer, number: Int64(bitPattern: try bytes.varint())))
    }
    return Sibling(value: value, stamp: stamp, keeps: keeps)
  }

  func set(_ set: ElementSet, field: Int) throws -> [BesideRow] {
    if set.additions.isEmpty && set.removals.isEmpty {
      return [BesideRow(part: .element, field: field, body: [])]
    }
    let elements = try set.additions.flatMap { element, stamps in
      try stamps.map { stamp in
        var bytes = ByteWriter()
        try append(element, to: &bytes)
        try append(stamp, to: &bytes)
        return BesideRow(part: .element, field: field, body: bytes.bytes)
      }
    }
    let removals = try set.removals.map { writer, number in
      var bytes = ByteWriter()
      bytes.append(varint: UInt64(try interning.intern(writer)))
      bytes.append(varint: UInt64(bitPattern: number))
      return BesideRow(part: .removal, field: field, body: bytes.bytes)
    }
    return elements + removals
  }

  func removal(_ body: [UInt8]) throws -> (WriterID, Int64) {
    var bytes = ByteReader(body)
    let writer = try interning.writer(Int64(bitPattern: try bytes.varint()))
    return (writer, Int64(bitPattern: try bytes.varint()))
  }

  func element(_ body: [UInt8]) throws -> (Value, Stamp) {
    var bytes = ByteReader(body)
    let value = try value(&bytes)
    return (value, try stamp(&bytes))
  }

  func counter(_ counter: Counter, field: Int) throws -> [BesideRow] {
    try counter.parts.map { writer, part in
      var bytes = ByteWriter()
      bytes.append(varint: UInt64(try interning.intern(writer)))
      bytes.append(varint: UInt64(bitPattern: part.number))
      bytes.append(signed: part.sum)
      return BesideRow(part: .counter, field: field, body: bytes.bytes)
    }
  }

  /// Adds a part to a counter that does not know its writer so far.
  func addPart(_ body: [UInt8], to counter: inout Counter, lane: Lane) throws {
    var bytes = ByteReader(body)
    let writer = try interning.writer(Int64(bitPattern: try bytes.varint()))
    let dot = Dot(writer: writer, number: Int64(bitPattern: try bytes.varint()))
    let past = CausalPast(dot: dot, lane: lane, context: Context())
    counter.increment(
      by: try bytes.signed(), Arrival(stamp: Stamp(dot: dot, time: 0), past: past))
  }

  func tombstone(_ tombstone: Tombstone) throws -> BesideRow {
    var bytes = ByteWriter()
    try append(tombstone.stamp, to: &bytes)
    bytes.append(byte: tombstone.survived ? 1 : 0)
    return BesideRow(part: .tombstone, field: 0, body: bytes.bytes)
  }

  func tombstone(_ body: [UInt8]) throws -> Tombstone {
    var bytes = ByteReader(body)
    let stamp = try stamp(&bytes)
    return Tombstone(stamp: stamp, survived: try bytes.byte() != 0)
  }

  // MARK: Values of facts that have no column

  func rest(_ values: [FieldValue]) throws -> [UInt8]? {
    guard !values.isEmpty else { return nil }
    var bytes = ByteWriter()
    for each in values {
      bytes.append(varint: UInt64(each.field))
      try append(each.value, to: &bytes)
    }
    return bytes.bytes
  }

  func rest(_ body: [UInt8]) throws -> [FieldValue] {
    var bytes = ByteReader(body)
    var values: [FieldValue] = []
    while !bytes.isAtEnd {
      let field = Int(try bytes.varint())
      values.append(FieldValue(field, try value(&bytes)))
    }
    return values
  }

  // MARK: Pieces of pieces

  private func append(_ stamp: Stamp, to bytes: inout ByteWriter) throws {
    bytes.append(varint: UInt64(try interning.intern(stamp.dot.writer)))
    bytes.append(varint: UInt64(bitPattern: stamp.dot.number))
    bytes.append(signed: stamp.time)
  }

  private func stamp(_ bytes: inout ByteReader) throws -> Stamp {
    let writer = try interning.writer(Int64(bitPattern: try bytes.varint()))
    let number = Int64(bitPattern: try bytes.varint())
    return Stamp(dot: Dot(writer: writer, number: number), time: try bytes.signed())
  }

  func append(_ value: Value, to bytes: inout ByteWriter) throws {
    guard case .record(let id) = value else { return bytes.append(value: value) }
    bytes.append(byte: FieldType.record.rawValue)
    bytes.append(varint: UInt64(try interning.intern(id)))
  }

  func value(_ bytes: inout ByteReader) throws -> Value {
    let tag = try bytes.byte()
    return switch FieldType(rawValue: tag) {
    case nil: .null
    case .integer: .integer(try bytes.signed())
    case .text: .text(try bytes.text(maximum: Limits.valueBytes))
    case .bytes: .bytes(Array(try bytes.counted(maximum: Limits.valueBytes)))
    case .record: .record(try interning.record(Int64(try bytes.varint())))
    }
  }
}
