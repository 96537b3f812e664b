import CatchwordLibrary

/// `undo main 31234`: takes back the last thing that this branch did with the item.
struct UndoVerb: Verb {
  static let word = "undo"
  static let forms = [
    VerbForm("undo HOST BARCODE", "Takes back the last thing that this branch did with the item.")
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
    let undo = DeskAction.Undo(.last(barcode: barcode), reason: "a wrong scan")
    try run.desk(.undo(undo), at: host, step)
  }
}
