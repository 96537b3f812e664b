import Catchword
package import CatchwordCore
import CatchwordLibrary
import CatchwordWire

/// Why nothing can be done with a note; an answer like any other.
package struct BoardRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
}

/// What villagers do at the board, as verbs let them do it.
extension Run {
  /// One deed about one note, in one commit.
  ///
  /// - Parameter plan: the note as this host shows it, nil where none hangs there, and what else
  ///   planning needs, to operations.
  func board(
    _ note: String, at name: String, _ step: Step, _ plan: (BoardSight) throws -> [Operation]
  ) throws {
    let host = try find(name)
    try staff(at: host, Plan.line(step.verb)) {
      try commit(at: host, step) { engine in
        try engine.commit(staff: host.name) { reader, mint in
          let view = try reader.record(kind: BoardKind.note, .note(note))
          let hanging = view.flatMap { $0.state.isDead ? nil : $0 }
          return try withoutActuallyEscaping(mint) { mint in
            try plan(BoardSight(id: .note(note), note: hanging, reader: reader, mint: mint))
          }
        }
      }
      return "done"
    }
  }
}

/// What somebody before the board sees of one note.
struct BoardSight {
  let id: RecordID
  /// Nil where it does not hang, or no more.
  let note: RecordView?
  let reader: any RecordReading
  let mint: () throws -> RecordID

  /// - Throws: `BoardRefusal` where the note does not hang here.
  func hanging() throws -> RecordView {
    guard let note else { throw BoardRefusal(description: "no such note hangs here") }
    return note
  }

  /// Remarks under the note, ascending by id.
  func remarks() throws -> [RecordView] {
    try reader.records(kind: BoardKind.remark, where: RemarkField.note, is: .record(id))
      .filter { !$0.state.isDead }
  }

  /// A change of the note that settles conflicts of that field and no others.
  func change(_ action: Operation.Action, _ field: Int, _ value: Value) -> Operation {
    let state = note?.state
    let settled = Set((state?.registers[field]?.siblings ?? []).map(\.stamp.dot))
    let keeps = (state?.conflictingDots ?? []).filter { !settled.contains($0) }
    return Operation(
      action, kind: BoardKind.note, record: id, values: [FieldValue(field, value)], keeps: keeps)
  }
}

extension RecordID {
  /// Notes are known by name, so that two hosts that post under one name mean one note.
  package static func note(_ name: String) -> RecordID {
    let hash = Sha256.hash(Array(name.utf8)).word.prefix
    return RecordID(
      space: .source("board:note"), number: Int64(hash & UInt64(RecordID.maximumNumber)))
  }
}
