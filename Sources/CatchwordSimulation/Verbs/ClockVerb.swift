/// `clock east +9m`: a clock that is wrong, or is set right.
struct ClockVerb: Verb {
  enum Change: Hashable, Sendable {
    case off(Span)
    case drift(Int64)
    case synchronized
    case corrected
  }

  static let word = "clock"
  static let forms = [
    VerbForm("clock HOST ±SPAN", "The wall clock is set so far from the truth."),
    VerbForm("clock HOST drift PPM", "The wall clock runs fast by so many parts of a million."),
    VerbForm("clock HOST correct", "Somebody sets the wall clock right by hand."),
    VerbForm("clock HOST ntp", "NTP keeps the clock from now on."),
  ]

  let host: String
  let change: Change

  init(host: String, _ change: Change) {
    self.host = host
    self.change = change
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    if words.skip("drift") {
      change = .drift(try words.number("parts of a million"))
    } else if words.skip("correct") {
      change = .corrected
    } else if words.skip("ntp") {
      change = .synchronized
    } else {
      change = .off(try words.span("how far the clock is off"))
    }
  }

  var arguments: [String] {
    switch change {
    case .off(let span): [host, span.signed]
    case .drift(let ppm): [host, "drift", "\(ppm)"]
    case .synchronized: [host, "ntp"]
    case .corrected: [host, "correct"]
    }
  }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .fault }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    let before = place.clock.errorMilliseconds
    switch change {
    case .off(let span): place.clock.set(offMilliseconds: span.milliseconds)
    case .drift(let ppm): place.clock.drift(ppm: ppm)
    case .synchronized: place.clock.synchronize()
    case .corrected: place.clock.set(offMilliseconds: 0)
    }
    if place.sessions > 0, place.clock.errorMilliseconds < before {
      run.reached(.clockStepInSession)
    }
    run.happened(.clock, at: place, arguments.dropFirst().joined(separator: " "))
    run.say(Plan.line(self))
  }
}
