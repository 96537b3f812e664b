import CatchwordLibrary

/// `hold main p12 31234 at east`: a reader wishes for a title.
struct HoldVerb: Verb {
  static let word = "hold"
  static let forms = [
    VerbForm(
      "hold HOST CARD BARCODE at BRANCH [only | part LABEL]",
      "A reader wishes for the item's title, to be fetched at a branch; `only`: for this very item; "
        + "`part`: for a part of the work."
    )
  ]

  let host: String
  let card: String
  let barcode: String
  let pickup: String
  let isForItem: Bool
  let part: String?

  init(
    host: String, card: String, barcode: String, pickup: String, isForItem: Bool = false,
    part: String? = nil
  ) {
    self.part = part
    self.host = host
    self.card = card
    self.barcode = barcode
    self.pickup = pickup
    self.isForItem = isForItem
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
    barcode = try words.take("a barcode")
    try words.expect("at")
    pickup = try words.take("a branch")
    isForItem = words.skip("only")
    part = words.skip("part") ? try words.take("a label") : nil
  }

  var arguments: [String] {
    [host, card, barcode, "at", pickup] + (isForItem ? ["only"] : [])
      + (part.map { ["part", $0] } ?? [])
  }
  var hosts: [String] { host == pickup ? [host] : [host, pickup] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let wish = DeskAction.PlaceHold(
      card: card, target: .item(barcode: barcode), pickup: pickup.uppercased(),
      anyItemWillDo: !isForItem, part: part)
    try run.desk(.placeHold(wish), at: host, step)
  }
}
