import CatchwordCore
import CatchwordLibrary

/// `patron p77 at main`: somebody with a card, known everywhere before time begins.
struct PatronVerb: Verb {
  static let word = "patron"
  static let forms = [
    VerbForm(
      "patron CARD… at BRANCH", "People with cards, registered there and known everywhere.")
  ]

  let cards: [String]
  let branch: String

  init(cards: [String], branch: String) {
    self.cards = cards
    self.branch = branch
  }

  init(_ words: inout Words) throws {
    var cards: [String] = []
    while let next = words.next, next != "at" {
      cards.append(try words.take("a card"))
      _ = next
    }
    guard !cards.isEmpty else { throw StoryError("`patron` needs a card") }
    try words.expect("at")
    self.cards = cards
    branch = try words.take("a branch")
  }

  var arguments: [String] { cards + ["at", branch] }
  var hosts: [String] { [branch] }
  static var nature: VerbNature { .setting }

  func perform(_ step: Step, in run: Run) throws {
    let host = try run.find(branch)
    for card in cards {
      let edit = CatalogEdit.addPatron(Self.values(card: card, branch: host.branch))
      _ = try run.commit(at: host, step) { try $0.perform(edit, staff: "") }
    }
  }

  /// - Parameter name: nil for one who is called as their card.
  static func values(card: String, branch: String, name: String? = nil) -> [FieldValue] {
    [
      FieldValue(PatronField.card, .text(card)), FieldValue(PatronField.name, .text(name ?? card)),
      FieldValue(PatronField.branch, .text(branch)),
    ]
  }
}
