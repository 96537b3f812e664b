import CatchwordCore

/// `visit hill dance Ada`: somebody stands before a note.
struct VisitVerb: Verb {
  static let word = "visit"
  static let forms = [
    VerbForm(
      "visit HOST NOTE WHO [MINUTES]",
      "Somebody stands before a note, for a minute or so many; a fact, also of a note not known here."
    )
  ]

  let host: String
  let note: String
  let who: String
  let minutes: Int64

  init(host: String, note: String, who: String, minutes: Int64 = 1) {
    self.host = host
    self.note = note
    self.who = who
    self.minutes = minutes
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    note = try words.take("the name of a note")
    who = try words.take("somebody's name")
    minutes = words.isAtEnd ? 1 : try words.number("a number of minutes")
  }

  var arguments: [String] { [host, note, who] + (minutes == 1 ? [] : ["\(minutes)"]) }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.board(note, at: host, step) { sight in
      let values = [
        FieldValue(VisitField.note, .record(sight.id)), FieldValue(VisitField.who, .text(who)),
        FieldValue(VisitField.minutes, .integer(minutes)),
      ]
      return [
        Operation(.fact, kind: BoardKind.visit, record: try sight.mint(), values: values)
      ]
    }
  }
}
