import CatchwordCore

/// `takedown hill dance`: takes a note down, with the remarks under it.
struct TakedownVerb: Verb {
  static let word = "takedown"
  static let forms = [
    VerbForm(
      "takedown HOST NOTE",
      "Takes a note down, with the remarks that are seen under it.")
  ]

  let host: String
  let note: String

  init(host: String, note: String) {
    self.host = host
    self.note = note
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    note = try words.take("the name of a note")
  }

  var arguments: [String] { [host, note] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.board(note, at: host, step) { sight in
      _ = try sight.hanging()
      return try sight.remarks().map {
        Operation(.delete, kind: BoardKind.remark, record: $0.id)
      } + [Operation(.delete, kind: BoardKind.note, record: sight.id)]
    }
  }
}
