import CatchwordCore
import CatchwordLibrary

/// `resolve main 31234 keep A`: a person decides a conflict.
struct ResolveVerb: Verb {
  static let word = "resolve"
  static let forms = [
    VerbForm(
      "resolve HOST BARCODE keep SIDE",
      "Decides the most urgent open conflict about the item or its bib, as this host shows it.")
  ]

  let host: String
  let barcode: String
  let side: String

  init(host: String, barcode: String, side: String) {
    self.host = host
    self.barcode = barcode
    self.side = side
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    try words.expect("keep")
    side = try words.take("a side")
  }

  var arguments: [String] { [host, barcode, "keep", side] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    try run.staff(at: place, Plan.line(self)) {
      guard let item = try run.reviews(about: barcode, at: place).first(where: { !$0.isResolved })
      else { return "nothing is open" }
      _ = try run.commit(at: place, step) {
        try $0.resolve(item.id.word.hex, keep: side, note: "looked at it", staff: place.name)
      }
      return "case \(item.conflictCase) decided"
    }
  }
}
