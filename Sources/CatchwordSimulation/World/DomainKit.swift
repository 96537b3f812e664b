package import Catchword
import CatchwordCore
import CatchwordLibrary
import CatchwordWire

/// What a simulated network is about, and how its state is drawn for comparison.
package struct DomainKit: Sendable {
  package let name: String
  package let domain: Domain
  /// Verbs of the story language that make sense in this domain and in no other.
  package let words: Set<String>

  package init(name: String, domain: Domain, words: Set<String> = []) {
    self.name = name
    self.domain = domain
    self.words = words
  }

  package static let library = DomainKit(
    name: "library", domain: .library,
    words: [
      ItemVerb.word, PatronVerb.word, CheckoutVerb.word, CheckinVerb.word, RenewVerb.word,
      InhouseVerb.word, InventoryVerb.word, MarkVerb.word, SendVerb.word, ReceiveVerb.word,
      HoldVerb.word, UnholdVerb.word, RankVerb.word, CaptureVerb.word, ReleaseVerb.word,
      UndoVerb.word, RegisterVerb.word, RetitleVerb.word, SubjectVerb.word, DescribeVerb.word,
      WeedVerb.word, ChargeVerb.word, BillVerb.word, PayVerb.word, WaiveVerb.word,
      RefundVerb.word, PolicyVerb.word, BlockVerb.word, UnblockVerb.word, TodayVerb.word,
      AuthorityVerb.word, MergeVerb.word, UnmergeVerb.word,
      CloseVerb.word, IdentifyVerb.word, DuplicatesVerb.word,
      FundVerb.word, OrderVerb.word, UnorderVerb.word, DeliverVerb.word, ApproveVerb.word,
      AnonymiseVerb.word, EraseVerb.word, DeleteVerb.word, RenameVerb.word,
    ])

  /// Every domain that a story can name.
  package static let all = [library, board]

  /// What a newer program takes the network to be about.
  package var newer: Domain {
    name == Self.library.name
      ? Domain(schema: NewerSchema.current, deriving: domain.deriving) : domain
  }
}
