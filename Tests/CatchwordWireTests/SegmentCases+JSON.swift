import CatchwordCore
import CatchwordWire

extension OpenedSegment {
  /// What a vector says of a segment, and what any reader must find in its bytes.
  func json(raw: [UInt8]) -> JSON {
    let foreign = segment.context.sorted.map { log, head -> JSON in
      .object([
        ("writer", .hex(log.writer.key.bytes)), ("lane", .text(log.lane.name)),
        ("number", .number(head.number)), ("hash", .text(Self.hex(head.hash))),
      ])
    }
    return .object([
      ("network", .hex(envelope.network.word.bytes)),
      ("schema_version", .number(Int64(segment.schemaVersion))),
      ("writer", .hex(segment.log.writer.key.bytes)), ("lane", .text(segment.log.lane.name)),
      ("first", .number(segment.first)), ("last", .number(segment.last)),
      ("previous", .hex(segment.previous.word.bytes)),
      ("clock_offset_seconds", .number(segment.offset.seconds)),
      ("clock_source", .number(Int64(segment.offset.source.rawValue))),
      ("chain_hash", .hex(chainHash.word.bytes)), ("name", .text(envelope.name.path)),
      ("raw", .hex(raw)), ("context", .list(foreign)),
      ("commits", .list(segment.commits.map(\.json))),
    ])
  }

  static func hex(_ word: UInt64) -> String {
    var bytes: [UInt8] = []
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
    return bytes.hex
  }
}

extension Commit {
  var json: JSON {
    .object([
      ("number", .number(number)), ("sequence", .number(sequence)),
      ("wall_seconds", .number(clock.wallSeconds)), ("boot", .number(clock.boot)),
      ("monotonic_milliseconds", .number(clock.monotonicMilliseconds)), ("staff", .text(staff)),
      ("operations", .list(operations.map(\.json))),
    ])
  }
}

extension CatchwordCore.Operation {
  var json: JSON {
    let kept = keeps.map { dot -> JSON in
      .object([("writer", .hex(dot.writer.key.bytes)), ("number", .number(dot.number))])
    }
    return .object([
      ("action", .number(Int64(action.rawValue))), ("kind", .number(Int64(kind))), ("record", record.json),
      ("values", .list(values.map { .list([.number(Int64($0.field)), $0.value.json]) })),
      ("keeps", .list(kept)),
    ])
  }
}

extension RecordID {
  var json: JSON {
    switch space {
    case .writer(let writer): .list([.text("writer"), .hex(writer.key.bytes), .number(number)])
    case .source(let name): .list([.text("source"), .text(name), .number(number)])
    }
  }
}

extension Value {
  var json: JSON {
    switch self {
    case .null: .null
    case .integer(let integer): .number(integer)
    case .text(let text): .object([("text", .text(text))])
    case .bytes(let bytes): .object([("bytes", .hex(bytes))])
    case .record(let id): .object([("record", id.json)])
    }
  }
}
