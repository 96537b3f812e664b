/// `cut main east`: the line between two hosts is down.
struct CutVerb: Verb {
  static let word = "cut"
  static let forms = [
    VerbForm(
      "cut HOST PEER [one-way]",
      "No frame passes between the two until they are healed; `one-way`: none from the first to the "
        + "second. Cuts overlap.")
  ]

  let from: String
  let to: String
  let isOneWay: Bool

  init(from: String, to: String, isOneWay: Bool = false) {
    self.from = from
    self.to = to
    self.isOneWay = isOneWay
  }

  init(_ words: inout Words) throws {
    from = try words.host()
    to = try words.host()
    isOneWay = words.skip("one-way")
  }

  var arguments: [String] { [from, to] + (isOneWay ? ["one-way"] : []) }
  var hosts: [String] { [from, to] }
  static var nature: VerbNature { .fault }

  func perform(_ step: Step, in run: Run) throws {
    let (here, there) = (try run.find(from), try run.find(to))
    run.lines.cut(here.name, there.name)
    if !isOneWay { run.lines.cut(there.name, here.name) }
    run.happened(.cut, at: here, isOneWay ? "one-way" : "both ways", peer: there.name)
    run.say(Plan.line(self))
  }
}
