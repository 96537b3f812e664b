import CatchwordCore
import CatchwordLibrary

/// `register van p90`: a new patron, at the desk.
struct RegisterVerb: Verb {
  static let word = "register"
  static let forms = [
    VerbForm(
      "register HOST CARD [named NAME] [born DATE]",
      "Registers a new patron, who is called as their card where no name is given.")
  ]

  let host: String
  let card: String
  let name: String?
  let born: CivilDate?

  init(host: String, card: String) {
    self.host = host
    self.card = card
    name = nil
    born = nil
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
    name = words.skip("named") ? try words.take("a name") : nil
    born = words.skip("born") ? try words.date() : nil
  }

  var arguments: [String] {
    [host, card] + (name.map { ["named", $0] } ?? []) + (born.map { ["born", "\($0)"] } ?? [])
  }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    var values = PatronVerb.values(card: card, branch: place.branch, name: name)
    if let born { values.append(FieldValue(PatronField.birthDate, .integer(born.day))) }
    try run.edit(.addPatron(values), at: place, step)
  }
}
