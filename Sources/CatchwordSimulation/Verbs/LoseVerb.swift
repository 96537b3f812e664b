/// `lose van`: a machine is stolen or burnt, for good.
struct LoseVerb: Verb {
  static let word = "lose"
  static let forms = [
    VerbForm("lose HOST", "The machine is gone for good, and what only it held with it.")
  ]

  let host: String

  init(host: String) { self.host = host }

  init(_ words: inout Words) throws { host = try words.host() }

  var arguments: [String] { [host] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .fault }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.condition != .gone, run.living.count > 1 else {
      return run.say("\(Plan.line(self)): it stays")
    }
    let alone = try run.keptAlone(by: place)
    run.stop(place)
    place.condition = .gone
    run.giveUp(alone, by: place, keeping: [])
    run.happened(.crash, at: place, "gone for good")
    run.say(Plan.line(self))
  }
}
