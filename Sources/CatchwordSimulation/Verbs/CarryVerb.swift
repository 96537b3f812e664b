import CatchwordCore

/// `carry van usb`: a host exchanges with a stick.
struct CarryVerb: Verb {
  static let word = "carry"
  static let forms = [
    VerbForm(
      "carry HOST STICK", "The host exchanges with a USB stick, which is made where there is none.")
  ]

  let host: String
  let stick: String

  init(host: String, stick: String) {
    self.host = host
    self.stick = stick
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    stick = try words.take("the name of a stick")
  }

  var arguments: [String] { [host, stick] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let client = try run.find(host)
    let stick = run.sticks[stick] ?? Stick(name: stick)
    run.sticks[stick.name] = stick
    try run.exchange(at: client, step) {
      StickTransport(stick, network: try run.use(client) { $0.network })
    }
  }
}
