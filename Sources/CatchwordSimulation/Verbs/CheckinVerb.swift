import CatchwordCore
import CatchwordLibrary

/// `checkin east 31234`: takes an item back.
struct CheckinVerb: Verb {
  static let word = "checkin"
  static let forms = [
    VerbForm(
      "checkin HOST BARCODE [backdate DAYS]",
      "Takes an item back; with `backdate`, as having come back so many days ago.")
  ]

  let host: String
  let barcode: String
  let backdateDays: Int64?

  init(host: String, barcode: String, backdateDays: Int64? = nil) {
    self.host = host
    self.barcode = barcode
    self.backdateDays = backdateDays
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    backdateDays = words.skip("backdate") ? try words.number("a number of days") : nil
  }

  var arguments: [String] {
    [host, barcode] + (backdateDays.map { ["backdate", "\($0)"] } ?? [])
  }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    // Who backdates knows what day it is, whatever the machine believes.
    let today = CivilDate(ofSeconds: run.now.unixSeconds)
    let checkin = DeskAction.Checkin(
      barcode: barcode, backdate: backdateDays.map { today.adding(days: -$0) })
    try run.desk(.checkin(checkin), at: host, step)
  }
}
