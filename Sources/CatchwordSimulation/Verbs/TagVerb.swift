import CatchwordCore

/// `tag hill dance music`: says what a note is about.
struct TagVerb: Verb {
  static let word = "tag"
  static let forms = [
    VerbForm(
      "tag HOST NOTE TAG",
      "Says what a note is about.")
  ]

  let host: String
  let note: String
  let tag: String

  init(host: String, note: String, tag: String) {
    self.host = host
    self.note = note
    self.tag = tag
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    note = try words.take("the name of a note")
    tag = try words.take("a tag")
  }

  var arguments: [String] { [host, note, tag] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.board(note, at: host, step) { sight in
      _ = try sight.hanging()
      return [sight.change(.add, NoteField.tags, .text(tag))]
    }
  }
}
