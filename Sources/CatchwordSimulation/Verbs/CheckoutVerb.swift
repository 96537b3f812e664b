import CatchwordCore
import CatchwordLibrary

/// `checkout main 31234 p77`: lends an item over the desk.
struct CheckoutVerb: Verb {
  static let word = "checkout"
  static let forms = [
    VerbForm(
      "checkout HOST BARCODE CARD [due DATE] [override] [unknown]",
      "Lends an item. `due`: until the day that staff say; `override` lends although the desk says "
        + "stop, `unknown` a barcode it does not know."
    )
  ]

  let host: String
  let barcode: String
  let card: String
  let due: CivilDate?
  let overrides: Bool
  let lendsUnknown: Bool

  init(
    host: String, barcode: String, card: String, due: CivilDate? = nil, overrides: Bool = false,
    lendsUnknown: Bool = false
  ) {
    self.due = due
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
    due = words.skip("due") ? try words.date() : nil
    overrides = words.skip("override")
    lendsUnknown = words.skip("unknown")
  }

  var arguments: [String] {
    [host, barcode, card] + (due.map { ["due", "\($0)"] } ?? [])
      + (overrides ? ["override"] : []) + (lendsUnknown ? ["unknown"] : [])
  }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let checkout = DeskAction.Checkout(
      barcode: barcode, card: card, due: due, override: overrides ? "staff decided" : nil,
      lendsUnknown: lendsUnknown)
    try run.desk(.checkout(checkout), at: host, step)
  }
}
