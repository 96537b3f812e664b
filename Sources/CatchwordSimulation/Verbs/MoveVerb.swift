import CatchwordCore

/// `move hill dance left`: hangs a note somewhere else.
struct MoveVerb: Verb {
  static let word = "move"
  static let forms = [
    VerbForm(
      "move HOST NOTE PLACE",
      "Hangs a note somewhere else on the board.")
  ]

  let host: String
  let note: String
  let place: String

  init(host: String, note: String, place: String) {
    self.host = host
    self.note = note
    self.place = place
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    note = try words.take("the name of a note")
    place = try words.take("a place")
  }

  var arguments: [String] { [host, note, place] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.board(note, at: host, step) { sight in
      _ = try sight.hanging()
      return [sight.change(.write, NoteField.place, .text(place))]
    }
  }
}
