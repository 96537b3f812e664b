import CatchwordCore

/// `vote hill dance 2`: votes for a note, or against it.
struct VoteVerb: Verb {
  static let word = "vote"
  static let forms = [
    VerbForm(
      "vote HOST NOTE N",
      "Adds so many votes; a negative number takes votes away.")
  ]

  let host: String
  let note: String
  let votes: Int64

  init(host: String, note: String, votes: Int64) {
    self.host = host
    self.note = note
    self.votes = votes
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    note = try words.take("the name of a note")
    votes = try words.number("a number of votes")
  }

  var arguments: [String] { [host, note, "\(votes)"] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.board(note, at: host, step) { sight in
      _ = try sight.hanging()
      return [sight.change(.increment, NoteField.votes, .integer(votes))]
    }
  }
}
