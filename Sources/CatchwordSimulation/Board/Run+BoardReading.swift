import Catchword
import CatchwordCore
import CatchwordLibrary

/// How stories look at a board.
extension Run {
  func note(_ name: String, at host: Host) throws -> RecordView? {
    try use(host) { engine in
      try engine.read { try $0.record(kind: BoardKind.note, .note(name)) }
    }
  }

  /// Conflicts about a note or its remarks; most urgent first.
  func boardReviews(about name: String, at host: Host) throws -> [ReviewItem] {
    let note = RecordID.note(name)
    return try use(host) { engine in
      let items = try engine.reviews()
      return try engine.read { reader in
        try items.filter { item in
          guard case .record(let kind, let id) = item.subject else { return false }
          guard kind == BoardKind.remark else { return id == note }
          return try reader.record(kind: kind, id)?[RemarkField.note].record == note
        }
      }
    }
  }

  /// - Returns: why the claim does not hold at a host; nil where it does.
  func boardTrouble(with claim: ExpectVerb.Claim, at host: Host) throws -> String? {
    switch claim {
    case .conflict(_, let name, let isOpen, let owner):
      let all = try boardReviews(about: name, at: host)
      let found = all.contains {
        $0.isResolved != isOpen && (owner == nil || $0.owner == owner?.uppercased())
      }
      return found ? nil : all.isEmpty ? "nothing stands there" : all.map(\.summary).joined()
    case .noConflict(let name):
      let open = try boardReviews(about: name, at: host).filter { !$0.isResolved }
      return open.isEmpty ? nil : open.map(\.summary).joined(separator: ", ")
    case .title(let name, let title):
      return try difference(of: name, NoteField.title, from: title, at: host)
    case .at(let name, let place):
      return try difference(of: name, NoteField.place, from: place, at: host)
    case .loan, .noLoan, .due, .underWay, .uses, .hold, .owed, .credit:
      throw StoryError("nothing is lent on a board, or sent")
    case .order, .fund: throw StoryError("nothing is bought on a board")
    case .heading: throw StoryError("a board has no headings")
    case .anonymous, .erased: throw StoryError("nobody borrows from a board")
    case .converged, .says: return nil
    }
  }

  private func difference(
    of name: String, _ field: Int, from text: String, at host: Host
  ) throws -> String? {
    guard let view = try note(name, at: host), !view.state.isDead else { return "it does not hang" }
    let shown = view[field]
    return shown == .text(text) ? nil : "it shows \(shown.text ?? "nothing")"
  }

  /// What a note says and what became of it, in a sentence.
  func boardStanding(of view: RecordView?) -> String {
    guard let view else { return "Nobody posted it." }
    guard !view.state.isDead else { return "It was taken down." }
    typealias Column = NoteField.Derived
    let tags = view.state.sets[NoteField.tags]?.elements.compactMap(\.text) ?? []
    var words = ["It says \"\(view[NoteField.title].text ?? "")\""]
    if let place = view[NoteField.place].text { words.append("hangs \(place)") }
    if let height = view[NoteField.pinned].integer { words.append("is pinned at \(height)") }
    if !tags.isEmpty { words.append("is about \(tags.joined(separator: " and "))") }
    words.append("has \(view.state.counters[NoteField.votes]?.value ?? 0) votes")
    if let visits = view.derived[Column.visits]?.integer {
      words.append(
        "was looked at \(visits) times, last by \(view.derived[Column.lastVisitor]?.text ?? "")")
    }
    return words.joined(separator: ", ") + "."
  }
}
