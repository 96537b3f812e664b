import CatchwordLibrary

/// `register van p90`: a new patron, at the desk.
struct RegisterVerb: Verb {
  static let word = "register"
  static let forms = [VerbForm("register HOST CARD", "Registers a new patron.")]

  let host: String
  let card: String

  init(host: String, card: String) {
    self.host = host
    self.card = card
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
  }

  var arguments: [String] { [host, card] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    try run.edit(
      .addPatron(PatronVerb.values(card: card, branch: place.branch)), at: place, step)
  }
}
