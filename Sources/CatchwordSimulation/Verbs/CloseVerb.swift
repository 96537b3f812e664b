import Catchword
import CatchwordCore
import CatchwordLibrary

/// `close main van 2026-03-04 2026-03-06`: a branch is closed on days that nobody had foreseen.
struct CloseVerb: Verb {
  static let word = "close"
  static let forms = [
    VerbForm(
      "close HOST BRANCH FIRST LAST",
      "Closes a branch from one day through another, beside what the policy says.")
  ]

  let host: String
  let branch: String
  let first: CivilDate
  let last: CivilDate

  init(_ words: inout Words) throws {
    host = try words.host()
    branch = try words.take("a branch")
    first = try words.date()
    last = try words.date()
    guard first <= last else { throw StoryError("\(last) is before \(first)") }
  }

  var arguments: [String] { [host, branch, "\(first)", "\(last)"] }
  var hosts: [String] { host == branch ? [host] : [host, branch] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    let closed = try run.find(branch).branch
    let closure = PolicyClosure(first: first, last: last, reason: "snow")
    try run.staff(at: place, Plan.line(self)) {
      _ = try run.commit(at: place, step) { engine in
        try engine.commit(staff: place.name) { _, mint in
          [PolicyEdit.close(closed, closure, id: try mint())]
        }
      }
      return "closed"
    }
  }
}

extension Words {
  mutating func date() throws -> CivilDate {
    let word = try take("a date")
    guard let date = try? CivilDate(parsing: word) else {
      throw StoryError("`\(word)` is no date; write it like 2026-03-04")
    }
    return date
  }
}
