/// Every verb of the language, in the order in which its README tells of them.
package enum Verbs {
  package static let all: [any Verb.Type] = [
    DomainVerb.self, BranchesVerb.self, CartVerb.self, ItemVerb.self, PatronVerb.self,
    CheckoutVerb.self, CheckinVerb.self, RenewVerb.self, InhouseVerb.self, InventoryVerb.self,
    MarkVerb.self, SendVerb.self, ReceiveVerb.self,
    HoldVerb.self, UnholdVerb.self, RankVerb.self, CaptureVerb.self, ReleaseVerb.self,
    ChargeVerb.self, BillVerb.self, PayVerb.self, WaiveVerb.self, RefundVerb.self,
    PolicyVerb.self, CloseVerb.self, BlockVerb.self, UnblockVerb.self, TodayVerb.self,
    UndoVerb.self,
    RegisterVerb.self,
    RetitleVerb.self, SubjectVerb.self, IdentifyVerb.self, AuthorityVerb.self,
    DescribeVerb.self, WeedVerb.self, MergeVerb.self, UnmergeVerb.self, UpgradeVerb.self,
    AnnotateVerb.self,
    FundVerb.self, OrderVerb.self, DeliverVerb.self, UnorderVerb.self, ApproveVerb.self,
    AnonymiseVerb.self, EraseVerb.self, DeleteVerb.self, RenameVerb.self,
    PostVerb.self, MoveVerb.self, PinVerb.self, TagVerb.self, UntagVerb.self, VoteVerb.self,
    TakedownVerb.self, RemarkVerb.self, VisitVerb.self,
    ResolveVerb.self, ReopenVerb.self,
    SyncVerb.self, CarryVerb.self, SettleVerb.self,
    CutVerb.self, HealVerb.self, LineVerb.self, CrashVerb.self, StartVerb.self, SleepVerb.self,
    ClockVerb.self, DiskVerb.self, BackupVerb.self, RestoreVerb.self, CloneVerb.self, LoseVerb.self,
    WhyVerb.self, ReviewVerb.self, DuplicatesVerb.self, StatusVerb.self, ExpectVerb.self,
  ]

  private static let byWord = Dictionary(uniqueKeysWithValues: all.map { ($0.word, $0) })

  /// - Parameter words: a line without its time and id.
  package static func read(_ words: [String]) throws -> any Verb {
    guard let type = byWord[words[0]] else {
      let known = all.map { $0.word }.sorted()
      let near = known.filter { words[0].isNear($0) }
      throw StoryError(
        "there is no verb `\(words[0])`; "
          + (near.isEmpty
            ? "there are \(known.joined(separator: ", "))"
            : "do you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?"))
    }
    do {
      return try type.read(Words(Array(words.dropFirst()), of: words[0]))
    } catch var error as StoryError {
      error.forms = type.forms(like: words)
      throw error
    }
  }
}

extension Verb {
  fileprivate static func read(_ words: Words) throws -> any Verb {
    var rest = words
    let verb = try Self(&rest)
    try rest.finish()
    return verb
  }

  /// The forms that a line may have been meant to have: those with the words that it has.
  fileprivate static func forms(like words: [String]) -> [String] {
    let all = forms.map(\.syntax)
    let alike = all.filter { form in
      form.split(separator: " ").contains { part in
        part.allSatisfy { $0.isLowercase || $0 == "-" } && words.dropFirst().contains(String(part))
      }
    }
    return alike.isEmpty ? all : alike
  }
}

extension String {
  /// Whether one letter more, one less, another one or two in another order make it the word.
  fileprivate func isNear(_ word: String) -> Bool {
    let (mine, other) = (Array(self), Array(word))
    guard abs(mine.count - other.count) <= 1, max(mine.count, other.count) > 2 else { return false }
    let start = zip(mine, other).prefix { $0 == $1 }.count
    let (rest, wanted) = (mine[start...], other[start...])
    let end = zip(rest.reversed(), wanted.reversed()).prefix { $0 == $1 }.count
    let (left, right) = (Array(rest.dropLast(end)), Array(wanted.dropLast(end)))
    return max(left.count, right.count) <= 1 || left.count == 2 && left.reversed() == right
  }
}

extension Words {
  package mutating func host() throws -> String { try take("the name of a host") }
}
