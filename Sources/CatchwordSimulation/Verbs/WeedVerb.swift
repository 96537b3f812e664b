import CatchwordCore
import CatchwordLibrary

/// `weed main 31234`: deletes the bib of an item, whose item was marked deleted before.
struct WeedVerb: Verb {
  static let word = "weed"
  static let forms = [
    VerbForm(
      "weed HOST BARCODE", "Deletes the item's bib; refused while living items name it.")
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
    guard place.isReachable, let bib = try run.item(barcode, at: place)?[ItemField.bib].record
    else { return run.say("\(Plan.line(self)): no such bib here") }
    try run.edit(.deleteBib(bib), at: place, step)
  }
}
