import Catchword
import CatchwordWire

extension DomainKit {
  /// The notice board, whose conflicts people look at while the latest value is shown.
  package static let board = board(deciding: GreatestWins())

  /// The notice board, its conflicts decided by a policy.
  package static func board(deciding policy: any ConflictPolicy) -> DomainKit {
    let deriving = PolicyDeriving(
      policy, over: BoardSchema.current, base: BoardFold(), hashing: Sha256.hashing)
    return DomainKit(
      name: "board", domain: Domain(schema: deriving.schema, deriving: deriving),
      words: [
        PostVerb.word, MoveVerb.word, PinVerb.word, TagVerb.word, UntagVerb.word, VoteVerb.word,
        TakedownVerb.word, RemarkVerb.word, VisitVerb.word,
      ])
  }

  package var isBoard: Bool { name == Self.board.name }
}

extension Plan {
  /// What the plan's network is about: what its line `domain` says, else a library.
  package var domain: DomainKit {
    steps.lazy.compactMap { ($0.verb as? DomainVerb)?.kit }.first ?? .library
  }

  /// - Throws: `StoryError` for a word that belongs to another domain.
  package func checkWords(of domain: DomainKit) throws {
    for step in steps {
      let word = type(of: step.verb).word
      let others = DomainKit.all.filter { $0.name != domain.name }
      guard !domain.words.contains(word),
        let other = others.first(where: { $0.words.contains(word) })
      else { continue }
      throw StoryError(
        "`\(word)` makes no sense in the domain `\(domain.name)`; it is a word of `\(other.name)`")
    }
  }
}
