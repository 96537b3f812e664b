/// `heal`: lines are up again.
struct HealVerb: Verb {
  static let word = "heal"
  static let forms = [
    VerbForm("heal", "All lines are up again."),
    VerbForm(
      "heal HOST PEER",
      "Ends one cut between the two, both ways; the line is up again when there is none left."),
  ]

  let pair: [String]

  init(_ pair: [String] = []) { self.pair = pair }

  init(_ words: inout Words) throws {
    pair = words.isAtEnd ? [] : [try words.host(), try words.host()]
  }

  var arguments: [String] { pair }
  var hosts: [String] { pair }
  static var nature: VerbNature { .fault }

  func perform(_ step: Step, in run: Run) throws {
    if pair.isEmpty {
      run.lines.healAll()
      for host in run.hosts { run.happened(.heal, at: host, "all lines") }
    } else {
      let (here, there) = (try run.find(pair[0]), try run.find(pair[1]))
      run.lines.heal(here.name, there.name)
      run.lines.heal(there.name, here.name)
      run.happened(.heal, at: here, "both ways", peer: there.name)
    }
    run.say(Plan.line(self))
  }
}
