/// `crash east torn`: the power goes.
struct CrashVerb: Verb {
  static let word = "crash"
  static let forms = [
    VerbForm(
      "crash HOST [keep|drop|prefix|subset|torn]",
      "The power goes. Of what no sync had made durable all is kept, all is dropped, a beginning, any "
        + "writes, or any sectors are kept.")
  ]

  let host: String
  let damage: SimulatedDisk.Damage

  init(host: String, damage: SimulatedDisk.Damage = .drop) {
    self.host = host
    self.damage = damage
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    guard let word = words.next else {
      damage = .drop
      return
    }
    guard let damage = SimulatedDisk.Damage(rawValue: word) else {
      let known = SimulatedDisk.Damage.allCases.map(\.rawValue).joined(separator: ", ")
      throw StoryError("`\(word)` is nothing that a power cut does to a disk; there are \(known)")
    }
    self.damage = damage
    _ = words.skip(word)
  }

  var arguments: [String] { [host] + (damage == .drop ? [] : [damage.rawValue]) }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .fault }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.condition != .gone else { return }
    place.damage = damage
    if place.condition != .off { run.crash(place) }
    run.say(Plan.line(self))
  }
}
