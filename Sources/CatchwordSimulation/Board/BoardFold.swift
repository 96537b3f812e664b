package import CatchwordCore

/// What visits add up to. Conflicts of notes are no matter of this fold: a policy decides them
/// (`PolicyDeriving`).
package struct BoardFold: Deriving {
  package init() {}

  /// 1: first fold.
  package var version: Int { 1 }

  package func subjects(of change: Change, in reader: any RecordReading) throws -> [Subject] {
    switch change.operation.kind {
    case BoardKind.note: [.record(kind: BoardKind.note, change.operation.record)]
    case BoardKind.visit:
      change.operation[VisitField.note]?.record.map { [.record(kind: BoardKind.note, $0)] } ?? []
    default: []
    }
  }

  package func derive(_ subject: Subject, in reader: any RecordReading) throws -> Derivation {
    var derivation = Derivation()
    guard case .record(BoardKind.note, let id) = subject else { return derivation }
    let visits = FoldOrder.sorted(
      try reader.facts(kind: BoardKind.visit, where: VisitField.note, is: .record(id)))
    guard let last = visits.last else { return derivation }
    let minutes = visits.reduce(Int64(0)) { $0 &+ ($1[VisitField.minutes].integer ?? 0) }
    derivation.columns = [
      NoteField.Derived.visits: .integer(Int64(visits.count)),
      NoteField.Derived.lastVisitor: last[VisitField.who],
      NoteField.Derived.minutes: .integer(minutes),
    ]
    derivation.explanations = visits.map { visit in
      "\(visit[VisitField.who].text ?? "Somebody") stood before it for"
        + " \(visit[VisitField.minutes].integer ?? 0) min."
    }
    return derivation
  }
}
