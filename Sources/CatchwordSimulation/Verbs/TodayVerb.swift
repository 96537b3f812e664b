import CatchwordLibrary

/// `today van`: staff look at a calendar and tell the machine which day it is (case 43).
struct TodayVerb: Verb {
  static let word = "today"
  static let forms = [
    VerbForm(
      "today HOST",
      "Staff tell a machine which day it is: a clock in doubt counts from it, and one that is wrong "
        + "stands in the queue until it is set and they say it once more.")
  ]

  let host: String

  init(host: String) { self.host = host }

  init(_ words: inout Words) throws { host = try words.host() }

  var arguments: [String] { [host] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.desk(.today(CivilDate(ofSeconds: run.now.unixSeconds)), at: host, step)
  }
}
