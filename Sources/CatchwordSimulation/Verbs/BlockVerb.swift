import CatchwordLibrary

/// `block main p12 stolen`: a patron is to borrow nothing until further notice.
struct BlockVerb: Verb {
  static let word = "block"
  static let forms = [
    VerbForm(
      "block HOST CARD [stolen]",
      "Blocks a patron; `stolen`: the card was reported stolen, so somebody else may show it.")
  ]

  let host: String
  let card: String
  let isStolen: Bool

  init(host: String, card: String, isStolen: Bool) {
    self.host = host
    self.card = card
    self.isStolen = isStolen
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
    isStolen = words.skip("stolen")
  }

  var arguments: [String] { [host, card] + (isStolen ? ["stolen"] : []) }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    let kind = isStolen ? BlockKind.stolen : .other
    try run.desk(.block(card: card, kind, reason: "reported"), at: host, step)
  }
}

/// `unblock main p12`: the patron may borrow again.
struct UnblockVerb: Verb {
  static let word = "unblock"
  static let forms = [VerbForm("unblock HOST CARD", "Ends all blocks of a patron that are known.")]

  let host: String
  let card: String

  init(host: String, card: String) {
    self.host = host
    self.card = card
  }

  init(_ words: inout Words) throws {
    host = try words.host()
    card = try words.take("a card")
  }

  var arguments: [String] { [host, card] }
  var hosts: [String] { [host] }
  static var nature: VerbNature { .action }

  func perform(_ step: Step, in run: Run) throws {
    try run.desk(.unblock(card: card, reason: "settled"), at: host, step)
  }
}
