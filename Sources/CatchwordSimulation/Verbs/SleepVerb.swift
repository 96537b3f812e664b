/// `sleep van`, `wake van`: the lid is closed.
struct SleepVerb: Verb {
  static let word = "sleep"
  static let forms = [
    VerbForm("sleep HOST SPAN", "The lid is closed for so long: it neither acts nor answers.")
  ]

  let host: String
  let span: Span

  init(host: String, span: Span) {
    self.host = host
    self.span = span
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    span = try words.span("a length of time")
  }

  var arguments: [String] { [host, span.description] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .fault }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.condition == .on else { return run.say("\(Plan.line(self)): it is not on") }
    place.condition = .asleep
    place.wakesAt = step.at.adding(milliseconds: span.milliseconds)
    run.happened(.sleep, at: place, "for \(span)")
    run.say(Plan.line(self))
  }
}
