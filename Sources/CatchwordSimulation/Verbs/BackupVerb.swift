/// `backup main as monday`: a copy of the disk is put away.
struct BackupVerb: Verb {
  static let word = "backup"
  static let forms = [
    VerbForm("backup HOST as NAME", "Puts away a copy of the host's disk as it is now.")
  ]

  let host: String
  let name: String

  init(host: String, name: String) {
    self.host = host
    self.name = name
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    try words.expect("as")
    name = try words.take("a name")
  }

  var arguments: [String] { [host, "as", name] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.isReachable else { return run.say("\(Plan.line(self)): it is not on") }
    place.images[name] = try run.image(of: place)
    place.imageContents[name] = try run.use(place) { try run.contents(of: $0) }
    run.happened(.copy, at: place, "backup \(name)")
    run.say(Plan.line(self))
  }
}
