/// The plain, row-wise form of a commit: what its hash is taken over and how a store may keep a
/// tail that is not sealed yet. Segments travel in columns instead (Protocol §3).
extension Commit {
  /// Bytes under which a commit is known to its replica's staff and to every peer: the hash of them
  /// is the one printed with an acknowledgement.
  package func canonicalBytes(log: LogID) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(log.writer.key)
    writer.append(byte: log.lane.rawValue)
    writer.append(varint: UInt64(number))
    writer.append(varint: UInt64(sequence))
    writer.append(signed: clock.wallSeconds)
    writer.append(varint: UInt64(bitPattern: clock.boot))
    writer.append(signed: clock.monotonicMilliseconds)
    writer.append(text: staff)
    writer.append(operations: operations)
    return writer.bytes
  }
}

extension ByteWriter {
  package mutating func append(operations: [Operation]) {
    append(varint: UInt64(operations.count))
    for operation in operations {
      append(byte: operation.action.rawValue)
      append(varint: UInt64(operation.kind))
      append(id: operation.record)
      append(varint: UInt64(operation.values.count))
      for each in operation.values {
        append(varint: UInt64(each.field))
        append(value: each.value)
      }
      append(varint: UInt64(operation.keeps.count))
      for dot in operation.keeps {
        append(dot.writer.key)
        append(varint: UInt64(dot.number))
      }
    }
  }
}

extension ByteReader {
  package mutating func operations() throws(ByteError) -> [Operation] {
    let count = try count(maximum: Limits.commitOperations)
    var operations: [Operation] = []
    for _ in 0..<count { operations.append(try operation()) }
    return operations
  }

  private mutating func operation() throws(ByteError) -> Operation {
    let start = position
    guard let action = Operation.Action(rawValue: try byte()) else { throw .overlong(at: start) }
    let kind = try count(maximum: Limits.kinds)
    let record = try id()
    var values: [FieldValue] = []
    for _ in 0..<(try count(maximum: Limits.fieldsPerKind)) {
      let start = position
      let field = try count(maximum: Limits.fieldsPerKind)
      guard field > values.last?.field ?? 0 else { throw .unordered(at: start) }
      values.append(FieldValue(field, try value()))
    }
    var keeps: [Dot] = []
    for _ in 0..<(try count(maximum: Limits.keptDots)) {
      let start = position
      let writer = try writerID()
      let dot = Dot(writer: writer, number: Int64(try count(maximum: Int(Int64.max))))
      if let last = keeps.last, dot <= last { throw .unordered(at: start) }
      keeps.append(dot)
    }
    return Operation(action, kind: kind, record: record, values: values, keeps: keeps)
  }

  package mutating func writerID() throws(ByteError) -> WriterID {
    let start = position
    guard let key = Word256(bytes: try raw(32)) else { throw .truncated(at: start) }
    return WriterID(key)
  }

  package mutating func id() throws(ByteError) -> RecordID {
    let space = try space()
    return RecordID(space: space, number: Int64(try count(maximum: Int(RecordID.maximumNumber))))
  }

  package mutating func space() throws(ByteError) -> Space {
    let start = position
    switch try byte() {
    case 0: return .writer(try writerID())
    case 1:
      let name = try text(maximum: Limits.sourceNameBytes)
      guard let space = Space.source(named: name) else { throw .notUTF8(at: start) }
      return space
    default: throw .overlong(at: start)
    }
  }

  package mutating func value() throws(ByteError) -> Value {
    let start = position
    let tag = try byte()
    if tag == 0 { return .null }
    switch FieldType(rawValue: tag) {
    case .integer: return .integer(try signed())
    case .text: return .text(try text(maximum: Limits.valueBytes))
    case .bytes: return .bytes(Array(try counted(maximum: Limits.valueBytes)))
    case .record: return .record(try id())
    case nil: throw .overlong(at: start)
    }
  }
}
