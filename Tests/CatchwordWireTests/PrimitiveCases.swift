import CatchwordCore

@testable import CatchwordWire

/// Primitives and streams by themselves: what a second implementation gets right first.
enum PrimitiveCases {
  static var json: JSON {
    .object([
      ("varints", .list(varints.map(varint))), ("signed", .list(signed.map(signedCase))),
      ("integers", .list(integers.map(stream))), ("strings", .list(strings.map(strings))),
      ("commit_hashes", .list([SegmentCases.everyType, SegmentCases.keeps].map(commitHash))),
      ("record_digest", digest),
    ])
  }

  private static let varints: [UInt64] = [0, 1, 127, 128, 300, 16_384, 1 << 32, UInt64(Int64.max)]
  private static let signed: [Int64] = [0, -1, 1, -64, 64, -65, 1_760_000_000, Int64.min, Int64.max]

  private static let integers: [(values: [Int64], clock: [Int64]?)] = [
    ([5], nil), ([5, 5, 5, 5], nil), ([1, 2, 3, 4, 5, 6], nil), ([3, 1, 2], nil),
    ([1_000, 70_000, 35_000, 1_001], nil), ([-1, 0, 1, Int64.min, Int64.max], nil),
    ([0, 1 << 40, 0, 0, 1 << 40, 0, 0, 0, 1 << 40, 1 << 40], nil),
    ([110, 0, 130, 145, 0, 161], [100, 111, 120, 135, 140, 151]),
    ((0..<300).map { $0 * $0 * $0 % 65_537 }, nil),
  ]

  private static let strings: [[String]] = [
    ["a"], ["", "b", "cc"], ["x", "x"], ["31201", "31202", "00007"], ["b", "a", "b", "a"],
    ["012", "012", "345", "012", "345", "012"], ["1", "12"],
  ]

  private static func varint(_ value: UInt64) -> JSON {
    var writer = ByteWriter()
    writer.append(varint: value)
    return .object([("value", .number(Int64(value))), ("hex", .hex(writer.bytes))])
  }

  private static func signedCase(_ value: Int64) -> JSON {
    var writer = ByteWriter()
    writer.append(signed: value)
    return .object([("value", .number(value)), ("hex", .hex(writer.bytes))])
  }

  private static func stream(_ each: (values: [Int64], clock: [Int64]?)) -> JSON {
    var draft = Draft()
    IntegerStream.encode(each.values, clock: each.clock, into: &draft)
    return .object([
      ("values", .list(each.values.map { .number($0) })),
      ("clock", each.clock.map { .list($0.map { .number($0) }) } ?? .null),
      ("hex", .hex(draft.bytes)),
    ])
  }

  private static func strings(_ texts: [String]) -> JSON {
    var draft = Draft()
    let code = StringStream.encode(texts.map { Array($0.utf8) }, isText: true, into: &draft)
    return .object([
      ("texts", .list(texts.map { .text($0) })), ("code", .number(Int64(code))), ("hex", .hex(draft.bytes)),
    ])
  }

  private static func commitHash(_ segment: Segment) -> JSON {
    let commit = segment.commits[0]
    let bytes = commit.canonicalBytes(log: segment.log)
    return .object([
      ("writer", .hex(segment.log.writer.key.bytes)), ("lane", .number(Int64(segment.log.lane.rawValue))),
      ("commit", commit.json), ("bytes", .hex(bytes)), ("sha256", .hex(Sha256.hash(bytes).word.bytes)),
    ])
  }

  /// One live row with a register, a set and a counter, as Protocol §6 adds it up.
  private static var digest: JSON {
    let segment = SegmentCases.everyAction
    var state = RecordState(kind: Library.item)
    for commit in segment.commits.prefix(1) {
      let past = segment.past(of: commit)
      let arrival = Arrival(stamp: Stamp(dot: past.dot, time: segment.time(of: commit)), past: past)
      for operation in commit.operations { state.apply(operation, arrival) }
      let uses = CatchwordCore.Operation(
        .increment, kind: Library.item, record: Library.own(1), values: [FieldValue(6, .integer(3))])
      state.apply(uses, arrival)
    }
    let bytes = state.canonicalBytes(id: Library.own(1)) ?? []
    var digest = Digest()
    digest.insert(Sha256.hash(bytes))
    return .object([("bytes", .hex(bytes)), ("digest", .hex(digest.sum.bytes))])
  }
}
