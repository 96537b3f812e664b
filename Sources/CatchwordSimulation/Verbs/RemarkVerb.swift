import CatchwordCore

/// `remark hill dance "Who plays?"`: writes a remark under a note.
struct RemarkVerb: Verb {
  static let word = "remark"
  static let forms = [
    VerbForm(
      "remark HOST NOTE TEXT",
      "Writes a remark under a note.")
  ]

  let host: String
  let note: String
  let text: String

  init(host: String, note: String, text: String) {
    self.host = host
    self.note = note
    self.text = text
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    note = try words.take("the name of a note")
    text = try words.take("a text")
  }

  var arguments: [String] { [host, note, text] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.board(note, at: host, step) { sight in
      _ = try sight.hanging()
      let remark = Operation(
        .write, kind: BoardKind.remark, record: try sight.mint(),
        values: [
          FieldValue(RemarkField.note, .record(sight.id)),
          FieldValue(RemarkField.text, .text(text)),
        ])
      // No vote, but a change of the note: a takedown that does not know the remark meets it.
      return [remark, sight.change(.increment, NoteField.votes, .integer(0))]
    }
  }
}
