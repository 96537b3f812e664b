import CatchwordCore
import Foundation

@testable import CatchwordWire

/// Segments that must not pass the door, each wrong in one way and right in all others: where a
/// later check is meant, signature and hashes are made anew.
enum Rejections {
  typealias L = Library

  struct Case {
    let name: String
    let code: String
    let bytes: [UInt8]
  }

  static func all() throws -> [Case] { try framing() + headers() + frames() + columns() + commits() }

  private static var sample: Segment { SegmentCases.confidential }

  private static func framing() throws -> [Case] {
    let good = try L.seal(sample).bytes
    let header = try SegmentFraming(good).header
    func changed(_ index: Int, _ change: (inout UInt8) -> Void) -> [UInt8] {
      var bytes = good
      change(&bytes[index])
      return bytes
    }
    return [
      Case(name: "wrong-magic", code: "not-a-segment", bytes: changed(3) { $0 += 1 }),
      Case(name: "cut-in-the-header", code: "truncated", bytes: Array(good.prefix(60))),
      Case(name: "cut-in-the-body", code: "bad-frame", bytes: Array(good.dropLast(5))),
      Case(name: "trailing-byte", code: "bad-frame", bytes: good + [0]),
      Case(name: "header-too-long", code: "oversized", bytes: changed(4) { $0 = 1 }),
      Case(
        name: "flipped-signature", code: "bad-signature",
        bytes: changed(8 + header.count) { $0 ^= 1 }),
      Case(
        name: "flipped-body", code: "body-hash-differs", bytes: changed(good.count - 1) { $0 ^= 1 }),
      Case(
        name: "signed-by-another", code: "bad-signature",
        bytes: try forged(sample, key: L.others[0]) { _ in }),
    ]
  }

  private static func headers() throws -> [Case] {
    [
      Case(
        name: "other-network", code: "other-network",
        bytes: try forged(sample) { $0.network = Data(repeating: 5, count: 32) }),
      Case(name: "unknown-format", code: "unknown-format", bytes: try forged(sample) { $0.format = 2 }),
      Case(name: "unknown-lane", code: "bad-header", bytes: try forged(sample) { $0.lane = 4 }),
      Case(name: "numbers-and-count-differ", code: "bad-header", bytes: try forged(sample) { $0.last += 1 }),
      Case(
        name: "second-without-previous", code: "bad-header",
        bytes: try forged(sample) {
          $0.first = 2
          $0.last = 4
        }),
      Case(
        name: "raw-size-above-the-limit", code: "bad-header",
        bytes: try forged(sample) { $0.bodyRawBytes = UInt32(Limits.segmentRawBytes + 1) }),
      Case(
        name: "field-stands-twice", code: "bad-header",
        bytes: try resigned(sample) { [0x08, 0x01] + $0 }),
      Case(
        name: "unknown-field-among-the-known", code: "bad-header",
        bytes: try resigned(sample) { [0xf8, 0x3f, 0x07] + $0 }),
      Case(
        name: "overlong-varint-in-header", code: "bad-header",
        bytes: try resigned(sample) { [0x08, 0x81, 0x00] + $0.dropFirst(2) }),
      Case(
        name: "own-writer-in-context", code: "bad-header",
        bytes: try forged(sample) {
          $0.context = Catchword_V1_Heads([
            LogName(writer: L.writer.short, lane: .catalog): Head(number: 1, hash: 1)
          ])
        }),
      Case(
        name: "unknown-writer-in-context", code: "unknown-writer",
        bytes: try forged(sample) {
          $0.context = Catchword_V1_Heads([
            LogName(writer: 7, lane: .catalog): Head(number: 1, hash: 1)
          ])
        }),
      Case(name: "wrong-time-range", code: "bad-commits", bytes: try forged(sample) { $0.latest += 1 }),
    ]
  }

