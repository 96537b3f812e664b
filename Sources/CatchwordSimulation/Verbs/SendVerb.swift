import CatchwordLibrary

/// `send main 31234 to east`: puts an item into the van.
struct SendVerb: Verb {
  static let word = "send"
  static let forms = [
    VerbForm(
      "send HOST BARCODE to BRANCH",
      "Puts an item into the van or the post; until somebody sees it again it is on its way.")
  ]

  let host: String
  let barcode: String
  let destination: String

  init(host: String, barcode: String, to destination: String) {
    self.host = host
    self.barcode = barcode
    self.destination = destination
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    try words.expect("to")
    destination = try words.take("a branch")
  }

  var arguments: [String] { [host, barcode, "to", destination] }
  var hosts: [String] { [host, destination] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.desk(.send(barcode: barcode, to: destination.uppercased()), at: host, step)
  }
}
