import CatchwordCore

/// Conflicts that are made up: every pair of kinds of sides, and larger ones by chance.
enum ConflictSpecimens {
  /// One side alone, then every two kinds of sides in every relation of time and writer.
  static let pairs: [FieldConflict] = fields.flatMap { field -> [FieldConflict] in
    let kinds = says(field.type)
    let singles = kinds.map { field.with([side($0, writer: 0, time: 0)]) }
    let pairs = kinds.indices.flatMap { first in
      kinds[first...].flatMap { second in
        relations.map { relation in
          field.with([
            side(kinds[first], writer: relation.writers.0, time: relation.times.0),
            side(second, writer: relation.writers.1, time: relation.times.1),
          ])
        }
      }
    }
    return singles + pairs
  }

  /// Conflicts of three to five sides.
  static func many(_ count: Int) -> [FieldConflict] {
    (0..<count).map { index in
      var chance = Stream(seed: UInt64(index), named: "made conflict")
      let field = chance.pick(fields)
      let kinds = says(field.type)
      let sides = (0..<chance.below(3) + 3).map { _ in
        side(chance.pick(kinds), writer: chance.below(3), time: chance.number(0...2))
      }
      return field.with(sides)
    }
  }

  /// One field of each type; the first three are the notice board's.
  private static let fields: [FieldConflict] = [
    blank("note", BoardKind.note, "title", NoteField.title, .text),
    blank("note", BoardKind.note, "pinned", NoteField.pinned, .integer),
    blank("remark", BoardKind.remark, "note", RemarkField.note, .record),
    blank("picture", 60, "image", 1, .bytes),
  ]

  private static func blank(
    _ kind: String, _ kindNumber: Int, _ field: String, _ number: Int, _ type: FieldType
  ) -> FieldConflict {
    FieldConflict(
      kind: kind, kindNumber: kindNumber, field: field, fieldNumber: number, type: type,
      sides: [FieldConflict.Side(.null, writerRank: 0, timeSeconds: 0)])
  }

  /// What a side can say: nil deletes the record.
  private static func says(_ type: FieldType) -> [Value?] {
    let values: [Value] =
      switch type {
      case .text: ["a", "b", "a b", "b c a", "", "\u{e9}", "e\u{301}"].map { .text($0) }
      case .integer: [0, 1, -1, 7, .max, .min].map { .integer($0) }
      case .bytes: [[], [0], [0, 1], [1, 0], [255]].map { .bytes($0) }
      case .record:
        [
          RecordID(space: .source("a"), number: 0), RecordID(space: .source("a"), number: 1),
          RecordID(space: .source("b"), number: 0),
          RecordID(space: .writer(WriterID(.zero)), number: 1),
        ].map { .record($0) }
      }
    // The plainest first: the first conflict that breaks a law is the one that people read.
    return values + [.null, nil]
  }

  private static func side(_ says: Value?, writer: Int, time: Int64) -> FieldConflict.Side {
    FieldConflict.Side(
      says ?? .null, writerRank: writer, timeSeconds: time, deletesRecord: says == nil)
  }

  private struct Relation {
    let writers: (Int, Int)
    let times: (Int64, Int64)
  }

  /// At once by two writers; later by the one or the other; twice by one writer, who kept the first.
  private static let relations = [
    Relation(writers: (0, 1), times: (0, 0)), Relation(writers: (0, 1), times: (0, 1)),
    Relation(writers: (0, 1), times: (1, 0)), Relation(writers: (0, 0), times: (0, 0)),
  ]
}
