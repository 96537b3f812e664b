/// Every verb of the language, in the order in which its README tells of them.
package enum Verbs {
  package static let all: [any Verb.Type] = [
    DomainVerb.self, BranchesVerb.self, CartVerb.self, ItemVerb.self, PatronVerb.self,
    CheckoutVerb.self, CheckinVerb.self, RenewVerb.self, InhouseVerb.self, InventoryVerb.self,
    MarkVerb.self, UndoVerb.self, RegisterVerb.self, RetitleVerb.self, SubjectVerb.self,
    DescribeVerb.self, WeedVerb.self, UpgradeVerb.self, AnnotateVerb.self,
    PostVerb.self, MoveVerb.self, PinVerb.self, TagVerb.self, UntagVerb.self, VoteVerb.self,
    TakedownVerb.self, RemarkVerb.self, VisitVerb.self,
    ResolveVerb.self, ReopenVerb.self,
    SyncVerb.self, CarryVerb.self, SettleVerb.self,
    CutVerb.self, HealVerb.self, LineVerb.self, CrashVerb.self, StartVerb.self, SleepVerb.self,
    ClockVerb.self, DiskVerb.self, BackupVerb.self, RestoreVerb.self, CloneVerb.self, LoseVerb.self,
    WhyVerb.self, ReviewVerb.self, StatusVerb.self, ExpectVerb.self,
  ]

  private static let byWord = Dictionary(uniqueKeysWithValues: all.map { ($0.word, $0) })

  /// - Parameter words: a line without its time and id.
  package static func read(_ words: [String]) throws -> any Verb {
    guard let type = byWord[words[0]] else {
      let near = all.map { $0.word }.sorted().joined(separator: ", ")
      throw StoryError("there is no verb `\(words[0])`; there are \(near)")
    }
    return try type.read(Words(Array(words.dropFirst()), of: words[0]))
  }
}

extension Verb {
  fileprivate static func read(_ words: Words) throws -> any Verb {
    var rest = words
    let verb = try Self(&rest)
    try rest.finish()
    return verb
  }
}

extension Words {
  package mutating func host() throws -> String { try take("the name of a host") }
}
