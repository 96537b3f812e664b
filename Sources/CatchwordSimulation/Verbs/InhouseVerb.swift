import CatchwordLibrary

/// `inhouse main 31234`: a use in the house.
struct InhouseVerb: Verb {
  static let word = "inhouse"
  static let forms = [
    VerbForm(
      "inhouse HOST BARCODE", "Counts a use in the reading room: somebody saw the item there.")
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
    try run.desk(.inHouseUse(barcode: barcode), at: host, step)
  }
}
