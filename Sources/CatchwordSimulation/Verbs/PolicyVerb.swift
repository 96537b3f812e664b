import Catchword
import CatchwordCore
import CatchwordLibrary

/// `policy main 7 20 1000`: what lending costs from now on.
struct PolicyVerb: Verb {
  static let word = "policy"
  static let forms = [
    VerbForm(
      "policy HOST DAYS FINE OWED [loans N] [floats BRANCH…]",
      "Loads a policy: loans of so many days, so many cents a day for a late return, and nobody who "
        + "owes more than so many cents borrows; `loans`: nor anybody who has so many at home; "
        + "`floats`: items of these branches stay where they come back within them.")
  ]

  let host: String
  let days: Int64
  let fine: Int64
  let owed: Int64
  let loans: Int64?
  let floating: [String]

  init(host: String, days: Int64, fine: Int64, owed: Int64) {
    self.host = host
    self.days = days
    self.fine = fine
    self.owed = owed
    loans = nil
    floating = []
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    days = try words.cents()
    fine = try words.cents()
    owed = try words.cents()
    loans = words.skip("loans") ? try words.number("how many loans at once") : nil
    floating = words.skip("floats") ? words.takeAll() : []
    guard floating.count != 1 else {
      throw StoryError("one branch is no group; name at least two after `floats`")
    }
  }

  var arguments: [String] {
    [host, "\(days)", "\(fine)", "\(owed)"] + (loans.map { ["loans", "\($0)"] } ?? [])
      + (floating.isEmpty ? [] : ["floats"] + floating)
  }
  var hosts: [String] { [host] + floating.filter { $0 != host } }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    var policy = Policy.standard
    policy.base.period = .days(days)
    policy.base.finePerDay = fine
    policy.limits.owed = owed
    policy.limits.loans = loans
    if !floating.isEmpty {
      let branches = try floating.map { ExactText(try run.find($0).branch) }
      policy.floating = [FloatingGroup("together", branches.sorted())]
    }
    try run.staff(at: place, Plan.line(self)) {
      _ = try run.commit(at: place, step) { engine in
        try engine.commit(staff: place.name) { _, mint in
          [try PolicyEdit.load(policy, reason: "", branch: place.branch, id: try mint())]
        }
      }
      return "loaded"
    }
  }
}
