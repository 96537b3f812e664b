import CatchwordCore

/// `post hill dance "Dance on Friday"`: hangs up a note, or gives it another title.
struct PostVerb: Verb {
  static let word = "post"
  static let forms = [
    VerbForm(
      "post HOST NOTE TITLE",
      "Hangs up a note, or one that was taken down again, or gives it another title.")
  ]

  let host: String
  let note: String
  let title: String

  init(host: String, note: String, title: String) {
    self.host = host
    self.note = note
    self.title = title
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    note = try words.take("the name of a note")
    title = try words.take("a title")
  }

  var arguments: [String] { [host, note, title] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.board(note, at: host, step) { [$0.change(.write, NoteField.title, .text(title))] }
  }
}
