import CatchwordLibrary

/// `rank main p34 31234 before p12`: somebody is to be served first.
struct RankVerb: Verb {
  static let word = "rank"
  static let forms = [
    VerbForm(
      "rank HOST CARD BARCODE before CARD",
      "Puts a reader's hold on the item's title before another reader's.")
  ]

  let host: String
  let card: String
  let barcode: String
  let other: String

  init(host: String, card: String, barcode: String, before other: String) {
    self.host = host
    self.card = card
    self.barcode = barcode
    self.other = other
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
    barcode = try words.take("a barcode")
    try words.expect("before")
    other = try words.take("a card")
  }

  var arguments: [String] { [host, card, barcode, "before", other] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let place = try run.find(host)
    guard place.isReachable, let next = try run.hold(of: other, barcode, at: place) else {
      return run.say("\(Plan.line(self)): \(other) waits for nothing here")
    }
    try run.change(.rank(before: next), of: card, barcode, at: host, step)
  }
}
