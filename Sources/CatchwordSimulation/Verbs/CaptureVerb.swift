import CatchwordLibrary

/// `capture east 31234`: fetched from its shelf for whoever waits first.
struct CaptureVerb: Verb {
  static let word = "capture"
  static let forms = [
    VerbForm("capture HOST BARCODE", "Takes an item from its shelf for the reader who waits first.")
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
    try run.desk(.capture(barcode: barcode), at: host, step)
  }
}
