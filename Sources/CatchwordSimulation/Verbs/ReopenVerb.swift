import CatchwordCore
import CatchwordLibrary

/// `reopen main 31234`: a decision is taken back.
struct ReopenVerb: Verb {
  static let word = "reopen"
  static let forms = [
    VerbForm("reopen HOST BARCODE", "Takes back the decision about a conflict of the item.")
  ]

  let host: String
  let barcode: String

  init(host: String, barcode: String) {
    self.host = host
    self.barcode = barcode
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
  }

  var arguments: [String] { [host, barcode] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    try run.staff(at: place, Plan.line(self)) {
      guard let item = try run.reviews(about: barcode, at: place).first(where: \.isResolved)
      else { return "nothing is decided" }
      _ = try run.commit(at: place, step) {
        try $0.undoResolution(item.id.word.hex, reason: "decided too soon", staff: place.name)
      }
      return "case \(item.conflictCase) is open again"
    }
  }
}
