import CatchwordLibrary

/// `charge main p12 damage 250 90021`: somebody is to pay for something.
struct ChargeVerb: Verb {
  static let word = "charge"
  static let forms = [
    VerbForm(
      "charge HOST CARD KIND CENTS [BARCODE]",
      "Charges a patron: replacement, processing, damage, card or other; for an item if one is named."
    )
  ]

  let host: String
  let card: String
  let kind: ChargeKind
  let amount: Int64
  let barcode: String?

  init(host: String, card: String, kind: ChargeKind, amount: Int64, barcode: String? = nil) {
    self.host = host
    self.card = card
    self.kind = kind
    self.amount = amount
    self.barcode = barcode
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
    let word = try words.take("a kind of charge")
    guard let kind = ChargeKind(word: word), kind.isStated else {
      throw StoryError("nobody states a charge of the kind `\(word)`")
    }
    self.kind = kind
    amount = try words.cents()
    barcode = words.isAtEnd ? nil : try words.take("a barcode")
  }

  var arguments: [String] {
    [host, card, kind.word, "\(amount)"] + (barcode.map { [$0] } ?? [])
  }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let bill = DeskAction.Bill(card: card, kind: kind, amount: amount, barcode: barcode)
    try run.desk(.charge(bill), at: host, step)
  }
}

/// `bill main 90021 2500`: what is on loan is lost, and to be paid for.
struct BillVerb: Verb {
  static let word = "bill"
  static let forms = [
    VerbForm("bill HOST BARCODE CENTS", "Marks what is on loan as lost and charges the borrower.")
  ]

  let host: String
  let barcode: String
  let amount: Int64

  init(host: String, barcode: String, amount: Int64) {
    self.host = host
    self.barcode = barcode
    self.amount = amount
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    barcode = try words.take("a barcode")
    amount = try words.cents()
  }

  var arguments: [String] { [host, barcode, "\(amount)"] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.desk(.billLost(barcode: barcode, amount: amount, reason: nil), at: host, step)
  }
}

extension Words {
  /// An amount in minor units, or 0.
  mutating func sum() throws -> Int64 {
    let word = try take("an amount in cents")
    guard let amount = Int64(word), amount >= 0 else {
      throw StoryError("`\(word)` is no amount in cents")
    }
    return amount
  }

  /// An amount in minor units.
  mutating func cents() throws -> Int64 {
    let word = try take("an amount in cents")
    guard let amount = Int64(word), amount > 0 else {
      throw StoryError("`\(word)` is no amount in cents")
    }
    return amount
  }
}
