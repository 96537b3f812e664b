import CatchwordLibrary

/// `receive east 31234`: takes an item out of the van.
struct ReceiveVerb: Verb {
  static let word = "receive"
  static let forms = [
    VerbForm("receive HOST BARCODE", "Takes an item out of the van or the post.")
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
    try run.desk(.receive(barcode: barcode), at: host, step)
  }
}
