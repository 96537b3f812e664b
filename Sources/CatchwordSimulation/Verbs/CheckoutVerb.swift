import CatchwordCore
import CatchwordLibrary

/// `checkout main 31234 p77`: lends an item over the desk.
struct CheckoutVerb: Verb {
  static let word = "checkout"
  static let forms = [
    VerbForm(
      "checkout HOST BARCODE CARD [override] [unknown]",
      "Lends an item. `override` lends although the desk says stop, `unknown` a barcode it does not know."
    )
  ]

  let host: String
  let barcode: String
  let card: String
  let overrides: Bool
  let lendsUnknown: Bool

  init(
    host: String, barcode: String, card: String, overrides: Bool = false, lendsUnknown: Bool = false
  ) {
    self.host = host
    self.barcode = barcode
    self.card = card
    self.overrides = overrides
    self.lendsUnknown = lendsUnknown
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    card = try words.take("a card")
    overrides = words.skip("override")
    lendsUnknown = words.skip("unknown")
  }

  var arguments: [String] {
    [host, barcode, card] + (overrides ? ["override"] : []) + (lendsUnknown ? ["unknown"] : [])
  }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let checkout = DeskAction.Checkout(
      barcode: barcode, card: card, override: overrides ? "staff decided" : nil,
      lendsUnknown: lendsUnknown)
    try run.desk(.checkout(checkout), at: host, step)
  }
}
