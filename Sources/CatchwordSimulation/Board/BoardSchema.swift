package import CatchwordCore
import CatchwordLibrary

/// A second domain, with nothing of a library in it: the notice board of a village.
///
/// It is here to hold the engine to its word that it is generic. It has one of everything that a
/// schema can declare: registers, a set, a counter, a child, a fact and derived columns.
package enum BoardSchema {
  package static let current = Schema(
    version: 1,
    kinds: LibrarySchema.current.kinds.filter { $0.lane == .members } + [
      NoteField.schema, RemarkField.schema, VisitField.schema,
    ])
}

/// The numbers of the board's kinds. Those of membership are the same in every domain.
package enum BoardKind {
  package static let note = 40
  package static let remark = 41
  package static let visit = 50
}

/// Fields of a note that hangs on the board.
package enum NoteField {
  package static let title = 1
  /// Where on the board it hangs.
  package static let place = 2
  package static let tags = 3
  package static let votes = 4
  /// How high it is pinned; null where it is not.
  package static let pinned = 5

  /// Columns that the fold fills in.
  package enum Derived {
    package static let visits = 1
    /// Who came last in the fold order.
    package static let lastVisitor = 2
    package static let minutes = 3
  }

  static let schema = Kind(
    BoardKind.note, "note", lane: .catalog,
    fields: [
      Field(title, "title", .text), Field(place, "place", .text),
      Field(tags, "tags", .text, join: .set), Field(votes, "votes", .integer, join: .counter),
      Field(pinned, "pinned", .integer),
    ],
    derived: [
      Field(Derived.visits, "visits", .integer),
      Field(Derived.lastVisitor, "last_visitor", .text),
      Field(Derived.minutes, "minutes", .integer),
    ])
}

/// Fields of a remark under a note.
package enum RemarkField {
  package static let note = 1
  package static let text = 2

  static let schema = Kind(
    BoardKind.remark, "remark", lane: .catalog, form: .child(of: BoardKind.note, parent: note),
    fields: [Field(note, "note", .record, isIndexed: true), Field(text, "text", .text)])
}

/// Fields of the fact that somebody stood before a note.
package enum VisitField {
  package static let note = 1
  package static let who = 2
  package static let minutes = 3

  static let schema = Kind(
    BoardKind.visit, "visit", lane: .circulation, form: .fact,
    fields: [
      Field(note, "note", .record, isIndexed: true), Field(who, "who", .text),
      Field(minutes, "minutes", .integer),
    ])
}
