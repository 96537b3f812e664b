/// `settle`: the end of all trouble; also stands for what the simulator does of itself.
struct SettleVerb: Verb {
  static let word = "settle"
  static let forms = [
    VerbForm("settle", "All faults end, whoever is off is started, and all meet until they agree.")
  ]

  init() {}
  init(_ words: inout Words) throws {}

  var arguments: [String] { [] }
  var hosts: [String] { [] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.settle()
    run.say("settle: all agree")
  }
}
