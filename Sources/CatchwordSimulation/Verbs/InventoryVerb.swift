import CatchwordLibrary

/// `inventory main 31234`: met on a shelf.
struct InventoryVerb: Verb {
  static let word = "inventory"
  static let forms = [
    VerbForm("inventory HOST BARCODE", "Meets an item on a shelf while taking stock.")
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
    try run.desk(.inventory(barcode: barcode, location: nil), at: host, step)
  }
}
