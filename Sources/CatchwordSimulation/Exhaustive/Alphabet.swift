/// What an exhaustive search is made of, in the words of stories: `HOST` stands for each replica in
/// turn, `HOSTS` for all.
package struct Alphabet: Sendable {
  package let settings: [String]
  package let actions: [String]
  /// Pairs of words: the second is tried only where the first stands before, for what is alike under
  /// an exchange of names.
  package let firstBefore: [(first: String, second: String)]

  package init(
    settings: [String], actions: [String], firstBefore: [(first: String, second: String)] = []
  ) {
    self.settings = settings
    self.actions = actions
    self.firstBefore = firstBefore
  }

  /// One item, two borrowers, and every sort of thing that staff do with an item and its title.
  package static let library = Alphabet(
    settings: ["branches HOSTS", "item 31234 \"Moby-Dick\" at main", "patron p1 p2 at main"],
    actions: [
      "checkout HOST 31234 p1", "checkout HOST 31234 p2", "checkin HOST 31234",
      "renew HOST 31234", "renew HOST 31234 phone", "inventory HOST 31234",
      "mark HOST 31234 lost", "mark HOST 31234 withdrawn", "mark HOST 31234 deleted",
      "undo HOST 31234", "retitle HOST 31234 HOST", "subject HOST 31234 add HOST",
      "subject HOST 31234 delete", "weed HOST 31234", "resolve HOST 31234 keep A",
      "resolve HOST 31234 keep B",
    ],
    firstBefore: [("p1", "p2")])

  func verb(_ line: String, at host: String, of hosts: [String]) throws -> any Verb {
    let words = try Words.split(line).flatMap { word in
      switch word {
      case "HOST": [host]
      case "HOSTS": hosts
      default: [word]
      }
    }
    return try Verbs.read(words)
  }
}
