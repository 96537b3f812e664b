/// `upgrade east`: a newer program runs there, whose schema knows more.
struct UpgradeVerb: Verb {
  static let word = "upgrade"
  static let forms = [
    VerbForm(
      "upgrade HOST",
      "A newer program runs there from now on: its schema has a field and a kind that others do not "
        + "know.")
  ]

  let host: String

  init(host: String) { self.host = host }

  init(_ words: inout Words) throws { host = try words.host() }

  var arguments: [String] { [host] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.isReachable, run.world == .full else {
      return run.say("\(Plan.line(self)): it cannot be done now")
    }
    run.stop(place)
    place.isUpgraded = true
    try run.open(place)
    run.happened(.start, at: place, "a newer program")
    run.say(Plan.line(self))
  }
}
