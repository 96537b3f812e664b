/// `status van`: what the replica says of itself.
struct StatusVerb: Verb {
  static let word = "status"
  static let forms = [
    VerbForm("status HOST", "Writes down what the replica says became of it, and its alarms.")
  ]

  let host: String

  init(_ words: inout Words) throws { host = try words.host() }

  var arguments: [String] { [host] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .expectation }

  func perform(_ step: Step, in run: Run) throws {
    try run.answer(self, at: host, orElse: "nothing is wrong") { place in
      try run.use(place) { try $0.sentences() }
    }
  }
}
