import CatchwordCore

/// `pin hill dance 3`: pins a note so high, or takes the pin out.
struct PinVerb: Verb {
  static let word = "pin"
  static let forms = [
    VerbForm("pin HOST NOTE HEIGHT", "Pins a note at that height."),
    VerbForm("pin HOST NOTE out", "Takes the pin out."),
  ]

  let host: String
  let note: String
  let height: Int64?

  init(host: String, note: String, height: Int64?) {
    self.host = host
    self.note = note
    self.height = height
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    note = try words.take("the name of a note")
    height = words.skip("out") ? nil : try words.number("a height, or `out`")
  }

  var arguments: [String] { [host, note, height.map { "\($0)" } ?? "out"] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.board(note, at: host, step) { sight in
      _ = try sight.hanging()
      return [sight.change(.write, NoteField.pinned, height.map { .integer($0) } ?? .null)]
    }
  }
}