  private static func frames() throws -> [Case] {
    let raw = try raw(of: sample)
    let packed = Zstd.pack(raw, cuts: [])
    let zeros = Zstd.pack([UInt8](repeating: 0, count: 16 << 20), cuts: [])
    let size = UInt32(raw.count)
    // A frame header by hand: four bytes of content size, a window descriptor of 2^27, one raw block.
    let block = UInt32(raw.count) << 3 | 1
    let little = { (word: UInt32, count: Int) in (0..<count).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) } }
    let wide = [0x28, 0xb5, 0x2f, 0xfd, 0x80, 17 << 3] + little(size, 4) + little(block, 3) + raw
    let sizeless = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 4 << 3] + little(block, 3) + raw
    let lying = [0x28, 0xb5, 0x2f, 0xfd, 0x80, 12 << 3] + little(100, 4) + little(100_000 << 3 | 3, 3) + [0]
    let skippable: [UInt8] = [0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]
    let cases: [(String, [UInt8], UInt32)] = [
      ("bomb", zeros, size), ("bomb-that-lies-about-its-size", lying, 100),
      ("two-frames", packed + packed, size),
      ("skippable-frame-first", skippable + packed, size),
      ("window-too-large", wide, size), ("no-content-size", sizeless, size),
      ("content-size-differs", packed, size + 1), ("not-zstd", raw, size),
    ]
    return try cases.map { name, body, rawBytes in
      Case(
        name: name, code: "bad-frame",
        bytes: try forged(sample) {
          $0.bodyPackedBytes = UInt32(body.count)
          $0.bodyRawBytes = rawBytes
          $0.bodyHash = Data(Sha256.hash(body).word.bytes)
        } body: {
          body
        })
    }
  }

  private static func columns() throws -> [Case] {
    let wall = ColumnPlace(kind: 0, field: CommitColumn.wall)
    let action = ColumnPlace(kind: L.loan, field: 1)
    let patron = ColumnPlace(kind: L.loan, field: 4)
    func edited(
      _ name: String, _ code: String, _ segment: Segment = sample,
      _ edit: (inout [EditableColumn]) -> Void
    ) throws -> Case {
      var list = try EditableColumn.list(try raw(of: segment))
      edit(&list)
      return Case(
        name: name, code: code, bytes: try forged(segment, raw: list.flatMap(\.encoded)))
    }
    func at(_ place: ColumnPlace, _ list: [EditableColumn]) -> Int {
      list.firstIndex { $0.place == place } ?? 0
    }
    return [
      try edited("overlong-varint-in-column", "bad-column") { $0[at(action, $0)].overlongKind = true },
      try edited("count-mismatch", "bad-column") { $0[at(action, $0)].count += 1 },
      try edited("columns-out-of-order", "bad-column") { $0.swapAt(2, 3) },
      try edited("column-twice", "bad-column") { $0.append($0[$0.count - 1]) },
      try edited("unexpected-column", "bad-column") { list in
        list.append(EditableColumn(place: ColumnPlace(kind: 900, field: 1), encoding: 0, count: 1, bytes: []))
      },
      try edited("missing-column", "bad-column") { $0.remove(at: at(action, $0)) },
      try edited("trailing-bytes-in-column", "bad-column") { $0[at(action, $0)].bytes.append(0) },
      try edited("unknown-value-type", "bad-column") { $0[at(action, $0)].encoding = 7 },
      try edited("unknown-transform", "bad-column") { $0[at(action, $0)].bytes[0] = 3 },
      try edited("wrong-type", "bad-column") { list in
        list[at(action, list)].encoding = 3
        list[at(action, list)].bytes = [0, 0, 0]
      },
      try edited("superfluous-plane", "not-canonical") { list in
        list[at(action, list)].bytes = [0, 2, 1, 0, 0, 0]
      },
      try edited("another-transform", "not-canonical") { list in
        // All are 1, which is plain; a delta of nothing from 1 on says the same.
        list[at(action, list)].bytes = [1, 2, 0, 0]
      },
      try edited("sealed-column", "sealed-column") { $0[at(patron, $0)].keyID = 5 },
      try edited("confidential-in-clear", "bad-column") { list in
        list[at(patron, list)].encoding &= 0x7f
      },
      try edited("confidential-commits", "bad-column") { list in
        list[at(wall, list)].encoding |= 0x80
      },
      try edited("unused-space", "not-canonical") { list in
        let place = ColumnPlace(kind: 0, field: CommitColumn.spaces)
        var writer = ByteWriter()
        writer.append(space: .source("zzz"))
        var draft = Draft()
        let used = SpaceTable.used(in: sample.commits, own: L.writer).foreign.map { space in
          var writer = ByteWriter()
          writer.append(space: space)
          return writer.bytes
        }
        _ = StringStream.encode(used + [writer.bytes], isText: false, into: &draft)
        list[at(place, list)].bytes = draft.bytes
        list[at(place, list)].count += 1
      },
      try edited("text-is-not-utf8", "bad-column", SegmentCases.everyAction) { list in
        let title = at(ColumnPlace(kind: L.item, field: 1), list)
        let last = list[title].bytes.count - 1
        list[title].bytes[last] = 0xff
      },
    ]
  }

  private static func commits() throws -> [Case] {
    let delete = Operation(.delete, kind: L.item, record: L.own(1))
    let dot = Dot(writer: L.writer, number: 1)
    let twice = Operation(.write, kind: L.item, record: L.own(1), keeps: [dot, dot])
    let cases: [(String, Segment)] = [
      ("kind-of-another-lane", L.segment(.circulation, [L.commit(1, [delete])])),
      ("sequence-falls", L.segment(.catalog, [L.commit(1, [], sequence: 5), L.commit(2, [], sequence: 5)])),
      ("kept-dot-twice", L.segment(.catalog, [L.commit(1, [twice])])),
      ("clock-out-of-range", L.segment(.catalog, [L.commit(1, [], wall: 1 << 54)])),
    ]
    return try cases.map {
      Case(name: $0, code: "bad-commits", bytes: try forged($1, raw: raw(of: $1)))
    }
  }

  // MARK: - Forging

  static func raw(of segment: Segment) throws -> [UInt8] {
    try BodyEncoder(segment) { SegmentCodec.isConfidential($0, segment.log.lane, L.schema) }
      .encode().bytes
  }

  static func forged(_ segment: Segment, raw: [UInt8]) throws -> [UInt8] {
    let body = Zstd.pack(raw, cuts: [])
    return try forged(segment) {
      $0.bodyRawBytes = UInt32(raw.count)
      $0.bodyPackedBytes = UInt32(body.count)
      $0.bodyHash = Data(Sha256.hash(body).word.bytes)
    } body: {
      body
    }
  }

  /// A segment with another header, and another body where one is given, signed anew.
  static func forged(
    _ segment: Segment, key: SigningKey = L.key,
    _ change: (inout Catchword_V1_SegmentHeader) -> Void, body: (() -> [UInt8])? = nil
  ) throws -> [UInt8] {
    let raw = try raw(of: segment)
    let body = body?() ?? Zstd.pack(raw, cuts: [])
    let operations = segment.commits.reduce(0) { $0 + $1.operations.count }
    var header = Catchword_V1_SegmentHeader(
      segment, network: L.network, operations: operations, rawBytes: raw.count, body: body)
    change(&header)
    return try joined(MessageCodec.bytes(header), body, key)
  }

  static func resigned(
    _ segment: Segment, _ change: ([UInt8]) -> [UInt8]
  ) throws -> [UInt8] {
    let framing = try SegmentFraming(L.seal(segment).bytes)
    return try joined(change(framing.header), framing.body, L.key)
  }

  private static func joined(
    _ header: [UInt8], _ body: [UInt8], _ key: SigningKey
  ) throws -> [UInt8] {
    SegmentFraming.join(
      header: header, signature: try key.sign(SegmentFraming.signedBytes(header: header)), body: body)
  }
}

/// One column of a body, open for damage.
struct EditableColumn {
  var place: ColumnPlace
  var encoding: UInt8
  var keyID = 0
  var count: Int
  var bytes: [UInt8]
  var overlongKind = false

  static func list(_ raw: [UInt8]) throws -> [EditableColumn] {
    var reader = ByteReader(raw)
    var list: [EditableColumn] = []
    while !reader.isAtEnd {
      let column = try PackedColumn.read(&reader)
      list.append(
        EditableColumn(
          place: column.place, encoding: column.encoding.byte, count: column.count,
          bytes: Array(column.bytes)))
    }
    return list
  }

  var encoded: [UInt8] {
    var writer = ByteWriter()
    if overlongKind {
      writer.append(raw: [UInt8(place.kind) | 0x80, 0])
    } else {
      writer.append(varint: UInt64(place.kind))
    }
    writer.append(varint: UInt64(place.field))
    writer.append(byte: encoding)
    if encoding & 0x80 != 0 { writer.append(varint: UInt64(keyID)) }
    writer.append(varint: UInt64(count))
    writer.append(counted: bytes)
    return writer.bytes
  }
}
