import CatchwordLibrary

/// `renew main 31234 phone`: extends a loan.
struct RenewVerb: Verb {
  static let word = "renew"
  static let forms = [
    VerbForm(
      "renew HOST BARCODE [phone]", "Extends a loan, the item in hand or, with `phone`, unseen.")
  ]

  let host: String
  let barcode: String
  let isByPhone: Bool

  init(host: String, barcode: String, isByPhone: Bool = false) {
    self.host = host
    self.barcode = barcode
    self.isByPhone = isByPhone
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    isByPhone = words.skip("phone")
  }

  var arguments: [String] { [host, barcode] + (isByPhone ? ["phone"] : []) }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let renewal = DeskAction.Renewal(barcode: barcode, presence: isByPhone ? .remote : .present)
    try run.desk(.renew(renewal), at: host, step)
  }
}
