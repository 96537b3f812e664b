import CatchwordCore
import CatchwordWire

/// A tiny domain with every type, join and confidentiality, and the parties that write it.
enum Library {
  static let item = 1
  static let patron = 2
  static let loan = 3

  static let schema = Schema(
    version: 1,
    kinds: [
      Kind(
        item, "item", lane: .catalog,
        fields: [
          Field(1, "title", .text), Field(2, "copies", .integer), Field(3, "image", .bytes),
          Field(4, "series", .record), Field(5, "subjects", .text, join: .set),
          Field(6, "uses", .integer, join: .counter),
        ]),
      Kind(
        patron, "patron", lane: .patrons,
        fields: [Field(1, "name", .text, isConfidential: true), Field(2, "born", .integer)]),
      Kind(
        loan, "loan", lane: .circulation, form: .fact,
        fields: [
          Field(1, "action", .integer), Field(2, "item", .record), Field(3, "barcode", .text),
          Field(4, "patron", .record, isConfidential: true), Field(5, "at", .integer),
          Field(6, "due", .integer), Field(7, "note", .text),
        ]),
    ])

  static let network = Sha256.hash(Array("a network for vectors".utf8))
  static let key = key(1)
  static let others = [key(2), key(3)]
  static var codec: SegmentCodec { SegmentCodec(network: network, schema: schema) }
  static var writer: WriterID { key.writer }

  static func key(_ number: UInt8) -> SigningKey {
    guard let key = try? SigningKey(raw: Array(repeating: number, count: 32)) else {
      preconditionFailure("any 32 bytes are a key")
    }
    return key
  }

  static func resolve(_ short: UInt64) -> WriterID? {
    ([key] + others).map(\.writer).first { $0.short == short }
  }

  static func own(_ number: Int64) -> RecordID {
    RecordID(space: .writer(writer), number: number)
  }

  static func sourced(_ number: Int64, _ name: String = "koha:valley:item") -> RecordID {
    RecordID(space: .source(name), number: number)
  }

  static func segment(
    _ lane: Lane, _ commits: [Commit], context: Context = Context(),
    offset: ClockOffset = .unmeasured
  ) -> Segment {
    Segment(
      log: LogID(writer: writer, lane: lane), schemaVersion: 1,
      previous: commits[0].number == 1 ? .none : Sha256.hash([9]), context: context,
      offset: offset, commits: commits)
  }

  static func commit(
    _ number: Int64, _ operations: [Operation], sequence: Int64? = nil, staff: String = "",
    wall: Int64? = nil
  ) -> Commit {
    Commit(
      number: number, sequence: sequence ?? number,
      clock: ClockReading(
        wallSeconds: wall ?? 1_760_000_000 + number * 7, boot: 2,
        monotonicMilliseconds: 5_000 + number * 7_000),
      staff: staff, operations: operations)
  }

  static func seal(_ segment: Segment) throws -> SealedSegment {
    try codec.seal(segment, sign: key.sign)
  }
}

extension Library {
  /// What a reader of the vectors must know beforehand, as every member does.
  static var setting: JSON {
    let kinds = schema.kinds.map { kind -> (String, JSON) in
      let fields = kind.fields.map { field -> (String, JSON) in
        (
          "\(field.number)",
          .object([
            ("type", .number(Int64(field.type.rawValue))),
            ("confidential", .flag(field.isConfidential)),
          ])
        )
      }
      return (
        "\(kind.number)",
        .object([("lane", .number(Int64(kind.lane.rawValue))), ("fields", .object(fields))])
      )
    }
    return .object([
      ("network", .hex(network.word.bytes)),
      ("writers", .list(([key] + others).map { .hex($0.writer.key.bytes) })),
      ("signing_keys", .list(([key] + others).map { .hex($0.raw) })),
      (
        "schema",
        .object([("version", .number(Int64(schema.version))), ("kinds", .object(kinds))])
      ),
    ])
  }
}
