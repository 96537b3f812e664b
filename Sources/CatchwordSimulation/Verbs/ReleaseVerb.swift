import CatchwordLibrary

/// `release east 31234`: off the hold shelf.
struct ReleaseVerb: Verb {
  static let word = "release"
  static let forms = [VerbForm("release HOST BARCODE", "Takes an item off the hold shelf.")]

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
    try run.desk(.release(barcode: barcode, reason: nil), at: host, step)
  }
}
