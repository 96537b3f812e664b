/// `start east`: a machine that was off is switched on.
struct StartVerb: Verb {
  static let word = "start"
  static let forms = [
    VerbForm("start HOST", "Switches a machine on again: a new boot, on what its disk kept.")
  ]

  let host: String

  init(host: String) { self.host = host }

  init(_ words: inout Words) throws { host = try words.host() }

  var arguments: [String] { [host] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .fault }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.condition == .off else { return run.say("\(Plan.line(self)): it is on") }
    try run.start(
      place, damage: place.damage, seed: Stream(seed: run.plan.seed, UInt64(step.id)).first)
    run.say("\(Plan.line(self)): it is \(place.isReachable ? "back" : "still off")")
  }
}

extension Stream {
  /// The first draw, as a seed for somebody else's generator.
  var first: UInt64 {
    var copy = self
    return copy.next()
  }
}
